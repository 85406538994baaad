"""Judging our labelled articles only gets better: each figure reaches its floor."""

from dataclasses import replace

import pytest

from facts.language import judge_language
from storage.records import Article
from tests.cases import RELEVANT, Case, all_cases, article, load_cases
from tests.rising import complaints
from tests.verdicts import (
    NAMED,
    Judged,
    by_language,
    explained,
    figures,
    load_floors,
    reached,
    share,
    told,
    worst,
)
from topics.judge import judge
from topics.vocabulary import load_topic

# May only rise.
FEWEST_CASES = 610
FEWEST_TRAPS = 320
FEWEST_LANGUAGES = 20  # with articles of both kinds
FEWEST_KINDS = 8  # of traps


def judged(kind: str, title: str) -> Judged:
    case = Case(f"made/{kind} 1", kind, article("en", title, ""))
    return Judged(case, judge(case.article, load_topic()))


HIT = judged(RELEVANT, "Vietnam and Kazakhstan sign")
MISSED = judged(RELEVANT, "A handshake")
KEPT = judged("lists", "Vietnam, Kazakhstan")
LEFT = judged("lists", "Rain")


@pytest.mark.parametrize("group", reached())
def test_no_figure_is_below_its_floor_nor_far_above(group: str) -> None:
    faults = list(told(group, load_floors()[group]))
    assert not faults, "\n".join([f"{group}:", *faults])


def test_all_of_the_plain_ones_are_judged_right() -> None:
    assert set(reached()["relevance"].values()) == {1.0}


def test_the_labelled_articles_do_not_become_fewer() -> None:
    cases = list(all_cases())
    kinds = {case.kind for case in cases}
    languages = [
        {case.article.language for case in cases if case.relevant is relevant}
        for relevant in (True, False)
    ]
    assert len(cases) >= FEWEST_CASES
    assert sum(not case.relevant for case in cases) >= FEWEST_TRAPS
    assert len(languages[0] & languages[1]) >= FEWEST_LANGUAGES
    assert len(kinds - {RELEVANT}) >= FEWEST_KINDS


def test_no_article_stands_twice_and_each_is_in_its_language() -> None:
    cases = list(all_cases())
    assert len({case.article.title for case in cases}) == len(cases)
    assert len({case.article.text for case in cases}) == len(cases)
    # Two short sentences of Kazakh in an older Latin spelling.
    doubtful = {"Qazaqstan men Vetnam arasynda jańa kelisim"}
    other = {case.article.title for case in cases if not is_in_its_language(case.article)}
    assert other == doubtful


def is_in_its_language(read: Article) -> bool:
    found = judge_language(f"{read.title}\n{read.text}", read.language)
    return found.language == read.language


def test_a_case_is_named_by_where_it_stands() -> None:
    first = load_cases("hard")[0]
    assert (first.name, first.kind, first.relevant) == ("hard/relevant 1", RELEVANT, True)


def test_figures_count_what_is_found_and_what_is_missed() -> None:
    assert figures([HIT, MISSED, KEPT, LEFT]) == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert figures([HIT, LEFT]) == {"precision": 1, "recall": 1, "f1": 1}
    assert figures([MISSED]) == {"precision": 0, "recall": 0, "f1": 0}
    assert share([KEPT, LEFT, LEFT, LEFT]) == 0.75


def test_a_language_has_a_figure_from_eight_cases_on() -> None:
    french = replace(LEFT, case=replace(LEFT.case, article=article("fr", "Pluie", "")))
    assert list(by_language([LEFT] * 8 + [french] * 7)) == ["en"]


def test_what_is_judged_wrong_is_named_the_worst_first() -> None:
    assert list(worst([HIT, MISSED, KEPT, LEFT], most=1)) in (
        [f"made/lists 1 en kept at {KEPT.found.score:.2f}: Vietnam, Kazakhstan"],
        ["made/relevant 1 en missed at 0.00: A handshake"],
    )
    assert len(list(worst([HIT, MISSED, KEPT, LEFT]))) == 2


def test_a_wrong_verdict_is_shown_with_parts_and_words() -> None:
    lines = "\n".join(explained(KEPT))
    assert "+3.00 title" in lines
    assert "Kazakhstan (Kazakhstan, title, 1)" in lines
    assert list(explained(MISSED))[1:] == ["    no word of a side"]


def test_a_figure_below_its_floor_is_told_with_the_cases_that_are_judged_worst() -> None:
    lines = list(told("traps", {**reached()["traps"], "sport": 1.1}))
    assert lines[0] == next(complaints({"sport": reached()["traps"]["sport"]}, {"sport": 1.1}))
    assert all("/sport " in line for line in lines[1:])
    assert f"sport: raise the floor in {NAMED} to" in next(
        told("traps", {**reached()["traps"], "sport": 0.1})
    )
