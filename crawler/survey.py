"""What the pages of a site nobody has described say about it: feeds, lists, search, CMS.

Only reads; what is made of it is decided in ``crawler/draft.py``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from lxml import etree

from crawler.reading.parsing import Unparsable, parse_page
from crawler.reading.prose import clean
from crawler.urls import bare

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
FEED_LINK = re.compile(r"(?:/rss(?:/|$|[_.]|\.xml)|\.rss$|/feed/?$|/atom/?(?:\.xml)?$)", re.I)
NOT_NEWS = re.compile(r"comments?/feed|/comments|podcast|/tag/|/author/", re.I)
# Where feeds and sitemaps stand on most sites, the commonest first (documented by the CMS, or
# used by public readers of our outlets). Asked only where the site itself names none.
USUAL_FEEDS = ("/feed/", "/rss", "/rss.xml", "/rss/home.rss", "/rss_feed/", "/feeds/index.rss")
USUAL_SITEMAPS = ("/sitemap.xml", "/wp-sitemap.xml", "/news-sitemap.xml")
MENU = "//nav//a[@href] | //header//a[@href] | //*[contains(@class, 'menu')]//a[@href]"
# Parts of menus that hold no news.
NO_LIST = re.compile(
    r"/(?:about|contacts?|login|signin|register|rss|feed|search|tag|author|privacy|terms|video"
    r"|photo|gallery|subscribe|advert\w*|structure|experts?|library|journals?)\b",
    re.I,
)
SEARCHED = re.compile(r"^(?:q|s|query|search|keyword|key|word|text|tukhoa)$", re.I)
PAGED = re.compile(r"((?:^|[?&])(?:p|page|paged|trang|pg)=|/page/)2(?=$|&|/)")
# Marks that the sites made with one CMS share, wherever their files stand: the family's name.
MARKS = {
    "mastercms": (b"__MB_MASTERCMS_EL", b"search_enginer.html"),
    "vnanews": (b"article__sapo", b"article__body cms-body", b"cms-desc"),
    "wordpress": (b"/wp-content/", b'content="WordPress', b"/wp-json/"),
}


@dataclass(frozen=True, slots=True)
class SiteSurvey:
    """What one page of a site names; addresses are absolute, of the same site, in its order."""

    name: str = ""
    language: str = ""  # as the page declares it, two letters
    feeds: tuple[str, ...] = ()
    menu: tuple[str, ...] = ()  # what may be lists
    links: tuple[str, ...] = ()
    search: str = ""  # with {words}; "" where no form searches by address


def read_site(body: bytes, url: str) -> SiteSurvey:
    """Of anything that is no page: an empty survey."""
    try:
        page = parse_page(body)
    except Unparsable:
        return SiteSurvey()
    links = _own([link.get("href") for link in page.iter("a") if link.get("href")], url)
    menu = _own([link.get("href") for link in page.xpath(MENU)], url)
    return SiteSurvey(
        name=_name(page, url),
        language=(page.get("lang") or "")[:2].lower(),
        feeds=tuple(dict.fromkeys(_feeds(page, links, url))),
        menu=tuple(one for one in menu if 0 < _depth(one) < 3 and not NO_LIST.search(one)),
        links=links,
        search=next(_searches(page, url), ""),
    )


def _own(hrefs: list[str], url: str) -> tuple[str, ...]:
    """Addresses on the same site, each once, without fragments."""
    host = bare(urlsplit(url).hostname or "")
    found: dict[str, None] = {}
    for href in hrefs:
        try:
            absolute = urljoin(url, href.strip()).partition("#")[0]
            own = bare(urlsplit(absolute).hostname or "") == host
        except ValueError:
            continue
        if own and absolute.startswith("http"):
            found[absolute] = None
    return tuple(found)


def _depth(url: str) -> int:
    parts = urlsplit(url)
    return 9 if parts.query else len([name for name in parts.path.split("/") if name])


def _feeds(page: Any, links: tuple[str, ...], url: str) -> Iterator[str]:
    named = [
        link.get("href") or ""
        for link in page.iter("link")
        if "alternate" in (link.get("rel") or "") and (link.get("type") or "") in FEED_TYPES
    ]
    for one in (*_own(named, url), *(link for link in links if FEED_LINK.search(link))):
        if not NOT_NEWS.search(one):
            yield one


def _name(page: Any, url: str) -> str:
    """What the site calls itself; else what stands last in the page's title; else its host."""
    site = page.xpath("string(//meta[@property='og:site_name']/@content)")
    title = clean(page.findtext(".//title") or "")
    parts = re.split(r"\s+[|–—-]\s+|[|｜]", title)
    short = min((part.strip() for part in parts if part.strip()), key=len, default="")
    return clean(site) or short[:60] or urlsplit(url).hostname or ""


def _searches(page: Any, url: str) -> Iterator[str]:
    for form in page.iter("form"):
        fields = [one.get("name") or "" for one in form.iter("input")]
        field = next((name for name in fields if SEARCHED.match(name)), "")
        action = urljoin(url, form.get("action") or "")
        same = bare(urlsplit(action).hostname or "") == bare(urlsplit(url).hostname or "")
        if field and same and (form.get("method") or "get").lower() == "get":
            yield f"{action.partition('?')[0]}?{quote(field)}={{words}}"


def paging_of(listing: str, links: tuple[str, ...]) -> str:
    """The list's address with {page}, by its own link to its second page; "" if it has none."""
    path = urlsplit(listing).path.rstrip("/")
    for link in links:
        if urlsplit(link).path.startswith(path) and PAGED.search(link):
            return PAGED.sub(r"\g<1>{page}", link)
    return ""


def family_by_marks(*bodies: bytes) -> str:
    """ "" where no family's marks are found."""
    for family, marks in MARKS.items():
        if any(mark in body for mark in marks for body in bodies):
            return family
    return ""


def nested_sitemaps(body: bytes) -> list[str]:
    """What a sitemap of sitemaps names, those that by their names hold news or articles first."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root: Any = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return []
    if etree.QName(root).localname != "sitemapindex":
        return []
    found = [text.strip() for text in root.xpath("//*[local-name()='loc']/text()")]
    return sorted(found, key=lambda url: not re.search("news|post|article", url))
