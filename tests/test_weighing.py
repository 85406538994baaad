"""What each observation of an article is worth, on a topic of two invented countries.

Weights are named, so that a new one needs no change here; where a border lies is told in figures.
"""

from dataclasses import replace
from itertools import product
from math import log2
from pathlib import Path

import pytest

from storage.relevance import Relevance
from tests.cases import article
from topics import weighing as w
from topics.judge import judge
from topics.parts import PartName as Part
from topics.vocabulary import Topic, load_topic

TOPIC = """
title = "Ruritania – Graustark"
[[sides]]
name = "Ruritania"
names.en = ["Ruritania"]
hints.places = ["Strelsau", "Hentzau"]
[[sides]]
name = "Graustark"
names.en = ["Graustark"]
hints.places = ["Edelweiss"]
[[sides]]
name = "Zenda"
names.en = ["Zenda"]
[sport]
en = ["croquet", "fencing", "rowing", "tennis"]
[statistics]
en = ["arrivals"]
[relations]
en = ["treaty", "envoy", "accord"]
[past]
en = ["Old War"]
[blocs]
League = ["Danube League"]
[countries]
Latveria = ["Latveria"]
Wakanda = ["Wakanda"]
"""
FILL = "The weather stays dry until Sunday, and farmers wait for rain in the valleys of the north."
LEAD = f"{FILL} {FILL}"  # as long as a lead is at least
DOUBLING = w.PER_DOUBLING


