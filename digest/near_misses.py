"""Stored articles that almost came in, as lines to read and to pipe."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from digest.search import two_lines
from storage.records import Article
from storage.store import Store
from storage.verdicts import NearMisses
from topics.why import in_one_line

DAYS, MOST = 14, 50  # as far as a digest looks back; two minutes of reading


def since_when(since: date | None, days: int | None, now: datetime, zone: tzinfo) -> datetime:
    """The beginning of the day ``since``, or so many ``days`` before ``now``."""
    if since is not None:
        return datetime.combine(since, time(), zone)
    return now - timedelta(days=DAYS if days is None else days)


def near_misses(
    store: Store, topic: str, since: datetime, limit: int, zone: tzinfo
) -> Iterator[str]:
    """Three lines an article, newest first: as ``digest search`` shows it, then why it is out."""
    found = store.articles.near_misses(topic, since, limit)
    for article in found.articles:
        yield from two_lines(article, zone)
        yield f"            {_why(article, topic)}"
    yield from _ending(found, topic, since.astimezone(zone))


def _why(article: Article, topic: str) -> str:
    verdict = next(one for one in article.relevance if one.topic == topic)
    return in_one_line(verdict, has_text=bool(article.text.strip()))


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
