"""What tests of whole crawls share: the demo outlets served, and Scrapy run as a program."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.server import DemoSites, load_articles, serving
from storage.records import CrawlReport
from storage.store import open_store
from tests.conftest import LOOPBACK
from tests.programs import Program

NOW = "2026-11-22T07:00+05:00"


@dataclass(frozen=True, slots=True)
class Outlets:
    """The demo outlets at one loopback address, and a database to crawl them into."""

    sites: DemoSites
    address: str
    database: str

    def command(self, *words: str, pace: str = "0") -> list[str]:
        values = {
            "LOOPBACK_OUTLETS": self.address,
            "DATABASE": self.database,
            "NOW": NOW,
            "DOWNLOAD_DELAY": pace,
            "RETRY_TIMES": "0",
        }
        settings = [part for name, value in values.items() for part in ("-s", f"{name}={value}")]
        return [sys.executable, "-m", "scrapy", *words, *settings]

    def scrapy(self, *words: str, pace: str = "0") -> subprocess.CompletedProcess[str]:
        return run(self.command(*words, pace=pace))

    def start(self, *words: str, pace: str = "0") -> Program:
        return Program(self.command(*words, pace=pace), environment())


def run(command: list[str], **extra: str) -> subprocess.CompletedProcess[str]:
    """In the checkout, as an operator would; of our settings the environment holds ``extra``."""
    program = Program(command, environment() | extra)
    said, complained = program.communicate()
    return subprocess.CompletedProcess(command, program.wait(), said, complained)


def environment() -> dict[str, str]:
    ours = {name for name in os.environ if name.startswith("VNKZ_") and name != LOOPBACK}
    return {name: value for name, value in os.environ.items() if name not in ours}


@contextmanager
def outlets(folder: Path, sites: DemoSites | None = None) -> Iterator[Outlets]:
    shown = sites or DemoSites()
    with serving(shown) as address:
        yield Outlets(shown, address, f"sqlite:///{folder / 'crawl.sqlite3'}")


def report(served: Outlets, edition: str) -> CrawlReport:
    with open_store(served.database) as store:
        return store.reports.of(edition, 1)[0]


def stored_urls(served: Outlets) -> list[str]:
    with open_store(served.database) as store:
        return sorted(a.url for a in store.articles.by_url([one.url for one in load_articles()]))


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def wait_for_requests(served: Outlets, count: int) -> None:
    deadline = time.monotonic() + 60
    while len(served.sites.requests) < count:
        assert time.monotonic() < deadline, "the crawl did not begin"
        time.sleep(0.01)