@pytest.fixture(scope="module")
def topic(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    file: Path = tmp_path_factory.mktemp("topic") / "ruritania.toml"
    file.write_text(TOPIC, encoding="utf-8")
    return load_topic(file)


def verdict(topic: Topic, title: str, *paragraphs: str) -> Relevance:
    return judge(article("en", title, "\n".join(paragraphs)), topic)


def of(found: Relevance, side: str) -> dict[str, float]:
    return {part.name: part.worth for part in found.parts if part.side == side}


@pytest.mark.parametrize(
    ("title", "paragraphs", "worth"),
    [
        ("Ruritania", [], {Part.TITLE: w.TITLE}),
        ("Strelsau", [], {Part.TITLE: w.TITLE_HINT}),
        (
            "Strelsau hosts Danube League",
            [],
            {Part.TITLE: w.TITLE_LISTED, Part.TITLE_ON_OTHERS: w.TITLE_ON_OTHERS},
        ),
        (
            "To Latveria, Wakanda, Ruritania",
            [],
            {Part.TITLE: w.TITLE_LISTED, Part.TITLE_ON_OTHERS: w.TITLE_ON_OTHERS},
        ),
        ("To Latveria and Ruritania", [], {Part.TITLE: w.TITLE}),
        (
            "Rain",
            [f"Ruritania. {LEAD}"],
            {Part.LEAD: w.LEAD, Part.AMONG_THEMSELVES: w.AMONG_THEMSELVES},
        ),
        ("Rain", [f"Strelsau. {LEAD}"], {Part.LEAD: w.LEAD_HINT, Part.BODY: DOUBLING}),
        (
            "Rain",
            [f"Strelsau, Strelsau. {LEAD}"],
            {Part.LEAD: w.LEAD_HINT, Part.BODY: DOUBLING * log2(3)},
        ),
        (
            "Rain",
            [f"Strelsau, Hentzau. {LEAD}"],
            {Part.LEAD: w.LEAD_HINTS, Part.BODY: DOUBLING * log2(3)},
        ),
        (
            "Rain",
            [f"Ruritania, Latveria. {LEAD}"],
            {Part.LEAD: w.LEAD, Part.WITH_ANOTHER: w.WITH_ANOTHER},
        ),
        (
            "Rain",
            [f"Ruritania, Latveria, Wakanda. {LEAD}"],
            {Part.LEAD: w.LEAD_HINT, Part.WITH_ANOTHER: w.WITH_ANOTHER},
        ),
        ("Rain", [LEAD, "Ruritania."], {Part.BODY: DOUBLING}),
        ("Rain", [LEAD, "Ruritania, Strelsau."], {Part.BODY: DOUBLING * 2}),
        (
            "Rain",
            [LEAD, "Ruritania, Latveria, Wakanda."],
            {Part.BODY: DOUBLING * log2(1 + w.LISTED)},
        ),
        ("Rain", [LEAD, *["Ruritania, Ruritania, Ruritania."] * 4], {Part.BODY: w.BODY_ALONE}),
        ("Rain", [LEAD, *["Ruritania, Ruritania."] * 5], {Part.BODY: DOUBLING * log2(11)}),
        (
            "Ruritania",
            [LEAD, *["Ruritania, Ruritania, Ruritania."] * 4],
            {Part.TITLE: w.TITLE, Part.BODY: DOUBLING * log2(13)},
        ),
        (
            "Rain",
            [f"Ruritania. Arrivals. {LEAD}", "Latveria."],
            {
                Part.LEAD: w.LEAD,
                Part.AMONG_THEMSELVES: w.AMONG_THEMSELVES,
                Part.STATISTICS: w.STATISTICS,
            },
        ),
        (
            "Arrivals",
            [f"Ruritania. {LEAD}"],
            {Part.LEAD: w.LEAD, Part.AMONG_THEMSELVES: w.AMONG_THEMSELVES},
        ),
        ("Arrivals, Ruritania", ["Latveria."], {Part.TITLE: w.TITLE}),
    ],
)
def test_a_side_counts_by_where_and_how_it_is_named(
    title: str, paragraphs: list[str], worth: dict[str, float], topic: Topic
) -> None:
    found = of(verdict(topic, title, *paragraphs), "Ruritania")
    assert found == pytest.approx(worth, abs=0.006)  # what a body gives is rounded


BOTH = {Part.BOTH_IN_TITLE: w.BOTH_IN_TITLE, Part.CLOSE_TOGETHER: w.CLOSE_TOGETHER}
ALONE = {**BOTH, Part.NOBODY_ELSE: w.NOBODY_ELSE}


@pytest.mark.parametrize(
    ("title", "paragraphs", "worth"),
    [
        ("Ruritania, Graustark", [], ALONE),
        ("Graustark, Zenda", [], ALONE),
        ("Ruritania, Strelsau", [], {}),
        ("Ruritania " + "x" * 58 + " Graustark", [], ALONE),  # 60 letters between them
        (
            "Ruritania " + "x" * 59 + " Graustark",
            [],
            {k: ALONE[k] for k in ALONE if "clo" not in k},
        ),
        ("越" * 30 + "Ruritania" + "越" * 20 + "Graustark", [], ALONE),  # each like three letters
        (
            "越" * 30 + "Ruritania" + "越" * 21 + "Graustark",
            [],
            {k: ALONE[k] for k in ALONE if "clo" not in k},
        ),
        (
            "Rain",  # what is said of the two in a sentence stands, whoever comes after
            [f"The envoys of Ruritania and Graustark met. Latveria. {LEAD}"],
            {
                Part.CLOSE_TOGETHER: w.CLOSE_TOGETHER,
                Part.NOBODY_ELSE: w.NOBODY_ELSE,
                Part.RELATIONS: w.RELATION,
            },
        ),
        (
            "Rain",
            [f"Envoys of Ruritania came. Graustark, Latveria. {LEAD}"],
            {Part.CLOSE_TOGETHER: w.CLOSE_TOGETHER},
        ),
        ("Strelsau, Edelweiss", [], {k: ALONE[k] for k in ALONE if "clo" not in k}),
        ("Ruritania, Graustark, Latveria", [], BOTH),
        (
            "Ruritania, Graustark: a treaty",
            [],
            {**ALONE, Part.RELATIONS: w.RELATION},
        ),
        (
            "Ruritania, Graustark: a treaty",
            [f"An accord, an envoy, a treaty. {LEAD}"],
            {**ALONE, Part.RELATIONS: w.RELATION * 2},
        ),
        ("Ruritania, Graustark: a treaty", [f"Latveria. {LEAD}"], BOTH),
        ("Latveria", [f"Ruritania, Graustark. {LEAD}"], {}),
        (
            "Rain",
            [f"Ruritania, Graustark. {LEAD}"],
            {Part.CLOSE_TOGETHER: w.CLOSE_TOGETHER, Part.NOBODY_ELSE: w.NOBODY_ELSE},
        ),
        ("Rain", [LEAD, "Ruritania, Graustark."], {}),
        (
            "Rain",
            [f"Ruritania, Graustark, Latveria. {LEAD}"],
            {Part.CLOSE_TOGETHER: w.CLOSE_TOGETHER},
        ),
        (
            "Danube League",
            [f"Ruritania. Latveria. {LEAD}", "Wakanda."],
            {Part.OTHER_COUNTRIES: w.PER_OTHER_COUNTRY},
        ),
        (
            "Latveria",
            [f"Ruritania. Wakanda. Danube League. {LEAD}"],
            {Part.OTHER_COUNTRIES: w.PER_OTHER_COUNTRY * 2},
        ),
        ("Old War", [f"Ruritania. {LEAD}"], {Part.PAST: w.PAST}),
        ("Ruritania: Old War", [], {Part.PAST: w.PAST}),
        ("Ruritania, Graustark: Old War", [], ALONE),  # of three sides
    ],
)
def test_what_is_of_all_sides_counts_once(
    title: str, paragraphs: list[str], worth: dict[str, float], topic: Topic
) -> None:
    assert of(verdict(topic, title, *paragraphs), "") == pytest.approx(worth)


@pytest.mark.parametrize(
    ("title", "lead", "body", "sport"),
    [
        ("Croquet", "", "", True),
        ("Rain", "Croquet.", "", False),
        ("Rain", "Croquet, croquet, croquet.", "Croquet.", False),
        ("Rain", "Croquet, fencing.", "", True),
        ("Rain", "Croquet.", "Fencing.", False),
        ("Rain", "Croquet.", "Fencing, rowing.", True),
        ("Rain", "", "Croquet, fencing, rowing.", False),
        ("Rain", "", "Croquet, fencing, rowing, tennis.", True),
        ("Rain", "Croquet, fencing. A treaty, an accord.", "", True),
        ("Rain", "Croquet, fencing. A treaty, an accord, an envoy.", "", False),
    ],
)
def test_a_word_of_sport_is_a_remark_and_several_are_a_match(
    title: str, lead: str, body: str, sport: bool, topic: Topic
) -> None:
    found = verdict(topic, title, f"{lead} {LEAD}", body, FILL)
    assert (of(found, "") == {Part.SPORT: w.SPORT}) is sport


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x" * 298 + " Ruritania", "lead"),  # from letter 299
        ("x" * 299 + " Ruritania", "body"),
        (f"{'x' * 70}. {'y' * 75}. Ruritania.", "lead"),  # two sentences of 149 letters
        (f"{'x' * 70}. {'y' * 76}. Ruritania.", "body"),
        (f"{'x' * 160}. Ruritania.", "lead"),  # one sentence is no lead
        (f"{'x' * 160}\nGeneral Ruritania.", "lead"),
        (f"{'x' * 70}\n{'y' * 90}\nRuritania.", "body"),
        ("越" * 98 + " Ruritania", "lead"),  # a third as many signs
        ("越" * 99 + " Ruritania", "body"),
    ],
)
def test_where_a_lead_ends(text: str, place: str, topic: Topic) -> None:
    assert [match.place for match in verdict(topic, "Rain", text).matches] == [place]


