"""FillingSpider: what a backfill does otherwise than an ordinary run: ``crawler.backfill`` decides.

Every list is asked after the pages that the one before it announced, so that their dates are known
and a run that is stopped has read whole lists.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from datetime import datetime
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.announcements import Announced, Candidate
from crawler.asked import Asked
from crawler.backfill import Backfill
from crawler.discover import Choice
from crawler.hearing import Silence
from crawler.sitemaps import Child
from crawler.sounding import Soundings
from crawler.spiders.asking import AskingSpider
from crawler.trouble import NONE
from storage.records import Article


class FillingSpider(AskingSpider):
    """An AskingSpider that fills a window of the past when it is given one."""

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self.backfill: Backfill | None = None  # begun when the store is open
        window = self.arguments.window
        self.soundings = Soundings(window) if window else None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "FillingSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert isinstance(spider, FillingSpider)  # noqa: S101 - for mypy; it is made from cls
        if spider.arguments.window:
            # A month's articles take hours at a request a second; a stop loses nothing.
            crawler.settings.set("CLOSESPIDER_TIMEOUT", 0, priority="spider")
            crawler.signals.connect(spider.page_kept, signals.item_scraped)
            crawler.signals.connect(spider.page_dropped, signals.item_dropped)
        return spider

    def ask_sources(self) -> Iterator[Request]:
        if self.arguments.window is None:
            yield from super().ask_sources()
            return
        self.backfill = Backfill(
            self.store.backfills, self.edition, self.arguments.window, self.now
        )
        self.begun = self.backfill.record.started
        yield from map(self.ask, self.backfill.first())

    def go_on(
        self, asked: Asked, found: Announced, choice: Choice, wanted: Set[str], spared: int
    ) -> Iterator[Request]:
        if self.backfill is None:
            yield from super().go_on(asked, found, choice, wanted, spared)
            return
        if self.soundings and self.soundings.is_held(asked.url):
            wanted = {*wanted, asked.url}
        # A list waits for its articles at whatever address they are asked.
        dates = {self.asked_at(url): when for url, when in self._dates(found.candidates).items()}
        yield from map(self.ask, self.backfill.read(asked, dates, wanted, spared))

    def first_of(self, asked: Asked, choice: Choice) -> Choice:
        if self.soundings is None or asked.source.kind != "listing":
            return choice
        return replace(choice, fetch=self.soundings.hold(asked.url, choice.fetch))

    def instead_of(self, url: str) -> list[Request]:
        requests = super().instead_of(url)
        if self.backfill:
            wanted = {request.cb_kwargs["candidate"].url for request in requests}
            self.backfill.add(url, wanted, 0)
        return requests

    def _dates(self, found: Iterable[Candidate]) -> dict[str, datetime | None]:
        """What the list says, else what the pages said when they were read."""
        told = {one.url: one.dated.at if one.dated else None for one in found}
        read = self.store.backfills.dates(url for url, when in told.items() if when is None)
        return {one.url: told[one.url] or read.get(one.url, one.changed) for one in found}

    def go_round(self, asked: Asked, silence: Silence) -> Iterator[Request]:
        if self.backfill:
            trouble, for_good = silence.trouble, silence.for_good
            yield from map(self.ask, self.backfill.failed(asked, trouble, for_good=for_good))

    def sitemaps_below(
        self, asked: Asked, children: Iterable[Child]
    ) -> tuple[Sequence[Child], int]:
        if self.backfill:
            children = [one for one in children if not self.backfill.is_read(one.url)]
        return super().sitemaps_below(asked, children)

    def page_kept(self, item: Article, response: Response) -> None:
        self.settled(response.cb_kwargs["candidate"].url, item.published)

    def page_dropped(self, item: Article, response: Response) -> None:
        """It is stored already, or nothing can be stored any more."""
        lost = self.tally.stopped is not NONE
        self.settled(response.cb_kwargs["candidate"].url, item.published, lost=lost)

    def erred(self, request: Request, error: BaseException) -> None:
        super().erred(request, error)
        if candidate := request.cb_kwargs.get("candidate"):
            self.settled(candidate.url, lost=True)

    def settled(self, url: str, published: datetime | None = None, *, lost: bool = False) -> None:
        """A page has been dealt with: its list may go on now."""
        if self.backfill is None or self.soundings is None:
            return
        following = self.backfill.settled(url, published, lost=lost)
        for sounded in self.soundings.settled(url, published):
            requests = list(self.fetch(Choice(sounded.rest, 0, 0), searched=False))
            wanted = {request.cb_kwargs["candidate"].url for request in requests}
            self.backfill.add(sounded.url, wanted, len(sounded.rest) - len(requests))
            following += self.backfill.settled(sounded.url)
            self._request(requests)
        self._request(map(self.ask, following))

    def _request(self, requests: Iterable[Request]) -> None:
        """From outside a callback's answer: a page is stored after its callback has ended."""
        for request in requests:
            assert self.crawler.engine is not None  # noqa: S101 - for mypy; pages come through it
            self.crawler.engine.crawl(request)
