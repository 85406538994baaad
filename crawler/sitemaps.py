"""Reads sitemaps: of pages, of news, of other sitemaps (an index), and plain lists of addresses.

Decided here: which sitemaps of an index are worth asking, ``worth_asking``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from lxml import etree

from crawler.candidate import Candidate, Unreadable, candidate_at, date_at
from crawler.outlet import Edition
from crawler.urls import is_among
from crawler.window import Window

DEEPEST = 2  # an index in an index, as large sites have them; deeper is a mistake or a trap
# Sitemaps of one index in one run. An ordinary run wants the last weeks: of sites that have one a
# day or a month, five hold them; what they lack, the other sources announce.
MOST_CHILDREN = 5
# A backfill of a month finds it in a few: this bounds an index that names no months.
MOST_CHILDREN_OF_BACKFILL = 100
# A month or a day in a name. Without its zero, 2023-8 may as well be the eighth part of 2023.
NAMED = re.compile(r"(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])(?:[-_/]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
MONTH_FIRST = re.compile(r"(?<!\d)(0[1-9]|1[0-2])[-_/](20\d\d)(?!\d)")  # as vietnamnet.vn has it


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index names."""

    url: str
    changed: datetime | None = None  # nothing in it changed later


@dataclass(slots=True)
class Sitemap:
    """``children`` are filled for an index, ``candidates`` for all others."""

    candidates: list[Candidate] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)


def read_sitemap(body: bytes, url: str, edition: Edition, now: datetime) -> Sitemap:
    """Raises Unreadable if it is none."""
    if re.match(rb"(?:\xef\xbb\xbf)?\s*https?://", body):
        return Sitemap(list(_lines(body, url, edition, now)))
    root = _parsed(body)
    match etree.QName(root).localname:
        case "urlset":
            return Sitemap(list(_pages(root, url, edition, now)))
        case "sitemapindex":
            return Sitemap(children=list(_children(root, url, edition, now)))
        case other:
            raise Unreadable(f"not a sitemap: <{other}>")


def _parsed(body: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"not a sitemap: {error.msg}") from None


def _lines(body: bytes, url: str, edition: Edition, now: datetime) -> Iterator[Candidate]:
    """A plain text, one address a line."""
    for line in body.decode("utf-8-sig", errors="replace").splitlines():
        candidate = candidate_at(line.strip(), url, "", "", edition, now)
        if candidate:
            yield candidate


def _pages(root: Any, url: str, edition: Edition, now: datetime) -> Iterator[Candidate]:
    for entry in root:
        values = _values(entry)
        # Of a news sitemap; lastmods were seen that are years after the article: they only say
        # that it is not younger.
        published, title = values.get("publication_date", ""), values.get("title", "")
        candidate = candidate_at(values.get("loc", ""), url, title, published, edition, now)
        if candidate is None:
            continue
        changed = date_at(values.get("lastmod", ""), edition, now)
        if candidate.dated or changed is None:
            yield candidate
        else:
            yield replace(candidate, changed=changed.at)


def _values(entry: Any) -> dict[str, str]:
    """Texts by the names of their elements, whatever their namespace; the first of each name.

    A page's images and videos have a loc and a title of their own.
    """
    found: dict[str, str] = {}
    for element in entry.iter(etree.Element):
        parent = element.getparent()
        name = etree.QName(element).localname
        inside = parent is not None and etree.QName(parent).localname in ("image", "video")
        if not inside and element.text:
            found.setdefault(name, element.text.strip())
    return found


def _children(root: Any, url: str, edition: Edition, now: datetime) -> Iterator[Child]:
    for entry in root:
        values = _values(entry)
        changed = date_at(values.get("lastmod", ""), edition, now)
        if address := values.get("loc"):
            yield Child(urljoin(url, address), changed.at if changed else None)


def worth_asking(
    children: Iterable[Child], edition: Edition, window: Window, asked: Set[str], most: int
) -> tuple[Sequence[Child], int]:
    """The sitemaps to ask, newest first, and how many more of them there would be.

    Not one that was ``asked`` in this run (an index may name itself), that is at another's host,
    that has not changed since the window begins, or that is named for a time outside it.
    """
    hosts = edition.asked_hosts  # others the guard lets nobody ask
    zone = edition.outlet.zone
    fresh = dict.fromkeys(
        child
        for child in children
        if child.url not in asked
        and is_among(urlsplit(child.url).hostname or "", hosts)
        and not (child.changed and window.is_before(_end_of(child.changed)))
        and not _named_outside(child.url, window, zone)
    )
    # Those without a date come last: nothing says that they hold anything new.
    newest = sorted(fresh, key=lambda child: -child.changed.timestamp() if child.changed else 0.0)
    return newest[:most], len(newest[most:])


def _end_of(changed: datetime) -> datetime:
    """A lastmod may be a day, which is read as its noon."""
    return changed + timedelta(hours=12)


def _named_outside(url: str, window: Window, zone: ZoneInfo) -> bool:
    path = urlsplit(url).path
    month_first = MONTH_FIRST.search(path)
    match = NAMED.search(path)
    if month_first:
        year, month, day = int(month_first[2]), int(month_first[1]), 0
    elif match:
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 0)
    else:
        return False
    try:
        first = date(year, month, day or 1)
    except ValueError:  # the 31st of June: it means something else
        return False
    after = first + timedelta(days=1) if day else (first + timedelta(days=31)).replace(day=1)
    # Cut by UTC, it begins some hours later than at our outlets, which lie east of it; and to ask
    # the one before costs nothing but that, as its lastmods tell.
    start = datetime.combine(first, time(), zone)
    end = datetime.combine(after + timedelta(days=1), time(), zone)
    return window.is_after(start) or window.is_before(end)
