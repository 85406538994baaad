"""One crawl that meets every fault, and what each came to."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from demo.bench.crawls import Running
from storage.records import Article, CrawlReport, Outcome, Visit
from storage.store import Store, open_store
from tests.conftest import ROOT
from tests.crawling import NOW, environment
from tests.hostile.fault import READ, Fault
from tests.hostile.hosts import OF_HOSTS, OF_SOURCES
from tests.hostile.plays import EDITIONS, OF_PAGES, PAGES, address, plays
from tests.hostile.server import HostileOutlet, serving

SETTINGS = {
    "NOW": NOW,
    "DOWNLOAD_DELAY": "0",
    "RETRY_TIMES": "0",
    "DOWNLOAD_TIMEOUT": "1.5",
    "FIRST_WAIT": "0.1",
}
DAY_LATER = datetime.fromisoformat(NOW) + timedelta(days=1)
COMMITTED = ROOT / "docs" / "faults.md"


@dataclass(frozen=True, slots=True)
class Run:
    """What the crawl left behind. ``ended``: each fault, and what came of it in words."""

    database: str
    asked: list[str]
    reports: dict[str, CrawlReport]
    ended: list[tuple[Fault, str]]
    said: str
    code: int
    seconds: float
    megabytes: float  # of memory at the peak


def run(folder: Path) -> Run:
    database = f"sqlite:///{folder / 'hostile.sqlite3'}"
    outlet = HostileOutlet(dict(plays()))
    began = time.monotonic()
    said, code, megabytes = _crawl(EDITIONS, outlet, {"DATABASE": database}, folder)
    seconds = time.monotonic() - began
    with open_store(database) as store:
        reports = {report.edition: report for report in store.reports.latest()}
        ended = [*_of_pages(store), *_of_sources(reports), *_of_hosts(reports)]
    return Run(database, outlet.asked, reports, ended, said, code, seconds, megabytes)


def crawl_again(edition: str, database: str, folder: Path) -> tuple[str, list[str]]:
    """What it says a day later, and what it asks."""
    outlet = HostileOutlet(dict(plays()))
    settings = {"DATABASE": database, "NOW": DAY_LATER.isoformat()}
    said, _, _ = _crawl([edition], outlet, settings, folder)
    return said, outlet.asked


def _crawl(
    editions: Sequence[str], outlet: HostileOutlet, settings: dict[str, str], folder: Path
) -> tuple[str, int, float]:
    """What it said, its exit code and its peak of memory: in a program of its own."""
    errors = folder / "stderr"
    with serving(outlet) as server, errors.open("w") as file:
        values = SETTINGS | settings | {"LOOPBACK_OUTLETS": server}
        options = [part for pair in values.items() for part in ("-s", "=".join(pair))]
        command = [sys.executable, "-m", "scrapy", "crawl", *editions, *options]
        child = subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=file)
        peak = _peak(Running(child, errors))
    return errors.read_text(), child.returncode, peak


def _peak(crawl: Running) -> float:
    """Megabytes, when it has ended. The system's own record of a child begins with the memory of
    whoever started it: of a test run, that is more than a crawl has."""
    peak = 0.0
    while crawl.process.poll() is None:
        if size := crawl.memory():
            peak = max(peak, size.highest)
        time.sleep(0.02)
    return peak


def _of_pages(store: Store) -> Iterator[tuple[Fault, str]]:
    visits = {visit.url: visit for visit in store.articles.visits(PAGES)}
    for number, fault in enumerate(OF_PAGES):
        url = address(number)
        stored = store.articles.by_url([url])
        yield fault, _words(visits.get(url), stored[0] if stored else None, fault)


def _words(visit: Visit | None, article: Article | None, fault: Fault) -> str:
    if article:
        return READ if article.title == fault.title else f"read wrong: {article.title}"
    if visit is None:
        return "nothing was noted"
    known = visit.outcome in (Outcome.FAILED, Outcome.GONE)
    return visit.reason if known else f"{visit.outcome.value}: {visit.reason}"


def _of_sources(reports: dict[str, CrawlReport]) -> Iterator[tuple[Fault, str]]:
    results = {
        one.url.removeprefix("https://").partition("?")[0]: one.problem
        for one in reports["vns"].sources
    }
    for path, fault in OF_SOURCES.items():
        # What redirects is reported under the address that it led to.
        yield fault, results.get(path, results.get("vietnamnews.vn/", "nothing was noted"))


def _of_hosts(reports: dict[str, CrawlReport]) -> Iterator[tuple[Fault, str]]:
    for (edition, _, _), fault in OF_HOSTS.items():
        report = reports[edition]
        yield fault, READ if report.stored else report.problem


def table(ended: list[tuple[Fault, str]]) -> str:
    """As it is committed: Markdown."""
    rows = "".join(f"| {fault.name} | {words} |\n" for fault, words in ended)
    return (
        "# What a hostile outlet comes to\n\n"
        "Written by `make hostile`, from one crawl of the outlet in `tests/hostile/`; the tests\n"
        "compare. What is read right ends as an article; all else as this reason in the report.\n\n"
        f"| the outlet sends | it ends as |\n|---|---|\n{rows}"
    )
