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
        self._by_key: dict[str, Address] = {}
        self._by_slug: dict[str, list[Address]] = {}

    def first(self, address: Address) -> str:
        """The URL at which this article was met first; ``address.url`` if it was not yet."""
        if self._found(address) is None:
            self._by_key[address.key] = address
            if address.slug:
                self._by_slug.setdefault(address.slug, []).append(address)
        return self.at(address)

    def at(self, address: Address) -> str:
        """The same, but it remains as new as it was."""
        return (self._found(address) or address).url

    def forget(self, url: str) -> None:
        """There is no article at ``url``: another address may be met first."""
        self._by_key = {key: one for key, one in self._by_key.items() if one.url != url}
        for slug, several in self._by_slug.items():
            self._by_slug[slug] = [one for one in several if one.url != url]

    def _found(self, address: Address) -> Address | None:
        if met := self._by_key.get(address.key):
            return met
        namesakes = self._by_slug.get(address.slug, [])
        return next((one for one in namesakes if same_article(address, one)), None)
