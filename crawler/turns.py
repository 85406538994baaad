"""Many hosts at once in one reactor, the editions of each in turn."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler.progress import Progress, total
from crawler.spiders.edition import EditionSpider
from storage.records import CrawlReport

Spiders = Mapping[str, Sequence[type[EditionSpider]]]  # by host
Make = Callable[[type[EditionSpider]], Crawler]
LOOK = 0.5  # seconds between two looks at how far everything is


class Turns:
    """The crawls of this process. ``make`` is called when an edition's turn has come."""

    def __init__(self, process: AsyncCrawlerProcess, make: Make, given: dict[str, str]) -> None:
        self._process = process
        self._make = make
        self._given = given
        self._active: dict[str, Crawler] = {}
        self._ended: list[Progress] = []
        self.reports: list[CrawlReport] = []
        self.gaps: list[str] = []  # what each backfill has come to, in words

    def run(self, hosts: Spiders, show: Callable[[Progress], None]) -> None:
        """Ends when all are read. Starts and ends a reactor: once in a process."""
        for host, spiders in hosts.items():
            self._next(host, iter(spiders))
        self._look(asyncio.get_event_loop(), show)
        self._process.start()
        show(self.progress())

    def progress(self) -> Progress:
        at_work = (_progress(crawler) for crawler in self._active.values())
        return total((*self._ended, *at_work, Progress(hosts=len(self._active))))

    def _next(self, host: str, waiting: Iterator[type[EditionSpider]]) -> None:
        spider = next(waiting, None)
        if spider is None:
            return
        crawler = self._active[host] = self._make(spider)

        def go_on(_done: "asyncio.Task[None]") -> None:
            del self._active[host]
            self._keep(crawler)
            if not _was_stopped(crawler):
                self._next(host, waiting)

        self._process.crawl(crawler, **self._given).add_done_callback(go_on)

    def _keep(self, crawler: Crawler) -> None:
        """What outlives the crawler: with its pages it is large."""
        self._ended += [_progress(crawler), Progress(read=1)]
        spider = crawler.spider
        if isinstance(spider, EditionSpider):
            self.reports += [spider.report] if spider.report else []
            self.gaps += [spider.gaps] if spider.gaps else []

    def _look(self, loop: asyncio.AbstractEventLoop, show: Callable[[Progress], None]) -> None:
        show(self.progress())
        loop.call_later(LOOK, self._look, loop, show)


def _progress(crawler: Crawler) -> Progress:
    spider = crawler.spider
    if not isinstance(spider, EditionSpider):
        return Progress()
    tally = spider.tally
    done = min(tally.fetched + tally.failures.total(), spider.requested)
    return Progress(
        new=tally.stored + tally.off_topic,
        relevant=tally.relevant,
        pages=done,
        wanted=spider.requested,
    )


def _was_stopped(crawler: Crawler) -> bool:
    """By a signal: then nothing more is to begin."""
    try:
        return bool(crawler.stats.get_value("finish_reason") == "shutdown")
    except RuntimeError:  # it failed before it began, and has said why
        return False
