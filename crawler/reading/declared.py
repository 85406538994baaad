"""What a page says about itself to machines: JSON-LD, OpenGraph, meta tags, ``time`` elements."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crawler.reading.found import Found
from crawler.reading.linked import Node, articles_of, linked_nodes, pages_of, people_of

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
AUTHOR = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl",
    "sailthru.author", "citation_author", "article.author", "author_name", "twitter:creator_name",
)  # fmt: skip
# What a card says beside a link, in the words that WordPress's plug-ins have for it.
WRITTEN_BY = re.compile(
    r"written by|author|tác giả|được viết bởi|автор|написано|жазған|(?:geschrieben|verfasst) von"
    r"|écrit par|auteur|escrito por|escrita por|autor|scritto da|autore|napisane przez"
    r"|ditulis oleh|penulis|yazan|yazar|muallif|作者|撰写|執筆者|글쓴이|작성자|เขียนโดย|كتب",
    re.I,
)
TITLE = ("og:title", "twitter:title")
SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title")
DESCRIPTION = ("og:description", "description", "twitter:description")


@dataclass(frozen=True, slots=True)
class Declared:
    """Each value as the page writes it; "" where it says nothing. Dates are still text."""

    titles: tuple[Found[str], ...] = ()
    description: str = ""
    published: tuple[Found[str], ...] = ()  # in order of trust
    dated: tuple[Found[str], ...] = ()  # the page, or its article
    modified: tuple[Found[str], ...] = ()
    authors: tuple[Found[tuple[str, ...]], ...] = ()  # in order of trust
    url: str = ""
    site: tuple[str, ...] = ()  # what it calls itself


def read_declared(page: Any) -> Declared:
    """From an lxml tree of the whole page."""
    meta = dict(reversed(list(_meta(page))))  # the first of a name wins
    nodes = linked_nodes(page)
    linked = next(iter(articles_of(nodes)), {})
    return Declared(
        titles=_stated(linked, "headline", meta, TITLE),
        description=next((meta[name] for name in DESCRIPTION if meta.get(name)), ""),
        published=(
            *_stated(linked, "datePublished", meta, PUBLISHED),
            *_stated(next(iter(pages_of(nodes)), {}), "datePublished", {}, ()),
        ),
        dated=_stated({}, "", meta, OF_THE_PAGE),
        modified=_stated(linked, "dateModified", meta, MODIFIED),
        authors=tuple(found for found in _authors(nodes, page) if found.value),
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


def _authors(nodes: list[Node], page: Any) -> Iterator[Found[tuple[str, ...]]]:
    yield Found(people_of(nodes), "json-ld")
    stated = list(_meta(page))
    for name in AUTHOR:
        yield Found(tuple(text for key, text in stated if key == name), f"meta {name}")
    labels = dict(stated)
    for number in ("1", "2"):
        if WRITTEN_BY.match(labels.get(f"twitter:label{number}", "")):
            name = f"twitter:data{number}"
            yield Found((labels.get(name, ""),), f"meta {name}")
