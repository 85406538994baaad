"""How far a long command is: a line on a terminal, nothing in a log or a pipe."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Watch:
    """Counts articles and the seconds that they took."""

    def __init__(self, what: str, total: int) -> None:
        console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal
        )
        self._task = self._progress.add_task(what, total=total)
        self._begun, self._done = time.perf_counter(), 0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def step(self, count: int) -> None:
        self._done += count
        self._progress.advance(self._task, count)

    def rate(self) -> str:
        """ "25.0 s, 499 a second"."""
        seconds = time.perf_counter() - self._begun
        return f"{seconds:,.1f} s, {self._done / max(seconds, 0.001):,.0f} a second"
