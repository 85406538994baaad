"""Keeper: opens the store for a run, and at its end writes down how the edition went."""

import logging
from dataclasses import replace
from datetime import UTC

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import clock
from crawler.arguments import Arguments
from crawler.backfill import Backfill
from crawler.filled import found, result
from crawler.gaps import gap_report
from crawler.identity import rule_of
from crawler.spiders.edition import EditionSpider
from crawler.tally import report
from crawler.trouble import NONE, ended_early
from crawler.verdict import Past, judged
from storage.engine import StorageError
from storage.records import CrawlReport, State
from storage.store import Store

logger = logging.getLogger("crawler")
HISTORY = 50  # runs that the verdict looks back on: a week of one every three hours


class Keeper:
    """Scrapy exits with 0 even when everything failed: a run is judged by the report made here."""

    def __init__(self, crawler: Crawler) -> None:
        if not issubclass(crawler.spidercls, EditionSpider):
            raise NotConfigured("scrapy shell and fetch run no edition and keep nothing")
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Keeper":
        keeper = cls(crawler)
        for handler, signal in (
            (keeper.spider_opened, signals.spider_opened),
            (keeper.failed, signals.spider_error),
            (keeper.failed, signals.item_error),
            (keeper.spider_closed, signals.spider_closed),
        ):
            crawler.signals.connect(handler, signal=signal)
        return keeper

    def spider_opened(self, spider: EditionSpider) -> None:
        spider.store = Store.open(self._crawler.settings["DATABASE"])
        spider.store.addresses.refresh(spider.name, rule_of(spider.edition), spider.identify)

    def failed(self, failure: Failure, response: Response | Failure, spider: EditionSpider) -> None:
        """In a callback, an errback (then ``response`` is what it was about) or a pipeline."""
        error, request = failure.value, getattr(response, "request", None)
        if isinstance(error, StorageError):
            spider.give_up(error)
        elif error and request:
            spider.erred(request, error)

    def spider_closed(self, spider: EditionSpider, reason: str) -> None:
        if reason != "finished" and spider.tally.stopped is NONE:
            spider.tally.stopped = ended_early(reason)
        try:
            spider.report = self._report(spider)
            if spider.backfill:
                self._conclude(spider, spider.backfill)
            else:
                spider.store.reports.save(spider.report)
                if not spider.report.coverage.articles and spider.report.state is State.BROKEN:
                    spider.store.articles.reopen(spider.name, spider.now)
            # Of the articles that a kill keeps from being noted here, the next run is told again.
            spider.store.addresses.note(spider.name, map(spider.identify, spider.tally.announced))
            if spider.report.state is not State.BROKEN and not spider.arguments.limit:
                # Last of all: a list may only be skipped when what it announced is kept.
                spider.store.validators.note(spider.ledger.reliable(), spider.ledger.owing())
        except StorageError as error:
            logger.error("%s: its report is not stored: %s", spider.name, error)  # noqa: TRY400
        finally:
            spider.store.close()
        if spider.report:
            _log(spider.report)

    def _conclude(self, spider: EditionSpider, backfill: Backfill) -> None:
        """Apart from the reports of ordinary runs: it says nothing of how the outlet is today."""
        if backfill.is_complete and not backfill.is_open and not backfill.record.finished:
            spider.store.backfills.finish(backfill.record, spider.now)
        end = min(backfill.window.until or spider.now, spider.now)
        holdings = spider.store.backfills.holdings(spider.name, backfill.window.since, end)
        limit = spider.arguments.limit
        spider.gaps = gap_report(found(backfill, spider.edition, holdings, spider.tally, limit))

    def _report(self, spider: EditionSpider) -> CrawlReport:
        ended = clock.now(self._crawler.settings)
        made = replace(
            report(spider.tally, spider.edition, spider.now, ended),
            received=self._crawler.stats.get_value("downloader/response_bytes", 0),
            backfill=spider.arguments != Arguments() or not spider.edition.active,
        )
        if spider.backfill:
            state, trouble = result(spider.tally)
            return replace(made, state=state, problem=trouble.words, obstacle=trouble.obstacle)
        return judged(made, spider.tally, spider.edition, _past(spider))


def _past(spider: EditionSpider) -> Past:
    kept = spider.store.reports
    return Past(
        usual=kept.usual(spider.name, HISTORY),
        sound=kept.sound(spider.name, HISTORY),
        news=kept.news(spider.name),
        began=kept.began(spider.name),
    )


def _log(made: CrawlReport) -> None:
    level = logging.INFO if made.state is State.WORKING else logging.WARNING
    counts = (
        f"{made.announced} announced, {made.known} known, {made.new} new,"
        f" {made.relevant} relevant, {made.failed} failed{_reason(made)}{_again(made)}"
    )
    logger.log(level, "%-14s %-7s %s%s", made.edition, made.state.value, counts, _because(made))
    for concern in made.concerns:
        logger.warning("%-14s %s", made.edition, concern.words)
    if made.mended:
        since = f"{made.mended.astimezone(UTC):%d %b %H:%M} UTC"
        logger.info("%-14s in order again, after the trouble since %s", made.edition, since)


def _reason(made: CrawlReport) -> str:
    """The commonest, where the verdict does not say it."""
    if not made.reasons or made.problem:
        return ""
    return f" ({max(made.reasons, key=lambda words: made.reasons[words])})"


def _again(made: CrawlReport) -> str:
    if not made.revisited:
        return ""
    return f", {made.revisited} looked at again, {made.corrected} corrected"


def _because(made: CrawlReport) -> str:
    return f": {made.problem}" if made.problem else ""
