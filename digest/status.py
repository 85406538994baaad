"""What was read, what was sent, what is wrong: three tables that fit 80 columns."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from digest.config import STAND_IN, DigestConfig, Reader
from digest.due import DONE, next_due
from digest.findings import Facts, ReaderFacts, findings, is_stale, moment
from storage.records import CrawlReport, DeliveryStatus
from storage.store import Store

NOT_READ = "not read"
STYLES = {"working": "green", "quiet": "yellow", "broken": "red", NOT_READ: "red"}


def show_status(store: Store, config: DigestConfig | None, console: Console, now: datetime) -> bool:
    """Whether all is well."""
    facts = gather(store, config, now)
    wrong = list(findings(facts))
    if facts.reports:
        console.print(_outlets(facts), "")
    if facts.readers:
        console.print(_readers(facts), "")
    console.print(_wrong(wrong) if wrong else Text("All is well.", style="green"))
    return not wrong


def gather(store: Store, config: DigestConfig | None, now: datetime) -> Facts:
    readers = config.readers if config else ()
    reports = store.reports.latest()
    return Facts(
        reports=reports,
        outages=store.reports.broken_since(reports),
        readers=[_of_reader(store, reader) for reader in readers],
        config=config,
        now=now,
        zone=(readers[0] if readers else STAND_IN).tz,
    )


def _of_reader(store: Store, reader: Reader) -> ReaderFacts:
    key = (reader.address, reader.topic)
    return ReaderFacts(
        reader=reader,
        sent=store.deliveries.last(*key, [DeliveryStatus.SENT]),
        latest=store.deliveries.last(*key, [*DONE, DeliveryStatus.READY]),
    )


def _table(title: str, columns: Sequence[str], numbers: Sequence[str] = ()) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        numeric = column in numbers
        table.add_column(
            column, justify="right" if numeric else "left", no_wrap=numeric, overflow="fold"
        )
    return table


def _outlets(facts: Facts) -> Table:
    numbers = ("Announced", "Stored", "Relevant")
    title = f"Outlets, times in {facts.zone}"
    table = _table(title, ("Outlet", "State", "Last crawl", *numbers), numbers)
    for outlet, state, reports in _groups(facts):
        languages = " ".join(report.language for report in reports)
        last = max(report.ended for report in reports)
        counts = (sum(getattr(report, name.lower()) for report in reports) for name in numbers)
        table.add_row(
            Text(f"{outlet}: {languages}"),
            Text(state, style=STYLES[state]),
            moment(last, facts.zone),
            *(str(count) for count in counts),
        )
    return table


def _groups(facts: Facts) -> Iterator[tuple[str, str, list[CrawlReport]]]:
    """Editions of an outlet that are in the same state share a row."""

    def key(report: CrawlReport) -> tuple[str, str]:
        return report.outlet_name, NOT_READ if is_stale(report, facts.now) else report.state.value

    for (outlet, state), reports in groupby(sorted(facts.reports, key=key), key=key):
        yield outlet, state, list(reports)


def _readers(facts: Facts) -> Table:
    table = _table(
        "Readers, times in the zone of each",
        ("Reader", "Last sent", "Articles", "Since then", "Next"),
        ("Articles",),
    )
    for each in facts.readers:
        reader, sent = each.reader, each.sent
        table.add_row(
            Text(reader.address),
            moment(sent.sent or sent.created, reader.tz) if sent else "never",
            str(len(sent.articles)) if sent else "",
            Text(_since(each)),
            moment(next_due(reader, facts.now), reader.tz),
        )
    return table


def _since(facts: ReaderFacts) -> str:
    if facts.latest is None or facts.latest.status is DeliveryStatus.SENT:
        return ""
    unsent = facts.latest.status is DeliveryStatus.READY
    return "unsent" if unsent else facts.latest.status.value


def _wrong(wrong: Sequence[str]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.title, table.title_justify = "What is wrong", "left"
    for text in wrong:
        table.add_row(Text("-", style="red"), Text(text, overflow="fold"))
    return table
