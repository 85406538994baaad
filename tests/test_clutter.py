"""Clutter below and around an article changes its verdict no more often than it did."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.buried import FAMILIES, buried
from tests.cases import article
from tests.clutter import changed, figures, in_turn, summary
from tests.rising import complaints
from tests.sidebars import BOTH, SIDES, Sidebar, load_headlines, missing, sidebars
from tests.verdicts import NAMED, load_floors
from topics.judge import judge
from topics.vocabulary import Topic, load_topic

# May only rise.
FEWEST_LANGUAGES = 18
FEWEST_SIDEBARS = 4_000
FEWEST_PAGES = 170

RAIN = article(
    "en",
    "Rain returns to the delta of the Mekong, and rice farmers in Vietnam are relieved",
    "The first clouds came on Monday. By Tuesday the canals were full again, farmers said.\n"
    "Seed had been sown twice and had dried up twice, and many had given the spring crop up.\n"
    "Forecasters expect showers until the end of the month. Prices fell a little at once.",
)


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic()


def test_clutter_changes_no_more_verdicts_than_the_floors_allow() -> None:
    faults = list(complaints(figures(in_turn()), load_floors()["clutter"], NAMED))
    assert not faults, "\n".join([*faults, "among the changed:", *changed(in_turn(), most=8)])


def test_clutter_is_tried_often_enough() -> None:
    tried = Counter(one.kind for one in in_turn())
    assert tried["appended"] >= FEWEST_SIDEBARS
    assert tried["buried_in"] + tried["buried_out"] >= FEWEST_PAGES
    assert {one.how for one in in_turn() if one.kind != "appended"} == set(FAMILIES)


def test_a_headline_names_no_side_but_its_own_and_one_names_both(topic: Topic) -> None:
    def named(language: str, title: str) -> set[str]:
        return {match.side for match in judge(article(language, title, ""), topic).matches}

    assert len(load_headlines()) >= FEWEST_LANGUAGES
    for language, headlines in load_headlines().items():
        assert named(language, headlines.both) == set(SIDES), headlines.both
        for side in SIDES:
            of_side = [named(language, title) for title in headlines.about(side)]
            assert set().union(*of_side) == {side}, headlines.about(side)


def test_a_sidebar_is_about_what_the_article_does_not_name(topic: Topic) -> None:
    assert missing(RAIN, topic) == ("Kazakhstan", BOTH)
    assert missing(article("en", "Rain", "Rain."), topic) == (*SIDES, BOTH)
    under_french = {side.language for side in sidebars(replace(RAIN, language="fr"), topic)}
    assert under_french == {"fr", "en"}
    assert {side.language for side in sidebars(replace(RAIN, language="bn"), topic)} == {"en"}


@pytest.mark.parametrize(
    ("place", "appended"),
    [
        ("apart", "\n{0}\n{1}"),
        ("glued", " {0} {1}"),
        ("announced", "\nRelated news\n{0}\n{1}"),
    ],
)
def test_a_sidebar_stands_below_the_text(place: str, appended: str) -> None:
    under = Sidebar("en", "Kazakhstan", 2, place).below(RAIN)
    headlines = load_headlines()["en"].Kazakhstan
    assert under == replace(RAIN, text=RAIN.text + appended.format(*headlines))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_page_of_a_family_holds_headlines_and_gives_the_article_back(family: str) -> None:
    page = buried(RAIN, family)
    assert page.found is not None
    assert list(page.faults()) == []
    assert (page.found.title, page.found.language) == (RAIN.title, "en")
    html = page.found.html.decode()
    for what in (BOTH, *SIDES):
        assert load_headlines()["en"].about(what)[0].replace("'", "&#39;") in html


def test_what_is_lost_of_an_article_and_what_is_kept_of_a_page_is_told() -> None:
    page = buried(RAIN, "vns")
    assert page.found is not None
    lines = page.found.text.splitlines()
    other = replace(page.found, title="Rain", text="\n".join([*lines[:-1], "Most viewed"]))
    assert list(replace(page, found=other).faults()) == [
        f"lost: {lines[-1]}",
        "kept: Most viewed",
        "title: Rain",
    ]
    assert list(replace(page, found=None).faults()) == ["no article seen"]


def test_the_summary_counts_what_was_tried_and_what_could_not_be() -> None:
    trap = next(one.case for one in in_turn() if one.kind == "appended")
    long = replace(trap, name="long", article=RAIN)
    short = replace(trap, name="short", article=replace(RAIN, text="Rain."))
    both = "Vietnam and Kazakhstan sign a treaty"
    wrong = replace(trap, name="wrong", article=article("en", both, both))
    lines = list(summary([long, short, wrong]))
    assert "buried_out: 0 of 5 verdicts changed, on 1 articles" in lines
    assert "1 articles were in that should not be: no sidebar was tried under them" in lines
    assert "2 articles were too short to be put into a page (below 180 bytes)" in lines
