"""Articles in a page of each family of the demo's outlets, with all the clutter of that outlet.

The boxes hold headlines of both countries in the article's language, and captions name both. Read
again with the outlet's file, an article must be judged as it was before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlsplit

from crawler.extract import extract_article
from crawler.outlet import Edition, load_outlets
from crawler.reading.page import NoArticle
from demo.answers import Ask
from demo.catalogue import DemoArticle, Quirk, load_articles
from demo.sites import SITES
from facts.sentences import split_sentences
from storage.records import Article
from tests.sidebars import BOTH, EVERYWHERE, SIDES, Headlines, load_headlines

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
FAMILIES = tuple(SITES)


@dataclass(frozen=True, slots=True)
class Buried:
    """``found`` is what was read of the page; None if no article was seen in it."""

    family: str
    put: DemoArticle
    found: Article | None

    def faults(self) -> Iterator[str]:
        """What of the article was lost, and what of the page was taken for it."""
        if self.found is None:
            yield "no article seen"
            return
        put, found = self.put.text.splitlines(), self.found.text.splitlines()
        yield from (f"lost: {line}" for line in put if line and line not in found)
        yield from (f"kept: {line}" for line in found if line not in put)
        if self.found.title != self.put.title:
            yield f"title: {self.found.title}"


def buried(article: Article, family: str) -> Buried:
    """``article`` in a page of ``family``, and what is read of it."""
    edition = edition_of(family, article.language)
    put = laid_out(article, model_of(edition))
    page = SITES[family](Ask.of(urlsplit(put.url).path), (put, *others(put, article.language)))
    if page is None:
        raise LookupError(f"{family} has no page at {put.url}")
    try:
        found = extract_article(page.body, put.url, editions()[edition], NOW)
    except NoArticle:
        return Buried(family, put, None)
    return Buried(family, put, found)


def edition_of(family: str, language: str) -> str:
    """The family's edition in that language, else its English or only one."""
    editions = {article.edition for article in load_articles() if article.outlet == family}
    wanted = (f"{family}_{language}", f"{family}_{EVERYWHERE}", family)
    return next(edition for edition in wanted if edition in editions)


@cache
def model_of(edition: str) -> DemoArticle:
    """Lends address, author and date; with an even number, for then boxes stand amid the text."""
    articles = (article for article in load_articles() if article.edition == edition)
    model = next(article for article in articles if article.quirk is Quirk.NONE)
    even = str(int(model.id) // 2 * 2)
    return replace(model, id=even, url=model.url.replace(model.id, even))


def laid_out(article: Article, model: DemoArticle) -> DemoArticle:
    """With its first sentence as the outlet's summary, if there is more than one."""
    first, *rest = article.text.splitlines() or [""]
    lead, *more = split_sentences(first, article.language) or [""]
    paragraphs = [" ".join(more), *rest] if more else rest
    return replace(
        model,
        title=article.title,
        lead=lead,
        paragraphs=tuple(paragraphs),
        captions=headlines(article.language).about(BOTH)[:1],
        table=(),
    )


def others(article: DemoArticle, language: str) -> Iterator[DemoArticle]:
    """What else the outlet shows: an article for each headline, with another for its teaser."""
    for what in (BOTH, *SIDES):
        three = headlines(language).about(what)
        for number, title in enumerate(three):
            name = f"{what}-{number}".lower()
            yield replace(
                article,
                key=name,
                relevant=what == BOTH,
                title=title,
                lead=three[number - 1],
                url=article.url.replace(article.slug, name),
            )


@cache
def editions() -> dict[str, Edition]:
    return load_outlets()


def headlines(language: str) -> Headlines:
    known = load_headlines()
    return known.get(language, known[EVERYWHERE])
