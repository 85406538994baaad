"""Whether an outlet was read, in a reader's terms: the decisions of ``assess`` and ``recoveries``.

An outlet counts as a gap as soon as one of its editions was not read; twelve broken editions of
one outlet are one gap, because for the reader they are one thing that may be missing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from digest.issue import Gap, Health, Recovery
from storage.records import CrawlReport, Obstacle, State

# The longest interval between two crawls that digest.toml allows (24 h), and time for one to end.
STALE = timedelta(hours=26)


def is_stale(report: CrawlReport, now: datetime) -> bool:
    return now - report.ended > STALE


def expected(reports: Iterable[CrawlReport], now: datetime) -> list[CrawlReport]:
    """Without editions that somebody tried by hand some day: nobody waits for them."""
    return [report for report in reports if not (report.backfill and is_stale(report, now))]


def assess(reports: Iterable[CrawlReport], now: datetime) -> Health:
    """``reports``: the last of each edition.

    An edition whose last run ended too long before ``now`` was not read either, whatever that
    run said: its news may be missing.
    """
    by_outlet = groupby(
        sorted(expected(reports, now), key=lambda report: (report.outlet, report.edition)),
        key=lambda report: report.outlet,
    )
    groups = [tuple(group) for _, group in by_outlet]
    gaps = [gap for group in groups for gap in _gaps(group, now)]
    names = {group[0].outlet: group[0].outlet_name for group in groups}
    return Health(len(groups), tuple(gaps), names)


def recoveries(told: Health, now: Health, first_read: Mapping[str, datetime]) -> list[Recovery]:
    """What is read again of what the reader was told, in the mail before this, is not.

    ``first_read``: when each edition was first read after that mail. Told once: of this mail's
    successor this one is the mail before.
    """
    missing = {edition for gap in now.gaps for edition in gap.editions}
    found = (_recovery(gap, missing, first_read) for gap in told.gaps)
    return [recovery for recovery in found if recovery]


def _recovery(gap: Gap, missing: set[str], first_read: Mapping[str, datetime]) -> Recovery | None:
    back = [
        (language, first_read[edition])
        for edition, language in zip(gap.editions, gap.languages, strict=True)
        if edition not in missing and edition in first_read
    ]
    if not back:
        return None
    all_back = gap.whole and len(back) == len(gap.editions)
    return Recovery(
        outlet_name=gap.outlet_name,
        languages=() if all_back else tuple(dict.fromkeys(language for language, _ in back)),
        since=gap.since,
        until=max(read for _, read in back),
        doubtful=gap.doubtful,
    )


def _gaps(reports: Sequence[CrawlReport], now: datetime) -> Iterator[Gap]:
    """Of one outlet: what was not read, and what was read with doubts."""
    unread, doubtful = [], []
    for report in reports:
        if obstacle := _obstacle(report, now):
            unread.append((report, obstacle))
        elif report.concerns:
            doubtful.append((report, report.concerns[0].obstacle))
    for some in (unread, doubtful):
        if some:
            yield _gap(some, now, whole=len(some) == len(reports))


def _gap(some: Sequence[tuple[CrawlReport, Obstacle]], now: datetime, *, whole: bool) -> Gap:
    obstacle = Counter(obstacle for _, obstacle in some).most_common(1)[0][0]
    example = next(report for report, other in some if other is obstacle)
    return Gap(
        outlet_name=example.outlet_name,
        languages=tuple(report.language for report, _ in some),
        whole=whole,
        since=min(_since(report, now) for report, _ in some),
        obstacle=obstacle,
        detail=_reason(example) if obstacle is Obstacle.OTHER else "",
        editions=tuple(report.edition for report, _ in some),
    )


def _obstacle(report: CrawlReport, now: datetime) -> Obstacle | None:
    """None for an edition that was read, quiet or not."""
    if is_stale(report, now):
        return Obstacle.NOT_TRIED
    if report.state is not State.BROKEN:
        return None
    return report.obstacle or Obstacle.OTHER


def _reason(report: CrawlReport) -> str:
    return report.problem or max(
        report.reasons, key=lambda reason: report.reasons[reason], default=""
    )


def _since(report: CrawlReport, now: datetime) -> datetime:
    """The start of the outage; for an edition that was not tried, when it was last read."""
    if _obstacle(report, now) is Obstacle.NOT_TRIED:
        return report.ended
    return report.since or report.started
