"""Retries, and leaving a host alone as long as it asks: within a run and over runs."""

import time
from typing import ClassVar

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import sleep
from scrapy.utils.httpobj import urlparse_cached

from crawler import clock
from crawler.refusals import AskedToWait
from crawler.retry_after import in_words, seconds_to_wait, until
from storage.records import Pause
from storage.store import Store

BUSY = (429, 503)


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, but a host that answers 429 or 503 is left alone as long as it asks:
    until then no request leaves, and where that is longer than a run lasts, in no later run."""

    # Of this process: an outlet's editions, a crawler each, share its host.
    _not_before: ClassVar[dict[str, float]] = {}

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._settings = settings
        self._first_wait = settings.getfloat("FIRST_WAIT")
        self._longest_wait = settings.getfloat("LONGEST_WAIT")
        self._pauses: dict[str, Pause | None] = {}

    async def process_request(self, request: Request) -> None:
        host = _host(request)
        pause = self._pause_of(host)
        if pause:
            raise AskedToWait(pause.until, pause.reason)
        while (wait := self._not_before.get(host, 0) - time.monotonic()) > 0:
            await sleep(wait)

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: object = None,  # noqa: ARG002 - Scrapy still passes it to some
    ) -> Request | Response:
        if response.status in BUSY:
            self._leave_alone(request, response)
        return super().process_response(request, response)

    def _leave_alone(self, request: Request, response: Response) -> None:
        host = _host(request)
        asked = seconds_to_wait(response.headers.get("Retry-After"), clock.now(self._settings))
        tries = request.meta.get("retry_times", 0)
        wait = self._first_wait * 2**tries if asked is None else asked
        if wait > self._longest_wait:
            self._pause(host, f"status {response.status}, Retry-After {in_words(wait)}", wait)
        ends = time.monotonic() + wait
        self._not_before[host] = max(ends, self._not_before.get(host, 0.0))

    def _pause(self, host: str, reason: str, seconds: float) -> None:
        pause = Pause(host, until(seconds, clock.now(self._settings)), reason)
        self._pauses[host] = pause
        if store := self._store():
            store.pauses.note(pause)
        raise AskedToWait(pause.until, pause.reason)

    def _pause_of(self, host: str) -> Pause | None:
        """Asked of the store once a host and crawl: an earlier run may have been told to wait."""
        if host not in self._pauses:
            store = self._store()
            now = clock.now(self._settings)
            self._pauses[host] = store.pauses.of(host, now) if store else None
        return self._pauses[host]

    def _store(self) -> Store | None:
        """None for `scrapy probe`, `shell` and the like, which keep nothing."""
        return getattr(self.crawler.spider, "store", None)


def _host(request: Request) -> str:
    return urlparse_cached(request).hostname or ""
