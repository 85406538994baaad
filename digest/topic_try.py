"""`digest topic try`: what a changed topic would do to the stored articles. Writes nothing.

Memory stays flat whatever the database holds: articles pass by in parts, and of those that change
only what is shown is kept.
"""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo

from digest.clean import clean_text, width
from digest.progress import Watch
from storage.records import Article, Outcome
from storage.store import Store
from topics.comparison import Shift, reason, shift
from topics.judge import judge
from topics.vocabulary import Topic

COLUMNS = 80
TITLES = {
    Shift.COMES_IN: "Would come in",
    Shift.GOES_OUT: "Would go out",
    Shift.NEARS: "Would become near misses",
    Shift.LEAVES: "Would be near misses no more",
}
NO_DATE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Changed:
    """One article that changes. The newest sort last."""

    when: datetime
    url: str
    article: Article = field(compare=False)
    reason: str = field(compare=False)


@dataclass(slots=True)
class Trial:
    """What was found: all counted, the newest ``limit`` of each shift kept."""

    limit: int
    judged: int = 0
    counts: Counter[Shift] = field(default_factory=Counter)
    newest: dict[Shift, list[Changed]] = field(default_factory=dict)

    def note(self, kind: Shift, one: Changed) -> None:
        self.counts[kind] += 1
        kept = self.newest.setdefault(kind, [])
        if len(kept) < self.limit:
            heapq.heappush(kept, one)
        else:
            heapq.heappushpop(kept, one)


def try_topic(
    store: Store, topic: Topic, since: datetime | None, limit: int, watch: Watch
) -> Trial:
    """``topic.name``: the stored verdicts that it is compared with."""
    trial = Trial(limit)
    for part in store.rejudging.parts(topic.name, since):
        for stored in part:
            before, after = stored.article.verdict(topic.name), judge(stored.article, topic)
            if kind := shift(before, after):
                article = replace(stored.article, text="", relevance=())
                why = reason(before, after)
                trial.note(kind, Changed(article.when or NO_DATE, article.url, article, why))
        trial.judged += len(part)
        watch.step(len(part))
    return trial


def tell(trial: Trial, watch: Watch, zone: tzinfo) -> Iterator[str]:
    """Counts first, then the articles, newest first."""
    articles = number_of(trial.judged, "stored article")
    yield f"of {articles} {_counted(trial.counts)} ({watch.rate()})"
    for kind, title in TITLES.items():
        if count := trial.counts[kind]:
            yield from ("", f"{title}: {count:,}")
            for one in sorted(trial.newest[kind], reverse=True):
                yield from _lines(one, zone)
            if more := count - len(trial.newest[kind]):
                yield f"  … and {more:,} older; --limit shows more"


def number_of(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _counted(counts: Counter[Shift]) -> str:
    """In and out are told always, near misses where there are any."""
    told = f"{counts[Shift.COMES_IN]:,} would come in, {counts[Shift.GOES_OUT]:,} go out"
    near, left = counts[Shift.NEARS], counts[Shift.LEAVES]
    return f"{told}; near misses: {near:,} more, {left:,} fewer" if near or left else told


def unknowable(not_kept: dict[Outcome, int]) -> str:
    """What a trial cannot tell, since nothing was stored of it."""
    glanced = not_kept.get(Outcome.OFF_TOPIC, 0)
    aside = not_kept.get(Outcome.TOO_OLD, 0) + not_kept.get(Outcome.TOO_NEW, 0)
    return (
        f"Not among them: {number_of(glanced, 'page')} that crawls only glanced at, since no side"
        f" was named there, and {aside:,} outside the days that were asked for. Nothing of them is"
        " stored; crawls glance again at those that are still announced once the topic's file has"
        " other words."
    )


def _lines(one: Changed, zone: tzinfo) -> Iterator[str]:
    article = one.article
    day = f"{article.when.astimezone(zone):%Y-%m-%d}" if article.when else "no date   "
    head = f"{day}  {article.outlet}  {article.language}  "
    yield head + clean_text(article.title, COLUMNS - width(head))
    yield f"            {article.url}"
    yield f"            {one.reason}"
