"""`scrapy crawl NAME…`: Scrapy's command, for several editions, with an honest exit code.

Hosts are read at once, the editions of one host in turn. 0: something was read; 1: nothing worked;
2: the command or a file is wrong, be it one reader's topic, without which all was read; 75
(EX_TEMPFAIL): somebody else is crawling all those hosts.
"""

import argparse
import logging
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from scrapy.commands import BaseRunSpiderCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import clock
from crawler.arguments import read_arguments
from crawler.display import logged_to, screen, tell, watched
from crawler.judging import judging
from crawler.output import STDOUT, objection_to
from crawler.progress import Pipe, Progress, total
from crawler.reading import language
from crawler.settings_given import check_level, check_settings
from crawler.spiders.edition import EditionSpider
from crawler.turns import Spiders, Turns
from storage.lock import Busy, hold
from storage.records import State
from storage.settings_file import ConfigError
from storage.store import open_store

NOTHING_WORKED, BAD_COMMAND = 1, 2


class Command(BaseRunSpiderCommand):
    requires_project = True

    def syntax(self) -> str:
        return "[options] <edition> [<edition> ...]"

    def short_desc(self) -> str:
        return "Read one edition of an outlet, or several"

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        try:
            check_level(self._settings()["LOG_LEVEL"])
        except ConfigError as error:
            raise UsageError(str(error), print_help=False) from None
        if opts.loglevel is None:
            # One line an edition is what an operator reads; -L DEBUG shows Scrapy's own again.
            # This one speaks while the process is made, and making it resets levels, not filters.
            logging.getLogger("scrapy.utils.log").addFilter(_worth_a_look)
        self._watched = self._is_watched(opts)
        if self._watched:  # what is logged goes to the display: see _showing
            self._settings().set("LOG_ENABLED", False, priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            spiders = [self._spider(name) for name in dict.fromkeys(args)] or _nothing_named()
            self._check(spiders, opts.spargs)
            self._tell_of_topics(judging(self._settings()).told())
            with ExitStack() as locks:
                hosts, busy = self._free(spiders, locks)
                self._crawl(hosts, busy, opts)
            self._tell_of_topics(judging(self._settings()).concluded())
        except ConfigError as error:
            self._complain(str(error), BAD_COMMAND)

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
        settings = self._settings()
        check_settings(settings)
        now = clock.now(settings)
        for spider in spiders:
            read_arguments(given, spider.edition.outlet.zone, now)
        for target, options in settings.getdict("FEEDS").items():
            objection = objection_to(str(target), options, len(spiders))
            if objection:
                raise ConfigError(objection)
        # First, since it takes much memory for a moment: after the topics it would take 25 MB more.
        language.prepare()
        judging(settings)
        with open_store(settings["DATABASE"]):
            pass

    def _free(
        self, spiders: list[type[EditionSpider]], locks: ExitStack
    ) -> tuple[Spiders, tuple[str, ...]]:
        """The spiders by host, of the hosts that nobody else reads now; and the other hosts."""
        hosts: dict[str, list[type[EditionSpider]]] = defaultdict(list)
        for spider in spiders:
            hosts[spider.edition.hosts[0]].append(spider)
        busy = []
        for host in sorted(hosts):
            try:
                locks.enter_context(hold(self._settings()["DATABASE"], f"crawl-{host}"))
            except Busy:
                self._complain(f"{host} is being crawled by another process; left", os.EX_TEMPFAIL)
                busy.append(host)
                del hosts[host]
        return hosts, tuple(busy)

    def _crawl(self, hosts: Spiders, busy: tuple[str, ...], opts: argparse.Namespace) -> None:
        process = self.crawler_process
        assert isinstance(process, AsyncCrawlerProcess)  # noqa: S101 - the only kind we start
        if opts.loglevel is None:
            logging.getLogger("scrapy").setLevel(logging.WARNING)
        turns = Turns(process, self._create_crawler, opts.spargs)
        known = Progress(editions=sum(map(len, hosts.values())), busy=busy)
        with self._showing(known) as show:
            show(known)
            if not hosts:
                return
            turns.run(hosts, lambda progress: show(total((known, progress))))
        # What backfills have come to; not in the middle of articles that are written there.
        articles_there = STDOUT in self._settings().getdict("FEEDS")
        for gaps in turns.gaps:
            tell(gaps, sys.stderr if articles_there else sys.stdout)
        read = any(report.state is not State.BROKEN for report in turns.reports)
        self.exitcode = 0 if read else NOTHING_WORKED

    @contextmanager
    def _showing(self, known: Progress) -> Iterator[Callable[[Progress], None]]:
        """Where it is shown how far we are: to `scrapy crawlall`, on a terminal, or nowhere."""
        descriptor = self._settings()["PROGRESS_FD"]
        if descriptor:
            yield Pipe(int(descriptor)).show
        elif self._watched:
            with screen(sys.stderr, known) as terminal, logged_to(terminal):
                yield terminal.show
        else:
            yield lambda _progress: None

    def _is_watched(self, opts: argparse.Namespace) -> bool:
        """Whether somebody looks on, and nothing else is written there."""
        settings = self._settings()
        logged = opts.loglevel is None and settings.getbool("LOG_ENABLED")
        return (
            logged
            and not settings["LOG_FILE"]
            and STDOUT not in settings.getdict("FEEDS")
            and watched(sys.stderr)
        )

    def _tell_of_topics(self, lines: list[str]) -> None:
        if not self._settings()["PROGRESS_FD"]:  # `scrapy crawlall` says it once for all of us
            for line in lines:
                self._complain(line, self.exitcode or BAD_COMMAND)

    def _settings(self) -> Settings:
        assert isinstance(self.settings, Settings)  # noqa: S101 - set by scrapy.cmdline
        return self.settings

    def _complain(self, message: str, exitcode: int) -> None:
        tell(f"scrapy crawl: {message}", sys.stderr)
        self.exitcode = exitcode


def _worth_a_look(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


def _nothing_named() -> list[type[EditionSpider]]:
    raise ConfigError("name an edition, such as: scrapy crawl vns; `scrapy list` shows them")
