"""`scrapy probe NAME…`: what is true today about an edition, in a minute. Stores nothing.

Asks what a crawl would ask, as politely: robots.txt, the first page of every source, one article.
Exit codes: 0 all can be read, 1 some cannot, 2 the command or a file is wrong, 130 stopped.
"""

import argparse
import sys
from datetime import datetime
from typing import Any, ClassVar

from rich.console import Console
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler import clock
from crawler.answer import Answer
from crawler.outlet import Edition, load_outlets
from crawler.probe import (
    ArticleFound,
    Probe,
    first_page,
    places,
    worth_trying,
)
from crawler.probe_table import show
from crawler.robots import read_robots
from crawler.spiders.pages import PagesSpider, converse
from crawler.trying import try_article, try_source
from storage.settings_file import ConfigError, did_you_mean

NOT_READABLE, BAD_COMMAND, STOPPED = 1, 2, 130


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "<edition> [<edition> ...]"

    def short_desc(self) -> str:
        return "Tell what is true today about an edition: sources, dates, one article"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 - Scrapy's form
        assert isinstance(self.settings, Settings)  # noqa: S101 - set by scrapy.cmdline
        try:
            editions = _named(args)
            now = clock.now(self.settings)
            readable = _probe_all(editions, self.settings, now)
        except ConfigError as error:
            self._complain(str(error), BAD_COMMAND)
        except KeyboardInterrupt:
            self._complain("stopped before its end", STOPPED)
        else:
            self.exitcode = 0 if readable else NOT_READABLE

    def _complain(self, message: str, exitcode: int) -> None:
        print(f"scrapy probe: {message}", file=sys.stderr)
        self.exitcode = exitcode


def _named(names: list[str]) -> list[Edition]:
    known = load_outlets()
    if not names:
        raise ConfigError("name an edition, such as: scrapy probe vns; `scrapy list` shows them")
    for name in names:
        if name.startswith("-"):
            raise ConfigError(f"there is no option {name}; see scrapy probe --help")
        if name not in known:
            hint = did_you_mean(name, list(known)) or "; `scrapy list` shows them"
            raise ConfigError(f"there is no edition '{name}'{hint}")
    return [known[name] for name in dict.fromkeys(names)]


def _probe_all(editions: list[Edition], settings: Settings, now: datetime) -> bool:
    """Whether all are readable; each is shown as soon as it is known."""
    # Somebody waits for the answer, and a fault that goes away by itself is worth knowing. What
    # the command line says stays, by its higher priority.
    settings.set("RETRY_TIMES", 0, priority="project")
    console = Console(highlight=False)
    readable = []

    async def talk(spider: PagesSpider) -> None:
        for edition in editions:
            with _Progress(console, edition, spider) as progress:
                probe = await _probe(edition, progress, now)
            show(probe, console)
            readable.append(probe.readable)

    converse(talk, settings)
    return all(readable)


class _Progress:
    """Asks, and says on a terminal what is being waited for."""

    def __init__(self, console: Console, edition: Edition, spider: PagesSpider) -> None:
        self._status = console.status(f"{edition.name}: asking")
        self._terminal = console.is_terminal
        self._room = max(console.width - 4, 20)  # what the spinner leaves of one line
        self.spider = spider

    def __enter__(self) -> "_Progress":
        if self._terminal:
            self._status.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._status.stop()

    async def ask(self, url: str) -> Answer:
        self._status.update(Text(f"asking {url}"[: self._room]))
        return await self.spider.ask(url)


async def _probe(edition: Edition, progress: _Progress, now: datetime) -> Probe:
    sources = []
    for place, source in places(edition):
        answer = await progress.ask(first_page(source, edition, now))
        sources.append(try_source(place, source, answer, edition, now))
    urls = [source.url for source in sources]
    spider = progress.spider
    agent = str(spider.settings["ROBOTSTXT_USER_AGENT"])
    robots = read_robots(spider.robots(urls[0]), agent, urls)
    articles: list[ArticleFound] = []
    for candidate in worth_trying(sources):
        answer = await progress.ask(candidate.url)
        articles.append(try_article(candidate, answer, edition, now))
        if articles[-1].article:
            break
    return Probe(edition, robots, tuple(sources), tuple(articles))
