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
# Lengths vary with the news: so many runs tell how much, and only what is below all but a tenth of
# them is too short.
RUNS = 8
# What is counted, of what, and how it is said. Of a page without an article it is not known
# whether it has a date; where its text stood is not where the file says, else it would be one.
QUESTIONS = (
    ("titles", "articles", "a title of its own"),
    ("dates", "articles", "a date on the page"),
    ("selected", "pages", "text where the outlet's file says"),
    ("whole", "articles", "a text that is not cut"),
)


@dataclass(frozen=True, slots=True)
class Share:
    found: int
    of: int

    @property
    def usual(self) -> float:
        """What it lets expect. Before much is known, nearly all: as if two of two and a half had
        been seen already, so that three of three is not always all."""
        return (self.found + 2) / (self.of + 2.5)

    def __str__(self) -> str:
        return f"{self.found} of {self.of}"


def declines(runs: Sequence[CrawlReport], sound: Sequence[CrawlReport]) -> Iterator[Concern]:
    """``runs``: this one and those before it, newest first; ``sound``: of these, and older ones,
    those that fetched pages and had no trouble."""
    recent = _until(runs, FEWEST)
    among = sum(run.fetched > 0 and not run.troubled for run in recent[1:])
    before = _until(sound[among:], HISTORY)
    if not any(run.coverage.pages for run in before):
        # What was normal is forgotten in a long trouble: it is as it was.
        previous = runs[1].concerns if len(runs) > 1 else ()
        yield from (each for each in previous if each.obstacle is Obstacle.CHANGED)
        return
    yield from _articles(recent, before)
    now, usual, last = _sum(recent), _sum(before), runs[0].coverage
    for counted, of, words in QUESTIONS:
        shares = [_share(each, counted, of) for each in (now, usual, last)]
        if _is_decline(*shares):
            evidence = f"{words} on {shares[0]} {of}, before on {shares[1]}"
            yield Concern(evidence, Obstacle.CHANGED)
    yield from _lengths(recent, before)


def _is_decline(now: Share, usual: Share, last: Share) -> bool:
    """A ``last`` run that is well by itself ends a decline, however bad those before it were."""
    return dropped(now, usual) and _is_low(last, usual)


def _articles(recent: Sequence[CrawlReport], before: Sequence[CrawlReport]) -> Iterator[Concern]:
    """Of all pages that were asked for, those that did not come among them."""
    shares = [_share_of_asked(runs) for runs in (recent, before, recent[:1])]
    if not _is_decline(*shares):
        return
    reasons = Counter[str]()
    for run in recent:
        reasons.update({**run.blank, **run.reasons})
    why = f" ({reasons.most_common(1)[0][0]})" if reasons else ""
    evidence = f"an article on {shares[0]} pages{why}, before on {shares[1]}"
    yield Concern(evidence, Obstacle.PARTLY)


def _share_of_asked(runs: Sequence[CrawlReport]) -> Share:
    return Share(sum(run.coverage.articles for run in runs), sum(_asked(run) for run in runs))


def _asked(run: CrawlReport) -> int:
    """Pages that were only glanced at say nothing of whether an article can be read out of them, so
    failures count as much less as fewer pages were read."""
    had = run.coverage.pages + run.off_topic
    failed = round(run.failed * run.coverage.pages / had) if had else run.failed
    return run.coverage.pages + failed


def _until(runs: Sequence[CrawlReport], pages: int) -> list[CrawlReport]:
    """The first of ``runs`` that hold so many pages together."""
    chosen: list[CrawlReport] = []
    for run in runs:
        chosen.append(run)
        if sum(_asked(each) for each in chosen) >= pages:
            break
    return chosen


def _sum(runs: Sequence[CrawlReport]) -> Coverage:
    all_of = [run.coverage for run in runs]
    return Coverage(
        pages=sum(each.pages for each in all_of),
        articles=sum(each.articles for each in all_of),
        titles=sum(each.titles for each in all_of),
        dates=sum(each.dates for each in all_of),
        selected=sum(each.selected for each in all_of),
        whole=sum(each.whole for each in all_of),
        length=round(_median(all_of)),
    )


def _median(runs: Sequence[Coverage]) -> float:
    """Of the runs' medians, each as often as it has articles."""
    lengths = [run.length for run in runs for _ in range(run.articles)]
    return median(lengths) if lengths else 0


def _share(coverage: Coverage, found: str, of: str) -> Share:
    return Share(getattr(coverage, found), getattr(coverage, of))


def dropped(now: Share, before: Share) -> bool:
    """Whether ``now`` is so much less than ``before`` that it is no chance."""
    if now.of < FEWEST or not before.of:
        return False
    return _is_low(now, before) and _chance(now, before.usual) < CHANCE


def _is_low(now: Share, before: Share) -> bool:
    """True also of none at all."""
    return not now.of or now.found < LARGE * before.usual * now.of


def _chance(share: Share, usual: float) -> float:
    """That at most so many of so many are found where ``usual`` is the share of all pages."""
    all_ways = math.lgamma(share.of + 1)
    return sum(
        math.exp(  # of logarithms: a day after an outage has more pages than a float has room for
            all_ways
            - math.lgamma(found + 1)
            - math.lgamma(share.of - found + 1)
            + found * math.log(usual)
            + (share.of - found) * math.log(1 - usual)
        )
        for found in range(share.found + 1)
    )


def _lengths(recent: Sequence[CrawlReport], before: Sequence[CrawlReport]) -> Iterator[Concern]:
    now, usual = _sum(recent), _sum(before)
    lengths = sorted(run.coverage.length for run in before if run.coverage.articles)
    if now.articles < FEWEST or len(lengths) < RUNS:
        return
    if now.length < LARGE * usual.length and now.length < lengths[len(lengths) // 10]:
        words = f"the median text has {now.length} characters, before {usual.length}"
        yield Concern(words, Obstacle.CHANGED)
