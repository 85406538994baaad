"""What a page says about itself to machines: JSON-LD, OpenGraph, meta tags, ``time`` elements."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crawler.reading.found import Found

# schema.org's types of what we read. A page may declare its organisation and breadcrumbs as well.
ARTICLE_TYPES = ("Article", "NewsArticle", "BlogPosting", "Report", "AnalysisNewsArticle")
PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate",
    "publishdate", "publish-date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "date", "article.published", "publication_date",
)  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl")
TITLE = ("og:title", "twitter:title")
SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title")
DESCRIPTION = ("og:description", "description", "twitter:description")


NOBODY: Found[tuple[str, ...]] = Found((), "")


@dataclass(frozen=True, slots=True)
class Declared:
    """Each value as the page writes it; "" where it says nothing. Dates are still text."""

    titles: tuple[Found[str], ...] = ()
    description: str = ""
    published: tuple[Found[str], ...] = ()  # in order of trust
    modified: tuple[Found[str], ...] = ()
    authors: Found[tuple[str, ...]] = NOBODY
    url: str = ""
    site: tuple[str, ...] = ()  # what it calls itself


def read_declared(page: Any) -> Declared:
    """From an lxml tree of the whole page."""
    meta = dict(reversed(list(_meta(page))))  # the first of a name wins
    linked = next(_linked_articles(page), {})
    return Declared(
        titles=_stated(linked, "headline", meta, TITLE),
        description=next((meta[name] for name in DESCRIPTION if meta.get(name)), ""),
        published=_stated(linked, "datePublished", meta, PUBLISHED),
        modified=_stated(linked, "dateModified", meta, MODIFIED),
        authors=_people_linked(linked) or _people_of(meta),
        url=next(iter(page.xpath("//link[@rel='canonical']/@href")), meta.get("og:url", "")),
        site=tuple(meta[name] for name in SITE if meta.get(name)),
    )


def _stated(
    linked: dict[str, Any], key: str, meta: dict[str, str], names: Iterable[str]
) -> tuple[Found[str], ...]:
    values = [(linked.get(key), "json-ld"), *((meta.get(name), f"meta {name}") for name in names)]
    texts = ((" ".join(value.split()), by) for value, by in values if isinstance(value, str))
    return tuple(Found(text, by) for text, by in texts if text)


def _meta(page: Any) -> Iterator[tuple[str, str]]:
    for tag in page.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = (tag.get("content") or "").strip()
        if name and content:
            yield name.lower(), content


def _people_linked(linked: dict[str, Any]) -> Found[tuple[str, ...]] | None:
    people = tuple(_people(linked.get("author")))
    return Found(people, "json-ld") if people else None


def _people_of(meta: dict[str, str]) -> Found[tuple[str, ...]]:
    for name in AUTHOR:
        if meta.get(name) and not meta[name].startswith("http"):
            return Found((meta[name],), f"meta {name}")
    return NOBODY


def _linked_articles(page: Any) -> Iterator[dict[str, Any]]:
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            # Line feeds inside strings are common and harmless.
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(data)


def _articles_in(data: object) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for entry in data:
            yield from _articles_in(entry)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if any(kind in ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield data
        yield from _articles_in(data.get("@graph"))


def _people(author: object) -> Iterator[str]:
    if isinstance(author, list):
        for entry in author:
            yield from _people(entry)
    elif isinstance(author, dict):
        yield from _people(author.get("name"))
    elif isinstance(author, str) and author.strip() and not author.startswith("http"):
        yield " ".join(author.split())
