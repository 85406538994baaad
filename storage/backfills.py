"""How far backfills have come: the nouns and the table work. No decision is made here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, func, select, update
from sqlalchemy.dialects.sqlite import insert

from storage import tables
from storage.engine import reading
from storage.records import Outcome

PART = 500  # SQLite binds at most 999 variables in old builds


@dataclass(frozen=True, slots=True)
class Backfill:
    """An edition's articles published from ``since`` to before ``until`` (None: to now)."""

    id: int
    edition: str
    since: datetime
    until: datetime | None
    started: datetime
    finished: datetime | None  # None: there is more to ask


@dataclass(frozen=True, slots=True)
class ListRead:
    """A list of a backfill of which all that it announced is kept or was known."""

    url: str
    source: str  # as the outlet's file has it, with its {page}
    page: int
    last: bool  # nothing follows that belongs to the backfill
    oldest: datetime | None  # how far back it leads; None: it has no dates


@dataclass(frozen=True, slots=True)
class Holdings:
    """What was read or glanced at of an edition and a stretch of time, by whatever run."""

    published: tuple[datetime, ...]  # of every article, oldest first
    relevant: int  # of these, for any topic


class Backfills:
    """Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def begin(
        self, edition: str, since: datetime, until: datetime | None, now: datetime
    ) -> Backfill:
        """The one that was begun before with the same bounds, else a new one."""
        table = tables.backfills
        with self._engine.begin() as connection:
            row = connection.execute(_same(edition, since, until)).first()
            if row is None:
                values = {"edition": edition, "since": since, "until": until, "started": now}
                connection.execute(insert(table).values(values))
                row = connection.execute(_same(edition, since, until)).one()
        return _backfill(row)

    def of(self, edition: str, since: datetime, until: datetime | None) -> Backfill | None:
        with self._reading.connect() as connection:
            row = connection.execute(_same(edition, since, until)).first()
        return _backfill(row) if row else None

    def finish(self, backfill: Backfill, now: datetime) -> None:
        table = tables.backfills
        with self._engine.begin() as connection:
            statement = update(table).where(table.c.id == backfill.id).values(finished=now)
            connection.execute(statement)

    def note(self, backfill: Backfill, read: ListRead) -> None:
        """Remembers a list as read; noted again, it replaces what was said before."""
        values = {
            "source": read.source,
            "page": read.page,
            "last": read.last,
            "oldest": read.oldest,
        }
        key = {"backfill_id": backfill.id, "url": read.url}
        statement = insert(tables.backfill_lists).values(key | values)
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=values)
        with self._engine.begin() as connection:
            connection.execute(statement)

    def lists(self, backfill: Backfill) -> list[ListRead]:
        table = tables.backfill_lists
        query = select(table).where(table.c.backfill_id == backfill.id)
        query = query.order_by(table.c.source, table.c.page)
        with self._reading.connect() as connection:
            return [
                ListRead(row.url, row.source, row.page, row.last, row.oldest)
                for row in connection.execute(query)
            ]

    def dates(self, urls: Iterable[str]) -> dict[str, datetime]:
        """When the canonical ``urls`` were published, of those that were read, kept or not."""
        asked = sorted(set(urls))
        visits, places, articles = tables.visits, tables.addresses, tables.articles
        of_articles = select(places.c.url, articles.c.published).join_from(places, articles)
        queries = (
            (visits.c.url, select(visits.c.url, visits.c.published), visits.c.published),
            (places.c.url, of_articles.where(places.c.certain), articles.c.published),
        )
        found: dict[str, datetime] = {}
        with self._reading.connect() as connection:
            for url, query, published in queries:
                for start in range(0, len(asked), PART):
                    part = url.in_(asked[start : start + PART]) & published.is_not(None)
                    found.update(
                        {row.url: row.published for row in connection.execute(query.where(part))}
                    )
        return found

    def holdings(self, edition: str, since: datetime, until: datetime) -> Holdings:
        """``until``: published before it."""
        articles, verdicts = tables.articles, tables.verdicts
        within = (
            (articles.c.edition == edition)
            & (articles.c.published >= since)
            & (articles.c.published < until)
        )
        seen = tables.visits.c
        glanced_at = select(seen.published).where(
            seen.edition == edition,
            seen.outcome == Outcome.OFF_TOPIC,
            seen.published >= since,
            seen.published < until,
        )
        query = select(articles.c.published).where(within).union_all(glanced_at)
        relevant = (
            select(func.count(func.distinct(articles.c.id)))
            .join_from(articles, verdicts)
            .where(within, verdicts.c.relevant)
        )
        with self._reading.connect() as connection:
            published = sorted(connection.scalars(query))
            return Holdings(tuple(published), connection.scalar(relevant) or 0)


def _same(edition: str, since: datetime, until: datetime | None) -> Any:
    columns = tables.backfills.c
    return select(tables.backfills).where(
        columns.edition == edition,
        columns.since == since,
        columns.until.is_not_distinct_from(until),
    )


def _backfill(row: Row[Any]) -> Backfill:
    return Backfill(row.id, row.edition, row.since, row.until, row.started, row.finished)
