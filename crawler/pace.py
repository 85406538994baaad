"""One polite pace a host, whichever of its editions asks: the decision of ``HostSlot``.

Scrapy keeps a host's delay within one crawler and forgets it with the crawler; several crawlers
run in a process here, one edition of a host after the other. What is kept is of this process:
another one is kept from the same host by the lock that a crawl holds.
"""

import random
from collections import defaultdict
from dataclasses import dataclass

from scrapy import Request, Spider
from scrapy.core.downloader import Downloader, Slot


@dataclass(slots=True)
class Beat:
    """When a host was last asked (0: never), and how long the next request waits: a share of the
    jitter between -1 and 1."""

    asked: float = 0.0  # monotonic seconds
    share: float = 0.0


class HostSlot(Slot):
    """A crawler's queue for one host; its beat is shared with the host's other crawlers.

    A request's delay is drawn once. Scrapy draws anew whenever it looks at the queue, so that the
    longest of several counts: with a jitter of 0.5 it kept 1.22 times DOWNLOAD_DELAY (measured).
    """

    def __init__(self, beat: Beat, like: Slot) -> None:
        self._beat = beat
        super().__init__(like.concurrency, like.delay, like.jitter)

    @property
    def lastseen(self) -> float:
        return self._beat.asked

    @lastseen.setter
    def lastseen(self, moment: float) -> None:
        if moment > self._beat.asked:  # Scrapy begins a slot with 0
            self._beat.asked = moment
            self._beat.share = random.uniform(-1, 1)  # noqa: S311 - a pace, not a secret

    def download_delay(self) -> float:
        return max(0.0, self.delay * (1 + self.jitter * self._beat.share))


class PoliteDownloader(Downloader):
    """Scrapy's, with slots that keep the pace of their host."""

    beats: defaultdict[str, Beat] = defaultdict(Beat)  # by host; one for the process

    def _get_slot(
        self,
        request: Request,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy deprecates passing it
    ) -> tuple[str, Slot]:
        fresh = self.get_slot_key(request) not in self.slots
        key, slot = super()._get_slot(request)
        if fresh:
            slot = self.slots[key] = HostSlot(self.beats[key], slot)
        return key, slot
