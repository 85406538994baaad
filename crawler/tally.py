"""What one edition's run has come to so far; at its end, the CrawlReport."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler.outlet import Edition
from crawler.trouble import NO_ARTICLES, NONE, Trouble
from storage.records import CrawlReport, Obstacle, SourceResult, State

TELLING = 3  # new pages, all unreadable, that tell of the outlet and not of themselves


@dataclass(slots=True)
class Tally:
    """Counts of one run. The only mutable state that a spider has."""

    announced: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    sources: list[SourceResult] = field(default_factory=list)
    chains: list[bool] = field(default_factory=list)  # whether each finished chain announced
    fetched: int = 0
    stored: int = 0
    relevant: int = 0
    revisited: int = 0  # articles already sent that were looked at again
    corrected: int = 0  # of these, changed in what readers were told
    failures: Counter[Trouble] = field(default_factory=Counter)
    stopped: Trouble = NONE  # why the run ended before its work did


def report(tally: Tally, edition: Edition, started: datetime, ended: datetime) -> CrawlReport:
    """Without a verdict yet: see ``judged``."""
    return CrawlReport(
        edition=edition.name,
        outlet=edition.outlet.key,
        outlet_name=edition.outlet.name,
        language=edition.language,
        started=started,
        ended=ended,
        announced=len(tally.announced),
        known=len(tally.known),
        fetched=tally.fetched,
        stored=tally.stored,
        relevant=tally.relevant,
        failed=tally.failures.total(),
        state=State.WORKING,
        reasons={trouble.words: count for trouble, count in tally.failures.items()},
        sources=tuple(tally.sources),
        revisited=tally.revisited,
        corrected=tally.corrected,
    )


def verdict(
    tally: Tally, edition: Edition, history: Sequence[CrawlReport], now: datetime
) -> tuple[State, Trouble]:
    """Whether the outlet behaved, and one line on why not. ``history`` is newest first.

    Broken: nothing could be read. Quiet: everything answers, but nothing new for longer than is
    usual for this edition. The bounds stand in the outlet's file.
    """
    if tally.stopped is not NONE:
        return State.BROKEN, tally.stopped
    if tally.chains and not any(tally.chains):
        return State.BROKEN, _why_silent(tally)
    unchanged = any(source.not_modified for source in tally.sources)
    if len(tally.announced) < edition.healthy.announced and not unchanged:
        few = f"announced {len(tally.announced)}, usually at least {edition.healthy.announced}"
        return State.BROKEN, Trouble(few, Obstacle.FEW)
    asked = tally.stored + tally.failures.total()
    # One or two pages that fail beside known ones are those pages' trouble, and tried again.
    if not tally.stored and (asked >= TELLING or (asked and not tally.known)):
        commonest = tally.failures.most_common(1)[0][0]
        words = f"none of {asked} new pages could be read: {commonest.words}"
        return State.BROKEN, Trouble(words, commonest.obstacle)
    return _quiet(tally, edition, history, now)


def _why_silent(tally: Tally) -> Trouble:
    """All that the sources said; the obstacle of the first, for which the others stand in."""
    failed = [source for source in tally.sources if source.problem]
    words = "; ".join(dict.fromkeys(source.problem for source in failed))
    return Trouble(words, failed[0].obstacle) if failed else NO_ARTICLES


def _quiet(
    tally: Tally, edition: Edition, history: Sequence[CrawlReport], now: datetime
) -> tuple[State, Trouble]:
    if tally.stored or not history:
        return State.WORKING, NONE
    last = next((report.ended for report in history if report.stored), None)
    since = last or history[-1].started
    if now - since <= timedelta(days=edition.healthy.quiet_days):
        return State.WORKING, NONE
    return State.QUIET, Trouble(f"nothing new since {since:%d %b %Y}", Obstacle.NONE)
