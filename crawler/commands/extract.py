"""`scrapy extract`: what a crawl would read out of pages, from files or from addresses.

One JSON object a line on standard output and nothing else there; what could not be read is named
on standard error. Exit codes: 0 all were read, 1 some were not, 2 the command or a file is wrong.
"""

import argparse
import json
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler import clock
from crawler.by_hand import NotRead, edition_at, edition_named, is_address, read_page, saved_page
from crawler.lines import article_object, as_line
from crawler.outlet import Edition, load_outlets
from crawler.piped import while_read
from crawler.spiders.pages import fetch
from crawler.urls import canonical_url
from storage.settings_file import ConfigError

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
            self._edition = edition_named(opts.edition, editions)
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
        addresses = [name for name in names if is_address(name)]
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
            body = saved_page(task.path)
        except NotRead as error:
            named = dict.fromkeys((task.identifier, str(task.path)))
            self._complain(f"{': '.join(named)}: {error}", NOT_READ)
        else:
            self._read(task.identifier, task.url, body)

    def _read(self, identifier: str, url: str, body: bytes) -> None:
        edition = self._edition or edition_at(url, self._editions)
        try:
            article = read_page(body, url, edition, self._now)
        except NotRead as error:
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
