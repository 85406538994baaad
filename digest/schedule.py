"""When things run. The only module that knows APScheduler, which wakes us; ``digest.due`` decides.

Crawls are child processes: Twisted's reactor cannot be started twice, and a crash or a leak in a
crawl cannot hurt us. Nothing is kept over a restart but the deliveries themselves: APScheduler's
own stores forget a missed run as soon as its job is added again (measured).
"""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from digest.child import Child, run_to_end, until_signal
from digest.config import DigestConfig, Reader
from digest.deliver import send_all
from digest.due import DONE, Todo, next_due, pause, todo
from digest.outcome import failed, outcome
from digest.whose import called
from storage.engine import StorageError
from storage.lock import Busy
from storage.records import Delivery
from storage.settings_file import ConfigError
from storage.store import Store, open_store

# How often we look whether a digest is due: hours in digest.toml are given to the minute.
TICK = timedelta(minutes=1)

Clock = Callable[[], datetime]

log = logging.getLogger(__name__)

# What is late runs once (APScheduler's default drops it after one second), and never beside itself.
JOBS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


class Service:
    """What runs by itself: crawls, and digests when they are due."""

    def __init__(
        self, config: DigestConfig, crawler: Child, clock: Clock, tick: timedelta = TICK
    ) -> None:
        self._config = config
        self._crawler = crawler
        self._clock = clock
        self._tick = tick
        self._started = clock()
        self._crawled = False
        self._failures: dict[tuple[str, str], int] = {}  # in a row, by address and topic
        self._not_before: dict[tuple[str, str], datetime] = {}
        self._running: set[asyncio.Task[Any]] = set()

    async def crawl(self) -> bool:
        """Whether it went well. If not, that is logged and changes nothing: the next one comes."""
        try:
            problem = await run_to_end(self._crawler)
        except OSError as error:
            problem = f"could not be started ({error.strerror})"
        self._crawled = True
        if problem:
            log.error("the crawl %s; see its lines above and `digest status`", problem)
        return not problem

    def send_due(self) -> bool:
        """Sends what is due; whether all of it went well. What did not is logged."""
        try:
            return not any(map(failed, self._send_due(self._clock())))
        except Busy:
            log.warning("another process is sending right now; looking again later")
        except (StorageError, ConfigError) as error:
            log.error("nothing can be sent: %s", error)  # noqa: TRY400 - for the operator
            self._wait(self._config.readers, self._clock())
        return False

    def _send_due(self, now: datetime) -> list[Delivery]:
        config = self._config
        with open_store(config.database) as store:
            readers = [reader for reader in config.readers if self._is_time(store, reader, now)]
            if not readers:
                return []
            return [self._noted(one, now) for one in send_all(store, config, readers, now)]

    def _wait(self, readers: Iterable[Reader], now: datetime) -> None:
        """What cannot be noted now is not tried again every minute."""
        for reader in readers:
            key = (reader.address, reader.topic)
            self._failures[key] = self._failures.get(key, 0) + 1
            self._not_before[key] = now + pause(self._failures[key])

    def _is_time(self, store: Store, reader: Reader, now: datetime) -> bool:
        key = (reader.address, reader.topic)
        if now < self._not_before.get(key, now):
            return False
        done, ready = store.deliveries.last(*key, DONE), store.deliveries.ready(*key)
        what = todo(reader, done, ready, self._started, now)
        # What is late anyway leaves with the news of today's crawl instead of yesterday's.
        return what is Todo.SEND or (what is Todo.LATE and self._crawled)

    def _noted(self, delivery: Delivery, now: datetime) -> Delivery:
        key = (delivery.reader, delivery.topic)
        if failed(delivery):
            self._failures[key] = self._failures.get(key, 0) + 1
            self._not_before[key] = now + pause(self._failures[key])
            log.error("%s", outcome(delivery, self._config.readers))
        else:
            self._failures.pop(key, None)
            log.info("%s", outcome(delivery, self._config.readers))
        return delivery

    async def serve(self) -> None:
        """Until it is cancelled; then ends a crawl and lets a delivery under way finish."""
        scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=JOBS)
        every = timedelta(hours=self._config.crawl.every_hours)
        self._add(scheduler, "crawl", self.crawl, every)
        self._add(scheduler, "send", partial(asyncio.to_thread, self.send_due), self._tick)
        scheduler.start()
        self._announce()
        try:
            await asyncio.Event().wait()
        finally:
            scheduler.pause()
            await asyncio.sleep(0)  # what was submitted just now gets as far as ``_running``
            running = list(self._running)
            for task in running:
                task.cancel()
            await asyncio.gather(*running)
            scheduler.shutdown(wait=False)

    def _add(
        self,
        scheduler: AsyncIOScheduler,
        name: str,
        work: Callable[[], Awaitable[object]],
        every: timedelta,
    ) -> None:
        trigger = IntervalTrigger(seconds=every.total_seconds())
        scheduler.add_job(self._job, trigger, args=[work], name=name, next_run_time=self._started)

    async def _job(self, work: Callable[[], Awaitable[object]]) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a job runs as a task")
        self._running.add(task)
        try:
            await work()
        except asyncio.CancelledError:
            log.info("stopped")  # by ``serve``; APScheduler would report an error
        finally:
            self._running.discard(task)

    def _announce(self) -> None:
        for reader in self._config.readers:
            due = next_due(reader, self._started).astimezone(reader.tz)
            who = called(reader.address, reader.topic, self._config.readers)
            log.info("%s: next digest %s %s", who, f"{due:%Y-%m-%d %H:%M}", reader.zone)


async def run_forever(service: Service) -> int:
    """The exit code: SIGTERM is the ordinary way to end a service, Ctrl-C is 130 as in a shell."""
    caught = await until_signal(asyncio.create_task(service.serve()))
    return 130 if caught is signal.SIGINT else 0


async def run_once(service: Service) -> int:
    """One crawl, then what is due: for cron. 1 if the crawl or a delivery failed."""
    crawl = asyncio.create_task(service.crawl())
    caught = await until_signal(crawl)
    if caught:
        return 128 + caught
    sent = await asyncio.to_thread(service.send_due)
    return 0 if crawl.result() and sent else 1
