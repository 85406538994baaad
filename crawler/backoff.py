"""Which editions a scheduled run leaves alone, and until when: the decision of ``resting``.

An outlet that refuses, is overloaded or cannot be reached is asked less and less often, and never
given up: the first answer brings it back into every run. `scrapy crawl NAME` asks in any case.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from crawler.outlet import Edition
from crawler.urls import bare
from storage.records import CrawlReport, Obstacle, Pause, State
from storage.store import Store

# After the first failure the next run asks again, as it is mostly a hiccup; then after so many
# hours. Crawls are a day apart at most, and the digest counts an edition as not tried after 26
# hours: with 20, a daily run always asks, and one every six hours does so within the day.
WAITS = (0, 6, 12, 20)
# What an outlet does to us, or what does not depend on what we ask for. An empty list or a changed
# page are answers: nothing is spared by asking for them less often.
REFUSALS = frozenset({Obstacle.REFUSED, Obstacle.BUSY, Obstacle.SERVER})
# May as well be our own network's doing.
UNHEARD = frozenset({Obstacle.TIMEOUT, Obstacle.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class Rest:
    """``why`` is for the operator, in one line."""

    until: datetime
    why: str


def left_alone(
    store: Store, editions: Sequence[Edition], now: datetime, *, by_hand: bool = False
) -> dict[str, Rest]:
    """By the spider's name; who is not in it may be asked. ``by_hand``: somebody wants to know, so
    only what the hosts asked for themselves counts."""
    asked_for = paused(editions, store.pauses.lasting(now))
    if by_hand:
        return asked_for
    histories = {one.name: store.reports.of(one.name, len(WAITS)) for one in editions}
    return resting(histories, now) | asked_for


def told(rests: Mapping[str, Rest]) -> list[str]:
    """A line for all that are left alone alike, the first to be asked again on top."""
    alike: dict[Rest, list[str]] = {}
    for name, rest in sorted(rests.items(), key=lambda item: (item[1].until, item[0])):
        alike.setdefault(rest, []).append(name)
    return [
        f"left alone until {rest.until.astimezone(UTC):%d %b %H:%M} UTC:"
        f" {', '.join(names)}: {rest.why}"
        for rest, names in alike.items()
    ]


def paused(editions: Sequence[Edition], pauses: Sequence[Pause]) -> dict[str, Rest]:
    """Whose host asked for it, with Retry-After."""
    by_host = {bare(pause.host): pause for pause in pauses}
    return {
        edition.name: Rest(pause.until, pause.reason)
        for edition in editions
        if (pause := by_host.get(bare(edition.hosts[0])))
    }


def resting(histories: Mapping[str, Sequence[CrawlReport]], now: datetime) -> dict[str, Rest]:
    """``histories``: the last reports of each edition, newest first.

    As long as no edition at all is heard, our own network is suspected, and nobody rests for not
    having been heard.
    """
    heard = any(history and not _is(history[0], UNHEARD) for history in histories.values())
    kinds = REFUSALS | UNHEARD if heard else REFUSALS
    return {
        name: rest
        for name, history in histories.items()
        if (rest := _rest(history, kinds)) and rest.until > now
    }


def _rest(history: Sequence[CrawlReport], kinds: frozenset[Obstacle]) -> Rest | None:
    failures = len(list(_failures(history, kinds)))
    if not failures:
        return None
    hours = WAITS[min(failures, len(WAITS)) - 1]
    times = f"{failures} times in a row" if failures < len(WAITS) else "again and again"
    last = history[0]
    return Rest(last.ended + timedelta(hours=hours), f"not read {times}: {last.problem}")


def _failures(history: Sequence[CrawlReport], kinds: frozenset[Obstacle]) -> Iterator[CrawlReport]:
    return takewhile(lambda report: _is(report, kinds), history)


def _is(report: CrawlReport, kinds: frozenset[Obstacle]) -> bool:
    return report.state is State.BROKEN and report.obstacle in kinds
