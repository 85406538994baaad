"""Everything that `make bench` measures, in one run; exit code 1 if a figure does not hold."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from demo.bench.comparison import compare
from demo.bench.corpus import Corpus, corpus
from demo.bench.crawls import machine, place
from demo.bench.figures import Figure, memory, news_day, no_news
from demo.bench.looks import looks
from demo.bench.outlets import outlets
from demo.bench.stages import stages
from storage.settings_file import ConfigError

# What a busy day looked like: some publishers have two editions on one host.
HOSTS, EDITIONS, PAGES, DELAY = 20, 30, 40, 1.0
MARKS = (500, 1000, 1500, 2000)


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m demo.bench", description=__doc__)
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="saved pages, *.html.gz")
    parts = parser.add_mutually_exclusive_group()
    parts.add_argument("--only-stages", action="store_true", help="what stages cost; half a minute")
    parts.add_argument("--only-compare", action="store_true", help="with other programs; no more")
    options = parser.parse_args(given)
    console = Console()
    try:
        pages = corpus(options.pages)
    except ConfigError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    asked = list(PARTS)
    if options.only_stages:
        asked = ["stages"]
    elif options.only_compare:
        asked = ["compare"]
    figures = (figure for part in asked for figure in PARTS[part](pages, console))
    return conclude(figures, console)


def _stages(pages: Corpus, console: Console) -> Iterator[Figure]:
    console.print(stages())
    console.print(f"\nStages on {pages} ({machine()}):\n")
    yield from looks(pages)


def _crawls(_pages: Corpus, console: Console) -> Iterator[Figure]:
    console.print(f"\nCrawls of made outlets, some two minutes ({machine()}):\n")
    yield from figures()


def _compare(pages: Corpus, console: Console) -> Iterator[Figure]:
    console.print(f"\nPrograms on {pages}; some three minutes ({machine()}):\n")
    yield from compare(pages, console)


PARTS: Mapping[str, Callable[[Corpus, Console], Iterator[Figure]]] = {
    "stages": _stages,
    "crawls": _crawls,
    "compare": _compare,
}


def figures() -> Iterator[Figure]:
    with folder() as empty, place(outlets(HOSTS, EDITIONS, PAGES), empty) as many:
        yield news_day(many, DELAY)
        yield no_news(many)
    with folder() as empty, place(outlets(1, 1, max(MARKS)), empty) as large:
        yield memory(large, MARKS)


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="bench") as name:
        yield Path(name)


def conclude(figures: Iterable[Figure], console: Console) -> int:
    """Each as soon as it is there. The exit code."""
    bad = 0
    for figure in figures:
        bad += not figure.holds
        console.print(f"{figure.name}: [bold]{'ok' if figure.holds else 'missed'}[/]")
        console.print(f"  {figure.measured}\n  {figure.bound}")
    console.print(f"({machine()})")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
