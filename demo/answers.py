"""What is asked of a demo outlet and what it answers, before anything goes over a wire."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from demo.catalogue import DemoArticle

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: the path is percent-decoded and NFC, so that every spelling of it is one."""

    path: str
    query: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, target: str) -> "Ask":
        """``target`` is what stands in the request line: path and query."""
        path, _, query = target.partition("?")
        return cls(unicodedata.normalize("NFC", unquote(path)), dict(parse_qsl(query)))

    def number(self, name: str) -> int:
        """A page number out of the query; 1 where it is missing or no number."""
        value = self.query.get(name, "")
        return max(int(value), 1) if value.isdecimal() else 1


@dataclass(frozen=True, slots=True)
class Answer:
    """``modified`` is set for what has validators (feeds, sitemaps): then a 304 is possible."""

    body: bytes
    status: int = 200
    content_type: str = HTML
    modified: datetime | None = None
    location: str = ""

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    def headers(self) -> dict[str, str]:
        headers = {"Content-Type": self.content_type}
        if self.modified:
            headers["ETag"] = self.etag
            headers["Last-Modified"] = format_datetime(self.modified, usegmt=True)
        if self.location:
            headers["Location"] = self.location
        return headers

    def is_known(self, etags: str, since: str) -> bool:
        """Whether a client with these If-None-Match and If-Modified-Since has it already."""
        if self.modified is None:
            return False
        if etags:
            return self.etag in etags
        return bool(since) and parsedate_to_datetime(since) >= self.modified


class Site(Protocol):
    """One outlet's site: a pure function of what is asked and which articles it shows."""

    def __call__(self, ask: Ask, shown: Sequence[DemoArticle]) -> Answer | None: ...


def html(page: str, status: int = 200) -> Answer:
    return Answer(page.encode(), status)


def robots(rules: str) -> Answer:
    return Answer(rules.encode(), content_type=TEXT)


def moved(location: str) -> Answer:
    return Answer(b"", status=301, location=location)


def xml(body: bytes, articles: Sequence[DemoArticle], content_type: str) -> Answer:
    """A feed or sitemap; it changes when a newer article is shown."""
    newest = max((a.published for a in articles), default=datetime(2026, 11, 1, tzinfo=UTC))
    return Answer(body, content_type=content_type, modified=newest.replace(microsecond=0))


def found(ask: Ask, shown: Sequence[DemoArticle]) -> DemoArticle | None:
    """The article that stands at the asked path."""
    return next((a for a in shown if path_of(a) == ask.path), None)


def path_of(article: DemoArticle) -> str:
    """The article's path as it stands in links: letters of every alphabet unencoded."""
    return unquote(urlsplit(article.url).path)
