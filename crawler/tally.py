"""What one edition's run has come to so far; at its end, the CrawlReport."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler.outlet import Edition
from storage.records import CrawlReport, SourceResult, State


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
    failures: Counter[str] = field(default_factory=Counter)  # by reason
    stopped: str = ""  # why the run ended before its work did


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
        reasons=dict(tally.failures),
        sources=tuple(tally.sources),
    )


def verdict(
    tally: Tally, edition: Edition, history: Sequence[CrawlReport], now: datetime
) -> tuple[State, str]:
    """Whether the outlet behaved, and one line on why not. ``history`` is newest first.

    Broken: nothing could be read. Quiet: everything answers, but nothing new for longer than is
    usual for this edition. The bounds stand in the outlet's file.
    """
    if tally.stopped:
        return State.BROKEN, tally.stopped
    if tally.chains and not any(tally.chains):
        return State.BROKEN, _why_silent(tally)
    if len(tally.announced) < edition.healthy.announced:
        few = f"announced {len(tally.announced)}, usually at least {edition.healthy.announced}"
        return State.BROKEN, few
    asked = tally.stored + tally.failures.total()
    if tally.failures and not tally.stored:
        return State.BROKEN, f"none of {asked} new pages could be read: {_commonest(tally)}"
    return _quiet(tally, edition, history, now)


def _why_silent(tally: Tally) -> str:
    problems = dict.fromkeys(source.problem for source in tally.sources if source.problem)
    return "; ".join(problems) or "no source announced anything"


def _commonest(tally: Tally) -> str:
    return tally.failures.most_common(1)[0][0]


def _quiet(
    tally: Tally, edition: Edition, history: Sequence[CrawlReport], now: datetime
) -> tuple[State, str]:
    if tally.stored or not history:
        return State.WORKING, ""
    last = next((report.ended for report in history if report.stored), None)
    since = last or history[-1].started
    if now - since <= timedelta(days=edition.healthy.quiet_days):
        return State.WORKING, ""
    return State.QUIET, f"nothing new since {since:%d %b %Y}"
