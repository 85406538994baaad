"""robots.txt by RFC 9309, with Crawl-delay."""

import asyncio
from dataclasses import dataclass
from typing import Any, ClassVar

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import StopDownload
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from crawler.refusals import ForbiddenByRobots, RobotsUnavailable, TooSlowForRobots

MOST_BYTES = 512 * 1024  # RFC 9309 asks a crawler to read at least 500 KiB
# What a server may announce as its length: we stop reading long before, but what is compressed is
# unpacked up to here.
LARGEST = 16 * 1024 * 1024
# Seconds. A run of one edition lasts half an hour at most (CLOSESPIDER_TIMEOUT): thirty requests at
# this pace, what is left is asked for in the next run. Who wants more time wants no crawler.
LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Rules:
    """Of one host. ``parser`` None: it has none, so all is allowed."""

    parser: Any = None
    delay: float = 0  # seconds


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy 2.14 to 2.19 let through every request that arrives while robots.txt is still loading
    (measured), allow everything when it cannot be had, and ignore Crawl-delay. Here all waiters
    share one task."""

    # Of this process: an outlet's editions, a crawler each, read its robots.txt once.
    _read: ClassVar[dict[str, asyncio.Task[Rules]]] = {}

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._name: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        crawler.signals.connect(self._enough, signal=signals.bytes_received)

    async def process_request(self, request: Request, spider: object = None) -> None:  # noqa: ARG002
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self._rules(request)
        if rules.parser is not None and not rules.parser.allowed(request.url, self._name):
            raise ForbiddenByRobots(request.url)
        if rules.delay > LONGEST_DELAY:
            raise TooSlowForRobots(rules.delay)
        self._slow_down(request, rules.delay)

    async def _rules(self, request: Request) -> Rules:
        url = urlparse_cached(request)
        root = f"{url.scheme}://{url.netloc}"
        if root not in self._read:
            self._read[root] = asyncio.ensure_future(self._load(root))
        return await asyncio.shield(self._read[root])

    async def _load(self, root: str) -> Rules:
        robots = Request(
            f"{root}/robots.txt",
            headers={"Accept-Encoding": "identity"},  # so that its beginning can be read alone
            priority=self.DOWNLOAD_PRIORITY,
            callback=NO_CALLBACK,
            meta={"dont_obey_robotstxt": True, "download_maxsize": LARGEST},
        )
        try:
            response = await self.crawler.engine.download_async(robots)
        except Exception as error:
            raise RobotsUnavailable(robots.url) from error
        if response.status >= 500 or response.status == 429:
            raise RobotsUnavailable(robots.url, response.status)
        if response.status >= 400:
            return Rules()
        parser = build_from_crawler(self._parserimpl, self.crawler, beginning(response.body))
        return Rules(parser, float(parser.crawl_delay(self._name) or 0))

    def _enough(self, data: bytes, request: Request) -> None:
        """Of the longest robots.txt its beginning is read; the rest is not even received."""
        if request.meta.get("dont_obey_robotstxt"):
            received = request.meta.get("robots_bytes", 0) + len(data)
            request.meta["robots_bytes"] = received
            if received > MOST_BYTES:
                raise StopDownload(fail=False)

    def _slow_down(self, request: Request, delay: float) -> None:
        if not delay:
            return
        downloader = self.crawler.engine.downloader
        key, slot = downloader._get_slot(request)  # there is no public way to a slot
        if slot.delay * (1 - slot.jitter) < delay:  # what is asked for is the least, not the mean
            slot.delay, slot.jitter = max(slot.delay, delay), 0.0
        # Idle slots are discarded after a minute; the next one must be as slow.
        pace = {"delay": slot.delay, "jitter": slot.jitter}
        downloader.per_slot_settings.setdefault(key, {}).update(pace)


def beginning(body: bytes) -> bytes:
    """As much as is obeyed: whole lines, for half a rule forbids something else."""
    return body if len(body) <= MOST_BYTES else body[:MOST_BYTES].rpartition(b"\n")[0]
