"""What was read, what was sent, what is wrong: three tables that fit 80 columns."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from digest.config import STAND_IN, DigestConfig, Reader, chosen
from digest.due import DONE, next_due
from digest.findings import Facts, ReaderFacts, TopicFacts, findings, mended, moment
from digest.health import expected, is_stale
from digest.whose import called
from storage.installation import topic_name
from storage.records import CrawlReport, DeliveryStatus
from storage.settings_file import ConfigError
from storage.store import Store
from topics.vocabulary import load_topic

NOT_READ = "not read"
WARNED = "!"  # it is read, but less of it than usual
DAY = timedelta(days=1)
STYLES = {
    **{"working": "green", "quiet": "yellow", "broken": "red", NOT_READ: "red"},
    **{f"working{WARNED}": "yellow", f"quiet{WARNED}": "yellow"},
}


def show_status(store: Store, config: DigestConfig | None, console: Console, now: datetime) -> bool:
    """Whether all is well."""
    facts = gather(store, config, now)
    wrong = list(findings(facts))
    if facts.reports:
        console.print(_outlets(facts), "")
    if facts.readers:
        console.print(_readers(facts), "")
    good = list(mended(facts))
    if good:
        console.print(_lines("In order again", good, "green"), "")
    if wrong:
        console.print(_lines("What is wrong", wrong, "red"))
    else:
        console.print(Text("All is well.", style="green"))
    return not wrong


def gather(store: Store, config: DigestConfig | None, now: datetime) -> Facts:
    readers = config.readers if config else ()
    reports = expected(store.reports.latest(), now)
    followed = chosen(readers)
    return Facts(
        reports=reports,
        readers=[_of_reader(store, reader) for reader in readers],
        config=config,
        now=now,
        zone=(readers[0] if readers else STAND_IN).tz,
        topics=[_of_topic(store, readers, file, now) for file in followed],
    )


def _of_topic(store: Store, readers: Iterable[Reader], file: str, now: datetime) -> TopicFacts:
    name = topic_name(file)
    try:
        words_sum = load_topic(file).words_sum
    except ConfigError as error:
        return TopicFacts(name, problem=str(error))
    # What is older goes into no digest, judged or not.
    days = max((one.max_age_days for one in readers if one.topic == name), default=0)
    older, verdicts = store.rejudging.with_other_words(name, words_sum)
    unjudged = store.reports.unjudged(name, now - timedelta(days=days)) if days else 0
    return TopicFacts(name, verdicts, older, unjudged)


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
    counts = ("Announced", "New", "Relevant")
    last = moment(max(report.ended for report in facts.reports), facts.zone)
    columns = ("Outlet", "State", "Last new", "Usual", *counts)
    table = _table(f"Outlets, last crawl {last}, {facts.zone}", columns, columns[2:])
    for outlet, state, reports in _groups(facts):
        languages = " ".join(report.language for report in reports)
        table.add_row(
            Text(f"{outlet}: {languages}"),
            Text(state, style=STYLES[state]),
            *_rhythm(reports, facts.now),
            *(str(sum(getattr(each, name.lower()) for each in reports)) for name in counts),
        )
    return table


def _rhythm(reports: Sequence[CrawlReport], now: datetime) -> tuple[str, str]:
    """Of the edition that has been silent for longest, measured by what is usual for it."""

    def silence(report: CrawlReport) -> float:
        age = now - (report.last_new or datetime.min.replace(tzinfo=UTC))
        return age / (report.usual_gap or DAY)

    longest = max(reports, key=silence)
    last_new = _length(now - longest.last_new) if longest.last_new else "never"
    return last_new, _length(longest.usual_gap) if longest.usual_gap else ""


def _length(time: timedelta) -> str:
    hours = round(time / timedelta(hours=1))
    return f"{hours} h" if hours <= 36 else f"{round(time / DAY)} d"


def _groups(facts: Facts) -> Iterator[tuple[str, str, list[CrawlReport]]]:
    """Editions of an outlet that are in the same state share a row."""

    def key(report: CrawlReport) -> tuple[str, str, str]:
        name = report.outlet_name
        return name.casefold(), name, _state(report, facts.now)

    for (_, outlet, state), reports in groupby(sorted(facts.reports, key=key), key=key):
        yield outlet, state, list(reports)


def _state(report: CrawlReport, now: datetime) -> str:
    if is_stale(report, now):
        return NOT_READ
    return report.state.value + (WARNED if report.concerns else "")


def _readers(facts: Facts) -> Table:
    table = _table(
        "Readers, times in the zone of each",
        ("Reader", "Last sent", "Articles", "Since then", "Next"),
        ("Articles",),
    )
    everybody = [each.reader for each in facts.readers]
    for each in facts.readers:
        reader, sent = each.reader, each.sent
        table.add_row(
            Text(called(reader.address, reader.topic, everybody)),
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


def _lines(title: str, lines: Sequence[str], style: str) -> Table:
    table = Table.grid(padding=(0, 1))
    table.title, table.title_justify = title, "left"
    for text in lines:
        table.add_row(Text("-", style=style), Text(text, overflow="fold"))
    return table
