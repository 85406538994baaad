"""`scrapy crawl NAME…`: Scrapy's command, for several editions in turn, with an honest exit code.

0: something was read; 1: nothing worked; 2: the command or a file is wrong; 75 (EX_TEMPFAIL):
somebody else is crawling that host.
"""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from scrapy.commands import BaseRunSpiderCommand
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler import clock
from crawler.aliases import load_topic
from crawler.arguments import read_arguments
from crawler.spiders.edition import EditionSpider
from storage.lock import Busy, hold
from storage.records import CrawlReport, State
from storage.settings_file import ConfigError
from storage.store import open_store

NOTHING_WORKED, BAD_COMMAND = 1, 2


class Command(BaseRunSpiderCommand):
    requires_project = True

    def syntax(self) -> str:
        return "[options] <edition> [<edition> ...]"

    def short_desc(self) -> str:
        return "Read one edition of an outlet, or several in turn"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if opts.loglevel is None:
            # One line an edition is what an operator reads; -L DEBUG shows Scrapy's own again.
            # This one speaks while the process is made, and making it resets levels, not filters.
            logging.getLogger("scrapy.utils.log").addFilter(_worth_a_look)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            spiders = [self._spider(name) for name in args] or _nothing_named()
            self._check(spiders, opts.spargs)
            with ExitStack() as locks:
                # An outlet may have a host for each language: each is asked by one process.
                for host in sorted({spider.edition.hosts[0] for spider in spiders}):
                    locks.enter_context(hold(self._setting("DATABASE"), f"crawl-{host}"))
                self._crawl(spiders, opts)
        except ConfigError as error:
            self._complain(str(error), BAD_COMMAND)
        except Busy as error:
            host = str(error).removeprefix("crawl-")
            self._complain(f"{host} is being crawled by another process; left", os.EX_TEMPFAIL)

    def _spider(self, name: str) -> type[EditionSpider]:
        assert self.crawler_process is not None  # noqa: S101 - requires_crawler_process
        if name.startswith("-"):
            raise ConfigError(f"there is no option {name}; see scrapy crawl --help")
        try:
            found = self.crawler_process.spider_loader.load(name)
        except KeyError as error:
            raise ConfigError(error.args[0]) from None
        if not issubclass(found, EditionSpider):
            raise ConfigError(f"'{name}' is not an edition; `scrapy list` shows them")
        return found

    def _check(self, spiders: list[type[EditionSpider]], given: dict[str, str]) -> None:
        """Inside a crawl these errors would come as tracebacks, and the exit code be 0."""
        assert self.settings is not None  # noqa: S101 - set by scrapy.cmdline
        now = clock.now(self.settings)
        for spider in spiders:
            read_arguments(given, spider.edition.outlet.zone, now)
        for target in self.settings.getdict("FEEDS"):
            folder = Path(target).absolute().parent
            if "://" not in str(target) and target != "stdout:" and not folder.is_dir():
                raise ConfigError(f"-O {target}: the folder {folder} does not exist")
        for topic in self.settings.getlist("TOPICS"):
            load_topic(topic)
        with open_store(self._setting("DATABASE")):
            pass

    def _crawl(self, spiders: list[type[EditionSpider]], opts: argparse.Namespace) -> None:
        process = self.crawler_process
        assert isinstance(process, AsyncCrawlerProcess)  # noqa: S101 - the only kind we start
        if opts.loglevel is None:
            logging.getLogger("scrapy").setLevel(logging.WARNING)
        crawlers = [self._create_crawler(spider) for spider in spiders]
        _in_turn(process, iter(crawlers), opts.spargs)
        process.start()
        self._tell_gaps(crawlers)
        reports = [report for crawler in crawlers if (report := _report(crawler))]
        if all(report.state is State.BROKEN for report in reports):
            self.exitcode = NOTHING_WORKED

    def _tell_gaps(self, crawlers: list[Crawler]) -> None:
        """What backfills have come to; not in the middle of articles that are written there."""
        assert self.settings is not None  # noqa: S101 - set by scrapy.cmdline
        busy = "stdout:" in self.settings.getdict("FEEDS")
        for crawler in crawlers:
            if isinstance(crawler.spider, EditionSpider) and crawler.spider.gaps:
                print(crawler.spider.gaps, file=sys.stderr if busy else sys.stdout, flush=True)

    def _setting(self, name: str) -> str:
        assert self.settings is not None  # noqa: S101 - set by scrapy.cmdline
        return str(self.settings[name])

    def _complain(self, message: str, exitcode: int) -> None:
        print(f"scrapy crawl: {message}", file=sys.stderr)
        self.exitcode = exitcode


def _worth_a_look(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


def _nothing_named() -> list[type[EditionSpider]]:
    raise ConfigError("name an edition, such as: scrapy crawl vns; `scrapy list` shows them")


def _in_turn(
    process: AsyncCrawlerProcess, waiting: Iterator[Crawler], given: dict[str, str]
) -> None:
    """One edition after another: they share a host, and its pace holds within a crawler only."""
    crawler = next(waiting, None)
    if crawler is None:
        return

    def go_on(_done: "asyncio.Task[None]") -> None:
        if crawler.stats.get_value("finish_reason") != "shutdown":
            _in_turn(process, waiting, given)

    process.crawl(crawler, **given).add_done_callback(go_on)


def _report(crawler: Crawler) -> CrawlReport | None:
    spider = crawler.spider
    return spider.report if isinstance(spider, EditionSpider) else None
