"""Ours against fetching alone and against others, on the same pages in one run.

The bounds stand here. Costs are CPU seconds; programs take turns, so that what else the machine
does meets all of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from demo.bench.corpus import Corpus
from demo.bench.costs import Cost, Run
from demo.bench.figures import Figure
from demo.bench.outlets import BenchEdition
from demo.bench.programs import Reader, Unusable, another
from demo.bench.site import ALWAYS, RARELY, Planned, write_site
from demo.bench.static_server import serving

# So many that a start, of one to two seconds, is a small part of it.
MANY = Planned(BenchEdition("rare", "rare.example", 1200), RARELY)
ALL = Planned(BenchEdition("all", "all.example", 375), ALWAYS)
MORE = Planned(BenchEdition("more", "more.example", 375), ALWAYS)

FETCHING, INLINE = "Scrapy, fetching only", "Scrapy, trafilatura inline"
OURS_2, OURS_100 = "ours, 2 % relevant", "ours, 100 % relevant"
PARALLEL = "ours, 100 %, two hosts"
NEWSPAPER, NEWS_PLEASE = "newspaper4k", "news-please"
INCLUDED = (
    "Scrapy's and ours: user and system time of all their processes from start to end, with what"
    " they fetch; ours also robots.txt, feeds, verdicts and the database. newspaper4k and"
    " news-please: extraction alone of what they could read, without start and fetching, which"
    " favours them."
)


@dataclass(frozen=True, slots=True)
class Bound:
    """Of our issue 4: what ``over`` costs, by what ``under`` costs."""

    over: str
    under: str
    least: float = 0.0
    most: float = float("inf")

    def __str__(self) -> str:
        return f"at least {self.least:.1f}" if self.least else f"at most {self.most:.2f}"


BOUNDS = (
    Bound(OURS_2, FETCHING, most=1.5),
    Bound(OURS_100, INLINE, most=1.1),
    Bound(NEWSPAPER, OURS_2, least=10),
    Bound(NEWS_PLEASE, OURS_2, least=20),
    Bound(NEWSPAPER, OURS_100, least=2.5),
    Bound(NEWS_PLEASE, OURS_100, least=5),
)
LEAST_GAIN = 1.7  # pages a second of two hosts by those of one

# What each program came to, or why it could not be measured.
Costs = Mapping[str, Cost | str]


def compare(pages: Corpus, console: Console) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="bench") as name:
        write_site(pages, [MANY, ALL, MORE], Path(name))
        with serving(Path(name)) as address:
            costs = taken_in_turns(_programs(Reader(address), pages), console.print)
    console.print(table(costs))
    console.print(f"{INCLUDED}\n")
    yield from (judged(bound, costs) for bound in BOUNDS)
    yield judged_parallel(costs)


def _programs(reader: Reader, pages: Corpus) -> dict[str, tuple[int, Callable[[], Run]]]:
    """Each with how often it runs: the shorter a run, the more a disturbance weighs."""
    return {
        FETCHING: (3, lambda: reader.bare("bare_spider.py", MANY)),
        OURS_2: (3, lambda: reader.ours("crawl", MANY)),
        INLINE: (2, lambda: reader.bare("inline_spider.py", ALL)),
        OURS_100: (2, lambda: reader.ours("crawl", ALL)),
        PARALLEL: (2, lambda: reader.ours("crawlall", ALL, MORE)),
        NEWSPAPER: (2, lambda: another(NEWSPAPER, pages)),
        NEWS_PLEASE: (2, lambda: another(NEWS_PLEASE, pages)),
    }


def taken_in_turns(
    programs: Mapping[str, tuple[int, Callable[[], Run]]], tell: Callable[[str], None]
) -> Costs:
    """Each run is told at once: minutes go by."""
    runs: dict[str, list[Run]] = {name: [] for name in programs}
    unusable: dict[str, str] = {}
    for turn in range(max(times for times, _ in programs.values())):
        for name, (times, run) in programs.items():
            if turn < times and name not in unusable:
                try:
                    runs[name].append(run())
                    tell(f"  {name}: {runs[name][-1]}")
                except Unusable as error:
                    unusable[name] = str(error)
                    tell(f"  {name}: {error}")
    return {name: unusable.get(name) or Cost(tuple(done)) for name, done in runs.items()}


def table(costs: Costs) -> Table:
    """CPU milliseconds a page: the median of all runs, and between which values they lie."""
    shown = Table("program", box=None, padding=(0, 2, 0, 0))
    for column in ("pages", "CPU ms", "of runs", "x fetching", "pages/s"):
        shown.add_column(column, justify="right", no_wrap=True)
    fetching = costs[FETCHING]
    for name, cost in costs.items():
        if isinstance(cost, str):
            shown.add_row(name, "not measured")
            continue
        times = f"{cost.each / fetching.each:.1f}" if isinstance(fetching, Cost) else ""
        figures = (f"{cost.each:.1f}", cost.spread, times, f"{cost.pace:.0f}")
        shown.add_row(name, str(cost.runs[0].pages), *figures)
    return shown


def judged(bound: Bound, costs: Costs) -> Figure:
    over, under = costs[bound.over], costs[bound.under]
    name = f"{bound.over} / {bound.under}"
    if isinstance(over, str) or isinstance(under, str):
        return _not_measured(name, str(bound), over, under)
    ratio = over.each / under.each
    return Figure(
        name,
        f"{ratio:.2f} ({over.each:.1f} ms by {under.each:.1f} ms a page)",
        str(bound),
        bound.least <= ratio <= bound.most,
    )


def judged_parallel(costs: Costs) -> Figure:
    one, two = costs[OURS_100], costs[PARALLEL]
    name, bound = "two hosts at once / one", f"at least {LEAST_GAIN} x the pages a second"
    if isinstance(one, str) or isinstance(two, str):
        return _not_measured(name, bound, one, two)
    gain = two.pace / one.pace
    measured = f"{gain:.2f} ({two.pace:.1f} by {one.pace:.1f} pages a second)"
    return Figure(name, measured, bound, gain >= LEAST_GAIN)


def _not_measured(name: str, bound: str, *costs: Cost | str) -> Figure:
    why = "; ".join(dict.fromkeys(cost for cost in costs if isinstance(cost, str)))
    return Figure(name, f"not measured: {why}", bound, holds=False)
