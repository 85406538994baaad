"""`scrapy record NAME URL`: keeps a page, the source that announces it, and what was read.

For a person to review, in the form of tests/pages/README.md. Exit codes: 0 kept, 1 the page could
not be had or holds no article, 2 the command is wrong or there is something already, 130 stopped.
"""

import argparse
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler import clock
from crawler.announcements import Candidate
from crawler.identity import address_of
from crawler.outlet import Edition, load_outlets
from crawler.probe import (
    ArticleFound,
    SourceFound,
    first_page,
    places,
)
from crawler.reading.page import NoArticle
from crawler.recorded import expected_toml, source_name
from crawler.spiders.pages import PagesSpider, converse
from crawler.trying import try_article, try_source
from storage.settings_file import ConfigError, did_you_mean
from topics.judge import judge
from topics.vocabulary import load_topic

NOT_READ, BAD_COMMAND, STOPPED = 1, 2, 130
NAMES = ("page.html", "source.xml", "source.html", "expected.toml")
NOBODY: tuple[SourceFound | None, bytes] = (None, b"")


@dataclass(frozen=True, slots=True)
class Kept:
    """``answer`` is what ``source`` answered; the page is announced by nobody without one."""

    url: str
    page: bytes
    found: ArticleFound
    source: SourceFound | None
    answer: bytes


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "NAME URL [--folder DIR] [--again]"

    def short_desc(self) -> str:
        return "Keep a page, its source and the article read from it, for review"

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
            folder = opts.folder or Path("tests", "pages", edition.name)
            if not opts.again:
                _free(folder)
            made = _asked(url, edition, self.settings)
            files = _files(made)
            _keep(folder, files)
        except ConfigError as error:
            self._complain(str(error), BAD_COMMAND)
        except NoArticle as error:
            self._complain(f"{args[1]}: {error}; nothing was kept", NOT_READ)
        except KeyboardInterrupt:
            self._complain("stopped before its end; nothing was kept", STOPPED)
        else:
            _tell(folder, files)

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
        canonical = address_of(url, editions[name])
    except ValueError as error:
        raise ConfigError(str(error)) from None
    if not editions[name].is_article(canonical):
        raise ConfigError(f"{canonical}: does not match the article pattern of {name}")
    return editions[name], canonical


def _free(folder: Path) -> None:
    for name in NAMES:
        if (folder / name).exists():
            raise ConfigError(f"{folder / name}: is there already; --again replaces it")


def _asked(url: str, edition: Edition, settings: Settings) -> Kept:
    settings.set("RETRY_TIMES", 0, priority="project")  # somebody waits for the answer
    now = clock.now(settings)
    kept: list[Kept] = []

    async def talk(spider: PagesSpider) -> None:
        page = await spider.ask(url)
        found = try_article(Candidate(url), page, edition, now)
        source, answer = await _announcing(url, edition, spider, now) if found.article else NOBODY
        kept.append(Kept(url, page.body, found, source, answer))

    converse(talk, settings)
    return kept[0]


async def _announcing(
    url: str, edition: Edition, spider: PagesSpider, now: datetime
) -> tuple[SourceFound | None, bytes]:
    """The first source that announces the page, and what it answered."""
    for place, source in places(edition):
        answer = await spider.ask(first_page(source, edition, now))
        found = try_source(place, source, answer, edition, now)
        if url in {one.url for one in found.ours}:
            return found, answer.body
    return NOBODY


def _files(kept: Kept) -> dict[str, bytes]:
    """By name. Raises NoArticle if there is nothing to keep."""
    article = kept.found.article
    if article is None:
        raise NoArticle(kept.found.trouble)
    judged = replace(article, relevance=(judge(article, load_topic()),))  # as the trials' test does
    expected = expected_toml(judged, kept.url, kept.source)
    files = {"page.html": kept.page, "expected.toml": expected.encode()}
    return files | ({source_name(kept.source): kept.answer} if kept.source else {})


def _keep(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in NAMES:  # of another kind of source, kept before
            (folder / name).unlink(missing_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written ({error.strerror})") from None


def _tell(folder: Path, files: dict[str, bytes]) -> None:
    print(f"{folder}: kept {', '.join(files)}")
    if len(files) == 2:
        print("No source of the edition announces that page: keep one that does beside it.")
    print("Review expected.toml: it says what was read, which may be wrong. Before you commit, put")
    print(
        "texts of our own in place of the outlet's: no sentence of a real article may stand here."
    )