def test_headlines_below_the_last_sentence_are_not_read(topic: Topic) -> None:
    text = f"{LEAD}\nRuritania.\nGraustark in the news\n\nZenda rests"
    found = judge(article("en", "Rain", text), topic)
    assert [(match.words, match.spans) for match in found.matches] == [
        ("Ruritania", ((len(LEAD) + 1, len(LEAD) + 10),))
    ]
    only = judge(article("en", "Rain", "Graustark in the news\nZenda rests"), topic)
    assert [match.words for match in only.matches] == ["Graustark", "Zenda"]


def test_a_lead_that_is_the_texts_beginning_counts_once(topic: Topic) -> None:
    long = f"{LEAD} {LEAD} Ruritania rests."
    marked = judge(replace(article("en", "Rain", f"{long}\nZenda."), lead=long), topic)
    assert [(match.words, match.place) for match in marked.matches] == [
        ("Ruritania", "lead"),
        ("Zenda", "body"),
    ]


def test_a_lead_that_stands_apart_is_one(topic: Topic) -> None:
    apart = judge(replace(article("en", "Rain", FILL), lead="Ruritania rests."), topic)
    assert [(match.place, match.spans) for match in apart.matches] == [("lead", ((0, 9),))]


@pytest.mark.parametrize(
    ("title", "text", "near"),
    [
        ("Ruritania, Graustark: croquet", "", True),  # but for the sport
        ("Ruritania", f"{LEAD}\nGraustark. Graustark. Graustark.", True),  # 1.6 of 2.6
        ("Ruritania", f"{LEAD}\nGraustark. Graustark.", False),
        ("Ruritania: a treaty", LEAD, False),
        ("Ruritania, Graustark", "", False),  # it is in
    ],
)
def test_a_near_miss_names_both_sides_and_lacks_little(
    title: str, text: str, near: bool, topic: Topic
) -> None:
    assert verdict(topic, title, text).near is near


def test_every_score_is_the_sum_of_its_parts(topic: Topic) -> None:
    titles = ["", "Ruritania", "Strelsau, Zenda", "Ruritania, Graustark: croquet", "Latveria"]
    leads = ["", "Graustark. A treaty.", "Latveria, Wakanda, Zenda. Arrivals.", "Old War, Hentzau."]
    bodies = ["", "Ruritania. Graustark.\n" * 7, "Latveria, Wakanda, Graustark. Zenda."]
    for title, lead, body in product(titles, leads, bodies):
        found = verdict(topic, title, f"{lead} {LEAD}", body)
        counted = [part.worth for part in found.parts if part.side in ("", found.decided_by)]
        assert found.score == pytest.approx(sum(counted), abs=0.0051)
        assert not (found.relevant and found.near)
        assert len({part.side for part in found.parts} - {""}) <= 2
