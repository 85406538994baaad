"""ChoosingSpider: what of all that is announced in a run is to be fetched, and each article once.

Decisions are made elsewhere: ``discover`` (what is worth it), ``identity`` (what is one article).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.crawler import Crawler

from crawler import clock
from crawler.arguments import read_arguments
from crawler.candidate import Candidate, told_together
from crawler.conditional import Ledger
from crawler.discover import MOST_PAGES, Choice, worth_fetching
from crawler.identity import Met, identify
from crawler.outlet import Edition
from crawler.outlet_file import Source
from crawler.tally import Tally
from crawler.trouble import Trouble
from crawler.window import Window
from storage.records import Address, Obstacle
from storage.store import Store


class ChoosingSpider(Spider):
    """What a run knows of what it has met. ``fetch`` is ``EditionSpider``'s."""

    edition: ClassVar[Edition]
    store: Store  # opened and closed by crawler.extensions.Keeper
    now: datetime  # when the run began
    why_left = ""  # the reason noted of pages that are off-topic by today's words
    begun: datetime | None = None  # when the backfill was that this run goes on with

    def __init__(self, **given: str) -> None:
        super().__init__()
        self.arguments = read_arguments(given, self.edition.outlet.zone)
        self.tally = Tally()
        self.ledger = Ledger()
        self.met = Met()
        self.taken: Counter[str] = Counter()  # pages that each source has led to
        # Of an article that is asked at one address, its others, and whether a search found them.
        self.others: dict[str, list[tuple[Candidate, bool]]] = {}
        # What all lists of the run say of an address: a later one may know its date better.
        self.told: dict[str, Candidate] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "ChoosingSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.now = clock.now(crawler.settings)
        return spider

    @property
    def window(self) -> Window:
        """What the run is about."""
        oldest = self.now - timedelta(days=self.edition.outlet.max_age_days)
        return self.arguments.window or Window(oldest)

    def fetch(self, choice: Choice, *, searched: bool) -> Iterator[Request]:
        """``searched``: a search found it, which shows old pages too."""
        raise NotImplementedError

    def choose(self, found: Sequence[Candidate], source: Source) -> Choice:
        for candidate in found:
            self.told[candidate.url] = told_together(self.told.get(candidate.url), candidate)
        window = self.window
        most = None if self.arguments.window else MOST_PAGES - self.taken[source.url]
        urls = {candidate.url for candidate in found}
        known = self._known(urls - self.tally.announced)
        self.tally.known |= known
        choice = worth_fetching(
            (one for one in found if one.url not in self.tally.announced),
            known,
            window.since,
            window.until,
            most,
        )
        self.tally.announced |= urls
        own = tuple(one for one in choice.fetch if self._is_first(one, source))
        self.taken[source.url] += len(own)
        return replace(choice, fetch=own)

    def _known(self, urls: set[str]) -> set[str]:
        window = self.window
        settled = self.store.articles.known(
            urls,
            since=window.since,
            until=window.until,
            begun=self.begun,
            why_left=self.why_left,
        )
        return settled | self.store.addresses.known(map(self.identify, urls))

    def _is_first(self, candidate: Candidate, source: Source) -> bool:
        """Of two addresses of one article in one run, the second is asked only if the first gives
        nothing: see ``instead_of``."""
        first = self.met.first(self.identify(candidate.url))
        if first != candidate.url:
            waiting = (candidate, source.kind == "search")
            self.others.setdefault(first, []).append(waiting)
        return first == candidate.url

    def instead_of(self, url: str) -> list[Request]:
        """What to ask when ``url`` gave no article: another address of it, if one was announced."""
        self.met.forget(url)
        waiting = self.others.pop(url, [])
        while waiting:
            candidate, searched = waiting.pop(0)
            requests = list(self.fetch(Choice((candidate,), 0, 0), searched=searched))
            if requests:
                self.met.first(self.identify(candidate.url))
                self.others[candidate.url] = waiting
                return requests
        return []

    def asked_at(self, url: str) -> str:
        """The address at which this run asks for the article that was announced at ``url``."""
        return self.met.at(self.identify(url))

    def erred(self, request: Request, error: BaseException) -> None:
        """An error of ours: what the answer was, or announced, is asked again by the next run."""
        candidate, asked = request.cb_kwargs.get("candidate"), request.cb_kwargs.get("asked")
        for one in (candidate, asked):
            if one is not None:
                self.ledger.lost.add(one.url)
        if candidate:
            self.ledger.lost.update(other.url for other, _ in self.others.pop(candidate.url, ()))
        words = f"error in our program: {type(error).__name__}"
        self.tally.failures[Trouble(words, Obstacle.INTERRUPTED)] += 1

    def identify(self, url: str) -> Address:
        return identify(url, self.edition)
