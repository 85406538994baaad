"""How editions went, run by run."""

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from itertools import takewhile
from typing import Any

from sqlalchemy import Engine, Row, func, insert, select

from storage import tables
from storage.engine import reading
from storage.records import CrawlReport, Obstacle, SourceResult, State

NAMES = [field.name for field in fields(CrawlReport)]


class Reports:
    """Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def save(self, report: CrawlReport) -> None:
        values = {name: getattr(report, name) for name in NAMES}
        values["reasons"] = dict(report.reasons)
        values["sources"] = [asdict(source) for source in report.sources]
        with self._engine.begin() as connection:
            connection.execute(insert(tables.reports).values(values))

    def newest(self) -> int:
        """A mark for ``after``: 0 before there is any report."""
        with self._reading.connect() as connection:
            return connection.scalar(select(func.max(tables.reports.c.id))) or 0

    def after(self, mark: int) -> list[CrawlReport]:
        """What was reported since ``newest`` gave ``mark``, by outlet and edition."""
        table = tables.reports
        query = select(table).where(table.c.id > mark).order_by(table.c.outlet, table.c.edition)
        with self._reading.connect() as connection:
            return [_report(row) for row in connection.execute(query)]

    def latest(self) -> list[CrawlReport]:
        """The last report of each edition, by outlet and edition."""
        table = tables.reports
        last = select(func.max(table.c.id)).group_by(table.c.edition).scalar_subquery()
        query = select(table).where(table.c.id.in_(last)).order_by(table.c.outlet, table.c.edition)
        with self._reading.connect() as connection:
            return [_report(row) for row in connection.execute(query)]

    def of(self, edition: str, limit: int) -> list[CrawlReport]:
        """The last reports of one edition, newest first."""
        table = tables.reports
        query = (
            select(table).where(table.c.edition == edition).order_by(table.c.id.desc()).limit(limit)
        )
        with self._reading.connect() as connection:
            return [_report(row) for row in connection.execute(query)]

    def broken_since(self, editions: Sequence[CrawlReport]) -> dict[str, CrawlReport]:
        """For each broken one of ``editions``: the first report of its present outage."""
        first: dict[str, CrawlReport] = {}
        for report in editions:
            # 200 runs every three hours are 25 days; an older outage began "at least" then.
            history = self.of(report.edition, limit=200) if report.state is State.BROKEN else []
            outage = list(takewhile(lambda earlier: earlier.state is State.BROKEN, history))
            if outage:
                first[report.edition] = outage[-1]
        return first

    def topics(self) -> list[str]:
        """Every topic for which an article was ever judged, relevant or not."""
        with self._engine.connect() as connection:
            return sorted(connection.scalars(select(tables.verdicts.c.topic).distinct()))


def _report(row: Row[Any]) -> CrawlReport:
    values = {name: getattr(row, name) for name in NAMES}
    report = CrawlReport(**values)
    return replace(
        report,
        state=State(row.state),
        obstacle=Obstacle(row.obstacle),
        sources=tuple(_source(source) for source in row.sources),
    )


def _source(values: dict[str, Any]) -> SourceResult:
    return SourceResult(**values | {"obstacle": Obstacle(values["obstacle"])})
