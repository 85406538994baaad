"""The processes of one `scrapy crawlall`: each runs `scrapy crawl` for its share of the editions.

What they write on standard error goes through here, so that a display is not torn; how far they
are comes through a pipe of its own. Each pipe has a thread that does nothing but empty it.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count

from crawler.display import Screen
from crawler.progress import Progress, total

PATIENCE = 20  # seconds that a worker gets to end its last pages when we are stopped


@dataclass(frozen=True, slots=True)
class Done:
    """A worker's end: what it was to read, its exit code, the hosts that were busy, and what it
    said on standard output, as backfills do at their end."""

    names: Sequence[str]
    code: int
    busy: tuple[str, ...] = ()
    said: str = ""

    @property
    def died(self) -> bool:
        """By a signal: out of memory, a fault in a parser. What ends by itself has said why."""
        return self.code < 0


class Workers:
    """None of them outlives us. ``editions``: how many all of them are to read."""

    def __init__(self, options: Sequence[str], screen: Screen, editions: int) -> None:
        self._options = options
        self._screen = screen
        self._editions = editions
        self._numbers = count()
        self._progress: dict[int, Progress] = {}  # by number of the worker
        self._running: set[subprocess.Popen[str]] = set()
        self._stopped = threading.Event()
        # SIGTERM and a closed terminal end us as Ctrl-C does.
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, signal.default_int_handler)

    def run(self, shares: Sequence[Sequence[str]]) -> list[Done]:
        """As many at once as there are cores. Raises KeyboardInterrupt when they have ended."""
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            futures = [pool.submit(self._crawl, names) for names in shares]
            try:
                return [future.result() for future in futures]
            except BaseException:
                self._stop()
                raise

    def _crawl(self, names: Sequence[str]) -> Done:
        if self._stopped.is_set():
            return Done(names, os.EX_TEMPFAIL)
        number = next(self._numbers)
        reading, writing = os.pipe()
        follower = threading.Thread(target=self._follow, args=(number, reading), daemon=True)
        follower.start()
        try:
            worker = self._started(names, writing)
        finally:
            os.close(writing)  # the follower ends when nobody has it open any more
        with worker:
            self._running.add(worker)
            try:
                said = self._heard(worker)
                code = worker.wait()
            finally:
                self._running.discard(worker)
        follower.join()
        last = self._progress.get(number, Progress())
        self._note(number, replace(last, hosts=0))
        return Done(names, code, last.busy, said)

    def _heard(self, worker: subprocess.Popen[str]) -> str:
        """Lines of standard error at once; what stands on standard output is given at the end."""
        assert worker.stdout is not None  # noqa: S101 - a pipe, as asked for
        assert worker.stderr is not None  # noqa: S101 - likewise
        said: list[str] = []
        listener = threading.Thread(target=said.extend, args=(worker.stdout,), daemon=True)
        listener.start()
        for line in worker.stderr:
            self._screen.say(line.rstrip("\n"))
        listener.join()
        return "".join(said).rstrip("\n")

    def _started(self, names: Sequence[str], writing: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "scrapy", "crawl", *names, *self._options]
        # A group of its own: Ctrl-C in the terminal reaches us alone, and we stop them in order. A
        # second signal would make Scrapy drop its last pages and its report.
        return subprocess.Popen(
            [*command, "-s", f"PROGRESS_FD={writing}"],
            process_group=0,
            pass_fds=(writing,),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )

    def _follow(self, number: int, reading: int) -> None:
        with open(reading, encoding="utf-8") as lines:
            for line in lines:
                with suppress(ValueError):  # cut off by the end of its writer
                    self._note(number, Progress.of_line(line))

    def _note(self, number: int, progress: Progress) -> None:
        self._progress[number] = progress
        whole = total(list(self._progress.values()))
        self._screen.show(replace(whole, editions=self._editions))

    def _stop(self) -> None:
        self._stopped.set()
        workers = list(self._running)
        for worker in workers:
            worker.terminate()
        for worker in workers:
            try:
                worker.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                worker.kill()
