"""`scrapy extract`: what a crawl would read out of pages, from files or from addresses.

One JSON object a line on standard output and nothing else there; what could not be read is named
on standard error. Exit codes: 0 all were read, 1 some were not, 2 the command or a file is wrong.
"""

import argparse
import gzip
import json
import sys
import zlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler import clock
from crawler.extract import extract_article
from crawler.identity import address_of
from crawler.limits import PAGE_SECONDS, TooSlow, time_limit
from crawler.lines import article_object, as_line
from crawler.outlet import Edition, load_outlets
from crawler.piped import while_read
from crawler.reading.page import NoArticle
from crawler.spiders.pages import fetch
from crawler.urls import bare, canonical_url
from storage.settings_file import ConfigError, did_you_mean

NOT_READ, BAD_COMMAND = 1, 2


@dataclass(frozen=True, slots=True)
class Task:
    """One page to read; ``identifier`` is how the user names it."""

    identifier: str
    url: str
    path: Path


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "FILE-OR-URL ... [--url URL] [--edition NAME] | --jsonl FILE"

    def short_desc(self) -> str:
        return "Read title, text, date, authors and language out of pages"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--url", metavar="URL", default="", help="where the file came from")
        parser.add_argument("--edition", metavar="NAME", help="default: the one of the address")
        parser.add_argument(
            "--jsonl", metavar="FILE", type=Path, help="lines with id, path (from FILE), url"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert isinstance(self.settings, Settings)  # noqa: S101 - set by scrapy.cmdline
        try:
            editions = load_outlets()
            self._edition = _named(opts.edition, editions)
            self._editions = list(editions.values())
            self._now = clock.now(self.settings)
            with while_read():
                if opts.jsonl:
                    self._read_lines(opts.jsonl)
                else:
                    self._read_named(args, opts.url)
        except ConfigError as error:
            self._complain(str(error), BAD_COMMAND)

    def _read_named(self, names: list[str], url: str) -> None:
        if not names:
            raise ConfigError("name a file or an address, or give --jsonl FILE")
        addresses = [name for name in names if name.startswith(("http://", "https://"))]
        for name in names:
            if name.startswith("-"):
                raise ConfigError(f"there is no option {name}; see scrapy extract --help")
            if name not in addresses:
                self._read_file(Task(name, url, Path(name)))
        if addresses:
            assert isinstance(self.settings, Settings)  # noqa: S101 - set by scrapy.cmdline
            for asked, found, body, problem in fetch(addresses, self.settings):
                if problem:
                    self._complain(f"{asked}: {problem}", NOT_READ)
                else:
                    self._read(asked, found, body)

    def _read_lines(self, file: Path) -> None:
        try:
            # Not splitlines(): a JSON string may hold other line ends than "\n".
            lines = file.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{file}: cannot be read: {error}") from None
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                values = json.loads(line)
                task = Task(
                    str(values["id"]), str(values.get("url") or ""), file.parent / values["path"]
                )
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                self._complain(f"{file}:{number}: needs id, path and url: {error!r}", BAD_COMMAND)
            else:
                self._read_file(self._with_address(task, f"{file}:{number}"))

    def _with_address(self, task: Task, place: str) -> Task:
        """A page can be read without knowing where it came from."""
        try:
            canonical_url(task.url or "https://nowhere.example/")
        except ValueError as error:
            self._say(f"{place}: url: {error}; the page is read as one from nowhere")
            return replace(task, url="")
        return task

    def _read_file(self, task: Task) -> None:
        try:
            body = task.path.read_bytes()
            if body[:2] == b"\x1f\x8b":
                body = gzip.decompress(body)
        except (OSError, EOFError, ValueError, zlib.error) as error:
            why = getattr(error, "strerror", None) or error
            named = dict.fromkeys((task.identifier, str(task.path)))
            self._complain(f"{': '.join(named)}: cannot be read: {why}", NOT_READ)
        else:
            self._read(task.identifier, task.url, body)

    def _read(self, identifier: str, url: str, body: bytes) -> None:
        edition = self._edition or _edition_at(url, self._editions)
        try:
            with time_limit(PAGE_SECONDS):
                article = extract_article(body, url, edition, self._now)
        except NoArticle as error:
            self._complain(f"{identifier}: no article: {error}", NOT_READ)
        except TooSlow as error:
            self._complain(f"{identifier}: {error}", NOT_READ)
        else:
            print(as_line({"id": identifier} | article_object(article) | {"url": url}))

    def _say(self, message: str) -> None:
        print(f"scrapy extract: {message}", file=sys.stderr)

    def _complain(self, message: str, exitcode: int) -> None:
        self._say(message)
        self.exitcode = max(self.exitcode, exitcode)

    _edition: Edition | None
    _editions: list[Edition]
    _now: datetime


def _named(name: str | None, editions: dict[str, Edition]) -> Edition | None:
    if name is not None and name not in editions:
        hint = did_you_mean(name, list(editions)) or "; `scrapy list` shows them"
        raise ConfigError(f"there is no edition '{name}'{hint}")
    return editions[name] if name else None


def _edition_at(url: str, editions: list[Edition]) -> Edition | None:
    """The edition whose article it is; else the first of that outlet; None for a stranger's."""
    own = [edition for edition in editions if _host(url) in map(bare, edition.hosts)]
    if not own:
        return None
    named = (edition for edition in own if edition.is_article(address_of(url, edition)))
    return next(named, own[0])


def _host(url: str) -> str:
    return bare(url.partition("://")[2].partition("/")[0].partition(":")[0])
