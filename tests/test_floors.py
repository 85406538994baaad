"""Reading our own pages only gets better: every figure reaches its floor in tests/floors.toml."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from storage.records import Article, Origins
from tests.floors import GROUPS, load_floors, reached, worst
from tests.marks import MARKS, Truth, marks_of, same_day, token_f1
from tests.misread import misread
from tests.rising import complaints, raised

DAY = datetime(2026, 11, 20, tzinfo=UTC)
TRUTH = Truth(
    title="A title",
    text="One line.\nAnother.",
    published=date(2026, 11, 20),
    modified=None,
    authors=("A. B.",),
    language="en",
    clutter=("Share",),
)


@pytest.mark.parametrize("group", GROUPS)
def test_no_figure_is_below_its_floor_nor_far_above(group: str) -> None:
    faults = list(complaints(reached(group), load_floors()[group]))
    assert not faults, "\n".join([f"{group}:", *faults, "read worst:", *worst(group)])


def test_every_mark_of_every_group_has_a_floor() -> None:
    assert load_floors() == {group: load_floors()[group] for group in GROUPS}
    for floors in load_floors().values():
        assert list(floors) == list(MARKS)


def test_a_figure_below_its_floor_is_told_and_one_above_asks_for_a_higher_floor() -> None:
    floors = {"body": 0.9, "title": 0.9, "day": 0.9}
    assert list(complaints({"body": 0.8999, "title": 0.905, "day": 0.91239}, floors)) == [
        "body is 0.8999, below its floor of 0.9",
        "day: raise the floor in tests/floors.toml to 0.9123",
    ]


def test_a_figure_without_a_floor_and_a_floor_without_a_figure_are_told() -> None:
    assert list(complaints({"body": 0.91239}, {"title": 0.9}, "other.toml")) == [
        "body has no floor: write body = 0.9123 into other.toml",
        "title has a floor in other.toml and nothing to measure it on",
    ]


def test_floors_are_raised_where_more_is_reached_and_never_lowered() -> None:
    text = "# Kept.\n[outlets]\nbody = 0.9\ntitle = 0.9\n[strangers]\nbody = 0.5\n"
    reaches = {"outlets": {"body": 0.95, "title": 0.8}, "strangers": {"body": 0.51239}}
    higher = "# Kept.\n[outlets]\nbody = 0.95\ntitle = 0.9\n[strangers]\nbody = 0.5123\n"
    assert raised(text, reaches) == higher


@pytest.mark.parametrize(
    ("found", "wanted", "f1"),
    [
        ("One line. Another.", "one LINE\nanother", 1),
        ("", "", 1),
        ("", "one", 0),
        ("one two three four", "one two", 2 / 3),
        ("one one", "one", 2 / 3),
        ("越南水果", "越南蔬果", 3 / 4),  # a character a token, as where no spaces part words
        ("ข่าว", "ข่าวสาร", 8 / 11),
        ("ຂ່າວ ກັບ", "ຂ່າວ", 8 / 11),
        ("베트남 다낭", "베트남 하노이", 1 / 2),
    ],
)
def test_a_text_is_compared_by_its_tokens(found: str, wanted: str, f1: float) -> None:
    assert token_f1(found, wanted) == pytest.approx(f1)


def test_a_day_is_right_as_written_or_as_the_same_instant() -> None:
    evening = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
    morning = evening.astimezone(timezone(timedelta(hours=7)))
    assert same_day(evening, morning)
    assert same_day(evening, evening.replace(hour=1))
    assert same_day(evening, date(2026, 11, 20))
    assert not same_day(morning, date(2026, 11, 20))
    assert same_day(None, None)
    assert not same_day(None, date(2026, 11, 20))
    assert not same_day(evening, None)


def test_a_misread_page_is_told_field_by_field_with_the_rule_that_misled() -> None:
    origins = Origins(title="meta og:title", authors="h1", text="trafilatura")
    found = Article(
        url="", outlet="", edition="", language="en", title="Paper", authors=("Paper",),
        text="One line.\nShare", published=DAY, origins=origins,
    )  # fmt: skip
    assert list(misread(found, TRUTH)) == [
        "title is Paper (by meta og:title), not A title",
        "authors is ('Paper',) (by h1), not ('A. B.',)",
        "text lacks Another. (by trafilatura)",
        "text has Share (by trafilatura)",
    ]


def test_each_fault_costs_its_own_mark() -> None:
    right = {
        "url": "", "outlet": "", "edition": "", "language": "en", "title": "A title",
        "text": TRUTH.text, "authors": ("A. B.",), "published": DAY,
    }  # fmt: skip
    wrong = {
        "language": "fr", "title": "A title | Paper", "text": "One line.\nAnother.\nShare",
        "authors": ("By A. B.",), "published": None,
        "modified": DAY,
    }  # fmt: skip
    costs = {
        "language": {"language"}, "title": {"title"}, "text": {"body", "exact", "clean"},
        "authors": {"authors"}, "published": {"day"},
        "modified": {"modified"},
    }  # fmt: skip
    assert set(marks_of(Article(**right), TRUTH).values()) == {1}  # type: ignore[arg-type]
    for field, value in wrong.items():
        marks = marks_of(Article(**right | {field: value}), TRUTH)  # type: ignore[arg-type]
        assert {mark for mark, reached in marks.items() if reached < 1} == costs[field]


def test_where_there_is_no_article_none_must_be_seen() -> None:
    nothing = replace(TRUTH, text="")
    assert marks_of(None, nothing) == {"seen": 1}
    seen = Article(url="", outlet="", edition="", language="en", title="Tag: steppe", text="Share")
    assert marks_of(seen, nothing) == {"seen": 0}


def test_a_page_that_is_not_seen_as_an_article_has_nothing_right_and_nothing_leaked() -> None:
    marks = marks_of(None, TRUTH)
    assert {mark for mark, value in marks.items() if value} == {"clean", "no_wrong_day"}
