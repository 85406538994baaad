"""What a program costs: CPU seconds of its process and of all that it started, and wall time."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from demo.bench.crawls import environment


@dataclass(frozen=True, slots=True)
class Run:
    pages: int
    cpu: float  # seconds, user and system
    wall: float

    @property
    def each(self) -> float:
        """CPU milliseconds a page."""
        return 1000 * self.cpu / self.pages

    def __str__(self) -> str:
        return f"{self.pages} pages, {self.cpu:.1f} CPU s, {self.wall:.1f} s"


@dataclass(frozen=True, slots=True)
class Cost:
    """Several runs of one program over the same pages. What counts is the median."""

    runs: tuple[Run, ...]

    @property
    def each(self) -> float:
        return median(run.each for run in self.runs)

    @property
    def pace(self) -> float:
        """Pages a second of wall time."""
        return median(run.pages / run.wall for run in self.runs)

    @property
    def spread(self) -> str:
        values = [run.each for run in self.runs]
        return f"{min(values):.1f}-{max(values):.1f}"


def measured(command: Sequence[str], at: Path, folder: Path, pages: int) -> tuple[Run, str]:
    """Runs it ``at`` a place to its end; also what it printed. ``folder`` is for its output.

    Raises CalledProcessError with what it said last if it failed.
    """
    began = time.monotonic()
    with (folder / "out").open("wb") as out, (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=at, env=environment(), stdout=out, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)  # it was waited for here
    if process.returncode:
        said = (folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:]
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    printed = (folder / "out").read_text(encoding="utf-8")
    return Run(pages, used.ru_utime + used.ru_stime, wall), printed
