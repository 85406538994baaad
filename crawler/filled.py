"""What a backfill has come to: the decisions of ``result`` and ``found``."""

from datetime import date, datetime, timedelta

from crawler.backfill import Backfill
from crawler.gaps import Found
from crawler.outlet import Edition
from crawler.tally import Tally
from crawler.trouble import NONE, Trouble
from storage.backfills import Holdings
from storage.records import Obstacle, State


def result(tally: Tally) -> tuple[State, Trouble]:
    """Of one run. That nothing new was found is no fault, and says nothing of the outlet today."""
    if tally.stopped is not NONE:
        return State.BROKEN, tally.stopped
    if tally.chains and not any(tally.chains):
        failed = next((source for source in tally.sources if source.problem), None)
        return State.BROKEN, (
            Trouble(failed.problem, failed.obstacle) if failed else Trouble("", Obstacle.OTHER)
        )
    return State.WORKING, NONE


def found(
    backfill: Backfill, edition: Edition, holdings: Holdings, tally: Tally, limit: int | None
) -> Found:
    """For ``gap_report``."""
    zone = edition.outlet.zone
    reached = _reached(backfill)
    ends = {source: at.astimezone(zone).date() for source, at in reached.items()}
    back = [source.url for source in backfill.sources if source.leads_back]
    return Found(
        edition=edition.name,
        since=backfill.first_day,
        until=backfill.last_day + timedelta(days=1),
        days=tuple(at.astimezone(zone).date() for at in holdings.published),
        relevant=holdings.relevant,
        reach=min(ends.values(), default=None),
        short=tuple(
            (url, ends[url]) for url in back if url in ends and ends[url] > backfill.first_day
        ),
        unread=tuple(f"{url}: {why}" for url, why in backfill.unread.items()),
        left=_left(backfill, tally, limit),
        earlier=_day(backfill.record.finished, edition),
    )


def _reached(backfill: Backfill) -> dict[str, datetime]:
    """How far each source leads back. A search does not count: it shows one topic only."""
    kinds = {source.url: source.kind for source in backfill.sources}
    found: dict[str, datetime] = {}
    for read in backfill.lists:
        if read.oldest and kinds.get(read.source) not in (None, "search"):
            found[read.source] = min(read.oldest, found.get(read.source, read.oldest))
    return found


def _left(backfill: Backfill, tally: Tally, limit: int | None) -> str:
    if backfill.record.finished or backfill.is_complete:
        return ""
    if tally.stopped is not NONE:
        return tally.stopped.words
    if limit is not None and tally.fetched >= limit:
        return f"limit={limit} was reached"
    if tally.failures:
        number = tally.failures.total()
        return "a page could not be read" if number == 1 else f"{number} pages could not be read"
    return "not every list could be read to its end"


def _day(at: datetime | None, edition: Edition) -> date | None:
    return at.astimezone(edition.outlet.zone).date() if at else None
