"""What is title, text, date, author and language of a page: the decision of ``extract_article``.

The door to ``crawler/reading/``, where one module a field says who wins.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from crawler.identity import address_of, identify
from crawler.outlet import Edition
from crawler.reading.authors import authors_of
from crawler.reading.flash import is_long_enough
from crawler.reading.found import Found
from crawler.reading.kind import other_kind
from crawler.reading.language import language_of
from crawler.reading.page import NoArticle, open_page
from crawler.reading.published import Dates, dates_of
from crawler.reading.text import Text, text_of
from crawler.reading.titles import title_of
from crawler.urls import canonical_url
from storage.identity import same_article
from storage.records import Article, Origins

# trafilatura's time grows faster than its input: 5 MB of links cost 89 s. The largest real article
# page in the evaluation set is below 2 MB.
LARGEST = 2_000_000  # bytes


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
    if kind := other_kind(page, url):
        raise NoArticle(kind)
    title = title_of(page, url)
    authors = authors_of(page, url)
    text = text_of(page, title.value, authors.value)
    if not is_long_enough(text, page):
        raise NoArticle("no text")
    if not title.value:
        raise NoArticle("no title")
    dates = dates_of(page, url, title.value)
    language = language_of(f"{title.value}\n{text.whole}", edition.language if edition else "")
    address, declared_as = _addresses(url, page.declared.url, edition)
    published, modified = dates.published.value, dates.modified.value
    article = Article(
        url=address,
        declared_as=declared_as,
        outlet=edition.outlet.key if edition else _host(url),
        edition=edition.name if edition else "",
        language=language.value,
        title=title.value,
        text=text.whole,
        lead=text.lead,
        published=published.at if published else None,
        day_only=published.day_only if published else False,
        modified=modified.at if modified else None,
        claimed=dates.claimed,
        authors=authors.value,
        truncated=text.truncated,
        origins=_origins(title, text, dates, authors, language),
        html=body,
    )
    return Extraction(article, text.selected)


def _origins(
    title: Found[str],
    text: Text,
    dates: Dates,
    authors: Found[tuple[str, ...]],
    language: Found[str],
) -> Origins:
    return Origins(
        title=title.by,
        text=text.by,
        lead=text.lead_by,
        published=dates.published.by,
        modified=dates.modified.by,
        authors=authors.by,
        language=language.by,
    )


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
