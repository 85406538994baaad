"""Whether an outlet behaved in a run: the decision of ``judged``.

Broken: nothing could be read. Quiet: everything answers, but nothing new for longer than is usual
for this edition. Working: all else; with concerns, where what was read is less than it used to be.
The bounds stand in the outlet's file, what is usual in the edition's own reports.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from crawler.decline import Share, declines, dropped
from crawler.outlet import Edition
from crawler.outlet_file import Source
from crawler.rhythm import longest_silence, silence_words, usual_gap
from crawler.tally import Tally
from crawler.trouble import NO_ARTICLES, NONE, Trouble, unreadable
from storage.records import Concern, CrawlReport, Obstacle, State

KINDS = tuple(get_args(Source.model_fields["kind"].annotation))  # feeds first
TELLING = 3  # new pages, all unreadable, that tell of the outlet and not of themselves


@dataclass(frozen=True, slots=True)
class Past:
    """An edition's earlier runs, newest first, as the store's ``Reports`` tell them apart."""

    usual: Sequence[CrawlReport] = ()
    sound: Sequence[CrawlReport] = ()
    news: Sequence[datetime] = ()  # oldest first
    began: datetime | None = None  # the first run that is known of


def judged(made: CrawlReport, tally: Tally, edition: Edition, past: Past) -> CrawlReport:
    """The report with its verdict. A backfill is judged by itself alone."""
    before = past.usual[0] if past.usual else None
    made = _with_rhythm(made, past.news, before)
    trouble = _why_broken(made, tally, edition, past.sound)
    if trouble:
        made = _worded(made, State.BROKEN, trouble)
    elif not made.backfill:
        concerns = (
            *_silent_chains(tally, edition, past.usual),
            *declines([made, *past.usual], past.sound),
        )
        made = _quiet(replace(made, concerns=concerns), edition, past.began)
    return made if made.backfill else _timed(made, before)


def _with_rhythm(
    made: CrawlReport, news: Sequence[datetime], before: CrawlReport | None
) -> CrawlReport:
    """What is older than the kept reports is handed on from run to run."""
    if made.new and not made.backfill:
        news = [*news, made.ended]
    last_new, gap = (before.last_new, before.usual_gap) if before else (None, None)
    return replace(made, last_new=news[-1] if news else last_new, usual_gap=usual_gap(news) or gap)


def _worded(made: CrawlReport, state: State, trouble: Trouble) -> CrawlReport:
    return replace(made, state=state, problem=trouble.words, obstacle=trouble.obstacle)


def _why_broken(
    made: CrawlReport, tally: Tally, edition: Edition, sound: Sequence[CrawlReport]
) -> Trouble | None:
    if tally.stopped is not NONE:
        return tally.stopped
    if not tally.chains:
        return Trouble("none of its lists was asked", Obstacle.NOT_TRIED)
    unchanged = made.not_modified > 0
    if not any(tally.chains) or (tally.silent and not made.announced and not unchanged):
        return _why_silent(tally)  # a search that finds nothing excuses no empty list
    if made.announced < edition.healthy.announced and not unchanged:
        if not made.announced and any(source.problem for source in made.sources):
            return _why_silent(tally)  # an index answered, and none of its sitemaps did
        few = f"announced {made.announced}, usually at least {edition.healthy.announced}"
        return Trouble(few, Obstacle.FEW)
    return _unreadable(made, tally, sound)


def _why_silent(tally: Tally) -> Trouble:
    """All that the sources said; the obstacle of the first, for which the others stand in."""
    failed = [source for source in tally.sources if source.problem]
    failed.sort(key=lambda source: KINDS.index(source.kind))  # not by who answered first
    words = "; ".join(dict.fromkeys(source.problem for source in failed))
    return Trouble(words, failed[0].obstacle) if failed else NO_ARTICLES


def _unreadable(made: CrawlReport, tally: Tally, sound: Sequence[CrawlReport]) -> Trouble | None:
    """One or two pages that fail beside known ones are those pages' trouble, and tried again; as
    many videos as this edition always has are no trouble at all."""
    troubles = tally.failures + Counter({unreadable(why): n for why, n in tally.blank.items()})
    asked = troubles.total()
    if made.coverage.articles or not asked or (asked < TELLING and made.known):
        return None
    if not tally.failures and sound and not _unusual(asked, sound):
        return None
    commonest = troubles.most_common(1)[0][0]
    words = f"none of {asked} new pages could be read: {commonest.words}"
    return Trouble(words, commonest.obstacle)


def _unusual(blank: int, sound: Sequence[CrawlReport]) -> bool:
    usual = [run.coverage for run in sound]
    before = Share(sum(one.articles for one in usual), sum(one.pages for one in usual))
    return not before.of or dropped(Share(0, blank), before)


def _silent_chains(
    tally: Tally, edition: Edition, runs: Sequence[CrawlReport]
) -> Iterator[Concern]:
    """Part of an edition that was read before; one that never was is for `scrapy probe` to tell.

    From the second run on: what a feed showed in the one before, it still shows in the next. Runs
    that were stopped say nothing of what they did not come to.
    """
    runs = [run for run in runs if run.obstacle is not Obstacle.INTERRUPTED]
    if not runs:
        return
    for chain, trouble in tally.silent:
        address = chain[0].url
        told = any(address in concern.words for concern in runs[0].concerns)
        before, *earlier = (_announced(chain, edition, run) for run in runs)
        if told or (not before and any(earlier)):
            yield Concern(f"{address} and what stands in for it: {trouble.words}", Obstacle.PARTLY)


def _announced(chain: Sequence[Source], edition: Edition, run: CrawlReport) -> bool:
    day = run.started.astimezone(edition.outlet.zone)
    addresses = {source.address(0, day) for source in chain}
    return any(source.url in addresses and not source.problem for source in run.sources)


def _quiet(made: CrawlReport, edition: Edition, began: datetime | None) -> CrawlReport:
    since, days = made.last_new or began, edition.healthy.quiet_days
    if since is None or made.ended - since <= longest_silence(made.usual_gap, days):
        return made
    words = silence_words(since, made.usual_gap, days)
    return _worded(made, State.QUIET, Trouble(words, Obstacle.NONE))


def _timed(made: CrawlReport, before: CrawlReport | None) -> CrawlReport:
    """With when its trouble began, or that it is over."""
    if before is None or not before.troubled:
        return replace(made, since=made.started if made.troubled else None)
    began = before.since or before.started
    if not made.troubled:
        return replace(made, mended=began)
    same = made.state is before.state or State.BROKEN not in (made.state, before.state)
    return replace(made, since=began if same else made.started)
