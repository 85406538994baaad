"""A probe as tables that are right in 80 columns, and as plain lines where nobody looks."""

from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.probe import Probe, SourceFound, is_day
from crawler.probe_words import article_words, lines, span_words, verdict_words

DAY, MINUTE = "%Y-%m-%d", "%Y-%m-%d %H:%M"


def show(probe: Probe, console: Console) -> None:
    if not console.is_terminal:
        for line in lines(probe):
            console.print(line, soft_wrap=True, markup=False)
        return
    outlet = probe.edition.outlet
    console.print(Text(f"{probe.edition.name}: {outlet.name}", style="bold"))
    console.print(_facts(probe), "")
    if not probe.common_trouble:
        console.print(_sources(probe), "")
    for found in probe.articles:
        console.print(_grid(list(article_words(found)), "Article"), "")
    style = "green" if probe.readable else "red"
    console.print(Text(f"{probe.edition.name}: {verdict_words(probe)}", style=style), "")


def _facts(probe: Probe) -> Table:
    outlet = probe.edition.outlet
    return _grid(
        [
            ("language", probe.edition.language),
            ("times in", str(outlet.zone)),
            ("robots.txt", probe.robots.words),
        ]
    )


def _grid(rows: list[tuple[str, str]], title: str = "") -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    if title:
        table.title, table.title_justify = title, "left"
    table.add_column(no_wrap=True, style="dim", min_width=10)
    table.add_column(overflow="fold")
    for field, words in rows:
        wrong = field in ("not read", "note")
        table.add_row(field, Text(words, style="yellow" if wrong else ""))
    return table


def _sources(probe: Probe) -> Table:
    table = Table(title="Sources", title_justify="left", box=None, pad_edge=False)
    for name, right in (
        *(("", False), ("Kind", False), ("Items", True), ("Ours", True)),
        *(("Newest", False), ("Spans", True)),
    ):
        table.add_column(name, justify="right" if right else "left", no_wrap=True)
    table.add_column("Address", overflow="fold")
    for source in probe.sources:
        table.add_row(*_cells(source, probe), _where(source, probe))
    return table


def _cells(source: SourceFound, probe: Probe) -> tuple[str, ...]:
    return (
        source.place,
        source.kind,
        str(source.items) if source.items else "",
        str(len(source.ours)) if source.items else "",
        _newest(source, probe.edition.outlet.zone),
        span_words(source.span),
    )


def _newest(source: SourceFound, zone: ZoneInfo) -> str:
    if source.newest is None or source.newest.when is None:
        return ""
    return f"{source.newest.when.astimezone(zone):{DAY if is_day(source.newest) else MINUTE}}"


def _where(source: SourceFound, probe: Probe) -> Text:
    """The address without the outlet's own host, then what is odd about it."""
    where = Text(source.url.removeprefix(f"https://{probe.edition.hosts[0]}"))
    if source.trouble:
        where.append(f"\n{source.trouble}", style="red")
    for remark in source.remarks:
        where.append(f"\n{remark}", style="yellow")
    return where
