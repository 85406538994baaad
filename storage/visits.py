"""The last attempt to read each announced address, and which of them need no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, false, select, true, update
from sqlalchemy.dialects.sqlite import Insert, insert

from storage import tables
from storage.records import Outcome, Visit

# A page that failed is asked again on later runs, but not for ever: after this many failures in
# a row the address is left alone (the outlet announces what never was or is gone).
TRIES = 5
# Once more in the next run, hours later: then it is no page, and no text, that comes late.
LATE_TRIES = 2
LATE = (Outcome.GONE, Outcome.NO_ARTICLE)
LOST = (Outcome.FAILED, Outcome.GONE)
# SQLite binds at most 999 variables in old builds; a list of addresses is asked in parts.
PART = 500
# What came to nothing may have been our own doing, or a bad day of the outlet's.
NOTHING = (*LOST, Outcome.NO_ARTICLE)
OUTSIDE = (Outcome.TOO_OLD, Outcome.TOO_NEW)


@dataclass(frozen=True, slots=True)
class Attempt:
    """The last visit to an address; ``tries``: how many in a row came to nothing, with it."""

    visit: Visit
    tries: int


NAMES = ("edition", "outcome", "reason", "at", "published")


def _noting(counted: Iterable[Outcome]) -> Insert:
    """``counted``: the outcomes before that make another one in a row."""
    table, before = tables.visits, tables.visits.c
    in_a_row = case((before.outcome.in_(counted), before.tries + 1), else_=1)
    statement = insert(table)
    new = {name: statement.excluded[name] for name in NAMES}
    return statement.on_conflict_do_update(index_elements=["url"], set_={**new, "tries": in_a_row})


# Built once: every page that is read or glanced at is noted, and building one anew costs as much as
# all the rest of a note (measured).
AFTER_EMPTY, AFTER_OTHERS = _noting(NOTHING), _noting(LOST)


def upsert(connection: Connection, visit: Visit) -> None:
    statement = AFTER_EMPTY if visit.outcome is Outcome.NO_ARTICLE else AFTER_OTHERS
    values = {
        "url": visit.url,
        "edition": visit.edition,
        "outcome": visit.outcome.value,
        "reason": visit.reason,
        "at": visit.at,
        "published": visit.published,
        "tries": 1,
    }
    connection.execute(statement, values)


def settled(
    connection: Connection,
    urls: Iterable[str],
    since: datetime | None,
    until: datetime | None,
    begun: datetime | None,
    why_left: str,
) -> set[str]:
    """Those of ``urls`` that were read, or are not worth another try: see ``Articles.known``."""
    asked = sorted(set(urls))
    found: set[str] = set()
    visits = tables.visits
    never = visits.c.outcome.in_(LATE) & (visits.c.tries >= LATE_TRIES)
    done = visits.c.outcome.not_in(NOTHING) | (visits.c.tries >= TRIES) | never
    done &= visits.c.outcome.not_in(OUTSIDE) | _outside(since, until, backfill=begun is not None)
    if begun:
        done &= visits.c.outcome.not_in(NOTHING) | (visits.c.at >= begun)
        done &= (visits.c.outcome != Outcome.OFF_TOPIC) | visits.c.published.is_not(None)
    if why_left:
        done &= (visits.c.outcome != Outcome.OFF_TOPIC) | (visits.c.reason == why_left)
    for start in range(0, len(asked), PART):
        part = visits.c.url.in_(asked[start : start + PART])
        found.update(connection.scalars(select(visits.c.url).where(part & done)))
    return found


def _outside(
    since: datetime | None, until: datetime | None, *, backfill: bool
) -> ColumnElement[bool]:
    """Of a page that was outside what an earlier run asked for: whether it still is."""
    visits = tables.visits.c
    found: ColumnElement[bool] = false()
    if not backfill:
        undated = visits.published.is_(None) if since else true()
        found |= (visits.outcome == Outcome.TOO_OLD) & undated
    if since:
        found |= visits.published < since
    if until:
        found |= visits.published >= until
    return found


def reopen(connection: Connection, edition: str, at: datetime) -> None:
    """Of a run in which not one article could be read: that tells of the outlet, or of our file
    for it, not of the pages. A failure is not counted, and a page without an article is one."""
    table = tables.visits
    run = (table.c.edition == edition) & (table.c.at == at)
    again = update(table).where(run, table.c.outcome.in_(LOST))
    connection.execute(again.values(tries=table.c.tries - 1))
    empty = update(table).where(run, table.c.outcome == Outcome.NO_ARTICLE)
    connection.execute(empty.values(outcome=Outcome.FAILED.value))


def of(connection: Connection, edition: str) -> list[Visit]:
    """Newest first."""
    table = tables.visits
    query = select(table).where(table.c.edition == edition).order_by(table.c.at.desc())
    return [_visit(row) for row in connection.execute(query)]


def at(connection: Connection, urls: Iterable[str]) -> Iterator[Attempt]:
    """The last attempt at each of ``urls``, newest first."""
    table = tables.visits
    query = select(table).where(table.c.url.in_(sorted(urls))).order_by(table.c.at.desc())
    for row in connection.execute(query).all():
        yield Attempt(_visit(row), row.tries)


def _visit(row: Row[Any]) -> Visit:
    return Visit(row.url, row.edition, Outcome(row.outcome), row.at, row.reason, row.published)
