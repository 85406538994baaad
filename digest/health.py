"""Whether an outlet was read, in a reader's terms: the decision of ``assess``.

An outlet counts as a gap as soon as one of its editions was not read; twelve broken editions of
one outlet are one gap, because for the reader they are one thing that may be missing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import groupby

from digest.issue import Gap, Health
from storage.records import CrawlReport, Obstacle, State

# The longest interval between two crawls that digest.toml allows (24 h), and time for one to end.
STALE = timedelta(hours=26)


def assess(
    reports: Iterable[CrawlReport], broken_since: Mapping[str, CrawlReport], now: datetime
) -> Health:
    """``reports``: the last of each edition; ``broken_since``: the first report of an outage.

    An edition whose last run ended too long before ``now`` was not read either, whatever that
    run said: its news may be missing.
    """
    by_outlet = groupby(
        sorted(reports, key=lambda report: (report.outlet, report.edition)),
        key=lambda report: report.outlet,
    )
    groups = [tuple(group) for _, group in by_outlet]
    gaps = [_gap(group, broken_since, now) for group in groups]
    names = {group[0].outlet: group[0].outlet_name for group in groups}
    return Health(len(groups), tuple(gap for gap in gaps if gap), names)


def _gap(
    reports: tuple[CrawlReport, ...], broken_since: Mapping[str, CrawlReport], now: datetime
) -> Gap | None:
    unread = [report for report in reports if _obstacle(report, now)]
    if not unread:
        return None
    obstacle = Counter(_obstacle(report, now) for report in unread).most_common(1)[0][0]
    example = next(report for report in unread if _obstacle(report, now) is obstacle)
    return Gap(
        outlet_name=example.outlet_name,
        languages=tuple(dict.fromkeys(report.language for report in unread)),
        whole=len(unread) == len(reports),
        since=min(_since(report, broken_since, now) for report in unread),
        obstacle=obstacle or Obstacle.OTHER,
        detail=_reason(example) if obstacle is Obstacle.OTHER else "",
    )


def _obstacle(report: CrawlReport, now: datetime) -> Obstacle | None:
    """None for an edition that was read, quiet or not."""
    if now - report.ended > STALE:
        return Obstacle.NOT_TRIED
    if report.state is not State.BROKEN:
        return None
    return report.obstacle or Obstacle.OTHER


def _reason(report: CrawlReport) -> str:
    return report.problem or max(
        report.reasons, key=lambda reason: report.reasons[reason], default=""
    )


def _since(report: CrawlReport, broken_since: Mapping[str, CrawlReport], now: datetime) -> datetime:
    """The start of the outage; for an edition that was not tried, when it was last read."""
    if _obstacle(report, now) is Obstacle.NOT_TRIED:
        return report.ended
    return broken_since.get(report.edition, report).started
