"""Backfill: where one stands, which lists are still to be asked and which never again.

Progress is written list by list, and only when all that a list announced is kept or was known:
whatever ends a run, the next one for the same dates goes on there. A list is followed page by page,
each after the articles of the one before it, since their dates may be all that tells where it is.
"""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler.asked import Asked
from crawler.outlet import Edition
from crawler.outlet_file import Source
from crawler.paging import PAST_PAGES, is_past, is_worth_asking, pages_of, reach
from crawler.trouble import Trouble
from crawler.window import Window
from storage.backfills import Backfills, ListRead

CHILD = -1  # the page of a sitemap that an index names: it has none


@dataclass(slots=True)
class _Page:
    """A list that was read and waits for what it announced."""

    asked: Asked
    dates: dict[str, datetime | None]  # of what its source announces for the first time
    spoiled: bool  # something that it announced is not kept: it must be asked again
    cut: bool  # by a bound on what is asked: nothing follows in this run
    idle: bool  # there was nothing in it to fetch
    waiting: set[str] = field(default_factory=set)


class Backfill:
    """One edition's, for one run. A finished window asks for nothing."""

    def __init__(
        self, backfills: Backfills, edition: Edition, window: Window, now: datetime
    ) -> None:
        zone = edition.outlet.zone
        self.window = window
        self.record = backfills.begin(edition.name, window.since, window.until, now)
        self.first_day = window.since.astimezone(zone).date()
        end = min(window.until or now, now) - timedelta(microseconds=1)
        self.last_day = max(self.first_day, end.astimezone(zone).date())
        # All of every chain: that one of them answers does not say that it leads back far enough.
        every = [source for chain in edition.chains for source in chain]
        self.sources = [one for one in dict.fromkeys(every) if is_worth_asking(one, window, now)]
        self.unread: dict[str, str] = {}  # address of a source that gave nothing, and why
        # Of one that was begun while its window was open, no page is done for good.
        self.is_open = window.is_open(self.record.started)
        self._backfills = backfills
        self._done: dict[str, dict[int, ListRead]] = defaultdict(dict)
        self._children: dict[str, ListRead] = {}
        for read in backfills.lists(self.record):
            self._remember(read)
        self._seen: dict[str, set[str]] = defaultdict(set)
        self._past: dict[str, int] = defaultdict(int)
        self._caught_up: set[str] = set()
        self._awaited: dict[str, list[_Page]] = {}
        self._lost: set[str] = set()

    @property
    def lists(self) -> list[ListRead]:
        """Those that are done."""
        pages = [read for done in self._done.values() for read in done.values()]
        return [*pages, *self._children.values()]

    @property
    def is_complete(self) -> bool:
        return all(map(self.is_done, self.sources))

    def is_done(self, source: Source) -> bool:
        done, page = self._done[source.url], 0
        while page in done and not done[page].last:
            page += 1
        return page in done or page >= pages_of(source, self.first_day, self.last_day)

    def is_read(self, sitemap: str) -> bool:
        """Of a sitemap that an index names: whether an earlier run has done with it."""
        return sitemap in self._children and not self.is_open

    def first(self) -> list[Asked]:
        """What to ask to begin with, or to go on where the last run was."""
        if self.record.finished:
            return []
        return [asked for source in self.sources for asked in self._next(source, -1)]

    def read(
        self,
        asked: Asked,
        announced: Mapping[str, datetime | None],
        wanted: Set[str],
        spared: int = 0,
    ) -> list[Asked]:
        """Enters a list. ``announced``: its articles and what is known of their dates; ``wanted``:
        addresses that are asked on its account; ``spared``: how many are not, for some bound.
        Returns what to ask next."""
        seen = self._seen[asked.source.url]
        fresh = {url: when for url, when in announced.items() if url not in seen}
        seen.update(fresh)
        spoiled = spared > 0 or not self._lost.isdisjoint(announced)
        page = _Page(asked, fresh, spoiled, cut=spared > 0, idle=not wanted)
        for url in wanted:
            self._awaited.setdefault(url, [])
        for url in (*announced, *(wanted - announced.keys())):
            if url in self._awaited:  # for this list or for another one
                self._awaited[url].append(page)
                page.waiting.add(url)
        return [] if page.waiting else self._close(page)

    def add(self, url: str, wanted: Set[str], spared: int) -> None:
        """The lists that wait for ``url`` wait for these addresses as well."""
        for page in self._awaited.get(url, ()):
            page.waiting |= wanted
            page.spoiled |= spared > 0
            page.cut |= spared > 0
            for one in wanted:
                self._awaited.setdefault(one, []).append(page)

    def settled(
        self, url: str, published: datetime | None = None, *, lost: bool = False
    ) -> list[Asked]:
        """An address that was wanted has been dealt with. Returns what to ask next."""
        if lost:
            self._lost.add(url)
        following: list[Asked] = []
        for page in self._awaited.pop(url, ()):
            page.waiting.discard(url)
            page.spoiled |= lost
            if published and url in page.dates:
                page.dates[url] = published
            if not page.waiting:
                following += self._close(page)
        return following

    def failed(self, asked: Asked, trouble: Trouble, *, for_good: bool) -> list[Asked]:
        """A list could not be read. ``for_good``: asking again would not help."""
        if asked.above:
            return self.settled(asked.url, lost=not for_good)
        source = asked.source
        if not for_good or (asked.page == 0 and not source.is_monthly):
            self.unread[asked.url] = trouble.words
        following = self._next(source, asked.page) if source.is_monthly else []
        if for_good:  # behind the last page of a list many sites have an error
            self._note(ListRead(asked.url, source.url, asked.page, not following, None))
        return following

    def _close(self, page: _Page) -> list[Asked]:
        asked, source = page.asked, page.asked.source
        if asked.above:
            if not page.spoiled:
                oldest = reach(page.dates.values())
                self._note(ListRead(asked.url, source.url, CHILD, False, oldest))
            return self.settled(asked.url, lost=page.spoiled)
        if page.idle and asked.page in self._done[source.url]:
            self._caught_up.add(source.url)
        ended = page.cut or (not source.is_monthly and self._is_end(page))
        following = [] if ended else self._next(source, asked.page)
        if not page.spoiled:
            oldest = reach(page.dates.values())
            self._note(ListRead(asked.url, source.url, asked.page, not following, oldest))
        return following

    def _is_end(self, page: _Page) -> bool:
        """Nothing new on it: it is the last, or the list does not heed its page number."""
        source = page.asked.source.url
        past = is_past(page.dates.values(), self.window)
        self._past[source] = self._past[source] + 1 if past else 0
        return not page.dates or self._past[source] >= PAST_PAGES

    def _next(self, source: Source, page: int) -> list[Asked]:
        """The page to ask after ``page``, if there is one."""
        done = self._done[source.url]
        page += 1
        # In front of a list that may still grow there is news; what was read has moved back, and
        # is found again by the first page that holds nothing new.
        if not self.is_open or source.url in self._caught_up:
            while page in done:
                if done[page].last:
                    return []
                page += 1
        if page >= pages_of(source, self.first_day, self.last_day):
            return []
        return [Asked(source.address(page, self.last_day), (source,), page=page)]

    def _note(self, read: ListRead) -> None:
        self._backfills.note(self.record, read)
        self._remember(read)

    def _remember(self, read: ListRead) -> None:
        if read.page == CHILD:
            self._children[read.url] = read
        else:
            self._done[read.source][read.page] = read
