"""What is title, text, date, author and language of a page: the decision of ``extract_article``.

Who wins, field by field:

- title: the family's selector; else the h1 that agrees with what the page declares; else the
  declared one; else the only h1; else the page's own title without the site's name.
- text: the family's body selector after its clutter is cut (hand-written selectors were measured
  at F1 .996 where trafilatura reaches .951); else trafilatura on the same tree.
- dates: declared to the minute (JSON-LD, then meta); then the selector; then ``time`` elements.
  A date is never guessed from the text: on Chinese pages such guesses were 27 % wrong.
- authors: declared by JSON-LD, then the selector, then meta.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import trafilatura
from lxml import etree, html

from crawler.charset import charset
from crawler.dates import Dated, Reading, read_date
from crawler.declared import Declared, read_declared
from crawler.language import language_of
from crawler.outlet import Edition, Selectors
from crawler.prose import clean, paragraphs, without_clutter
from crawler.urls import canonical_url
from storage.records import Article

# trafilatura's time grows faster than its input: 5 MB of links cost 89 s. The largest real article
# page in the evaluation set is below 2 MB.
LARGEST = 2_000_000  # bytes
# A video's page or an empty shell has a caption at most. In UTF-8, so that 60 Han characters, which
# say as much as 180 Latin ones, count alike.
SHORTEST = 180  # bytes
# A page of an outlet whose DOM is described, but not of that DOM: a video, a gallery, a redesign. A
# short text found there by guessing was other articles' teasers.
SHORTEST_GUESS = 600  # bytes
CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})  # no letter of any charset but UTF-16 has them
NO_GUESSES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
SITE_NAME = re.compile(r"\s+[|–—-]\s+(?=[^|–—-]{2,40}$)|\s*[|｜]\s*(?=[^|｜]{2,40}$)")
DATELINE = re.compile(r"^\(VOVWORLD\)\s*[-–—]\s*")


class NoArticle(ValueError):
    """A page without an article; the text is the reason."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page under work: the tree, already without clutter, and what it declares."""

    tree: Any
    declared: Declared
    select: Selectors
    reading: Reading
    now: datetime


def extract_article(body: bytes, url: str, edition: Edition | None, now: datetime) -> Article:
    """The article of a page as received from ``url``. ``edition`` None: an outlet not ours.

    Raises NoArticle, and nothing else on any bytes.
    """
    if len(body) > LARGEST:
        raise NoArticle(f"larger than {LARGEST // 1_000_000} MB")
    page = _open(body, edition, now)
    hints = _hints(page) if edition is None else {}
    title = _title(page)
    authors = _authors(page) or _split_names(hints.get("author", ""))
    published, modified = _dates(page, hints.get("date", ""))
    lead, lines = _text(page, title)
    text = "\n".join(lines)
    if len(text.encode("utf-8", "replace")) < SHORTEST:
        raise NoArticle("no text")
    if not title:
        raise NoArticle("no title")
    return Article(
        url=_address(url, page.declared.url, edition),
        outlet=edition.outlet.key if edition else _host(url),
        edition=edition.name if edition else "",
        language=language_of(f"{title}\n{text}", edition.language if edition else ""),
        title=title,
        text=text,
        lead=lead,
        published=published.at if published else None,
        day_only=published.day_only if published else False,
        modified=modified.at if modified else None,
        authors=authors,
        html=body,
    )


def _open(body: bytes, edition: Edition | None, now: datetime) -> Page:
    tree: Any
    name = charset(body)
    if not name.startswith("utf-16"):
        body = body.translate(None, delete=CONTROLS)
    try:
        parser = html.HTMLParser(encoding=name, remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, LookupError, ValueError):
        raise NoArticle("not a page of text") from None
    declared = read_declared(tree)
    select = edition.outlet.select if edition else Selectors()
    for selector in select.remove:
        for element in tree.cssselect(selector):
            if element.getparent() is not None:
                element.drop_tree()
    return Page(tree, declared, select, _reading(edition), now)


def _reading(edition: Edition | None) -> Reading:
    if edition is None:
        return Reading(ZoneInfo("UTC"), "en", day_first=True)
    return Reading(edition.outlet.zone, edition.language, edition.outlet.day_first)


def _found(page: Page, selectors: Iterable[str]) -> Iterator[Any]:
    for selector in selectors:
        yield from page.tree.cssselect(selector)


