"""How the crawler behaves at an outlet's door: robots.txt, Retry-After, no private addresses."""

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, ClassVar

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import sleep
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler

from crawler.guard import objection


class ForbiddenByRobots(IgnoreRequest):
    """The outlet's robots.txt does not want this page read."""


class RobotsUnavailable(IgnoreRequest):
    """robots.txt could not be had: RFC 9309 says to assume that everything is disallowed.

    ``status``: what the server answered, 0 if nothing.
    """

    def __init__(self, url: str, status: int = 0) -> None:
        super().__init__(f"{url}: status {status}" if status else url)
        self.status = status


class NotPublic(IgnoreRequest):
    """The address is not on the public internet."""


class AskedToWait(IgnoreRequest):
    """The outlet asked to be left alone for longer than a run lasts."""


class GuardMiddleware:
    """Nearest to the downloader, so that it sees robots.txt and redirects as well."""

    def process_request(self, request: Request) -> None:
        reason = objection(request.url)
        if reason:
            raise NotPublic(f"{request.url}: {reason}")


class RobotsMiddleware(RobotsTxtMiddleware):
    """robots.txt by RFC 9309, with Crawl-delay.

    Scrapy 2.14 to 2.19 let through every request that arrives while robots.txt is still loading
    (measured), allow everything when it cannot be had, and ignore Crawl-delay. Here all waiters
    share one task.
    """

    MOST_BYTES = 512 * 1024  # RFC 9309 asks a crawler to read at least 500 KiB
    LONGEST_DELAY = 30.0  # seconds; more would make a run of one outlet last for days
    # Of this process: the editions of a host, a crawler each, read its robots.txt once.
    _loading: ClassVar[dict[str, asyncio.Task[Any]]] = {}

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._name: str = crawler.settings["ROBOTSTXT_USER_AGENT"]

    async def process_request(self, request: Request, spider: object = None) -> None:  # noqa: ARG002
        if request.meta.get("dont_obey_robotstxt"):
            return
        parser = await self.robot_parser(request)
        if parser is not None and not parser.allowed(request.url, self._name):
            raise ForbiddenByRobots(request.url)

    async def robot_parser(self, request: Request) -> Any:
        url = urlparse_cached(request)
        root = f"{url.scheme}://{url.netloc}"
        if root not in self._loading:
            self._loading[root] = asyncio.ensure_future(self._load(root))
        parser = await asyncio.shield(self._loading[root])
        if parser is not None:
            self._slow_down(request, parser.crawl_delay(self._name))
        return parser

    async def _load(self, root: str) -> Any:
        robots = Request(
            f"{root}/robots.txt",
            priority=self.DOWNLOAD_PRIORITY,
            callback=NO_CALLBACK,
            meta={"dont_obey_robotstxt": True},
        )
        try:
            response = await self.crawler.engine.download_async(robots)
        except Exception as error:
            raise RobotsUnavailable(robots.url) from error
        if response.status >= 500 or response.status == 429:
            raise RobotsUnavailable(robots.url, response.status)
        if response.status >= 400:
            return None  # there are no rules
        return build_from_crawler(self._parserimpl, self.crawler, response.body[: self.MOST_BYTES])

    def _slow_down(self, request: Request, delay: float | None) -> None:
        if not delay:
            return
        delay = min(float(delay), self.LONGEST_DELAY)
        downloader = self.crawler.engine.downloader
        key, slot = downloader._get_slot(request)  # there is no public way to a slot
        if slot.delay * (1 - slot.jitter) < delay:  # what is asked for is the least, not the mean
            slot.delay, slot.jitter = max(slot.delay, delay), 0.0
        # Idle slots are discarded after a minute; the next one must be as slow.
        pace = {"delay": slot.delay, "jitter": slot.jitter}
        downloader.per_slot_settings.setdefault(key, {}).update(pace)


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, but a host that answers 429 or 503 is left alone as long as it asks."""

    LONGEST_WAIT = 120.0  # seconds; asked for longer, the outlet is left for the next run
    FIRST_WAIT = 5.0  # seconds, doubled at each retry, where the outlet names none

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._not_before: dict[str, float] = {}

    async def process_request(self, request: Request) -> None:
        while (wait := self._not_before.get(_host(request), 0) - time.monotonic()) > 0:
            if wait > self.LONGEST_WAIT:
                raise AskedToWait(f"{_host(request)} asked to wait {wait:.0f} s")
            await sleep(wait)

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: object = None,  # noqa: ARG002 - Scrapy still passes it to some
    ) -> Request | Response:
        if response.status in (429, 503):
            asked = seconds_to_wait(response.headers.get("Retry-After"), datetime.now(UTC))
            tries = request.meta.get("retry_times", 0)
            wait = self.FIRST_WAIT * 2**tries if asked is None else asked
            until = time.monotonic() + wait
            self._not_before[_host(request)] = max(until, self._not_before.get(_host(request), 0.0))
        return super().process_response(request, response)


def _host(request: Request) -> str:
    return urlparse_cached(request).hostname or ""


def seconds_to_wait(field: bytes | None, now: datetime) -> float | None:
    """Of a Retry-After field: seconds or a date (RFC 9110, 10.2.3). None if there is none."""
    value = (field or b"").decode("latin-1").strip()
    if value.isdigit():
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    at = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())
