"""What was read, what was not, and why, in a reader's terms."""

from dataclasses import replace
from datetime import timedelta

from digest.health import STALE, assess
from storage.records import Obstacle, State
from tests.invented import NOW
from tests.issues import health, report


def test_twelve_broken_editions_of_one_outlet_are_one_gap() -> None:
    broken = [report("radio", each, Obstacle.REFUSED) for each in ("de", "en", "fr", "vi")]
    first = NOW - timedelta(days=3)
    broken[0] = replace(broken[0], since=first)
    state = assess([*broken, report("lotus", "en")], NOW)
    [gap] = state.gaps
    assert (gap.outlet_name, gap.whole, gap.obstacle) == (
        "Radio Sông Hồng",
        True,
        Obstacle.REFUSED,
    )
    assert gap.since == first
    assert (state.outlets, len(state.gaps)) == (2, 1)


def test_one_broken_edition_of_several_is_named() -> None:
    [radio, _] = health().gaps
    assert (radio.languages, radio.whole) == (("de",), False)


def test_quiet_is_read() -> None:
    quiet = replace(report("lotus", "en"), state=State.QUIET, problem="nothing new")
    assert assess([quiet], NOW).gaps == ()


def test_an_edition_that_was_not_crawled_for_a_day_is_a_gap() -> None:
    old = report("lotus", "en", hours=STALE.total_seconds() / 3600 + 1)
    [gap] = assess([old], NOW).gaps
    assert (gap.obstacle, gap.since) == (Obstacle.NOT_TRIED, old.ended)


def test_an_edition_that_was_tried_by_hand_is_not_missed() -> None:
    old = report("lotus", "en", hours=STALE.total_seconds() / 3600 + 1)
    state = assess([replace(old, backfill=True), report("radio", "de")], NOW)
    assert (state.outlets, state.gaps) == (1, ())


def test_what_no_word_of_ours_fits_is_shown_as_it_is() -> None:
    other = report("lotus", "en", Obstacle.OTHER)
    [gap] = assess([other], NOW).gaps
    assert (gap.obstacle, gap.detail) == (Obstacle.OTHER, other.problem)