def _title(page: Page) -> str:
    selected = (clean(element.text_content()) for element in _found(page, page.select.title))
    chosen = next((title for title in selected if title), "")
    if chosen:
        return chosen
    headings = [clean(element.text_content()) for element in page.tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    for declared in page.declared.titles:
        for heading in headings:
            if _agree(heading, clean(declared)):
                return heading
    whole = clean(page.tree.findtext(".//title") or "")
    names = [clean(title) for title in page.declared.titles] or headings[:1] or [whole]
    return SITE_NAME.split(names[0])[0].strip()


def _agree(heading: str, declared: str) -> bool:
    short, long = sorted((heading.casefold(), declared.casefold()), key=len)
    return bool(short) and long.startswith(short) and len(short) > len(long) / 3


def _authors(page: Page) -> tuple[str, ...]:
    selected = [clean(element.text_content()) for element in _found(page, page.select.authors)]
    names = (clean(name) for name in page.declared.authors or dict.fromkeys(selected))
    return tuple(name for name in names if 0 < len(name) <= 80)[:5]


def _split_names(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(";") if name.strip())


def _hints(page: Page) -> dict[str, str]:
    """What trafilatura makes of a page of an outlet whose family nobody has described.

    Its dates come from marked-up places and addresses only, see the module's docstring.
    """
    try:
        found: Any = trafilatura.extract_metadata(page.tree, date_config=NO_GUESSES)
    except ValueError:  # a control character, which lxml reads and refuses to write
        return {}
    return {"author": found.author or "", "date": found.date or ""} if found else {}


def _dates(page: Page, hint: str) -> tuple[Dated | None, Dated | None]:
    """Published and modified."""
    published = _first_date(page, (*page.declared.published, *_stamps(page), hint))
    modified = _first_date(page, page.declared.modified)
    if modified and published and modified.at <= published.at:
        modified = None
    return published, modified


def _stamps(page: Page) -> Iterator[str]:
    for element in (*_found(page, page.select.date), *page.tree.cssselect("time[datetime]")):
        yield element.get("datetime") or ""
        yield clean(element.text_content())[:200]


def _first_date(page: Page, texts: Iterable[str]) -> Dated | None:
    """The first that gives a time of day; else the first that gives a day."""
    day: Dated | None = None
    for text in texts:
        dated = read_date(text, page.reading, page.now) if text else None
        if dated and not dated.day_only:
            # A declared midnight is a day that a program wrote as an instant.
            return dated if day is None or abs((dated.at - day.at).days) <= 1 else day
        day = day or dated
    return day


def _text(page: Page, title: str) -> tuple[str, list[str]]:
    """(lead, paragraphs); the lead is the first of the paragraphs where there is one."""
    drop = [re.compile(pattern) for pattern in page.select.drop_lines]
    selected = _selected_body(page)
    # An empty body is a video's page: what trafilatura finds there are other articles' teasers.
    body = _guessed_body(page) if selected is None else selected
    lines = _without_datelines(without_clutter(body, title, drop))
    leads = _without_datelines(without_clutter(_selected_lead(page), title, drop))
    lead = " ".join(leads)
    if lead and not any(lead in line for line in lines[:2]):
        lines = [lead, *lines]
    return lead, lines


def _without_datelines(lines: list[str]) -> list[str]:
    return [DATELINE.sub("", line) for line in lines]


def _selected_lead(page: Page) -> list[str]:
    return next((paragraphs(element) for element in _found(page, page.select.lead)), [])


def _selected_body(page: Page) -> list[str] | None:
    """All elements of the first selector that finds text: some bodies come in parts.

    None where no selector finds an element: a page of a DOM that nobody has described.
    """
    found: list[str] | None = None
    for selector in page.select.body:
        elements = page.tree.cssselect(selector)
        outer = [one for one in elements if not any(up in elements for up in one.iterancestors())]
        if outer:
            found = [line for element in outer for line in paragraphs(element)]
        if found:
            return found
    return found


def _guessed_body(page: Page) -> Sequence[str]:
    lines = _generic_body(page)
    long = len("".join(lines).encode("utf-8", "replace")) >= SHORTEST_GUESS
    return lines if long or not page.select.body else ()


def _generic_body(page: Page) -> Sequence[str]:
    try:
        document: Any = trafilatura.bare_extraction(
            page.tree, include_comments=False, with_metadata=False
        )
    except ValueError:  # as above
        return []
    return (document.text or "").split("\n") if document else []


def _host(url: str) -> str:
    with suppress(ValueError):
        return urlsplit(url).hostname or ""
    return ""


def _address(url: str, declared: str, edition: Edition | None) -> str:
    """The canonical address; what the page declares counts if it is an article of this edition."""
    hosts = edition.outlet.hosts if edition else ()
    if edition and declared:
        with suppress(ValueError):
            named = canonical_url(urljoin(url, declared), hosts)
            if edition.is_article(named):
                return named
    try:
        return canonical_url(url, hosts)
    except ValueError:  # a file read by hand may come without an address
        return url
