"""A child process that has a time limit and is never left behind."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from digest.config import DigestConfig
from storage.installation import CONFIG, DATABASE

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Child:
    """What to run, and for how long at most.

    ``grace`` lies between SIGTERM and SIGKILL: `scrapy crawlall` gives its own children 20 seconds
    to end a last page and to write their reports.
    """

    command: Sequence[str]
    environment: Mapping[str, str]
    limit: timedelta
    grace: timedelta = timedelta(seconds=25)


def crawling(config: DigestConfig, path: Path) -> Child:
    """A crawl of all outlets into the database of the ``config`` at ``path``."""
    environment = {
        "SCRAPY_SETTINGS_MODULE": "crawler.settings",  # scrapy.cfg is found only from its folder
        **os.environ,
        CONFIG: str(path.absolute()),
        DATABASE: config.database,
    }
    limit = timedelta(minutes=config.crawl.timeout_minutes)
    return Child([sys.executable, "-m", "scrapy", "crawlall"], environment, limit)


async def run_to_end(child: Child) -> str:
    """Gives "" or what went wrong. When this returns or is cancelled, its whole group is gone."""
    # A session of its own: Ctrl-C in the terminal reaches us alone, and we end it in order.
    process = await asyncio.create_subprocess_exec(
        *child.command, env=child.environment, start_new_session=True
    )
    try:
        code = await asyncio.wait_for(process.wait(), child.limit.total_seconds())
    except TimeoutError:
        return f"took longer than {child.limit.total_seconds() / 60:g} minutes and was stopped"
    finally:
        await _end(process, child.grace)
    return f"ended with exit code {code}" if code else ""


async def _end(process: asyncio.subprocess.Process, grace: timedelta) -> None:
    try:
        if process.returncode is None:
            # To the child alone, which tells its own: a second signal makes Scrapy drop its work.
            # Not SIGINT: a Python that is still importing would answer with a traceback.
            with contextlib.suppress(ProcessLookupError):  # it ended by itself just now
                os.kill(process.pid, signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), grace.total_seconds())
    finally:
        # Also what the child itself has started, and also when we are cancelled a second time.
        with contextlib.suppress(ProcessLookupError):  # nobody of the group is left
            os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


async def until_signal(work: asyncio.Task[Any]) -> signal.Signals | None:
    """Waits for ``work``; Ctrl-C, SIGTERM or a closed terminal cancels it in order.

    Gives the signal, if one came.
    """
    caught: list[signal.Signals] = []

    def stop(number: signal.Signals) -> None:
        caught.append(number)
        work.cancel()

    loop = asyncio.get_running_loop()
    for number in ENDINGS:
        loop.add_signal_handler(number, stop, number)
    try:
        await work
    except asyncio.CancelledError:
        if not caught:
            raise
    finally:
        for number in ENDINGS:
            loop.remove_signal_handler(number)
    return caught[0] if caught else None
