"""Which article stands at an address: the decisions of ``address_of`` and ``identify``.

An outlet's file says which part of its addresses tells articles apart (``identity``); else the
whole address does. Two editions never share a key: each language's article is its own, even where
an outlet's numbers are one series over all languages.
"""

import zlib
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit, urlunsplit

from crawler.outlet import Edition
from crawler.urls import canonical_url
from storage.identity import same_article
from storage.records import Address

# A shorter slug may be a column's name, used again in years: "gold-price-today", "weekend-events".
LONG_SLUG = 20  # characters
KEYS = 1  # counts up when this module makes other keys of the same rule


def address_of(url: str, edition: Edition) -> str:
    """Like ``canonical_url``, in the form that the edition's article pattern asks for.

    Parameters that it does not ask for say nothing about the article, and whether there is a slash
    at the end is the outlet's habit. Raises ValueError for what is no address.
    """
    canonical = canonical_url(url, edition.hosts)
    found = (form for form in _forms(canonical) if edition.is_article(form))
    return next(found, canonical)


def _forms(url: str) -> Iterator[str]:
    """As it is; then without its parameters; then both with the slash at the end changed."""
    parts = urlsplit(url)
    bare = parts.path.rstrip("/")
    slashed = bare if parts.path != bare else f"{bare}/"
    for path in (parts.path, slashed or "/"):
        for query in dict.fromkeys((parts.query, "")):
            yield urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def rule_of(edition: Edition) -> str:
    """Changes when the edition's keys do, so that those of an older version are made anew."""
    pattern = edition.identity.pattern if edition.identity else ""
    return f"{edition.name}.{zlib.crc32(f'{KEYS}{pattern}'.encode()):08x}"


def identify(url: str, edition: Edition) -> Address:
    """``url`` is canonical. Where the edition's rule does not match, all of it is the key."""
    rule = rule_of(edition)
    found = edition.identity.search(url) if edition.identity else None
    parts = {name: value for name, value in found.groupdict().items() if value} if found else {}
    slug = parts.pop("slug", "")
    if not parts:
        return Address(url, f"{rule}:address={_without_slash(url)}")
    key = "&".join(f"{name}={value}" for name, value in parts.items())
    return Address(url, f"{rule}:{key}", f"{rule}:{slug}" if _is_long(slug) else "")


def _without_slash(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(("", parts.netloc, parts.path.rstrip("/"), parts.query, "")).lstrip("/")


def _is_long(slug: str) -> bool:
    return len(unquote(slug)) >= LONG_SLUG


class Met:
    """The articles that one run is fetching, by all that their addresses say."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._slugs: dict[str, list[Address]] = {}

    def first(self, address: Address) -> bool:
        """Whether nothing of this article was met; from now on it is."""
        namesakes = self._slugs.get(address.slug, []) if address.slug else []
        met = address.key in self._keys or any(same_article(address, one) for one in namesakes)
        self._keys.add(address.key)
        if address.slug:
            self._slugs.setdefault(address.slug, []).append(address)
        return not met
