"""Days that a text names: single ones, ranges, whole months, in the language's own order.

The decision here is what counts as a date and which year a date without one belongs to: the year
that puts it nearest to the day of publication. Month names are the CLDR's (Babel).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale, UnknownLocaleError

TO = (
    r"\s*(?:-|–|—|~|至|到|から|부터|to|and|until|till|bis(?:\s+zum)?|und|au|et|al|e|y"
    r"|по|до|и|đến|tới)\s*"
)
DAY = r"(?<!\d)(?P<d1>3[01]|[12]\d|0?[1-9])"
DAY2 = r"(?P<d2>3[01]|[12]\d|0?[1-9])"
# Forms that the CLDR does not give: Russian months after "в", and a common English abbreviation.
MORE_MONTHS = {
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "en": "january february march april may june july august sept october november december",
}
# The ends of ordinals: 14th, 20., 1er, 5-го
NTH = r"(?:st|nd|rd|th|er|º|-?го|-?[шсмі]і)?\.?"
YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
NUMERIC_MONTH = r"(?P<m>1[0-2]|0?[1-9])"
ANY_ORDER = (
    # 2023-08-21 and 2023年8月20日至22日, 8月20日から22日, 8월 20일
    rf"(?<!\d){YEAR}-(?P<m>\d\d)-(?P<d1>\d\d)(?!\d)",
    rf"(?:{YEAR}\s?[年년]\s?)?(?<!\d){NUMERIC_MONTH}\s?[月월]\s?{DAY}\s?[日일号號]?(?:{TO}{DAY2}\s?[日일号號])?",
    rf"{YEAR}\s?[年년]\s?{NUMERIC_MONTH}\s?[月월]",
    # ngày 20 tháng 8 năm 2023, tháng 5/2025
    rf"{DAY}(?:{TO}(?:ngày\s)?{DAY2})?\s+tháng\s+{NUMERIC_MONTH}(?:(?:\s+năm\s+|[/-]){YEAR})?",
    rf"tháng\s+{NUMERIC_MONTH}(?:\s+năm\s+|[/-]){YEAR}",
    # 20-22/8/2023, từ ngày 20 đến 22/8, 20.08.2023
    rf"{DAY}(?:{TO}(?:ngày\s)?{DAY2})?(?P<sep>[/.-]){NUMERIC_MONTH}(?P=sep){YEAR}",
    rf"{DAY}(?:{TO}(?:ngày\s)?{DAY2})?/{NUMERIC_MONTH}(?![\d/])",
)
# Turkic order puts the year first: 2023 жылғы 20-22 тамыз.
NAMED = (
    rf"(?:{YEAR}\s+жыл\w*\s+)?{DAY}{NTH}(?:{TO}(?:le\s|den\s|el\s|il\s)?{DAY2}{NTH})?\s+(?:de\s+|of\s+)?"
    r"(?P<name>MONTH)(?:\s*,?\s*(?:de\s+|del\s+)?(?P<y2>(?:19|20)\d\d)(?!\d))?",
    rf"(?P<name>MONTH)\s+{DAY}(?!\d){NTH}(?:{TO}{DAY2}(?!\d){NTH})?(?:,?\s+{YEAR})?",
    rf"(?P<name>MONTH)\s+(?:de\s+|del\s+)?{YEAR}",
    rf"{YEAR}\s+жыл\w*\s+(?P<name>MONTH)",
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """From ``first`` to ``last`` (the same day for a single one) and its receipt."""

    first: date
    last: date
    words: str
    start: int
    end: int


def find_dates(text: str, language: str, near: date | None) -> tuple[DateMention, ...]:
    """Every date of the text in its order. Without ``near``, dates without a year are left out."""
    found: list[DateMention] = []
    for pattern in _patterns(language):
        for match in pattern.finditer(text):
            mention = _read(match, language, near)
            if mention and not any(_overlap(mention, other) for other in found):
                found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _overlap(one: DateMention, other: DateMention) -> bool:
    return one.start < other.end and other.start < one.end


def _read(match: re.Match[str], language: str, near: date | None) -> DateMention | None:
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else _months(language)[parts["name"].casefold()]
    year = parts.get("y") or parts.get("y2")
    days = [int(parts[name]) for name in ("d1", "d2") if parts.get(name)]
    try:
        first, last = _span(int(year) if year else None, month, days, near)
    except ValueError:  # 31 June, or no year and nothing to be near to
        return None
    return DateMention(first, last, match.group().strip(), match.start(), match.end())


def _span(year: int | None, month: int, days: list[int], near: date | None) -> tuple[date, date]:
    if year is None:
        year = _nearest_year(month, days[0], near)
    if not days:
        return date(year, month, 1), _last_day(year, month)
    last = date(year, month, days[-1])
    if days[-1] < days[0]:  # from 30 to 2 August: the range began in the month before
        before = date(year, month, 1) - timedelta(days=1)
        return before.replace(day=days[0]), last
    return date(year, month, days[0]), last


def _nearest_year(month: int, day: int, near: date | None) -> int:
    if near is None:
        raise ValueError
    years = (near.year - 1, near.year, near.year + 1)
    return min(years, key=lambda year: abs((date(year, month, min(day, 28)) - near).days))


def _last_day(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@cache
def _months(language: str) -> dict[str, int]:
    """Month names in every form that the CLDR has, lower case, without full stops."""
    try:
        months = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[context][width].items():
                names[str(name).casefold().rstrip(".")] = int(number)
    more = MORE_MONTHS.get(language, "").split()
    names |= {name: number for number, name in enumerate(more, start=1)}
    return {name: number for name, number in names.items() if not re.search(r"\d|tháng", name)}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    patterns = list(ANY_ORDER)
    names = _months(language)
    if names:
        choice = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        # Kazakh and Turkish add case endings to the month.
        ending = r"(?:['’]?\w{0,4})?" if language in {"kk", "tr", "uz"} else r"\.?"
        patterns = [
            pattern.replace("(?P<name>MONTH)", rf"(?<!\w)(?P<name>{choice}){ending}(?!\w)")
            for pattern in NAMED
        ] + patterns
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
