"""The digest's own words, dates and names of languages, as a reader's language has them.

Catalogs are the files ``templates/locales/LANGUAGE.po``; the English texts are their keys.
"""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_timezone_location
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

LOCALES = Path(__file__).parent.parent / "templates" / "locales"
# Day before month in English too: most readers of the English digest are not American.
LOCALE_OF = {"en": "en_GB"}
# Within a week a weekday says more than a date and cannot be mistaken.
WEEKDAYS = timedelta(days=6)


@cache
def load_translations(language: str) -> NullTranslations:
    """Compiled when first needed, so that no binary file is kept and none can be out of date."""
    path = LOCALES / f"{language}.po"
    if not path.exists():  # the texts in the templates are English
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language, abort_invalid=True))
    compiled.seek(0)
    return Translations(compiled)


@dataclass(frozen=True, slots=True)
class Wording:
    """One reader's language and zone."""

    language: str
    zone: ZoneInfo

    @property
    def locale(self) -> Locale:
        return Locale.parse(LOCALE_OF.get(self.language, self.language))

    def long_day(self, moment: datetime) -> str:
        """ "Sunday 22 November 2026"."""
        text = _plain(format_date(self._local(moment), "full", self.locale))
        return text[:1].upper() + text[1:]

    def short_day(self, moment: datetime) -> str:
        """ "22 Nov"."""
        return _plain(format_skeleton("MMMd", self._local(moment), locale=self.locale))

    def clock(self, moment: datetime) -> str:
        """ "07:00": all our languages write 24 hours."""
        return format_time(self._local(moment), "HH:mm", locale=self.locale)

    def moment(self, moment: datetime, made: datetime, *, day_only: bool = False) -> str:
        """ "Sat 05:40", or "14 Nov" when the weekday could be another week's.

        ``day_only``: nobody knows the time of day, so "Sat".
        """
        if abs(made - moment) > WEEKDAYS:
            return self.short_day(moment)
        weekday = format_skeleton("E", self._local(moment), locale=self.locale)
        return weekday if day_only else f"{weekday} {self.clock(moment)}"

    def zone_name(self, moment: datetime) -> str:
        """ "Almaty (UTC+5)"."""
        city = get_timezone_location(self.zone, locale=self.locale, return_city=True)
        return f"{city} ({_offset(self._local(moment))})"

    def language_name(self, language: str) -> str:
        """ "German"; the tag itself for a language that nobody has named."""
        primary = language.partition("-")[0]
        return str(self.locale.languages.get(primary, language))

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)


def _offset(local: datetime) -> str:
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return "UTC" if not minutes else f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def _plain(text: str) -> str:
    """CLDR's narrow spaces are unknown to some fonts and mail programs."""
    return text.replace("\u202f", "\u00a0")
