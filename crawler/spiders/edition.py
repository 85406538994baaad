"""EditionSpider: asks the sources of one edition, fetches what is new, reads it.

discover → fetch → extract; the pipelines judge and store. Decisions are made elsewhere:
``announcements``, ``discover``, ``extract``, ``failures``.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from crawler import clock
from crawler.announcements import Candidate, Unreadable, read_announcements
from crawler.arguments import read_arguments
from crawler.conditional import FULL_EVERY, Ledger, headers_for
from crawler.discover import Choice, worth_fetching
from crawler.extract import extract_article
from crawler.failures import trouble_of
from crawler.limits import TooSlow, time_limit
from crawler.outlet import Edition
from crawler.outlet_file import Source
from crawler.page import NoArticle
from crawler.tally import Tally
from crawler.trouble import NO_ARTICLES, NONE, Trouble, redirected_home, unreadable
from crawler.urls import bare
from storage.engine import StorageError
from storage.records import (
    Article,
    CrawlReport,
    Obstacle,
    Outcome,
    SourceResult,
    Validator,
    Visit,
)
from storage.store import Store

Chain = tuple[Source, ...]
# Seconds that reading one page or one source may take; a real page takes 0.04 s (measured), the
# slowest of 447 took 1.8 s.
PAGE_SECONDS = 10.0
NOT_MODIFIED = 304


class EditionSpider(Spider):
    """One edition of one outlet. The loader makes a subclass for each, with name and edition."""

    edition: ClassVar[Edition]
    store: Store  # opened and closed by crawler.extensions.Keeper, like
    report: CrawlReport | None = None  # this one: written when the run has ended
    now: datetime  # when the run began

    def __init__(self, **given: str) -> None:
        super().__init__()
        self.arguments = read_arguments(given, self.edition.outlet.zone)
        self.tally = Tally()
        self.first_run = False  # known when the store is open: see start
        self.ledger = Ledger()
        self.requested = 0  # pages, against -a limit
        self.closing: asyncio.Future[None] | None = None  # kept, or it may be collected unfinished

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "EditionSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.now = clock.now(crawler.settings)
        return spider

    @property
    def since(self) -> datetime:
        oldest = self.now - timedelta(days=self.edition.outlet.max_age_days)
        return self.arguments.since or oldest

    async def start(self) -> AsyncIterator[Request]:
        self.first_run = not self.store.reports.of(self.name, 1)
        for chain in self.edition.chains:
            yield self._ask(chain, 0)

    # --- sources

    def _ask(self, chain: Chain, step: int, page: int = 0) -> Request:
        source = chain[step]
        url = source.address(page, self.now.astimezone(self.edition.outlet.zone))
        return Request(
            url,
            headers=headers_for(self._validator(url)),
            meta={"handle_httpstatus_list": [NOT_MODIFIED]},
            callback=self.read_source,
            errback=self.source_failed,
            # Two chains may fall back to one list; both need its answer.
            dont_filter=True,
            priority=10,
            cb_kwargs={"chain": chain, "step": step, "page": page, "asked": url},
        )

    def _validator(self, url: str) -> Validator | None:
        """A backfill asks for everything."""
        if self.arguments.since or self.arguments.limit:
            return None
        return self.store.validators.of(url, self.now - FULL_EVERY)

    def read_source(
        self, response: Response, chain: Chain, step: int, page: int, asked: str
    ) -> Iterator[Request]:
        source = chain[step]
        if response.status == NOT_MODIFIED:
            result = SourceResult(source.kind, response.url, 0, not_modified=True)
            self.tally.sources.append(result)
            self.tally.chains.append(True)
            return
        try:
            with time_limit(PAGE_SECONDS):
                found = read_announcements(
                    response.body, response.url, source, self.edition, self.now
                )
        except (Unreadable, TooSlow) as error:
            trouble = unreadable(str(error))
            yield from self._next_source(chain, step, page, response.url, trouble)
            return
        elsewhere = redirected_home(asked, response.url)
        if elsewhere:
            yield from self._next_source(chain, step, page, response.url, elsewhere)
            return
        if not found and page == 0 and source.kind != "search":
            # A search may well find nothing; a feed or list without articles is a fault.
            yield from self._next_source(chain, step, page, response.url, NO_ARTICLES)
            return
        self.tally.sources.append(SourceResult(source.kind, response.url, len(found)))
        self.ledger.enter(asked, response, (one.url for one in found), self.now)
        if page == 0:
            self.tally.chains.append(True)
        choice = self._choose(found)
        yield from self._fetch(choice, searched=source.kind == "search")
        if choice.goes_on and page + 1 < source.pages:
            yield self._ask(chain, step, page + 1)

    def source_failed(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        state = request.cb_kwargs
        yield from self._next_source(
            state["chain"], state["step"], state["page"], request.url, trouble_of(failure)
        )

    def _next_source(
        self, chain: Chain, step: int, page: int, url: str, trouble: Trouble
    ) -> Iterator[Request]:
        result = SourceResult(chain[step].kind, url, 0, trouble.words, trouble.obstacle)
        self.tally.sources.append(result)
        self.logger.debug("%s: %s", url, trouble.words)
        if page:  # its first page was read; what follows may be missing
            return
        if step + 1 < len(chain):
            yield self._ask(chain, step + 1)
        else:
            self.tally.chains.append(False)

    def _choose(self, found: list[Candidate]) -> Choice:
        urls = {candidate.url for candidate in found}
        fresh = urls - self.tally.announced
        known = self.store.articles.known(fresh, backfill=bool(self.arguments.since))
        self.tally.known |= known
        choice = worth_fetching(
            (one for one in found if one.url not in self.tally.announced), known, self.since
        )
        self.tally.announced |= urls
        return choice

    # --- pages

    def _fetch(self, choice: Choice, *, searched: bool) -> Iterator[Request]:
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
    ) -> Iterator[Article]:
        self.tally.fetched += 1
        if not self._is_ours(response):
            where = unreadable(f"redirected to {urlparse_cached(response).netloc}")
            self._failed(candidate.url, where)
            return
        try:
            with time_limit(PAGE_SECONDS):
                article = extract_article(response.body, response.url, self.edition, self.now)
        except NoArticle as error:
            self._note(candidate.url, Outcome.NO_ARTICLE, str(error))
        except TooSlow as error:
            self._failed(candidate.url, unreadable(str(error)))
        else:
            found_new = not searched and not self.first_run
            yield from self._kept(replace(article, found_new=found_new), candidate)

    def _kept(self, article: Article, candidate: Candidate) -> Iterator[Article]:
        if article.published is None and candidate.dated:
            dated = candidate.dated
            article = replace(article, published=dated.at, day_only=dated.day_only)
        if article.published and article.published < self.since:
            self._note(candidate.url, Outcome.TOO_OLD, f"published {article.published:%Y-%m-%d}")
            return
        if not self.edition.is_article(article.url):  # gone, and its address leads to a list
            self._note(candidate.url, Outcome.NO_ARTICLE, f"redirected to {article.url}")
            return
        another = candidate.url if candidate.url != article.url else ""
        yield replace(article, announced_as=another)

    def page_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        self._failed(request.cb_kwargs["candidate"].url, trouble_of(failure))

    def _is_ours(self, response: Response) -> bool:
        host = urlparse_cached(response).hostname or ""
        return bare(host) in {bare(own) for own in self.edition.hosts}

    def _failed(self, url: str, trouble: Trouble) -> None:
        self.ledger.lost.add(url)
        self.tally.failures[trouble] += 1
        self._note(url, Outcome.FAILED, trouble.words)

    def give_up(self, error: StorageError) -> None:
        """Every further page would be read for nothing, and the outlet asked for nothing."""
        if self.tally.stopped is NONE:
            words = f"the database cannot be used: {error}"
            self.tally.stopped = Trouble(words, Obstacle.INTERRUPTED)
            closing = self.crawler.engine.close_spider_async(reason="storage failed")
            self.closing = asyncio.ensure_future(closing)

    def _note(self, url: str, outcome: Outcome, reason: str) -> None:
        self.logger.debug("%s: %s: %s", url, outcome.value, reason)
        self.store.articles.note(Visit(url, self.name, outcome, self.now, reason))
