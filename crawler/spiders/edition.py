"""EditionSpider: fetches what the sources of one edition announce as new, and reads it.

discover → fetch → glance → extract; the pipelines judge and store. Then what was sent is looked at
again, see ``revisiting``; of backfills, ``filling``. Decisions are made elsewhere: ``discover``,
``glance``, ``extract``, ``failures``.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.announcements import Candidate
from crawler.candidate import dated_by
from crawler.conditional import validator_of
from crawler.discover import Choice
from crawler.extract import LARGEST, Extraction, extract
from crawler.failures import trouble_of
from crawler.hearing import FOR_GOOD
from crawler.identity import address_of
from crawler.judging import judging
from crawler.limits import PAGE_SECONDS, TooSlow, time_limit
from crawler.reading.glance import Wanted, is_off_topic, wanted, why_left
from crawler.reading.page import NoArticle
from crawler.refusals import Postponed
from crawler.spiders.filling import FillingSpider
from crawler.spiders.revisiting import RevisitingSpider
from crawler.trouble import NONE, Trouble, unreadable
from crawler.walls import wall_of
from storage.engine import StorageError
from storage.records import Article, CrawlReport, Obstacle, Outcome, Visit

# Articles of each run that are read whatever is in them: the outlet is judged by what they give,
# and a page that was only glanced at gives nothing. Fewer than three are chance: see decline.py.
READ_ALWAYS = 5


class EditionSpider(FillingSpider, RevisitingSpider):
    """One edition of one outlet. The loader makes a subclass for each, with name and edition."""

    # Written by crawler.extensions.Keeper when the run has ended.
    report: CrawlReport | None = None
    gaps = ""  # what a backfill has come to, for a person
    wanted: tuple[Wanted, ...] = ()  # what a page must hold to be worth reading

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self.first_run = False  # known when the store is open: see start
        self.requested = 0  # pages, against -a limit
        self.closing: asyncio.Future[None] | None = None  # kept, or it may be collected unfinished

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "EditionSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert isinstance(spider, EditionSpider)  # noqa: S101 - for mypy; it is made from cls
        topics = judging(crawler.settings).topics
        spider.wanted = wanted(topics, spider.edition.outlet.country)
        spider.why_left = why_left(spider.wanted)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        self.first_run = not self.store.reports.was_read(self.name, by_hand=not self.edition.active)
        for request in chain(self.ask_sources(), self.look_again()):
            yield request

    def fetch(self, choice: Choice, *, searched: bool) -> Iterator[Request]:
        for candidate in choice.fetch:
            if self.arguments.limit is not None and self.requested >= self.arguments.limit:
                return
            self.requested += 1
            yield Request(
                candidate.url,
                callback=self.read_page,
                errback=self.page_failed,
                cb_kwargs={"candidate": candidate, "searched": searched},
            )

    def read_page(
        self, response: Response, candidate: Candidate, searched: bool
    ) -> Iterator[Article | Request]:
        self.tally.fetched += 1
        try:
            with time_limit(PAGE_SECONDS):
                found = self._read(response, candidate)
        except NoArticle as error:
            wall = wall_of(response.body)
            if wall is NONE:
                self.tally.saw_nothing(str(error))
                reason = str(error) if self._is_ours(response) else f"redirected to {response.url}"
                yield from self._is_none(candidate.url, reason)
            else:
                yield from self._failed(candidate.url, wall)
        except TooSlow as error:
            yield from self._failed(candidate.url, unreadable(str(error)))
        else:
            if found is None:
                self._is_off_topic(candidate)
                return
            wall = wall_of(response.body, found.article.text)
            if wall is not NONE:
                yield from self._failed(candidate.url, wall)
                return
            self.tally.saw(found, self.edition)
            article = replace(
                found.article,
                # What a backfill finds is old, or is announced to the next ordinary run as well.
                found_new=not searched and not self.first_run and self.backfill is None,
                received=validator_of(response.url, response, self.now),
            )
            yield from self._kept(article, candidate)

    def _read(self, response: Response, candidate: Candidate) -> Extraction | None:
        """None for a page that is not worth reading. A backfill needs the date of each."""
        body = response.body
        whole = len(self.tally.pages) < READ_ALWAYS or len(body) > LARGEST
        whole = whole or (self.backfill is not None and candidate.dated is None)
        # A gone page leads to a list, or to a notice.
        whole = whole or not self._is_ours(response)
        if not whole and is_off_topic(body, self.wanted, candidate.title):
            return None
        return extract(body, response.url, self.edition, self.now)

    def _is_ours(self, response: Response) -> bool:
        return self.edition.is_article(address_of(response.url, self.edition))

    def _is_off_topic(self, candidate: Candidate) -> None:
        """Nobody will know of it but by this note."""
        published = candidate.dated.at if candidate.dated else None
        outside = self.window.outside(published) if published else None
        self.tally.off_topic += outside is None
        outcome = outside or Outcome.OFF_TOPIC
        self._note(candidate.url, outcome, self.why_left, published)

    def _kept(self, article: Article, candidate: Candidate) -> Iterator[Article | Request]:
        article = dated_by(article, self.told.get(candidate.url, candidate))
        if article.published and (outside := self.window.outside(article.published)):
            words = f"published {article.published:%Y-%m-%d}"
            self._note(candidate.url, outside, words, article.published)
            return
        if not self.edition.is_article(article.url):  # gone, and its address leads to a list
            yield from self._is_none(candidate.url, f"redirected to {article.url}")
            return
        another = candidate.url if candidate.url != article.url else ""
        yield replace(article, announced_as=another)

    def page_failed(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        url, trouble = request.cb_kwargs["candidate"].url, trouble_of(failure)
        if isinstance(failure.value, Postponed):
            self._postponed(url, trouble)
        else:
            yield from self._failed(url, trouble)

    def _postponed(self, url: str, trouble: Trouble) -> None:
        """Not a visit: after some of them, an address that was never asked would be left alone."""
        self.ledger.lost.add(url)
        self.tally.failures[trouble] += 1
        self.settled(url, lost=True)

    def _failed(self, url: str, trouble: Trouble) -> Iterator[Request]:
        yield from self.instead_of(url)
        self.ledger.lost.add(url)
        self.tally.failures[trouble] += 1
        gone = trouble.obstacle is Obstacle.MISSING
        outcome = Outcome.GONE if gone else Outcome.FAILED
        self._note(url, outcome, trouble.words, lost=trouble.obstacle not in FOR_GOOD)

    def _is_none(self, url: str, reason: str) -> Iterator[Request]:
        yield from self.instead_of(url)
        self._note(url, Outcome.NO_ARTICLE, reason)

    def give_up(self, error: StorageError) -> None:
        """Every further page would be read for nothing, and the outlet asked for nothing."""
        if self.tally.stopped is NONE:
            words = f"the database cannot be used: {error}"
            self.tally.stopped = Trouble(words, Obstacle.INTERRUPTED)
            closing = self.crawler.engine.close_spider_async(reason="storage failed")
            self.closing = asyncio.ensure_future(closing)

    def _note(
        self,
        url: str,
        outcome: Outcome,
        reason: str,
        published: datetime | None = None,
        *,
        lost: bool = False,
    ) -> None:
        self.logger.debug("%s: %s: %s", url, outcome.value, reason)
        self.store.articles.note(Visit(url, self.name, outcome, self.now, reason, published))
        self.settled(url, published, lost=lost)
