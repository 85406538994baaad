"""What other words change in a verdict, and how that is told."""

from dataclasses import replace

import pytest

from storage.relevance import Match, Part, Relevance, Standing
from topics.comparison import Shift, reason, shift


def verdict(
    standing: Standing, score: float, *parts: Part, words: tuple[str, ...] = ()
) -> Relevance:
    return Relevance(
        "made",
        relevant=standing is Standing.IN,
        score=score,
        near=standing is Standing.NEAR,
        parts=parts,
        matches=tuple(Match("Zenda", word, "title") for word in words),
        words_sum="0000000a",
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (Standing.OUT, Standing.IN, Shift.COMES_IN),
        (Standing.NEAR, Standing.IN, Shift.COMES_IN),
        (Standing.IN, Standing.OUT, Shift.GOES_OUT),
        (Standing.IN, Standing.NEAR, Shift.GOES_OUT),
        (Standing.OUT, Standing.NEAR, Shift.NEARS),
        (Standing.NEAR, Standing.OUT, Shift.LEAVES),
        (Standing.NEAR, Standing.NEAR, None),
        (None, Standing.OUT, None),
        (None, Standing.IN, Shift.COMES_IN),
    ],
)
def test_what_becomes_of_an_article(
    before: Standing | None, after: Standing, told: Shift | None
) -> None:
    assert shift(verdict(before, 1) if before else None, verdict(after, 2)) is told


def test_a_change_is_told_with_the_parts_that_changed_most() -> None:
    was = verdict(
        Standing.OUT, 0.8, Part("lead", 1, "Zenda"), Part("body", 0.8, "Zenda"), words=("old",)
    )
    title, sport = Part("title", 3, "Zenda"), Part("sport", -8.0)
    now = verdict(Standing.IN, 5, title, sport, Part("body", 0.8, "Zenda"), words=("new", "newer"))
    assert reason(was, now) == (
        "0.8 → 5: sport -8, title +3 of Zenda, lead -1 of Zenda;"
        " now found: new, newer; no more: old"
    )
    assert reason(None, now) == "not judged for this topic before → 5"
    assert (
        reason(replace(was, parts=(), words_sum=""), now)
        == "0.8 → 5 (judged before reasons were kept)"
    )
    assert reason(replace(was, parts=()), now).startswith("0.8 → 5: sport -8, title +3 of Zenda")
    assert reason(was, replace(was, score=0.9)) == "0.8 → 0.9"
