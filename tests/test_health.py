"""What was read, what was not, and why, in a reader's terms."""

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.health import STALE, assess
from digest.issue import Obstacle
from storage.records import State
from tests.invented import NOW
from tests.issues import health, report


def test_twelve_broken_editions_of_one_outlet_are_one_gap() -> None:
    broken = [report("radio", each, "status 403") for each in ("de", "en", "fr", "vi")]
    first = replace(broken[0], started=NOW - timedelta(days=3))
    state = assess([*broken, report("lotus", "en")], {"radio_de": first}, NOW)
    [gap] = state.gaps
    assert (gap.outlet_name, gap.whole, gap.obstacle) == (
        "Radio Sông Hồng",
        True,
        Obstacle.REFUSED,
    )
    assert gap.since == first.started
    assert (state.outlets, len(state.gaps)) == (2, 1)


def test_one_broken_edition_of_several_is_named() -> None:
    [radio, _] = health().gaps
    assert (radio.languages, radio.whole) == (("de",), False)


def test_quiet_is_read() -> None:
    quiet = replace(report("lotus", "en"), state=State.QUIET, problem="nothing new")
    assert assess([quiet], {}, NOW).gaps == ()


def test_an_edition_that_was_not_crawled_for_a_day_is_a_gap() -> None:
    old = report("lotus", "en", hours=STALE.total_seconds() / 3600 + 1)
    [gap] = assess([old], {}, NOW).gaps
    assert (gap.obstacle, gap.since) == (Obstacle.NOT_TRIED, old.ended)


@pytest.mark.parametrize(
    ("problem", "obstacle"),
    [
        ("stopped by hand before it was done", Obstacle.INTERRUPTED),
        ("the database cannot be written: disk full", Obstacle.INTERRUPTED),
        ("announced 404, usually at least 503", Obstacle.FEW),
        ("robots.txt does not allow it", Obstacle.ROBOTS),
        ("robots.txt could not be had (no answer in time), so nothing was read", Obstacle.TIMEOUT),
        ("DownloadFailedError: certificate verify failed", Obstacle.CERTIFICATE),
        ("status 429", Obstacle.BUSY),
        ("asked us to wait longer than a run lasts", Obstacle.BUSY),
        ('status 403 "Just a moment"', Obstacle.REFUSED),
        ('status 200 "Access denied"', Obstacle.REFUSED),
        ("status 404; status 410", Obstacle.MISSING),
        ("status 502", Obstacle.SERVER),
        ("no answer in time", Obstacle.TIMEOUT),
        ("its name could not be resolved", Obstacle.UNREACHABLE),
        ("connection refused", Obstacle.UNREACHABLE),
        ("no source announced anything", Obstacle.EMPTY),
        ("not a feed", Obstacle.UNREADABLE),
        ("none of 403 new pages could be read: no text", Obstacle.UNREADABLE),
        ("larger than 8 MB", Obstacle.UNREADABLE),
        ("something else", Obstacle.OTHER),
    ],
)
def test_the_crawlers_line_is_put_in_plain_terms(problem: str, obstacle: Obstacle) -> None:
    [gap] = assess([report("lotus", "en", problem)], {}, NOW).gaps
    assert gap.obstacle is obstacle
    assert gap.detail == ("something else" if obstacle is Obstacle.OTHER else "")
