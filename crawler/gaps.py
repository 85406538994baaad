"""What a backfill has come to, in words for a person: ``gaps`` and ``gap_report``."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH = 79  # of a line; terminals and mails have 80


@dataclass(frozen=True, slots=True)
class Found:
    """All days are the outlet's. ``until``: the first day that is not in it any more."""

    edition: str
    since: date
    until: date
    days: tuple[date, ...]  # on which each article was published
    relevant: int
    reach: date | None  # how far back its lists lead; None: they have no dates
    short: tuple[tuple[str, date], ...] = ()  # sources that end sooner than the window, and where
    unread: tuple[str, ...] = ()  # sources that gave nothing, with the reason
    left: str = ""  # why it is not finished
    earlier: date | None = None  # when it was finished by an earlier run


def gaps(days: Iterable[date], since: date, until: date) -> list[tuple[date, date]]:
    """Runs of days without any of ``days``, first and last, from ``since`` to before ``until``."""
    held = set(days)
    found: list[tuple[date, date]] = []
    for number in range((until - since).days):
        day = since + timedelta(days=number)
        if day in held:
            continue
        if found and found[-1][1] == day - timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def gap_report(found: Found) -> str:
    """A line with the counts; below it what is missing, and why."""
    last = found.until - timedelta(days=1)
    many = _count(len(found.days), "article")
    head = (
        f"{found.edition}, {_span(found.since, last, year=True)}: {many}, {found.relevant} relevant"
    )
    return "\n".join([head, *(line for part in _parts(found, last) for line in _wrapped(part))])


def _parts(found: Found, last: date) -> Iterator[str]:
    missing = gaps(found.days, found.since, found.until)
    year = found.since.year != last.year
    if missing:
        yield "no article on: " + ", ".join(_span(*days, year=year) for days in missing)
    if found.reach and found.reach > found.since:
        yield f"warning: the lists go back to {_day(found.reach, year=True)} only"
    else:
        for source, reached in found.short:
            yield f"goes back to {_day(reached, year=True)} only: {source}"
    yield from (f"not read: {source}" for source in found.unread)
    if found.left:
        yield f"not finished: {found.left}; the same command goes on where it was"
    elif found.earlier:
        day = _day(found.earlier, year=True)
        yield f"finished on {day}, nothing was asked; other dates would ask again"


def _wrapped(part: str) -> Sequence[str]:
    return textwrap.wrap(
        part,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _span(first: date, last: date, *, year: bool) -> str:
    """ "5 Aug", "12 to 14 Aug", "30 Jul to 2 Aug"."""
    if first == last:
        return _day(first, year=year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last, year=year)}"
    return f"{_day(first, year=year and first.year != last.year)} to {_day(last, year=year)}"


def _day(day: date, *, year: bool) -> str:
    return f"{day.day} {day:%b %Y}" if year else f"{day.day} {day:%b}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
