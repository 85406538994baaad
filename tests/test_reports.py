"""What the store keeps of runs, and how it tells them apart."""

from dataclasses import replace
from datetime import timedelta

from digest.health import expected
from storage.coverage import Coverage
from storage.records import Concern, CrawlReport, Obstacle, State
from storage.reports import KEPT
from storage.store import Store
from tests.mailroom import NOW, report

HOUR = timedelta(hours=1)


def save(store: Store, hours: float, edition: str = "one_en", **changed: object) -> CrawlReport:
    """A run that ended so many hours after NOW."""
    made = report(edition, ended=NOW + hours * HOUR, **changed)
    store.reports.save(made)
    return made


def test_everything_about_a_run_comes_back(store: Store) -> None:
    made = save(
        store,
        0,
        state=State.QUIET,
        blank={"no text": 2},
        received=123_456,
        backfill=True,
        coverage=Coverage(pages=9, articles=7, titles=7, dates=6, selected=5, whole=4, length=1234),
        concerns=(Concern("a date on 1 of 9", Obstacle.CHANGED),),
        since=NOW - HOUR,
        mended=NOW - 2 * HOUR,
        last_new=NOW - 3 * HOUR,
        usual_gap=timedelta(days=2, seconds=5),
    )
    [back] = store.reports.of("one_en", 1)
    assert back == made
    assert back.seconds == 300


def test_a_backfill_says_nothing_of_the_usual(store: Store) -> None:
    usual = save(store, 0)
    backfill = save(store, 1, backfill=True, stored=500)
    only = save(store, 1, "two_en", backfill=True)
    assert store.reports.of("one_en", 5) == [backfill, usual]
    assert store.reports.usual("one_en", 5) == [usual]
    assert store.reports.news("one_en") == [usual.ended]
    assert store.reports.latest() == [usual, only]
    assert store.reports.first_read(NOW - HOUR) == {"one_en": usual.ended}


def test_of_a_removed_outlet_nothing_is_expected(store: Store) -> None:
    kept = save(store, 0)
    for hours in (0, 1):
        gone = save(store, hours, "gone_en")
    store.reports.retire_all_but(["one_en", "new_en"])
    latest = store.reports.latest()
    assert latest == [replace(gone, backfill=True), kept]
    assert expected(latest, NOW + 28 * HOUR) == [kept]


def test_an_edition_was_read_when_a_usual_run_of_it_came_to_its_end(store: Store) -> None:
    """Before that, what has no date may be of any age."""
    save(store, 0, backfill=True)
    save(store, 1, state=State.BROKEN)
    assert not store.reports.was_read("one_en", by_hand=False)
    assert store.reports.was_read("one_en", by_hand=True)
    save(store, 2, state=State.QUIET)
    assert store.reports.was_read("one_en", by_hand=False)


def test_how_it_stood_at_an_earlier_instant(store: Store) -> None:
    first, second = (save(store, hours, stored=int(hours)) for hours in (1, 5))
    save(store, 3, "two_en", backfill=True)
    assert store.reports.latest(NOW + 2 * HOUR) == [first]
    assert store.reports.latest(NOW + 9 * HOUR)[0] == second
    assert store.reports.latest(NOW) == []
    assert store.reports.began("one_en") == first.started
    assert store.reports.began("three_en") is None


def test_sound_runs_read_pages_and_had_no_trouble(store: Store) -> None:
    sound = save(store, 1)
    save(store, 2, fetched=0)
    save(store, 3, state=State.BROKEN)  # as it was kept before there was a since
    save(store, 4, since=NOW)
    save(store, 5, backfill=True)
    assert store.reports.sound("one_en", 9) == [sound]
    assert store.reports.first_read(NOW + 2.5 * HOUR) == {}


def test_news_are_runs_with_something_new_oldest_first(store: Store) -> None:
    for hours, stored in ((1, 3), (2, 0), (3, 1)):
        save(store, hours, stored=stored)
    assert store.reports.news("one_en") == [NOW + HOUR, NOW + 3 * HOUR]


def test_old_reports_are_forgotten_of_editions_that_are_gone_as_well(store: Store) -> None:
    save(store, 0, "gone_en")
    kept = save(store, 1)
    edge = KEPT / HOUR + 0.5
    last = save(store, edge)
    assert store.reports.of("gone_en", 5) == []
    assert store.reports.of("one_en", 5) == [last, kept]


def test_a_report_without_trouble_is_not_troubled() -> None:
    assert not report().troubled
    assert report(state=State.BROKEN).troubled
    assert replace(report(), concerns=(Concern("x", Obstacle.PARTLY),)).troubled
