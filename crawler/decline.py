"""Whether an edition's pages give less than they used to: the decision of ``declines``.

An edition is measured by its own history: some pages never had a date, some outlets show a video
in every third one. A single odd page says nothing, so that a small outlet is judged over its last
few runs, and every verdict holds its evidence.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from storage.coverage import Coverage
from storage.records import Concern, CrawlReport, Obstacle

FEWEST = 3  # pages: fewer are chance
HISTORY = 200  # pages at most that tell what is normal: what came before was another design
# How unlikely a drop must be as mere chance. Seventy editions with eight runs a day ask 2,000 such
# questions; nearly all of them about shares near 100 %, where chance drops nothing.
CHANCE = 0.001
LARGE = 0.5  # a drop to less than half the usual; a smaller one is news value, not a new design
# Lengths vary with the news: a median of ten texts and more, below all but a tenth of the runs'.
LENGTHS = 10
# Asked of pages that are articles.
QUESTIONS = (
    ("titles", "a title of its own"),
    ("dates", "a date on the page"),
    ("selected", "text where the outlet's file says"),
)


@dataclass(frozen=True, slots=True)
class Share:
    found: int
    of: int

    def __str__(self) -> str:
        return f"{self.found} of {self.of}"


def declines(runs: Sequence[CrawlReport], sound: Sequence[CrawlReport]) -> Iterator[Concern]:
    """``runs``: this one and those before it, newest first; ``sound``: of these, and older ones,
    those that fetched pages and had no trouble."""
    recent = _recent(runs)
    among = sum(run.fetched > 0 and not run.troubled for run in recent[1:])
    before = _known([run.coverage for run in sound[among:]])
    if not sum(run.pages for run in before):  # forgotten in a long trouble: it is as it was
        previous = runs[1].concerns if len(runs) > 1 else ()
        yield from (each for each in previous if each.obstacle is Obstacle.CHANGED)
        return
    yield from _articles(recent, _sum(before))
    yield from _fields(_sum([run.coverage for run in recent]), _sum(before))
    yield from _lengths([run.coverage for run in recent], before)


def _recent(runs: Sequence[CrawlReport]) -> list[CrawlReport]:
    """As few of the last runs as hold enough pages."""
    chosen: list[CrawlReport] = []
    for run in runs:
        chosen.append(run)
        if sum(each.coverage.pages for each in chosen) >= FEWEST:
            break
    return chosen


def _known(earlier: Sequence[Coverage]) -> list[Coverage]:
    chosen: list[Coverage] = []
    for one in earlier:
        if sum(each.pages for each in chosen) >= HISTORY:
            break
        chosen.append(one)
    return chosen


def _sum(runs: Sequence[Coverage]) -> Coverage:
    return Coverage(
        pages=sum(run.pages for run in runs),
        articles=sum(run.articles for run in runs),
        titles=sum(run.titles for run in runs),
        dates=sum(run.dates for run in runs),
        selected=sum(run.selected for run in runs),
        length=round(_median(runs)),
    )


def _median(runs: Sequence[Coverage]) -> float:
    """Of the runs' medians, each as often as it has articles."""
    lengths = [run.length for run in runs for _ in range(run.articles)]
    return median(lengths) if lengths else 0


def _articles(recent: Sequence[CrawlReport], before: Coverage) -> Iterator[Concern]:
    now = _sum([run.coverage for run in recent])
    today, usual = Share(now.articles, now.pages), Share(before.articles, before.pages)
    if dropped(today, usual):
        reasons = sum((Counter(run.blank) for run in recent), Counter[str]())
        why = reasons.most_common(1)[0][0] if reasons else "not read"
        words = f"an article on {today} pages ({why}), before on {usual}"
        yield Concern(words, Obstacle.CHANGED)


def _fields(now: Coverage, before: Coverage) -> Iterator[Concern]:
    for name, words in QUESTIONS:
        today = Share(getattr(now, name), now.articles)
        usual = Share(getattr(before, name), before.articles)
        if dropped(today, usual):
            yield Concern(f"{words}: {today} articles, before {usual}", Obstacle.CHANGED)


def dropped(now: Share, before: Share) -> bool:
    """Whether ``now`` is so much less than ``before`` that it is no chance."""
    if now.of < FEWEST or not before.of:
        return False
    usual = (before.found + 0.5) / (before.of + 1)  # Jeffreys: three of three are not always all
    return now.found < LARGE * usual * now.of and _chance(now, usual) < CHANCE


def _chance(share: Share, usual: float) -> float:
    """That at most so many of so many are found where ``usual`` is the share of all pages."""
    return sum(
        math.comb(share.of, found) * usual**found * (1 - usual) ** (share.of - found)
        for found in range(share.found + 1)
    )


def _lengths(recent: Sequence[Coverage], before: Sequence[Coverage]) -> Iterator[Concern]:
    now, usual = _sum(recent), _sum(before)
    lengths = sorted(run.length for run in before if run.articles)
    if now.articles < FEWEST or usual.articles < LENGTHS:
        return
    if now.length < LARGE * usual.length and now.length < lengths[len(lengths) // 10]:
        words = f"texts of {now.length} characters in the middle, before of {usual.length}"
        yield Concern(words, Obstacle.CHANGED)
