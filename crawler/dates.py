"""When a page or a feed says that it was published: text to an aware instant.

The parsers of feedparser and dateparser were measured to misread ICT, MSK, "GMT+7", Chinese dates
and day-month order, so the forms are read here: by position and month name, never by guess.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime

from crawler.dating.clock import HALF, OFFSETS, clock_in, in_half, normal, offset, zone_in
from crawler.dating.dated import Dated, Reading
from crawler.dating.forms import (
    COMPACT,
    EAST_ASIAN,
    ISO,
    MAIL,
    NUMBER,
    NUMERIC,
    VIETNAMESE,
    VIETNAMESE_WORDS,
    WORD,
    YEAR_FIRST,
    western,
)
from crawler.dating.months import VIETNAMESE as VIETNAMESE_MONTHS
from crawler.dating.months import joined, month_of
from crawler.dating.relative import counted_back

__all__ = ["Dated", "Reading", "from_epoch", "is_ahead", "read_date", "shown_date", "stated_date"]

# A clock may be a little ahead of ours, and a paper dates tomorrow's issue in the evening. Beyond
# that a date is the page's error (or an event's date) and is not used.
AHEAD = timedelta(days=1)
EARLIEST = 1990  # no outlet of ours has older pages online

LONGEST = 300  # letters; the longest line of a date that was seen has 90

BUDDHIST = 543  # years in Thailand run ahead by this


def read_date(text: str, reading: Reading, now: datetime) -> Dated | None:
    """What ``text`` says, which stands where a date stands: it may count back from ``now``.

    None if there is no date, or one that lies in the future or before the web.
    """
    found = shown_date(text, reading, now)
    return None if found is None or is_ahead(found, now) else found


def shown_date(text: str, reading: Reading, now: datetime) -> Dated | None:
    """The same, in the future as well."""
    return stated_date(text, reading) or counted_back(normal(text[:LONGEST]), reading.zone, now)


def stated_date(text: str, reading: Reading) -> Dated | None:
    """The day, or the instant, that ``text`` names by itself, in the future as well; without a
    zone, in the outlet's. None if it names none."""
    text = normal(text[:LONGEST])
    # Figures before words: "mar." is March, and Tuesday in four languages.
    for read in (_iso, _mail, _numeric, _in_words):
        try:
            found = read(text, reading)
        except (ValueError, OverflowError):  # the 31st of June, 25 o'clock, a zone of 10^9 hours
            continue
        if found:
            at = found.at if found.at.tzinfo else found.at.replace(tzinfo=reading.zone)
            return replace(found, at=at) if at.year >= EARLIEST else None
    return None


def is_ahead(dated: Dated, now: datetime) -> bool:
    """Whether it is too far in the future to be a date of publishing."""
    try:
        return dated.at > now + AHEAD
    except OverflowError:  # the last day of the year 9999, in another zone
        return True


def from_epoch(text: str) -> Dated | None:
    """A number of seconds, or of their thousandths, since 1970: what programs write for programs.
    In a text for people such a number is anything."""
    if not re.fullmatch(r"\d{9,10}(?:\d{3})?(?:\.\d+)?", text):
        return None
    whole = text.partition(".")[0]
    seconds = int(whole) / 1000 if len(whole) > 10 else int(whole)
    at = datetime.fromtimestamp(seconds, UTC)
    return Dated(at) if at.year >= EARLIEST else None


def _iso(text: str, _reading: Reading) -> Dated | None:
    if compact := COMPACT.search(text):
        date, clock = "-".join(compact.groups()[:3]), ":".join(compact.groups("00")[3:])
        text = f"{date}T{clock}{text[compact.end() :]}"
    match = ISO.search(text)
    if not match:
        return None
    rest = text.replace(match[0], " ")
    if not match["H"]:
        return _with_clock(rest, match["y"], match["m"], match["d"])
    hour, minute, second = in_half(int(match["H"]), text), int(match["M"]), int(match["S"] or 0)
    day = _day(match["y"], match["m"], match["d"])
    at = day.replace(hour=hour, minute=minute, second=second)
    zone = match["z"] or ""
    if zone == "Z":
        return Dated(at.replace(tzinfo=UTC))
    if zone:
        own: tzinfo | None = offset(zone[0], zone[1:3], zone[3:].lstrip(":") or "0")
    else:
        own = zone_in(rest)
    return Dated(at.replace(tzinfo=own))


def _mail(text: str, _reading: Reading) -> Dated | None:
    """RFC 5322, as feeds have it, with the zones that feeds get wrong."""
    if not MAIL.match(text) or HALF.search(text):
        return None
    # RFC 5322 has -0000 for UTC of an unknown place, which the library takes for no zone.
    zone = UTC if text.endswith("-0000") else zone_in(text)
    found = parsedate_to_datetime(OFFSETS[0].sub("", text))
    return Dated(found.replace(tzinfo=zone) if zone else found)


def _in_words(text: str, reading: Reading) -> Dated | None:
    """Dates with a month's name, or with the words for day and month."""
    text = western(text)
    for pattern in (*EAST_ASIAN, VIETNAMESE):
        match = pattern.search(text)
        if match:
            return _with_clock(text.replace(match[0], " "), match["y"], match["m"], match["d"])
    match = VIETNAMESE_WORDS.search(text)
    if match and (match["d"] or match["e"]):
        month = str(VIETNAMESE_MONTHS[match["m"].casefold()])
        rest = text.replace(match[0], " ")
        return _with_clock(rest, match["y"], month, match["d"] or match["e"])
    found = _named_month(joined(text), reading.language)
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
    first, second = match["a"], match["b"]
    day_first = (
        _day_first(int(first), int(second)) if reading.day_first is None else reading.day_first
    )
    if day_first is None:
        return None
    day, month = (first, second) if day_first else (second, first)
    return _with_clock(text.replace(match[0], " "), match["y"], month, day)


def _day_first(first: int, second: int) -> bool | None:
    """What the figures themselves prove; the order of two that are equal does not matter."""
    if first > 12 or first == second:
        return True
    return False if second > 12 else None


def _with_clock(rest: str, year: str, month: str, day: str) -> Dated:
    clock = clock_in(rest)
    at = _day(year, month, day).replace(tzinfo=zone_in(rest))
    if clock is None:
        return Dated(at, day_only=True)
    return Dated(at.replace(hour=clock.hour, minute=clock.minute, second=clock.second))


def _day(year: str, month: str, day: str) -> datetime:
    """Its noon, without a zone yet."""
    number = int(year)
    if number > 2400:  # no other calendar in use is that far ahead
        number -= BUDDHIST
    return datetime(number, int(month), int(day), 12)  # noqa: DTZ001
