"""When a page or a feed says that it was published: text to an aware instant.

The parsers of feedparser and dateparser were measured to misread ICT, MSK, "GMT+7", Chinese dates
and day-month order, so the forms are read here: by position and month name, never by guess.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from crawler.date_forms import (
    CLOCK,
    EAST_ASIAN,
    HALF,
    ISO,
    NUMBER,
    NUMERIC,
    OFFSET,
    VIETNAMESE,
    VIETNAMESE_WORDS,
    WORD,
    YEAR_FIRST,
    ZONES,
)
from crawler.months import VIETNAMESE as VIETNAMESE_MONTHS
from crawler.months import month_of

# A clock may be a little ahead of ours, and a paper dates tomorrow's issue in the evening. Beyond
# that a date is the page's error (or an event's date) and is not used.
AHEAD = timedelta(days=1)
EARLIEST = 1990  # no outlet of ours has older pages online

BUDDHIST = 543  # years in Thailand run ahead by this


@dataclass(frozen=True, slots=True)
class Reading:
    """How dates are to be read at one outlet."""

    zone: ZoneInfo
    language: str
    day_first: bool = True


@dataclass(frozen=True, slots=True)
class Dated:
    """An instant, in the zone it was written in.

    ``day_only``: the text names a day; ``at`` is noon there, the same day from Lima to Tokyo.
    """

    at: datetime
    day_only: bool = False


def read_date(text: str, reading: Reading, now: datetime) -> Dated | None:
    """What ``text`` says; without a zone, in the outlet's.

    None if there is no date, or one that lies in the future or before the web.
    """
    text = " ".join(unicodedata.normalize("NFC", text).translate(DIGITS).split())
    # Figures before words: "mar." is March, and Tuesday in four languages.
    for read in (_iso, _mail, _numeric, _in_words):
        try:
            found = read(text, reading)
        except (ValueError, OverflowError):  # the 31st of June, 25 o'clock, a zone of 10^9 hours
            continue
        if found:
            return _credible(found, reading, now)
    return None


# Digits of the scripts our editions are written in, as everyone's.
DIGITS = {
    ord(digit): str(value)
    for zero in "٠०০๐໐០"
    for value, digit in enumerate(chr(ord(zero) + offset) for offset in range(10))
}


def _credible(found: Dated, reading: Reading, now: datetime) -> Dated | None:
    at = found.at if found.at.tzinfo else found.at.replace(tzinfo=reading.zone)
    return replace(found, at=at) if at.year >= EARLIEST and at <= now + AHEAD else None


def _iso(text: str, _reading: Reading) -> Dated | None:
    match = ISO.search(text)
    if not match:
        return None
    found = _at(match["y"], match["m"], match["d"], match if match["H"] else None)
    zone = match["z"] or ""
    if zone == "Z":
        return _in_zone(found, UTC)
    if zone:
        return _in_zone(found, _offset(zone[0], zone[1:3], zone[3:].lstrip(":") or "0"))
    return _in_zone(_in_half(found, text), _named_zone(text))


def _mail(text: str, _reading: Reading) -> Dated | None:
    """RFC 5322, as feeds have it, with the zones that feeds get wrong."""
    if not re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4}", text) or HALF.search(text):
        return None
    # RFC 5322 has -0000 for UTC of an unknown place, which the library takes for no zone.
    zone = UTC if text.endswith("-0000") else _named_zone(text)
    found = parsedate_to_datetime(OFFSET.sub("", text))
    return Dated(found.replace(tzinfo=zone) if zone else found)


def _in_words(text: str, reading: Reading) -> Dated | None:
    """Dates with a month's name, or with the words for day and month."""
    for pattern in (*EAST_ASIAN, VIETNAMESE):
        match = pattern.search(text)
        if match:
            return _with_clock(text.replace(match[0], " "), match["y"], match["m"], match["d"])
    match = VIETNAMESE_WORDS.search(text)
    if match and (match["d"] or match["e"]):
        month = str(VIETNAMESE_MONTHS[match["m"].casefold()])
        rest = text.replace(match[0], " ")
        return _with_clock(rest, match["y"], month, match["d"] or match["e"])
    found = _named_month(text, reading.language)
    return _with_clock(*found) if found else None


def _named_month(text: str, language: str) -> tuple[str, str, str, str] | None:
    """(rest of the text, year, month, day) around the name of a month that a day stands next to."""
    found: list[tuple[int, tuple[str, str, str, str]]] = []
    for word in WORD.finditer(text):
        month = month_of(word[0], language)
        near = sorted(NUMBER.finditer(text), key=lambda number: abs(number.start() - word.start()))
        year = next((number for number in near if len(number[0]) == 4), None)
        day = next((number for number in near if len(number[0]) <= 2), None)
        if month and year and day:
            rest = text[: day.start()] + " " * len(day[0]) + text[day.end() :]
            away = abs(day.start() - word.start()) + abs(year.start() - word.start())
            found.append((away, (rest.replace(year[0], " "), year[0], str(month), day[0])))
    return min(found)[1] if found else None


def _numeric(text: str, reading: Reading) -> Dated | None:
    match = YEAR_FIRST.search(text)
    if match:
        return _with_clock(text.replace(match[0], " "), match["y"], match["m"], match["d"])
    match = NUMERIC.search(text)
    if not match:
        return None
    day, month = (match["a"], match["b"]) if reading.day_first else (match["b"], match["a"])
    return _with_clock(text.replace(match[0], " "), match["y"], month, day)


def _with_clock(rest: str, year: str, month: str, day: str) -> Dated:
    found = _at(year, month, day, CLOCK.search(rest))
    return _in_zone(_in_half(found, rest), _named_zone(rest))


def _in_half(found: Dated, text: str) -> Dated:
    """With the hour of a 12-hour clock made one of 24, where ``text`` names the half of the day."""
    half = HALF.search(text)
    if half is None or found.day_only or found.at.hour > 12:
        return found
    hour = found.at.hour % 12 + 12 * bool(half["pm"] or half["later"])
    return replace(found, at=found.at.replace(hour=hour))


def _at(year: str, month: str, day: str, clock: re.Match[str] | None) -> Dated:
    """As written, without a zone yet."""
    hour, minute, second = (int(clock[part] or 0) for part in "HMS") if clock else (12, 0, 0)
    number = int(year)
    if number > 2400:  # no other calendar in use is that far ahead
        number -= BUDDHIST
    at = datetime(number, int(month), int(day), hour, minute, second)  # noqa: DTZ001
    return Dated(at, day_only=clock is None)


def _in_zone(found: Dated, zone: tzinfo | None) -> Dated:
    return replace(found, at=found.at.replace(tzinfo=zone))


def _named_zone(text: str) -> timezone | None:
    match = OFFSET.search(text)
    if match:
        return _offset(match["sign"], match["h"], match["m"] or "0")
    for name in re.findall(r"\b[A-ZМСК]{3,4}\b", text):
        hours = ZONES.get(name)
        if hours is not None:
            return timezone(timedelta(hours=hours))
    return None


def _offset(sign: str, hours: str, minutes: str) -> timezone:
    span = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(span if sign == "+" else -span)
