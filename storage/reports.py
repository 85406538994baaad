"""How editions went, run by run."""

from collections.abc import Collection
from dataclasses import asdict, fields, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, delete, func, insert, or_, select, update

from storage import tables
from storage.coverage import Coverage
from storage.engine import reading
from storage.records import Concern, CrawlReport, Obstacle, SourceResult, State

NAMES = [field.name for field in fields(CrawlReport)]
# An institute that publishes once a month shows its rhythm in a quarter. With eight runs a day and
# 70 editions these are 50,000 reports, 37 MB (measured: 0.73 kB each).
KEPT = timedelta(days=90)


class Reports:
    """Every method is one transaction.

    A backfill or a run with a limit is no word on an edition's health: where ``usual`` is asked
    for, it is left out.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def save(self, report: CrawlReport) -> None:
        """Forgets what is older than ``KEPT``, of editions that are read no more as well."""
        values = {name: getattr(report, name) for name in NAMES}
        values["reasons"], values["blank"] = dict(report.reasons), dict(report.blank)
        values["sources"] = [asdict(source) for source in report.sources]
        values["concerns"] = [asdict(concern) for concern in report.concerns]
        values["coverage"] = asdict(report.coverage)
        with self._engine.begin() as connection:
            old = tables.reports.c.ended < report.ended - KEPT
            connection.execute(delete(tables.reports).where(old))
            connection.execute(insert(tables.reports).values(values))

    def retire_all_but(self, read: Collection[str]) -> None:
        """``read``: the editions that regular runs read. What was reported of others, whose
        outlet's file is gone or not active any more, is from now on as of crawls by hand: nobody
        waits for them, and no reader is told for months that they were not read."""
        table = tables.reports
        others = table.c.edition.not_in(read) & ~table.c.backfill
        with self._engine.begin() as connection:
            connection.execute(update(table).where(others).values(backfill=True))

    def newest(self) -> int:
        """A mark for ``after``: 0 before there is any report."""
        with self._reading.connect() as connection:
            return connection.scalar(select(func.max(tables.reports.c.id))) or 0

    def after(self, mark: int) -> list[CrawlReport]:
        """What was reported since ``newest`` gave ``mark``, by outlet and edition."""
        table = tables.reports
        query = select(table).where(table.c.id > mark)
        return self._read(query.order_by(table.c.outlet, table.c.edition))

    def latest(self, at: datetime | None = None) -> list[CrawlReport]:
        """The last report of each edition, by outlet and edition, as it stood ``at`` an instant.

        A backfill's only where an edition has no other.
        """
        table = tables.reports
        until = [] if at is None else [table.c.ended <= at]
        last = select(func.max(table.c.id)).where(*until).group_by(table.c.edition)
        usual = select(table.c.edition).where(~table.c.backfill, *until)
        chosen = or_(
            table.c.id.in_(last.where(~table.c.backfill)),
            table.c.id.in_(last.where(table.c.edition.not_in(usual))),
        )
        return self._read(select(table).where(chosen).order_by(table.c.outlet, table.c.edition))

    def of(self, edition: str, limit: int) -> list[CrawlReport]:
        """The last reports of one edition, newest first."""
        return self._last(edition, limit)

    def usual(self, edition: str, limit: int) -> list[CrawlReport]:
        """The same without backfills."""
        return self._last(edition, limit, ~tables.reports.c.backfill)

    def sound(self, edition: str, limit: int) -> list[CrawlReport]:
        """Of the usual ones those that fetched pages and found no trouble: what is normal."""
        table = tables.reports
        return self._last(edition, limit, ~table.c.backfill, table.c.fetched > 0, *self._calm)

    def was_read(self, edition: str, *, by_hand: bool) -> bool:
        """Whether any run of it came to its end and read something: a usual one, or, of an edition
        that is only read ``by_hand``, any."""
        table = tables.reports
        usual = [] if by_hand else [~table.c.backfill]
        query = select(table.c.id).where(
            table.c.edition == edition, table.c.state != State.BROKEN.value, *usual
        )
        with self._reading.connect() as connection:
            return connection.scalar(query.limit(1)) is not None

    def news(self, edition: str) -> list[datetime]:
        """When the usual runs ended that found something new, oldest first."""
        table = tables.reports
        query = select(table.c.ended).where(
            table.c.edition == edition, table.c.stored + table.c.off_topic > 0, ~table.c.backfill
        )
        with self._reading.connect() as connection:
            return list(connection.scalars(query.order_by(table.c.id)))

    def began(self, edition: str) -> datetime | None:
        """When its first run began, of those that are kept."""
        table = tables.reports
        query = select(func.min(table.c.started)).where(table.c.edition == edition)
        with self._reading.connect() as connection:
            began: datetime | None = connection.scalar(query)
        return began

    def first_read(self, since: datetime) -> dict[str, datetime]:
        """For each edition when the first run ended, after ``since``, in which it was read."""
        table = tables.reports
        query = (
            select(table.c.edition, func.min(table.c.ended).label("ended"))
            .where(table.c.ended > since, ~table.c.backfill, *self._calm)
            .group_by(table.c.edition)
        )
        with self._reading.connect() as connection:
            return {row.edition: row.ended for row in connection.execute(query)}

    def last_judged(self, topic: str) -> datetime | None:
        """When the newest article was found that has a verdict for ``topic``."""
        articles, judged = tables.articles, tables.verdicts
        query = select(func.max(articles.c.first_seen, type_=tables.Instant)).where(
            articles.c.id.in_(select(judged.c.article_id).where(judged.c.topic == topic))
        )
        with self._reading.connect() as connection:
            found: datetime | None = connection.scalar(query)
        return found

    def unjudged(self, topic: str, since: datetime) -> int:
        """How many articles, first seen then or later, have no verdict for ``topic``."""
        articles, judged = tables.articles, tables.verdicts
        its = select(judged.c.article_id).where(judged.c.topic == topic)
        query = select(func.count()).where(
            articles.c.first_seen >= since, articles.c.id.not_in(its)
        )
        with self._reading.connect() as connection:
            return connection.scalar(query) or 0

    def topics(self) -> list[str]:
        """Every topic for which an article was ever judged, relevant or not."""
        with self._reading.connect() as connection:
            return sorted(connection.scalars(select(tables.verdicts.c.topic).distinct()))

    @property
    def _calm(self) -> tuple[ColumnElement[bool], ...]:
        """Without trouble, in reports older than ``since`` as well."""
        table = tables.reports
        return table.c.since.is_(None), table.c.state != State.BROKEN.value

    def _last(self, edition: str, limit: int, *more: ColumnElement[bool]) -> list[CrawlReport]:
        table = tables.reports
        query = select(table).where(table.c.edition == edition, *more)
        return self._read(query.order_by(table.c.id.desc()).limit(limit))

    def _read(self, query: Select[Any]) -> list[CrawlReport]:
        with self._reading.connect() as connection:
            return [_report(row) for row in connection.execute(query)]


def _report(row: Row[Any]) -> CrawlReport:
    values = {name: getattr(row, name) for name in NAMES}
    report = CrawlReport(**values)
    return replace(
        report,
        state=State(row.state),
        obstacle=Obstacle(row.obstacle),
        sources=tuple(_source(source) for source in row.sources),
        coverage=Coverage(**row.coverage),
        concerns=tuple(Concern(one["words"], Obstacle(one["obstacle"])) for one in row.concerns),
    )


def _source(values: dict[str, Any]) -> SourceResult:
    return SourceResult(**values | {"obstacle": Obstacle(values["obstacle"])})
