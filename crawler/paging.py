"""How far a backfill follows a list: the decisions of ``pages_of``, ``is_past`` and ``reach``."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from crawler.outlet_file import Source
from crawler.window import Window

# Pages of one list in a backfill. A page holds 10 to 25 articles, and a section of a busy outlet
# gets as many in a day: 500 pages lead back for a year or more, and cost the outlet eight minutes.
MOST_LIST_PAGES = 500
# In a newest-first list everything behind such a page is older. One page alone may be a box of old
# favourites, or the rest of a page that has moved on while we read.
PAST_PAGES = 2
MANY = 3  # dates, of which one may be a stray's
# The longest that a feed was measured to hold is 178 hours (60 items of e.vnexpress.net); most hold
# 6 to 11. Of a window that ended earlier no feed tells, unless it has older pages.
FEEDS_HOLD = timedelta(days=8)


def is_worth_asking(source: Source, window: Window, now: datetime) -> bool:
    """Whether a source may announce anything that was published in the window."""
    if source.kind != "feed" or source.leads_back or window.until is None:
        return True
    return window.until > now - FEEDS_HOLD


def pages_of(source: Source, first: date, last: date) -> int:
    """How many pages of the source a backfill from day ``first`` to day ``last`` asks at most."""
    if source.is_monthly:
        return (last.year - first.year) * 12 + last.month - first.month + 1
    return MOST_LIST_PAGES if "{page}" in source.url else 1


def is_past(dates: Collection[datetime | None], window: Window) -> bool:
    """Whether a page lies behind the window's beginning. ``dates``: of all that it announces for
    the first time, None where nothing tells.

    All that have a date are older, and they are at least half: one stray old one is not enough.
    """
    known = [when for when in dates if when]
    return 0 < len(dates) <= 2 * len(known) and all(map(window.is_before, known))


def reach(dates: Iterable[datetime | None]) -> datetime | None:
    """How far back a page leads; None without dates. Where it has several, the second oldest
    counts, since a page may show a stray old article."""
    known = sorted(when for when in dates if when)
    return known[len(known) > MANY] if known else None
