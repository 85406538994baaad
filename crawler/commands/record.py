"""`scrapy record NAME URL`: keeps a page and the article read from it, for a person to review.

Two files in the folder, SLUG.html as it was received and SLUG.json as it was read. Exit codes: 0
kept, 1 the page could not be had or holds no article, 2 the command is wrong or the files are
there already, 130 stopped.
"""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler import clock
from crawler.announcements import Candidate
from crawler.outlet import Edition, load_outlets
from crawler.probe import ArticleFound, article_found
from crawler.recorded import expected_text, stem_of
from crawler.spiders.pages import PagesSpider, converse
from crawler.urls import canonical_url
from storage.records import Article
from storage.settings_file import ConfigError, did_you_mean

NOT_READ, BAD_COMMAND, STOPPED = 1, 2, 130


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "NAME URL [--folder DIR] [--again]"

    def short_desc(self) -> str:
        return "Keep a page and the article read from it, for review"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--folder", metavar="DIR", type=Path, help="default: tests/pages/NAME/, made if needed"
        )
        parser.add_argument("--again", action="store_true", help="replace what was kept before")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert isinstance(self.settings, Settings)  # noqa: S101 - set by scrapy.cmdline
        try:
            edition, url = _named(args)
            page = (opts.folder or Path("tests", "pages", edition.name)) / f"{stem_of(url)}.html"
            expected = page.with_suffix(".json")
            if not opts.again:
                _free(page, expected)
            body, found = _fetched(url, edition, self.settings)
            if found.article:
                _keep(page, expected, body, found.article)
        except ConfigError as error:
            self._complain(str(error), BAD_COMMAND)
        except KeyboardInterrupt:
            self._complain("stopped before its end; nothing was kept", STOPPED)
        else:
            self._tell(page, found)

    def _tell(self, page: Path, found: ArticleFound) -> None:
        if found.article is None:
            self._complain(f"{found.url}: {found.trouble}; nothing was kept", NOT_READ)
            return
        print(f"{page}: kept as it was received")
        print(f"{page.with_suffix('.json')}: what was read from it, which may be wrong")
        print("Review every field, and put texts of our own in place of the outlet's before")
        print("committing: no sentence of a real article belongs in this repository.")

    def _complain(self, message: str, exitcode: int) -> None:
        print(f"scrapy record: {message}", file=sys.stderr)
        self.exitcode = exitcode


def _named(args: list[str]) -> tuple[Edition, str]:
    for word in args:
        if word.startswith("-"):
            raise ConfigError(f"there is no option {word}; see scrapy record --help")
    if len(args) != 2:
        raise ConfigError("give an edition and an address: scrapy record vns https://…")
    name, url = args
    editions = load_outlets()
    if name not in editions:
        hint = did_you_mean(name, list(editions)) or "; `scrapy list` shows them"
        raise ConfigError(f"there is no edition '{name}'{hint}")
    try:
        canonical = canonical_url(url, editions[name].outlet.hosts)
    except ValueError as error:
        raise ConfigError(str(error)) from None
    if not editions[name].is_article(canonical):
        raise ConfigError(f"{canonical}: does not match the article pattern of {name}")
    return editions[name], canonical


def _free(*paths: Path) -> None:
    for path in paths:
        if path.exists():
            raise ConfigError(f"{path}: is there already; --again replaces it")


def _fetched(url: str, edition: Edition, settings: Settings) -> tuple[bytes, ArticleFound]:
    now: datetime = clock.now(settings)
    found: list[tuple[bytes, ArticleFound]] = []

    async def talk(spider: PagesSpider) -> None:
        answer = await spider.ask(url)
        found.append((answer.body, article_found(Candidate(url), answer, edition, now)))

    converse(talk, settings)
    return found[0]


def _keep(page: Path, expected: Path, body: bytes, article: Article) -> None:
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(body)
        expected.write_text(expected_text(article), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{page.parent}: cannot be written ({error.strerror})") from None
