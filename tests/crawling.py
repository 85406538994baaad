"""What tests of whole crawls share: the demo outlets served, and Scrapy run as a program."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.server import DemoSites, serving
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
    """In the checkout, as an operator would, with no settings of ours in the environment but ``extra``."""
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
