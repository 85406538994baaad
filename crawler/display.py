"""What a long run shows: on a terminal a live line below the results, else plain lines.

Nothing is wider than the terminal, and nothing is cut from a reason: long lines go on, indented.
"""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from crawler.progress import Progress

INDENT = " " * 4
BAR = 12  # columns; the words beside it are 67 wide with five digits of news and 60 hosts


class Plain:
    """No terminal: lines as they come, for a file or for cron's mail."""

    def say(self, line: str) -> None:
        sys.stderr.write(f"{line}\n")  # at once: `print` would let another worker's line between
        sys.stderr.flush()

    def show(self, progress: Progress) -> None:
        """A line that changes is for people who watch."""


class Terminal(logging.Handler):
    """A terminal of somebody who watches; also the handler of what is logged."""

    def __init__(self, console: Console, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self._console = console
        self._began = time.monotonic()
        self._progress = progress

    def say(self, line: str) -> None:
        parts = fitted(line, self._console)
        self._console.print(*parts, sep="\n", no_wrap=True, crop=False)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            for line in self.format(record).splitlines():
                self.say(line)
        except Exception:
            self.handleError(record)

    def show(self, progress: Progress) -> None:
        self._progress = progress

    def __rich__(self) -> Table:
        """The live line."""
        line = Table.grid(padding=(0, 1))
        line.add_column(width=BAR)
        line.add_column(no_wrap=True, overflow="ellipsis")
        done, total = extent(self._progress)
        words = in_words(self._progress, time.monotonic() - self._began)
        line.add_row(ProgressBar(total or 1, done, width=BAR), Text(words))
        return line


Screen = Plain | Terminal


@contextmanager
def screen(stream: TextIO, progress: Progress) -> Iterator[Screen]:
    """What suits ``stream``, which is standard error; at first it shows ``progress``."""
    if not watched(stream):
        yield Plain()
        return
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    terminal = Terminal(console, progress)
    # What stands below a result is gone at the end: the results are what is left to read.
    with Live(terminal, console=console, refresh_per_second=4, transient=True):
        yield terminal


@contextmanager
def logged_to(shown: Screen) -> Iterator[None]:
    """What is logged stands above the live line."""
    if isinstance(shown, Plain):
        yield
        return
    logging.root.addHandler(shown)
    try:
        yield
    finally:
        logging.root.removeHandler(shown)


def watched(stream: TextIO) -> bool:
    # Not what rich makes of FORCE_COLOR: in a pipe an escape sequence is noise.
    return stream.isatty() and not Console(file=stream).is_dumb_terminal


def tell(lines: str, stream: TextIO) -> None:
    """For the operator, when nothing moves any more."""
    if not watched(stream):
        print(lines, file=stream, flush=True)
        return
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for line in lines.splitlines():
        Terminal(console, Progress()).say(line)


def fitted(line: str, console: Console) -> list[Text]:
    """``line`` in parts that fit, broken between words where that is possible."""
    clean = "".join(letter if letter.isprintable() else " " for letter in line)
    first = _wrapped(clean, console, console.width)[0]
    rest = clean[len(first) :].strip()
    if not rest:
        return [Text(first)]
    below = _wrapped(rest, console, console.width - len(INDENT))
    return [Text(first), *(Text(INDENT + part) for part in below)]


def _wrapped(line: str, console: Console, width: int) -> list[str]:
    return [part.plain.rstrip() for part in Text(line).wrap(console, width)]


def extent(progress: Progress) -> tuple[int, int]:
    """What the bar shows: of one edition its pages, of several those that are read."""
    if progress.editions == 1:
        return progress.pages, progress.wanted
    return progress.read, progress.editions


def in_words(progress: Progress, seconds: float) -> str:
    done, wanted = extent(progress)
    hosts = "1 host" if progress.hosts == 1 else f"{progress.hosts} hosts"
    what = f"editions, {hosts} at work" if progress.editions != 1 else "pages"
    minutes, second = divmod(int(seconds), 60)
    return (
        f"{done}/{wanted} {what}, {progress.new} new, {progress.relevant} relevant,"
        f" {minutes}:{second:02}"
    )
