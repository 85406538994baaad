"""Runs the crawler as an operator would, on the bench's outlets, and watches it."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.bench.outlets import NOW, BenchOutlets, write_files
from demo.bench.server import Counted, serving

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Place:
    """Outlets that are served, and a folder with a database to crawl them into."""

    shown: BenchOutlets
    counted: Counted
    address: str
    folder: Path

    def scrapy(self, *words: str, delay: float) -> float:
        """Seconds from start to end. Raises CalledProcessError if it failed."""
        began = time.monotonic()
        self.start(*words, delay=delay).check()
        return time.monotonic() - began

    def start(self, *words: str, delay: float) -> "Running":
        command = crawling(self.folder, self.address, *words, delay=delay)
        log = (self.folder / "log").open("wb")
        with log:
            return Running(
                subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=log, stderr=log),
                self.folder / "log",
            )


def crawling(folder: Path, address: str, *words: str, delay: float) -> list[str]:
    """The command that reads the outlets in ``folder`` from ``address`` into a database there."""
    settings = {
        "LOOPBACK_OUTLETS": address,
        "OUTLETS_FOLDER": str(folder),
        "DATABASE": database(folder),
        "NOW": NOW.isoformat(),
        "DOWNLOAD_DELAY": str(delay),
    }
    given = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", *words, *given]


def database(folder: Path) -> str:
    return f"sqlite:///{folder / 'bench.sqlite3'}"


def environment() -> dict[str, str]:
    """Of a child that may stand in another folder. Like any program that is installed it keeps its
    bytecode: what it is compared with has been compiled before."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return given | {"PYTHONPATH": str(ROOT)}


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident megabytes of a process."""

    now: float
    highest: float  # since its start


@dataclass(frozen=True, slots=True)
class Running:
    process: subprocess.Popen[bytes]
    log: Path

    def check(self) -> None:
        """Waits. Raises CalledProcessError with what it said last."""
        if code := self.process.wait():
            said = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise subprocess.CalledProcessError(code, self.process.args, stderr=said)

    def memory(self) -> Memory | None:
        """None where the system does not tell."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return None
        sizes = {
            name: int(size) for name, size in re.findall(r"^(Vm\w+):\s+(\d+) kB$", status, re.M)
        }
        return Memory(sizes["VmRSS"] / 1000, sizes["VmHWM"] / 1000) if "VmRSS" in sizes else None


@contextmanager
def place(shown: BenchOutlets, folder: Path) -> Iterator[Place]:
    write_files(shown, folder)
    counted = Counted()
    with serving(shown, counted) as address:
        yield Place(shown, counted, address, folder)


def machine() -> str:
    """What else the figures depend on."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{os.cpu_count()} cores, load {load}"


def named(shown: BenchOutlets) -> Sequence[str]:
    return [edition.name for edition in shown.editions]
