"""Reads what a source announces: a feed, a sitemap, a list of links, into candidates.

No decision is made here on what is worth fetching; see ``crawler/discover.py``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml import html

from crawler.candidate import (
    Candidate,
    Unreadable,
    candidate_at,
    date_at,
    newest_first,
    told_together,
)
from crawler.feeds import read_feed
from crawler.outlet import Edition
from crawler.outlet_file import Source
from crawler.reading.parsing import Unparsable, parse_page
from crawler.sitemaps import Child, read_sitemap
from crawler.unpack import unpacked

__all__ = ["Announced", "Candidate", "Unreadable", "announced_by", "read_announcements"]

# The largest feed measured has 1,000 items; a list page has under a hundred links to articles.
MOST = 1000
MOST_PIECES = 40  # of text in a link; where none is closed, each holds the rest of the page
MOST_OF_BACKFILL = 50_000  # as many as a sitemap may hold (sitemaps.org)


@dataclass(frozen=True, slots=True)
class Announced:
    """``children`` are other sitemaps, which announce in the source's place."""

    candidates: tuple[Candidate, ...] = ()
    children: tuple[Child, ...] = ()


def announced_by(
    body: bytes, url: str, source: Source, edition: Edition, now: datetime, most: int = MOST
) -> Announced:
    """What the source announces, in its order, each address once; only this edition's articles,
    and at most the ``most`` newest.

    Raises Unreadable if ``body`` is not what ``source.kind`` says.
    """
    body = unpacked(body)
    match source.kind:
        case "feed":
            return Announced(_once(read_feed(body, url, edition, now), most))
        case "sitemap":
            sitemap = read_sitemap(body, url, edition, now)
            return Announced(_once(sitemap.candidates, most), tuple(sitemap.children))
        case "listing" | "search":
            return Announced(_once(_listing(body, url, edition, now), most))


def read_announcements(
    body: bytes, url: str, source: Source, edition: Edition, now: datetime
) -> list[Candidate]:
    """The articles that one answer announces itself. Raises Unreadable like ``announced_by``, and
    for an index of sitemaps."""
    found = announced_by(body, url, source, edition, now)
    if found.children:
        raise Unreadable(f"not a sitemap of pages: names {len(found.children)} other sitemaps")
    return list(found.candidates)


def _once(candidates: Iterable[Candidate], most: int) -> tuple[Candidate, ...]:
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        # A card links its article several times, from its picture and its headline.
        found[candidate.url] = told_together(found.get(candidate.url), candidate)
    if len(found) <= most:
        return tuple(found.values())
    # A sitemap may begin with its oldest page.
    return tuple(sorted(found.values(), key=newest_first)[:most])


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
            stamp = _stamp(date[0], edition, now) if date else ""
            headline = item.cssselect(select.item_title) if select.item_title else []
            title = _start_of(headline[0]) if headline else ""
            for link in item.cssselect(select.link):
                yield from _link(link, url, title, stamp, edition, now)
    for link in page.iter("a"):
        yield from _link(link, url, "", "", edition, now)


def _stamp(element: html.HtmlElement, edition: Edition, now: datetime) -> str:
    """The least vague of what a date says to programs and to readers."""
    texts: list[str] = [element.get("datetime") or "", element.text_content()]
    read = [(date.vagueness, text) for text in texts if (date := date_at(text, edition, now))]
    best = min(read, key=lambda pair: pair[0], default=None)  # of equal ones that for programs
    return best[1] if best else texts[0] or texts[1]


def _link(
    link: html.HtmlElement, base: str, title: str, stamp: str, edition: Edition, now: datetime
) -> Iterator[Candidate]:
    title = title or _start_of(link)
    candidate = candidate_at(link.get("href") or "", base, title, stamp, edition, now)
    if candidate:
        yield candidate


def _start_of(element: html.HtmlElement) -> str:
    return "".join(islice(element.itertext(), MOST_PIECES))
