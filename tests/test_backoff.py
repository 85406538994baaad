"""Which editions a scheduled run leaves alone: outlets that refuse, and hosts that asked for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copy, copytree

import pytest

from crawler.backoff import Rest, left_alone, resting, told
from crawler.outlet import HERE, load_outlets
from crawler.retry_after import in_words, until
from storage.records import CrawlReport, Obstacle, Pause, State
from storage.store import Store, open_store
from tests.crawling import outlets
from tests.crawling import report as last_report

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
READ = CrawlReport(
    *("vns", "vns", "Viet Nam News", "en", NOW - HOUR, NOW - HOUR, 9, 0, 9, 9, 1, 0),
    state=State.WORKING,
)


def failed(obstacle: Obstacle, hours: float) -> CrawlReport:
    ended = NOW - hours * HOUR
    told = {"problem": obstacle.value, "obstacle": obstacle}
    return replace(READ, started=ended, ended=ended, state=State.BROKEN, **told)  # type: ignore[arg-type]


def refused(*hours: float) -> list[CrawlReport]:
    return [failed(Obstacle.REFUSED, ago) for ago in hours]


@pytest.mark.parametrize(
    ("history", "rests_for"),
    [
        ([], None),
        ([READ], None),
        (refused(1), None),  # the next run asks again
        (refused(1, 4), 5),
        ([*refused(1, 4), READ], 5),
        (refused(7, 10), None),
        (refused(1, 7, 10), 11),
        (refused(1, 13, 19, 22), 19),
        (refused(21, 42, 54, 60), None),  # never for good: within the day
        ([READ, *refused(3, 9, 12)], None),  # one good answer and all is forgotten
        ([*refused(1), READ, *refused(7)], None),
        ([failed(Obstacle.BUSY, 1), failed(Obstacle.SERVER, 4)], 5),
        ([failed(Obstacle.TIMEOUT, 1), failed(Obstacle.UNREACHABLE, 4)], 5),
        # It answers: asking less often would only find its mending later.
        ([failed(Obstacle.EMPTY, hours) for hours in (1, 4, 7)], None),
        ([failed(Obstacle.UNREADABLE, hours) for hours in (1, 4, 7)], None),
    ],
)
def test_who_refuses_is_asked_less_and_less_often(
    history: Sequence[CrawlReport], rests_for: float | None
) -> None:
    found = resting({"vns": history, "other": [READ]}, NOW).get("vns")
    assert (found and found.until) == (None if rests_for is None else NOW + rests_for * HOUR)


def test_why_is_said() -> None:
    rests = resting({"vns": refused(1, 4), "kisi": refused(1, 7, 9, 9)}, NOW)
    assert rests["vns"] == Rest(NOW + 5 * HOUR, "not read 2 times in a row: refused")
    assert rests["kisi"].why == "not read again and again: refused"


def test_when_nobody_is_heard_it_is_our_own_network() -> None:
    """After an outage of ours every outlet is to be asked at once."""
    silent = [failed(Obstacle.TIMEOUT, hours) for hours in (1, 4, 7)]
    assert resting({"vns": silent, "kisi": silent}, NOW) == {}
    assert set(resting({"vns": silent, "kisi": refused(1)}, NOW)) == {"vns"}
    assert set(resting({"vns": refused(1, 4), "kisi": silent}, NOW)) == {"vns", "kisi"}


def test_what_a_host_asked_for_outlasts_the_run(store: Store) -> None:
    editions = [load_outlets()[name] for name in ("kt_ru", "kt_kk", "vns")]
    store.pauses.note(Pause("www.kt.kz", NOW + HOUR, "status 429, Retry-After 3 hours"))
    rests = left_alone(store, editions, NOW)
    assert rests["kt_ru"] == Rest(NOW + HOUR, "status 429, Retry-After 3 hours")
    assert set(rests) == {"kt_ru", "kt_kk"}  # one host
    assert left_alone(store, editions, NOW + HOUR) == {}


def test_by_hand_only_what_a_host_asked_for_counts(store: Store) -> None:
    for report in reversed(refused(1, 4)):
        store.reports.save(report)
    store.pauses.note(Pause("kisi.kz", NOW + HOUR, "status 503, Retry-After 2 hours"))
    editions = [load_outlets()[name] for name in ("vns", "kaziss_en")]
    assert set(left_alone(store, editions, NOW)) == {"vns", "kaziss_en"}
    rests = left_alone(store, editions, NOW, by_hand=True)
    assert told(rests) == [
        "left alone until 22 Nov 03:00 UTC: kaziss_en: status 503, Retry-After 2 hours"
    ]


def test_reports_in_the_store_decide_too(store: Store) -> None:
    for report in reversed(refused(1, 4)):
        store.reports.save(report)
    rests = left_alone(store, [load_outlets()["vns"]], NOW)
    assert rests["vns"].until == NOW + 5 * HOUR


def test_a_later_pause_replaces_an_earlier_one(store: Store) -> None:
    for hours in (5, 2):
        store.pauses.note(Pause("kisi.kz", NOW + hours * HOUR, f"{hours}"))
    assert store.pauses.of("kisi.kz", NOW) == Pause("kisi.kz", NOW + 2 * HOUR, "2")
    assert store.pauses.of("kisi.kz", NOW + 2 * HOUR) is None
    assert store.pauses.of("vns.vn", NOW) is None
    assert len(store.pauses.lasting(NOW)) == 1


def test_nobody_is_left_alone_for_longer_than_two_days() -> None:
    assert until(600, NOW) == NOW + timedelta(minutes=10)
    assert until(601, NOW) == NOW + timedelta(minutes=11)
    assert until(365 * 86_400, NOW) == NOW + timedelta(hours=48)
    assert until(float("inf"), NOW) == NOW + timedelta(hours=48)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (130, "2 minutes"),
        (7200, "2 hours"),
        (365 * 86_400, "365 days"),
        (1e19, "more than 30 years"),
        (90, "90 seconds"),
    ],
)
def test_how_long_was_asked_for_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_a_scheduled_run_leaves_alone_who_refuses_and_one_by_hand_does_not(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "crawler"
    copytree(HERE / "families", folder / "families")
    (folder / "outlets").mkdir()
    for name in ("hanoitimes", "kaziss"):
        copy(HERE / "outlets" / f"{name}.toml", folder / "outlets")
    options = ("-s", f"OUTLETS_FOLDER={folder}")
    with outlets(tmp_path) as served:
        with open_store(served.database) as store:
            for ago in (4, 1):
                store.reports.save(of_hanoi(refused(ago)[0]))
        done = served.scrapy("crawlall", *options)
        assert "3 of 4 editions read" in done.stdout, done
        assert "left alone until 22 Nov 07:00 UTC: hanoitimes: not read 2 times" in done.stdout
        assert not [one for one in served.sites.requests if one.host == "hanoitimes.vn"]
        assert "1 of 1 editions read" in served.scrapy("crawlall", "hanoitimes", *options).stdout
        assert last_report(served, "hanoitimes").state is State.WORKING


def of_hanoi(made: CrawlReport) -> CrawlReport:
    return replace(made, edition="hanoitimes", outlet="hanoitimes", outlet_name="Hanoi Times")
