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
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import trafilatura

from crawler.fields import authors_of, dates_of, ruled_date, ruled_title, title_of
from crawler.identity import address_of, identify
from crawler.language import language_of
from crawler.outlet import Edition
from crawler.page import NoArticle, Page, open_page
from crawler.prose import before_cut, paragraphs, until_end, without_clutter
from crawler.urls import canonical_url
from storage.identity import same_article
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
NO_GUESSES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


@dataclass(frozen=True, slots=True)
class Extraction:
    """``selected``: the text stood where the outlet's file says; else it was guessed."""

    article: Article
    selected: bool


def extract_article(body: bytes, url: str, edition: Edition | None, now: datetime) -> Article:
    """The article of a page as received from ``url``. ``edition`` None: an outlet not ours.

    Raises NoArticle, and nothing else on any bytes.
    """
    return extract(body, url, edition, now).article


def extract(body: bytes, url: str, edition: Edition | None, now: datetime) -> Extraction:
    """The same, with how it was found. Raises NoArticle, and nothing else on any bytes."""
    if len(body) > LARGEST:
        raise NoArticle(f"larger than {LARGEST // 1_000_000} MB")
    page = open_page(body, edition, now)
    hints = _hints(page) if edition is None else {}
    title = title_of(page)
    authors = authors_of(page) or _split_names(hints.get("author", ""))
    published, modified = dates_of(page, hints.get("date", ""))
    selected, _ = _selected_body(page)
    lead, lines = _text(page, selected, title, authors)
    text = "\n".join(lines)
    if len(text.encode("utf-8", "replace")) < SHORTEST:
        raise NoArticle("no text")
    if not title:
        raise NoArticle("no title")
    address, declared_as = _addresses(url, page.declared.url, edition)
    article = Article(
        url=address,
        declared_as=declared_as,
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
    return Extraction(article, selected is not None)


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rule gave a field of an article, in words for the operator of an outlet's file."""

    title: str
    published: str  # "" if nothing gave a date
    text: str
    selected: bool  # whether a selector found the text; else it was guessed


def rules_of(body: bytes, edition: Edition, now: datetime) -> Rules:
    """Raises NoArticle if ``body`` is nothing that can be parsed."""
    page = open_page(body, edition, now)
    _, by = _selected_body(page)
    return Rules(
        title=ruled_title(page)[1],
        published=ruled_date(page)[1],
        text=f"selector {by}" if by else "guessed: no selector for the body matched",
        selected=bool(by),
    )


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


def _text(
    page: Page, selected: Sequence[str] | None, title: str, authors: Sequence[str]
) -> tuple[str, list[str]]:
    """(lead, paragraphs); the lead is the first of the paragraphs where there is one.

    ``selected``: the body that a selector found, None where none did.

    A line that is an author's name alone is a byline, wherever it stands.
    """
    drop = [re.compile(pattern) for pattern in page.select.drop_lines]
    # An empty body is a video's page: what trafilatura finds there are other articles' teasers.
    body = _guessed_body(page) if selected is None else selected
    if page.select.end_mark:
        body = until_end(body, page.select.end_mark, SHORTEST)
    body = before_cut(body, [re.compile(pattern) for pattern in page.select.cut_from])
    lines = _without_dateline(without_clutter(body, title, drop), page)
    leads = _without_dateline(without_clutter(_selected_lead(page), title, drop), page)
    lines = [line for line in lines if line not in authors]
    lead = " ".join(leads)
    if lead and not any(lead in line for line in lines[:2]):
        lines = [lead, *lines]
    return lead, lines


def _without_dateline(lines: list[str], page: Page) -> list[str]:
    """Without what this outlet writes in front of its first sentence."""
    if not lines or page.select.dateline is None:
        return lines
    return [re.sub(f"^{page.select.dateline}", "", lines[0]), *lines[1:]]


def _selected_lead(page: Page) -> list[str]:
    return next((paragraphs(element) for element in page.found(page.select.lead)), [])


def _selected_body(page: Page) -> tuple[list[str] | None, str]:
    """All elements of the first selector that finds text, and it: some bodies come in parts.

    None where no selector finds an element: a page of a DOM that nobody has described.
    """
    found: list[str] | None = None
    by = ""
    for selector in page.select.body:
        elements = page.tree.cssselect(selector)
        outer = [one for one in elements if not any(up in elements for up in one.iterancestors())]
        if outer:
            found = [line for element in outer for line in paragraphs(element)]
            by = selector
        if found:
            return found, by
    return found, by


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


def _addresses(url: str, declared: str, edition: Edition | None) -> tuple[str, str]:
    """The article's address, and what the page calls it if that is another article's.

    What it calls itself counts if it is an article of this edition, and the same one by all that
    addresses say. Some templates name another: readers are sent to the page that was read.
    """
    own = _tidied(url, "", edition)
    named = _tidied(url, declared, edition)
    if edition is None or not edition.is_article(named):
        return own, ""
    same = same_article(identify(named, edition), identify(own, edition))
    return (named, "") if same or not edition.is_article(own) else (own, named)


def _tidied(base: str, link: str, edition: Edition | None) -> str:
    try:
        url = urljoin(base, link)
        return address_of(url, edition) if edition else canonical_url(url)
    except ValueError:  # a file read by hand may come without an address
        return base
