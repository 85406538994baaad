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
    """When a host was last asked (0: never), and what that means for the next request."""

    asked: float = 0.0  # monotonic seconds
    late: float = 0.0  # seconds by which it was asked later than it might have been
    share: float = 0.0  # of the jitter, between -1 and 1 ...
    second: bool = True  # ... whether it is the second of a pair, which adds up to nothing


class HostSlot(Slot):
    """A crawler's queue for one host; its beat is shared with the host's other crawlers.

    Two requests are never closer than the delay less its jitter, and on average the delay apart: a
    delay is drawn once, its opposite follows, and a beat that came late is made up for by the next.
    Scrapy draws anew whenever it looks at the queue, so that the longest of several counts: with
    a jitter of 0.5 that makes 1.22 times DOWNLOAD_DELAY (measured).
    """

    def __init__(self, beat: Beat, like: Slot) -> None:
        self._beat = beat
        super().__init__(like.concurrency, like.delay, like.jitter)

    @property
    def lastseen(self) -> float:
        return self._beat.asked

    @lastseen.setter
    def lastseen(self, moment: float) -> None:
        beat = self._beat
        if moment <= beat.asked:  # Scrapy begins a slot with 0
            return
        late = moment - beat.asked - self.download_delay() if beat.asked else 0.0
        # No more than that: what a slow answer has cost is not caught up with.
        beat.late = min(max(0.0, late), self.delay * self.jitter)
        beat.asked = moment
        beat.second = not beat.second
        beat.share = -beat.share if beat.second else random.uniform(-1, 1)  # noqa: S311 - a pace

    def download_delay(self) -> float:
        drawn = self.delay * (1 + self.jitter * self._beat.share) - self._beat.late
        return max(0.0, self.delay * (1 - self.jitter), drawn)


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
