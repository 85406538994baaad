"""AskingSpider: asks the sources of one edition what there is; what to fetch comes of it.

Decisions are made elsewhere: ``announcements``, ``conditional``, ``discover``, ``failures``.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import clock
from crawler.announcements import Candidate, Unreadable, read_announcements
from crawler.arguments import read_arguments
from crawler.conditional import FULL_EVERY, Ledger, headers_for
from crawler.discover import Choice, worth_fetching
from crawler.failures import trouble_of
from crawler.identity import Met, identify
from crawler.limits import PAGE_SECONDS, TooSlow, time_limit
from crawler.outlet import Edition
from crawler.outlet_file import Source
from crawler.tally import Tally
from crawler.trouble import Trouble, redirected_home, unreadable
from crawler.unmatched import why_nothing
from crawler.walls import instead
from storage.records import Address, SourceResult, Validator
from storage.store import Store

Chain = tuple[Source, ...]
NOT_MODIFIED = 304


class AskingSpider(Spider):
    """What ``EditionSpider`` does before it fetches a page, which is what ``fetch`` is for."""

    edition: ClassVar[Edition]
    store: Store  # opened and closed by crawler.extensions.Keeper
    now: datetime  # when the run began

    def __init__(self, **given: str) -> None:
        super().__init__()
        self.arguments = read_arguments(given, self.edition.outlet.zone)
        self.tally = Tally()
        self.ledger = Ledger()
        self.met = Met()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "AskingSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.now = clock.now(crawler.settings)
        return spider

    @property
    def since(self) -> datetime:
        oldest = self.now - timedelta(days=self.edition.outlet.max_age_days)
        return self.arguments.since or oldest

    def fetch(self, choice: Choice, *, searched: bool) -> Iterator[Request]:
        """``searched``: a search found it, which shows old pages too."""
        raise NotImplementedError

    def ask_sources(self) -> Iterator[Request]:
        for chain in self.edition.chains:
            yield self._ask(chain, 0)

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
            trouble = instead(response.body, unreadable(str(error)))
            yield from self._next_source(chain, step, page, response.url, trouble)
            return
        elsewhere = redirected_home(asked, response.url)
        if elsewhere:
            yield from self._next_source(chain, step, page, response.url, elsewhere)
            return
        if not found and page == 0 and source.kind != "search":
            # A search may well find nothing; a feed or list without articles is a fault.
            why = why_nothing(response.body, response.url, source, self.edition, self.now)
            why = instead(response.body, why)
            yield from self._next_source(chain, step, page, response.url, why)
            return
        self.tally.sources.append(SourceResult(source.kind, response.url, len(found)))
        self.ledger.enter(asked, response, (one.url for one in found), self.now)
        if page == 0:
            self.tally.chains.append(True)
        choice = self._choose(found)
        yield from self.fetch(choice, searched=source.kind == "search")
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
            self.tally.silent.append((chain, trouble))

    def _choose(self, found: list[Candidate]) -> Choice:
        urls = {candidate.url for candidate in found}
        fresh = urls - self.tally.announced
        known = self.store.articles.known(fresh, backfill=bool(self.arguments.since))
        known |= self.store.addresses.known(map(self.identify, fresh))
        self.tally.known |= known
        choice = worth_fetching(
            (one for one in found if one.url not in self.tally.announced), known, self.since
        )
        self.tally.announced |= urls
        # Of two addresses of one article in one run, the second is not asked.
        own = tuple(one for one in choice.fetch if self.met.first(self.identify(one.url)))
        return replace(choice, fetch=own)

    def identify(self, url: str) -> Address:
        return identify(url, self.edition)
