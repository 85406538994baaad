"""`digest topic apply`: stored articles judged again, and what that means for the next digests.

The decision here: which of the articles that came in are news (``is_news``). Old ones go into no
digest, as if they had been found late.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from digest.config import Reader
from digest.issue import told_at
from digest.progress import Watch
from storage.records import Article
from storage.rejudging import Stored
from storage.relevance import Relevance
from storage.store import Store
from topics.comparison import Shift, shift
from topics.judge import judge
from topics.vocabulary import Topic


@dataclass(slots=True)
class Applied:
    """``news``: of each reader, how many articles came in that may go into the next digest."""

    judged: int = 0
    counts: Counter[Shift] = field(default_factory=Counter)
    news: Counter[str] = field(default_factory=Counter)


def apply_topic(
    store: Store,
    topic: Topic,
    readers: Iterable[Reader],
    now: datetime,
    watch: Watch,
    *,
    whole: bool,
) -> Applied:
    """``whole``: also articles whose verdict was given with these very words."""
    applied = Applied()
    sent = [(one, store.deliveries.sent_articles(one.address, one.topic)) for one in readers]
    parts = store.rejudging.parts(topic.name, other_than="" if whole else topic.words_sum)
    for part in parts:
        for stored, verdict in _kept(store, topic, part):
            kind = shift(stored.article.verdict(topic.name), verdict)
            if kind:
                applied.counts[kind] += 1
            if kind is Shift.COMES_IN:
                article = stored.article
                applied.news.update(
                    one.address for one, had in sent if is_news(article, one, had, now)
                )
        applied.judged += len(part)
        watch.step(len(part))
    return applied


def is_news(article: Article, reader: Reader, sent: Container[str], now: datetime) -> bool:
    """Whether an article that came in may go into the reader's next digest: see ``select_new``."""
    if article.url in sent or not (article.published or article.found_new):
        return False
    told = told_at(article, now)
    return told is not None and told >= now - timedelta(days=reader.max_age_days)


def tell(applied: Applied, stored: int, readers: Iterable[Reader], watch: Watch) -> Iterator[str]:
    counts = applied.counts
    if not stored:
        yield "no article is stored yet; `scrapy crawlall` reads some"
        return
    if not applied.judged:
        yield f"all {stored:,} stored articles are judged with these words already; nothing to do"
        return
    yield (
        f"judged {applied.judged:,} of {stored:,} stored articles anew ({watch.rate()}):"
        f" {counts[Shift.COMES_IN]:,} came in, {counts[Shift.GOES_OUT]:,} went out;"
        f" near misses: {counts[Shift.NEARS]:,} more, {counts[Shift.LEAVES]:,} fewer"
    )
    if not counts[Shift.COMES_IN]:
        return
    for reader in readers:
        yield (
            f"{reader.address}: {applied.news[reader.address]:,} of those that came in are recent"
            f" enough ({reader.max_age_days} days) to go into the next digest"
        )


def _kept(store: Store, topic: Topic, part: list[Stored]) -> Iterator[tuple[Stored, Relevance]]:
    """The verdicts that were stored. What a crawl changed meanwhile is judged once more."""
    while part:
        judged = [(one, judge(one.article, topic)) for one in part]
        part = store.rejudging.replace(judged)
        again = {one.id for one in part}
        yield from (pair for pair in judged if pair[0].id not in again)
