"""AskingSpider: asks the sources of one edition what there is; what to fetch comes of it.

Decisions are made elsewhere: ``announcements``, ``sitemaps``, ``conditional``, ``failures``. Only
what stands in the outlet's file is asked, and the sitemaps that an index names: no link that is
found on a page is ever followed, be it a calendar's or a search's.
"""

from collections.abc import Iterable, Iterator, Sequence, Set

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.announcements import MOST, MOST_OF_BACKFILL, Announced
from crawler.asked import Asked, Chain
from crawler.conditional import FULL_EVERY, NOT_MODIFIED, if_changed
from crawler.discover import Choice
from crawler.failures import trouble_of
from crawler.hearing import FOR_GOOD, Silence, hear
from crawler.sitemaps import (
    DEEPEST,
    MOST_CHILDREN,
    MOST_CHILDREN_OF_BACKFILL,
    Child,
    worth_asking,
)
from crawler.spiders.choosing import ChoosingSpider
from storage.records import SourceResult, Validator


class AskingSpider(ChoosingSpider):
    """What ``EditionSpider`` does before it fetches a page."""

    def __init__(self, **given: str) -> None:
        super().__init__(**given)
        self.sitemaps: set[str] = set()  # that were asked in this run: an index may name itself
        self.owing: set[str] = set()  # lists whose later pages an earlier run did not finish

    def ask_sources(self) -> Iterator[Request]:
        for chain in self.edition.chains:
            daily = tuple(source for source in chain if source.only != "backfill")
            if daily:
                yield self.ask(self._asked(daily))

    def _asked(self, chain: Chain, step: int = 0, page: int = 0) -> Asked:
        today = self.now.astimezone(self.edition.outlet.zone)
        return Asked(chain[step].address(page, today), chain, step, page)

    def ask(self, asked: Asked) -> Request:
        return Request(
            asked.url,
            **if_changed(self._validator(asked.url)),
            callback=self.read_source,
            errback=self.source_failed,
            # Two chains may fall back to one list; both need its answer.
            dont_filter=True,
            priority=10,
            cb_kwargs={"asked": asked},
        )

    def _validator(self, url: str) -> Validator | None:
        """A backfill asks for everything."""
        if self.arguments.window or self.arguments.limit:
            return None
        return self.store.validators.of(url, self.now - FULL_EVERY)

    def read_source(self, response: Response, asked: Asked) -> Iterator[Request]:
        source = asked.source
        if response.status == NOT_MODIFIED:
            result = SourceResult(source.kind, response.url, 0, not_modified=True)
            self.tally.sources.append(result)
            self._has_answered(asked)
            return
        most = MOST_OF_BACKFILL if self.arguments.window else MOST
        found = hear(response.body, response.url, asked, self.edition, self.now, most)
        if isinstance(found, Silence):
            yield from self._not_read(asked, response.url, found)
            return
        self.tally.sources.append(SourceResult(source.kind, response.url, len(found.candidates)))
        self._has_answered(asked)
        children, more = self.sitemaps_below(asked, found.children)
        self._enter(response, asked, found, children)
        below = (*asked.above, asked.url)
        for child in children:
            yield self.ask(Asked(child.url, asked.chain, asked.step, asked.page, below))
        choice = self.choose(found.candidates, source)
        first = self.first_of(asked, choice)
        requests = list(self.fetch(first, searched=source.kind == "search"))
        yield from requests
        wanted = {request.cb_kwargs["candidate"].url for request in requests}
        spared = more + choice.left + len(first.fetch) - len(requests)
        if spared:
            self.ledger.lost.add(asked.url)  # it must be had in full again
        yield from self.go_on(asked, found, choice, wanted | {one.url for one in children}, spared)

    def first_of(self, asked: Asked, choice: Choice) -> Choice:
        """What of it to fetch at once."""
        del asked
        return choice

    def go_on(
        self, asked: Asked, found: Announced, choice: Choice, wanted: Set[str], spared: int
    ) -> Iterator[Request]:
        """What to ask after a list. ``wanted``: the addresses that are asked on its account;
        ``spared``: how many are not, though they would be worth it."""
        del found, wanted, spared
        more = asked.page + 1 < asked.source.pages and not asked.above
        if more and self._leads_on(asked, choice):
            yield self.ask(self._asked(asked.chain, asked.step, asked.page + 1))

    def _leads_on(self, asked: Asked, choice: Choice) -> bool:
        """A list is followed as long as it has news; where an earlier run was kept from reading its
        later pages, past what is known. That it is followed is noted before it is done."""
        first = self._first_page(asked)
        if asked.page == 0 and self.store.validators.is_owing(first):
            self.owing.add(first)
        follows = choice.goes_on or (first in self.owing and not choice.past)
        if follows:
            self.ledger.followed.add(first)
            self.store.validators.owe(first, self.now)
        return follows

    def _first_page(self, asked: Asked) -> str:
        return self._asked(asked.chain, asked.step).url if asked.page else asked.url

    def _has_answered(self, asked: Asked) -> None:
        if asked.page == 0 and not asked.above:
            self.tally.chains.append(True)

    def sitemaps_below(
        self, asked: Asked, children: Iterable[Child]
    ) -> tuple[Sequence[Child], int]:
        """The sitemaps of an index that are asked now, and how many more would be worth it."""
        self.sitemaps.add(asked.url)
        if len(asked.above) >= DEEPEST:
            return (), 0
        most = MOST_CHILDREN_OF_BACKFILL if self.arguments.window else MOST_CHILDREN
        chosen, more = worth_asking(children, self.edition, self.window, self.sitemaps, most)
        self.sitemaps.update(child.url for child in chosen)
        return chosen, more

    def _enter(
        self, response: Response, asked: Asked, found: Announced, children: Sequence[Child]
    ) -> None:
        """What a backfill reads is not entered: it leaves aside what is news to an ordinary run."""
        if self.arguments.window:
            return
        announced = [asked.url, *(one.url for one in found.candidates)]
        announced += [child.url for child in children]
        # What a later page announces is the first page's matter too: it alone is asked always.
        above = (self._first_page(asked),) if asked.page else asked.above
        self.ledger.enter(asked.url, response, announced, self.now, above)
        if not all(child.changed for child in children):
            # That such an index has not changed says nothing about the sitemaps that it names.
            self.ledger.lost.add(asked.url)

    def source_failed(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        trouble = trouble_of(failure)
        silence = Silence(trouble, for_good=trouble.obstacle in FOR_GOOD)
        yield from self._not_read(request.cb_kwargs["asked"], request.url, silence)

    def _not_read(self, asked: Asked, url: str, silence: Silence) -> Iterator[Request]:
        trouble = silence.trouble
        result = SourceResult(asked.source.kind, url, 0, trouble.words, trouble.obstacle)
        self.tally.sources.append(result)
        self.logger.debug("%s: %s", url, trouble.words)
        yield from self.go_round(asked, silence)
        if asked.above:
            self.ledger.lost.add(asked.url)
        elif asked.page:  # its first page was read; what follows may be missing
            if not silence.for_good:
                self.ledger.lost.add(self._first_page(asked))
        elif asked.step + 1 < len(asked.chain):
            yield self.ask(self._asked(asked.chain, asked.step + 1))
        else:
            self.tally.chains.append(False)
            self.tally.silent.append((asked.chain, trouble))

    def go_round(self, asked: Asked, silence: Silence) -> Iterator[Request]:
        """What to ask besides a list that could not be read."""
        del asked, silence
        yield from ()
