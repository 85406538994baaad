"""Reads feeds: RSS, Atom and JSON Feed, told apart by what they hold."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import feedparser
from lxml import etree

from crawler.candidate import Candidate, Unreadable, candidate_at, date_at
from crawler.outlet import Edition
from crawler.reading.charset import BOMS

# Numbers of no letter, or of half a letter, at which feedparser ends.
NUMBERED = re.compile(rb"&#(?:x([0-9a-f]{1,8})[0-9a-f]*|([0-9]{1,8})[0-9]*);?", re.I)
DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
JSON_FEED = "https://jsonfeed.org/version/"  # begins the "version" of each of its versions


def read_feed(body: bytes, url: str, edition: Edition, now: datetime) -> Iterator[Candidate]:
    """Raises Unreadable if it is none."""
    text = as_utf8(body)
    if text.lstrip().startswith(b"{"):
        yield from _json_feed(text, url, edition, now)
        return
    text = NUMBERED.sub(_real_letter, text)
    _check_limits(text)
    parsed = _parsed(text)
    if not parsed.get("version"):
        raise Unreadable("not a feed")
    for entry in parsed.entries:
        date = _date(entry, edition, now)
        yield from _first(_addresses(entry), url, entry.get("title", ""), date, edition, now)


def _date(entry: Any, edition: Edition, now: datetime) -> str:
    """Of publishing; of changing, where that cannot be read."""
    texts = [entry[name] for name in ("published", "updated") if name in entry]
    read = (text for text in texts if date_at(text, edition, now))
    return str(next(read, texts[0] if texts else ""))


def _parsed(text: bytes) -> Any:
    try:
        return feedparser.parse(
            text, response_headers={"content-type": "application/xml; charset=utf-8"}
        )
    except Exception as error:  # of any kind, on broken feeds: it promises none of them
        raise Unreadable(f"not a feed: its markup is broken ({error!r})") from None


def _addresses(entry: Any) -> Iterator[str]:
    """Where an item's article may stand. An Atom entry also links its other forms, and a feed that
    a service passes on links the service; some items have nothing but a guid."""
    yield entry.get("feedburner_origlink") or ""
    yield entry.get("link") or ""
    for link in entry.get("links", ()):
        if link.get("rel") == "alternate":
            yield link.get("href") or ""
    yield from _permalink(entry.get("id") or "")


def _permalink(identity: str) -> Iterator[str]:
    """An id may be an address, or anything else."""
    if identity.startswith(("http://", "https://")):
        yield identity


def _first(
    addresses: Iterable[str], base: str, title: str, date: str, edition: Edition, now: datetime
) -> Iterator[Candidate]:
    """Of the first address that is an article of this edition."""
    for address in addresses:
        candidate = candidate_at(address, base, title, date, edition, now) if address else None
        if candidate:
            yield candidate
            return


def _json_feed(text: bytes, url: str, edition: Edition, now: datetime) -> Iterator[Candidate]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable("not a feed: its JSON cannot be read") from None
    if not isinstance(feed, dict) or not _words(feed, "version").startswith(JSON_FEED):
        raise Unreadable("not a feed: JSON of another kind")
    items = feed.get("items")
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        addresses = (_words(item, "url"), *_permalink(_words(item, "id")))
        published = _stamp(item, "date_published")
        title = _words(item, "title")
        for candidate in _first(addresses, url, title, published, edition, now):
            modified = date_at(_stamp(item, "date_modified"), edition, now)
            # As in a sitemap: it was not published later than it was changed.
            changed = modified.at if modified and not candidate.dated else None
            yield replace(candidate, changed=changed)


def _words(item: dict[str, Any], key: str) -> str:
    """Ids are numbers in some feeds, though they should be strings."""
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _stamp(item: dict[str, Any], key: str) -> str:
    """Some write numbers of seconds, or of their thousandths, though it should be RFC 3339."""
    value = item.get(key)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if number else _words(item, key)


def _real_letter(match: re.Match[bytes]) -> bytes:
    number = int(match[1], 16) if match[1] else int(match[2])
    real = number < 0xD800 or 0xDFFF < number < 0x110000
    return match[0] if real else b"&#xFFFD;"


def _check_limits(text: bytes) -> None:
    """feedparser was measured at 12.8 s for 1.4 MB of nested elements; libxml2 ends at 256 of them,
    and at entities that grow, within a millisecond."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        return  # feedparser reads what is far from XML
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable("not a feed: it is nested too deeply, or its entities grow")


def as_utf8(body: bytes) -> bytes:
    """The text in UTF-8, without an XML declaration.

    Feeds were seen that are UTF-16, and feeds that only say so; the bytes tell which.
    """
    encoding = next((name for bom, name in BOMS if body.startswith(bom)), "")
    if not encoding and body[:2] in (b"<\x00", b"\x00<"):
        encoding = "utf-16-le" if body[0] == ord("<") else "utf-16-be"
    if not encoding:
        encoding = _declared(body)
    try:
        text = body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        text = body.decode("utf-8", errors="replace")
    return DECLARATION.sub(b"", text.lstrip("\ufeff").encode("utf-8", errors="replace"), count=1)


def _declared(body: bytes) -> str:
    match = re.match(rb"""\s*<\?xml[^>]*encoding=["']([\w.-]+)["']""", body)
    name = match[1].decode().lower() if match else "utf-8"
    return "utf-8" if name.startswith(("utf-16", "ucs-2")) else name  # it has no such bytes
