"""What is to be explained: from words of a command line to articles.

A word is an address or a file: a saved page, or articles as JSON lines. Decides what is asked of
the outlet, and what is explained where that gives no article.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from crawler.article_lines import article_of, numbered, parsed
from crawler.by_hand import NotRead, edition_at, read_page, saved_page
from crawler.identity import address_of, identify
from crawler.outlet import Edition
from crawler.spiders.pages import Fetched
from crawler.urls import canonical_url
from storage.records import Address, Article
from storage.settings_file import did_you_mean

LINES = (".jsonl", ".jl", ".jsonlines")


@dataclass(frozen=True, slots=True)
class Subject:
    """One article to explain. ``urls``: where it was asked and found, "" of a file from nowhere.

    ``trouble``: why nothing could be read there; ``article`` is then None.
    """

    name: str
    urls: tuple[str, ...] = ()
    article: Article | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads pages and lines by the rules of the editions that they are of."""

    editions: Sequence[Edition] = field(repr=False)
    now: datetime

    def edition(self, url: str) -> Edition | None:
        return edition_at(url, self.editions)

    def fetched(self, answer: Fetched) -> Subject:
        asked, found, body, problem = answer
        if problem:
            return Subject(asked, (asked,), trouble=problem)
        return self._page(asked, (asked, found), body)

    def saved(self, path: Path, url: str) -> Subject:
        urls = (url,) if url else ()
        try:
            return self._page(str(path), urls, saved_page(path))
        except NotRead as error:
            return Subject(str(path), urls, trouble=with_hint(str(path), str(error)))

    def lines(self, path: Path, identifier: str) -> Iterator[Subject]:
        """Of one file all articles, or the one that is called ``identifier``."""
        try:
            lines = list(numbered(saved_page(path).splitlines()))
        except NotRead as error:
            yield Subject(str(path), trouble=str(error))
            return
        if not lines:
            yield Subject(str(path), trouble="holds no article: it is empty")
            return
        seen: list[str] = []
        for number, line in lines:
            try:
                read = parsed(line)
            except ValueError as error:
                yield Subject(f"{path}:{number}", trouble=str(error))
                continue
            seen.append(str(read.id))
            if identifier in ("", str(read.id)):
                urls = (read.url,) if read.url else ()
                yield Subject(f"{path}:{read.id}", urls, article_of(read))
        if identifier and identifier not in seen:
            close = did_you_mean(identifier, seen) or f"; the first is '{seen[0]}'" if seen else ""
            yield Subject(str(path), trouble=f"holds no article with the id '{identifier}'{close}")

    def _page(self, name: str, urls: tuple[str, ...], body: bytes) -> Subject:
        url = urls[-1] if urls else ""
        try:
            article = read_page(body, url, self.edition(url), self.now)
        except NotRead as error:
            return Subject(name, urls, trouble=str(error))
        return Subject(name, urls, article)

    def addresses(self, subject: Subject) -> list[Address]:
        """By which the database may know it: none of what is no address."""
        own = [subject.article.url] if subject.article else []
        found: dict[str, Address] = {}
        for url in (*subject.urls, *own):
            try:
                edition = self.edition(url)
                canonical = address_of(url, edition) if edition else canonical_url(url)
            except ValueError:
                continue
            found[canonical] = identify(canonical, edition) if edition else Address(canonical)
        return list(found.values())


def is_lines(word: str) -> bool:
    return Path(word).suffix in LINES


def with_hint(word: str, trouble: str) -> str:
    """``trouble`` with a word that is no address, and what to write if it was meant as one."""
    host = word.partition("/")[0]
    if "/" in word and "." in host.strip(".") and not Path(host).exists():
        return f"{trouble}; write https://{word} if it is an address"
    return trouble
