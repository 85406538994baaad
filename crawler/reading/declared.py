"""What a page says about itself to machines: JSON-LD, OpenGraph, meta tags, ``time`` elements."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crawler.reading.found import Found

# schema.org's types of what we read. A page may declare its organisation and breadcrumbs as well.
ARTICLE_TYPES = (
    "Article", "NewsArticle", "BlogPosting", "Report", "AnalysisNewsArticle", "OpinionNewsArticle",
    "ReportageNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting",
    "ScholarlyArticle", "TechArticle", "SocialMediaPosting",
)  # fmt: skip
# What declares the page around an article; many sites date nothing else.
PAGE_TYPES = ("WebPage", "ItemPage", "CreativeWork", "Recipe")
# In order of trust: what papers' systems, search engines and archives ask for.
PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "rnews:datepublished", "pubdate", "og:pubdate", "bt:pubdate", "publishdate",
    "publish-date", "publish_date", "publish_time", "published_time", "publisheddate",
    "published_date", "published-date", "date_published", "publicationdate", "publication_date",
    "article:publication_date", "originalpublicationdate", "article_date_original",
    "article:post_date", "article.published", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dcterms.date", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "citation_date", "citation_online_date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "mediator_published_time",
    "shareaholic:article_published_time", "weibo:article:create_at", "bytedance:published_time",
    "dcsext.articlefirstpublished", "displaydate", "og:regdate", "article.created",
)  # fmt: skip
# May be the day on which the page was made for its reader.
OF_THE_PAGE = ("date", "dc.date", "created")
MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "og:modified_time",
    "datemodified", "dcterms.modified", "dc.date.modified", "article:updated",
    "bytedance:updated_time", "weibo:article:update_at", "last-modified", "lastmod", "revised",
)  # fmt: skip
AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl")
TITLE = ("og:title", "twitter:title")
DESCRIPTION = ("og:description", "description", "twitter:description")


NOBODY: Found[tuple[str, ...]] = Found((), "")


@dataclass(frozen=True, slots=True)
class Declared:
    """Each value as the page writes it; "" where it says nothing. Dates are still text."""

    titles: tuple[Found[str], ...] = ()
    description: str = ""
    published: tuple[Found[str], ...] = ()  # in order of trust
    dated: tuple[Found[str], ...] = ()  # the page, or its article
    modified: tuple[Found[str], ...] = ()
    authors: Found[tuple[str, ...]] = NOBODY
    url: str = ""


def read_declared(page: Any) -> Declared:
    """From an lxml tree of the whole page."""
    meta = dict(reversed(list(_meta(page))))  # the first of a name wins
    linked = next(_linked(page, ARTICLE_TYPES), {})
    return Declared(
        titles=_stated(linked, "headline", meta, TITLE),
        description=next((meta[name] for name in DESCRIPTION if meta.get(name)), ""),
        published=(
            *_stated(linked, "datePublished", meta, PUBLISHED),
            *_stated(next(_linked(page, PAGE_TYPES), {}), "datePublished", {}, ()),
        ),
        dated=_stated({}, "", meta, OF_THE_PAGE),
        modified=_stated(linked, "dateModified", meta, MODIFIED),
        authors=_people_linked(linked) or _people_of(meta),
        url=next(iter(page.xpath("//link[@rel='canonical']/@href")), meta.get("og:url", "")),
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


def _linked(page: Any, types: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            # Line feeds inside strings are common and harmless.
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _typed_in(data, types)


def _typed_in(data: object, types: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for entry in data:
            yield from _typed_in(entry, types)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if any(kind in types for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield data
        yield from _typed_in(data.get("@graph"), types)


def _people(author: object) -> Iterator[str]:
    if isinstance(author, list):
        for entry in author:
            yield from _people(entry)
    elif isinstance(author, dict):
        yield from _people(author.get("name"))
    elif isinstance(author, str) and author.strip() and not author.startswith("http"):
        yield " ".join(author.split())
