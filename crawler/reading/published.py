"""When a page says that its article was published and modified.

Who wins: what is declared to the minute (JSON-LD, then meta); then the outlet's selector, for a
stranger what the markup calls a date; then the day in the address. For a stranger, then: a line
beside the title, words for publishing, a date of the page, what scripts are told, a guess, and what
counts back from now. Where a day is found first, a time of that day may come from a later one. No
date is guessed from the text: on Chinese pages such guesses were 27 % wrong.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any

from crawler.dates import Dated, Reading, from_epoch, is_ahead, shown_date, stated_date
from crawler.dating.forms import NUMERIC
from crawler.reading.beside_title import changes_beside, heading_of, stamps_beside
from crawler.reading.date_hints import address_stamps, script_stamps
from crawler.reading.date_places import (
    Stamp,
    announced_stamps,
    marked_stamps,
    selected_stamps,
    update_stamps,
)
from crawler.reading.found import Found
from crawler.reading.guessed_date import guessed_stamps
from crawler.reading.page import Page
from crawler.reading.strangers import order_of, reading_of

NONE: Found[Dated | None] = Found(None, "")
# What programs write where they know a day alone.
ROUND = (time(0), time(12))


@dataclass(frozen=True, slots=True)
class Dates:
    """``claimed``: an instant in the future that the page states, which is not used."""

    published: Found[Dated | None]
    modified: Found[Dated | None]
    claimed: datetime | None = None


def dates_of(page: Page, address: str, title: str) -> Dates:
    """``title``: of the article, beside which a stranger's date may stand."""
    reader = _reader(page, address)
    heading = heading_of(page.tree, title)
    stamps = _published(page, address, title, heading, reader)
    published, claimed = _first_date(stamps, reader)
    modified, _ = _first_date(_modified(page, heading), reader)
    if modified.value and published.value and not _is_after(modified.value, published.value):
        modified = NONE
    return Dates(published, modified, claimed)


def _published(
    page: Page, address: str, title: str, heading: Any, reader: "_Reader"
) -> Iterator[Stamp]:
    """In order of trust. What costs most is looked at last, and only if it is asked for."""
    yield from _declared(page.declared.published)
    if page.select.date:
        yield from selected_stamps(page.tree, page.select.date)
    else:
        yield from marked_stamps(page.tree, heading)
    yield from address_stamps(address)
    if page.reading is None:
        yield from stamps_beside(heading)
        yield from announced_stamps(page.tree)
    yield from _declared(page.declared.dated)
    if page.reading is None:
        yield from script_stamps(page.tree, title)
        yield from _guessed(page, reader)
        # Last, for a stored page is read long after it was shown.
        yield from (beside._replace(now=True) for beside in stamps_beside(heading))


def _declared(texts: Iterable[Found[str]]) -> Iterator[Stamp]:
    return (Stamp(text, by, machine=True) for text, by in texts)


def _guessed(page: Page, reader: "_Reader") -> Iterator[Stamp]:
    """Not where it took the declared last change for the publishing."""
    changed = {
        dated.at.date()
        for stamp in _declared(page.declared.modified)
        if (dated := reader.read(stamp))
    }
    for stamp in guessed_stamps(page.tree):
        guess = reader.read(stamp)
        if guess and guess.at.date() not in changed:
            yield stamp


def _modified(page: Page, heading: Any) -> Iterator[Stamp]:
    yield from _declared(page.declared.modified)
    yield from update_stamps(page.tree, heading)
    if page.reading is None:
        yield from changes_beside(heading)


def _is_after(modified: Dated, published: Dated) -> bool:
    if published.day_only or modified.day_only:
        return modified.at.date() > published.at.date()
    return modified.at > published.at


@dataclass(frozen=True, slots=True)
class _Reader:
    """``stranger``: no file describes the outlet. ``order``: found out only where it matters."""

    reading: Reading
    now: datetime
    order: Callable[[], bool | None]
    stranger: bool

    def read(self, stamp: Stamp) -> Dated | None:
        if stamp.machine:
            found = from_epoch(stamp.text) or self._stated(stamp.text)
            return self._local(_without_round_hour(found)) if found else None
        if stamp.now:
            return shown_date(stamp.text, self.reading, self.now)
        return self._stated(stamp.text)

    def _stated(self, text: str) -> Dated | None:
        found = stated_date(text, self.reading)
        if found or self.reading.day_first is not None or not NUMERIC.search(text):
            return found
        return stated_date(text, replace(self.reading, day_first=self.order()))

    def _local(self, dated: Dated) -> Dated:
        """Programs write UTC; a stranger's day is that of its country, where that is known."""
        if not self.stranger or dated.day_only or dated.at.utcoffset():
            return dated
        return replace(dated, at=dated.at.astimezone(self.reading.zone))


def _reader(page: Page, address: str) -> _Reader:
    reading = page.reading or reading_of(page.tree, address)
    return _Reader(reading, page.now, cache(lambda: order_of(page.tree)), page.reading is None)


def _without_round_hour(dated: Dated) -> Dated:
    if dated.at.time() not in ROUND:
        return dated
    return replace(dated, at=dated.at.replace(hour=12), day_only=True)


def _first_date(
    stamps: Iterable[Stamp], reader: _Reader
) -> tuple[Found[Dated | None], datetime | None]:
    """The first that gives a time of day, unless one before it gave another day; else the first
    that gives a day. And the first that lies in the future."""
    day, claimed = NONE, None
    for stamp in stamps:
        dated = reader.read(stamp)
        if dated is None:
            continue
        if is_ahead(dated, reader.now):
            claimed = claimed or dated.at
        elif day.value is None and not dated.day_only:
            return Found(dated, stamp.by), claimed
        elif day.value is None:
            day = Found(dated, stamp.by)
        elif not dated.day_only and abs(dated.at - day.value.at) < timedelta(days=1):
            return Found(dated, stamp.by), claimed
    return day, claimed
