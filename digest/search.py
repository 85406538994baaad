"""Stored articles that hold given words, as lines to read and to pipe."""

from collections.abc import Iterator
from datetime import tzinfo

from storage.records import Article
from storage.store import Store

NONE_HOLDS = (
    "no stored article holds all these words; a page that a crawl passed over is read"
    " and judged by `scrapy explain ADDRESS`"
)


def search(store: Store, words: str, limit: int, zone: tzinfo) -> Iterator[str]:
    """Two lines an article, newest first: date in ``zone``, outlet, language and title; URL."""
    for article in store.articles.search(words, limit):
        yield from two_lines(article, zone)


def two_lines(article: Article, zone: tzinfo) -> Iterator[str]:
    yield f"{_day(article, zone)}  {article.outlet}  {article.language}  {article.title}"
    yield f"            {article.url}"


def _day(article: Article, zone: tzinfo) -> str:
    return f"{article.when.astimezone(zone):%Y-%m-%d}" if article.when else "no date   "
