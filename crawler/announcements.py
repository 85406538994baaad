"""Reads what a source announces: a feed, a sitemap, a list of links, into candidates.

No decision is made here on what is worth fetching; see ``crawler/discover.py``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree, html

from crawler.charset import BOMS
from crawler.dates import Dated, Reading, read_date
from crawler.identity import address_of
from crawler.outlet import Edition
from crawler.outlet_file import Source
from crawler.parsing import Unparsable, parse_page

# The largest feed measured has 1,000 items; a list page has under a hundred links to articles.
MOST = 1000
DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
# Elements of a sitemap that say where a page is and when it changed, whatever their namespace.
LOC = "*[local-name()='loc']/text()"
CHANGED = (
    ".//*[local-name()='publication_date']/text()",  # of a news sitemap
    "*[local-name()='lastmod']/text()",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An announced article before it is fetched. ``url`` is canonical."""

    url: str
    title: str = ""
    dated: Dated | None = None  # published, as the source says
    changed: datetime | None = None  # a sitemap's lastmod: not before it was published

    @property
    def when(self) -> datetime | None:
        return self.dated.at if self.dated else self.changed


def newest_first(candidate: Candidate) -> float:
    """A key for a stable sort: without a date first, since lists show their newest on top."""
    return -candidate.when.timestamp() if candidate.when else float("-inf")


class Unreadable(ValueError):
    """A source answered with something else than it should."""


def read_announcements(
    body: bytes, url: str, source: Source, edition: Edition, now: datetime
) -> list[Candidate]:
    """What the source announces, in its order, each address once; only this edition's articles.

    Raises Unreadable if ``body`` is not what ``source.kind`` says.
    """
    readers: dict[str, Callable[..., Iterator[Candidate]]] = {
        "feed": _feed,
        "sitemap": _sitemap,
        "listing": _listing,
        "search": _listing,
    }
    found: dict[str, Candidate] = {}
    for candidate in readers[source.kind](body, url, edition, now):
        known = found.get(candidate.url)
        # A card links its article several times, from its picture and its headline.
        if known is None or (not known.title and candidate.title):
            found[candidate.url] = candidate
    if len(found) <= MOST:
        return list(found.values())
    # A sitemap may begin with its oldest page.
    return sorted(found.values(), key=newest_first)[:MOST]


def _candidate(
    address: str, base: str, title: str, date: str, edition: Edition, now: datetime
) -> Candidate | None:
    try:
        url = address_of(urljoin(base, address), edition)
    except ValueError:
        return None
    if not edition.is_article(url):
        return None
    outlet = edition.outlet
    dated = read_date(date, Reading(outlet.zone, edition.language, outlet.day_first), now)
    return Candidate(url, " ".join(title.split()), dated)


def _feed(body: bytes, url: str, edition: Edition, now: datetime) -> Iterator[Candidate]:
    parsed: Any = feedparser.parse(
        as_utf8(body), response_headers={"content-type": "application/xml; charset=utf-8"}
    )
    if not parsed.get("version"):
        raise Unreadable("not a feed")
    for entry in parsed.entries:
        date = entry.get("published") or entry.get("updated") or ""
        candidate = _candidate(
            entry.get("link", ""), url, entry.get("title", ""), date, edition, now
        )
        if candidate:
            yield candidate


def as_utf8(body: bytes) -> bytes:
    """The XML in UTF-8, without its declaration.

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


def _sitemap(body: bytes, url: str, edition: Edition, now: datetime) -> Iterator[Candidate]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root: Any = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"not a sitemap: {error}") from None
    if etree.QName(root).localname != "urlset":
        raise Unreadable(f"not a sitemap of pages: <{etree.QName(root).localname}>")
    for entry in root:
        changed = next((texts[0] for path in CHANGED if (texts := entry.xpath(path))), "")
        for address in entry.xpath(LOC):
            candidate = _candidate(address.strip(), url, "", changed, edition, now)
            if candidate:
                # The corpus holds lastmods of years after the article: never a publishing date.
                changed = candidate.dated.at if candidate.dated else None
                yield replace(candidate, dated=None, changed=changed)


def _listing(body: bytes, url: str, edition: Edition, now: datetime) -> Iterator[Candidate]:
    """The items that the selectors find; then any other link to an article of this edition."""
    try:
        page = parse_page(body)
    except Unparsable as error:
        raise Unreadable(f"not a page: {error}") from None
    select = edition.outlet.select
    for selector in select.item:
        for item in page.cssselect(selector):
            date = item.cssselect(select.item_date) if select.item_date else []
            stamp = date[0].get("datetime") or date[0].text_content() if date else ""
            headline = item.cssselect(select.item_title) if select.item_title else []
            title = headline[0].text_content() if headline else ""
            for link in item.cssselect(select.link):
                yield from _link(link, url, title, stamp, edition, now)
    for link in page.iter("a"):
        yield from _link(link, url, "", "", edition, now)


def _link(
    link: html.HtmlElement, base: str, title: str, stamp: str, edition: Edition, now: datetime
) -> Iterator[Candidate]:
    title = title or link.text_content()
    candidate = _candidate(link.get("href") or "", base, title, stamp, edition, now)
    if candidate:
        yield candidate
