"""Stored articles that almost came in, as lines to read and to pipe."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from digest.search import two_lines
from storage.store import Store
from storage.verdicts import NearMisses
from topics.why import in_one_line

NONE_JUDGED = "no article is stored yet; `scrapy crawlall` reads some"


def near_misses(
    store: Store, topic: str, since: datetime, limit: int, zone: tzinfo
) -> Iterator[str]:
    """Three lines an article, newest first: as ``digest search`` shows it, then why it is out."""
    found = store.articles.near_misses(topic, since, limit)
    for article in found.articles:
        yield from two_lines(article, zone)
        if verdict := article.verdict(topic):
            yield f"            {in_one_line(verdict, has_text=article.has_text)}"
    yield from _ending(found, topic, since.astimezone(zone))


def _ending(found: NearMisses, topic: str, since: datetime) -> Iterator[str]:
    """That there are none, how many more there are, and what cannot be told."""
    if not found.count:
        yield f"no near misses for {topic} since {since:%Y-%m-%d}"
    if beyond := found.count - len(found.articles):
        yield f"{beyond} more since {since:%Y-%m-%d}: --limit {found.count} shows all"
    if found.unreasoned:
        yield (
            f"{found.unreasoned} others that are out were judged before reasons were kept;"
            f" `digest topic apply {topic}` judges anew"
        )
