"""One page read by hand, from a file or an address, as a crawl would read it: for the commands that
explain. Decides which edition's rules read it.
"""

import gzip
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from crawler.extract import extract_article
from crawler.identity import address_of
from crawler.limits import PAGE_SECONDS, TooSlow, time_limit
from crawler.outlet import Edition
from crawler.reading.page import NoArticle
from crawler.urls import bare
from storage.records import Article
from storage.settings_file import ConfigError, did_you_mean


class NotRead(Exception):
    """No article came of it; the text says why."""


def is_address(word: str) -> bool:
    """Else it is the name of a file."""
    return word.lower().startswith(("http://", "https://"))


def saved_page(path: Path) -> bytes:
    """As it was saved, or packed by gzip. Raises NotRead."""
    try:
        body = path.read_bytes()
        return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    except (OSError, EOFError, ValueError, zlib.error) as error:
        why = getattr(error, "strerror", None) or error
        raise NotRead(f"cannot be read: {why}") from None


def read_page(body: bytes, url: str, edition: Edition | None, now: datetime) -> Article:
    """Within the time that a crawl gives it. Raises NotRead."""
    try:
        with time_limit(PAGE_SECONDS):
            return extract_article(body, url, edition, now)
    except NoArticle as error:
        raise NotRead(f"no article: {error}") from None
    except TooSlow as error:
        raise NotRead(str(error)) from None


def edition_named(name: str | None, editions: Mapping[str, Edition]) -> Edition | None:
    """Raises ConfigError if there is none of that name."""
    if name is not None and name not in editions:
        hint = did_you_mean(name, list(editions)) or "; `scrapy list` shows them"
        raise ConfigError(f"there is no edition '{name}'{hint}")
    return editions[name] if name else None


def edition_at(url: str, editions: Iterable[Edition]) -> Edition | None:
    """The edition whose article it is; else the first of that outlet; None for a stranger's."""
    own = [edition for edition in editions if _host(url) in map(bare, edition.hosts)]
    if not own:
        return None
    named = (edition for edition in own if edition.is_article(address_of(url, edition)))
    return next(named, own[0])


def _host(url: str) -> str:
    return bare(url.partition("://")[2].partition("/")[0].partition(":")[0])
