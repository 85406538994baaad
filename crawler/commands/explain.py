"""`scrapy explain URL-or-FILE …`: why an article is in the digest or not, word by word.

An address is asked as politely as a crawl would. It stores nothing. Exit codes: 0 all were
explained, 1 some could not be read, 2 the command line is wrong, 130 stopped.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler import clock
from crawler.by_hand import is_address
from crawler.explained import explain
from crawler.explained_table import Screen, open_console
from crawler.explained_words import known_words, read_words
from crawler.judging import judging
from crawler.outlet import load_outlets
from crawler.piped import while_read
from crawler.spiders.pages import Fetched, fetch
from crawler.subjects import Reader, Subject, is_lines, with_hint
from storage.engine import StorageError
from storage.history import Known
from storage.records import Article
from storage.relevance import Relevance
from storage.settings_file import ConfigError
from storage.store import Store, open_if_there
from topics.vocabulary import Topic, load_topic

NOT_READ, BAD_COMMAND, STOPPED = 1, 2, 130
NOT_STORED = "no article of that address is stored"
AS_STORED = ("note", "this is what is stored; the page was not read today")


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "URL-OR-FILE ... [--topic NAME] [--stored] [--url URL] [--id ID]"

    def short_desc(self) -> str:
        return "Explain why an article is in the digest or not, word by word"

    def long_desc(self) -> str:
        return (
            "Shows the verdict on an article with its parts, the words that it was given by, and "
            "what the database knows of its address: whether it was read, stored and sent. A file "
            "is a saved page, or articles as JSON lines (.jsonl). It stores nothing."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        for option, word, text in (
            ("--url", "URL", "where the saved page came from"),
            ("--id", "ID", "of a .jsonl file only this article"),
        ):
            parser.add_argument(option, metavar=word, default="", help=text)
        topics = "a topic of ours or a topic file; may be repeated (default: those of crawls)"
        parser.add_argument("--topic", metavar="NAME", action="append", help=topics)
        stored = "explain what is stored of an address, and ask no outlet"
        parser.add_argument("--stored", action="store_true", help=stored)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert isinstance(self.settings, Settings)  # noqa: S101 - set by scrapy.cmdline
        _show_any_script()
        try:
            _check(args, opts)
            named = [load_topic(name) for name in dict.fromkeys(opts.topic or ())]
            self._topics = named or list(judging(self.settings).topics)
            self._reader = Reader(list(load_outlets().values()), clock.now(self.settings))
            with while_read(), open_if_there(self.settings["DATABASE"]) as store:
                self._screen = Screen(open_console())
                for subject in self._subjects(args, opts):
                    self._explain(subject, store)
        except ConfigError as error:
            self._complain(str(error), BAD_COMMAND)
        except StorageError as error:
            self._complain(f"the database fails: {error}", NOT_READ)
        except KeyboardInterrupt:
            self._complain("stopped before its end", STOPPED)

    def _subjects(self, words: list[str], opts: argparse.Namespace) -> Iterator[Subject]:
        """In the order of the command line."""
        addresses = [word for word in dict.fromkeys(words) if is_address(word)]
        answers = {} if opts.stored else self._fetched(addresses)
        for word in words:
            if word in answers:
                yield self._reader.fetched(answers[word])
            elif is_address(word):
                yield Subject(word, (word,))
            elif is_lines(word):
                yield from self._reader.lines(Path(word), opts.id)
            else:
                yield self._reader.saved(Path(word), opts.url)

    def _fetched(self, addresses: list[str]) -> dict[str, Fetched]:
        assert isinstance(self.settings, Settings)  # noqa: S101 - set by scrapy.cmdline
        if not addresses:
            return {}
        # Somebody waits, and what is stored can be explained instead.
        self.settings.set("RETRY_TIMES", 0, priority="project")
        return {answer[0]: answer for answer in fetch(addresses, self.settings)}

    def _explain(self, subject: Subject, store: Store | None) -> None:
        known = self._known(subject, store)
        article = subject.article or (known.article if known else None)
        trouble = subject.trouble or ("" if article else NOT_STORED)
        if trouble:
            end = "; what is stored is explained" if article else ""
            self._complain(f"{subject.name}: {trouble}{end}", 0 if article else NOT_READ)
        zone = self._zone(subject)
        today = self._show(article, zone, stored=subject.article is None) if article else []
        if known and (article or known.met):
            whose = "" if article else f": {subject.name}"
            lines = known_words(known, today, article, zone)
            self._screen.lines(f"In the database{whose}", lines)

    def _known(self, subject: Subject, store: Store | None) -> Known | None:
        """None where there is nothing to look up, or no database yet."""
        addresses = self._reader.addresses(subject)
        return store.history.of(addresses) if store and addresses else None

    def _zone(self, subject: Subject) -> tzinfo | None:
        edition = self._reader.edition(subject.urls[-1]) if subject.urls else None
        return edition.outlet.zone if edition else None

    def _show(self, article: Article, zone: tzinfo | None, *, stored: bool) -> list[Relevance]:
        """The verdicts that it would get today."""
        self._screen.heading(article.title or "(no title)")
        self._screen.fields([*read_words(article, zone), *([AS_STORED] if stored else [])])
        self._screen.gap()
        explained = [explain(article, topic) for topic in self._topics]
        for one in explained:
            self._screen.section(one)
        return [one.relevance for one in explained]

    def _complain(self, message: str, exitcode: int) -> None:
        sys.stdout.flush()
        print(f"scrapy explain: {message}", file=sys.stderr)
        self.exitcode = max(self.exitcode, exitcode)

    _topics: list[Topic]
    _reader: Reader
    _screen: Screen


def _show_any_script() -> None:
    """A terminal that cannot show a letter shows "?" instead."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.encoding.lower() != "utf-8":
        sys.stdout.reconfigure(errors="replace")


def _check(words: list[str], opts: argparse.Namespace) -> None:
    """Raises ConfigError for what cannot be meant."""
    if not words:
        raise ConfigError("name an address or a file; see scrapy explain --help")
    for word in words:
        if word.startswith("-"):
            raise ConfigError(f"there is no option {word}; see scrapy explain --help")
        if opts.stored and not is_address(word):
            raise ConfigError(
                with_hint(word, f"--stored explains addresses, and {word} is no address")
            )
    if opts.id and not any(map(is_lines, words)):
        raise ConfigError("--id chooses from a .jsonl file; name one")
    if opts.url and all(is_address(word) or is_lines(word) for word in words):
        raise ConfigError("--url says where a saved page came from; name its file")
