"""Why a verdict is what it is, in one line; and which office somebody held on a day."""

import inspect
import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from storage.relevance import Match, Part, Relevance
from tests.ruritania import article
from topics.gazetteer import office_on
from topics.judge import judge
from topics.parts import IN_WORDS, PartName
from topics.topic_file import Entity
from topics.vocabulary import load_topic
from topics.weighing import weight
from topics.why import in_one_line, signed

LABELLED = Path(__file__).parent / "labelled" / "relevance.toml"


def test_every_part_that_a_verdict_is_made_of_has_its_words() -> None:
    table = tomllib.loads(LABELLED.read_text(encoding="utf-8"))
    judged = (
        judge(article(case["title"], case["text"], language=case["language"]), load_topic())
        for group in table.values()
        for case in group
    )
    assert {part.name for verdict in judged for part in verdict.parts} <= set(PartName)
    assert set(IN_WORDS) == set(PartName)
    # Rare ones may stand in no labelled article.
    source = Path(inspect.getsourcefile(weight) or "").read_text(encoding="utf-8")
    given = re.findall(r"\bPart\(\s*([\w.]+)", source)
    assert len(given) > len(PartName) / 2
    assert all(name.startswith("PartName.") for name in given)


def verdict(score: float, *parts: Part, relevant: bool = False, near: bool = False) -> Relevance:
    matches = (Match("Ruritania", "Ruritania", "body", 2), Match("Graustark", "Graustark", "title"))
    more = {"decided_by": "Ruritania", "words_sum": "0f0f0f0f"}
    return Relevance("ruritania", relevant, score, matches, near, parts, **more)


IN_BODY = Part("body", 1.27, "Ruritania")
BOTH = Part("both in title", 1.0)
OTHERS = Part("title on others", -1.5, "Ruritania", ("Latveria", "Wakan\nda", "Oz", "Ix"))


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            verdict(5.0, Part("title", 3.0, "Ruritania"), BOTH, relevant=True),
            "in, 5 of 2.6: both sides in the title",
        ),
        (
            verdict(2.0, Part("lead", 2.0, "Ruritania"), Part("title", 3.0, "Graustark")),
            "out, 2 of 2.6: Ruritania in the lead, not in the title",
        ),
        (
            verdict(2.59, IN_BODY, Part("close together", 1.0), near=True),
            "near miss, 2.59 of 2.6: Ruritania only in the body (2 times), close together",
        ),
        (
            verdict(-0.23, IN_BODY, OTHERS),
            "out, −0.23 of 2.6: Ruritania only in the body (2 times);"
            " the title is on others (Latveria, Wakan da, Oz, …) −1.5",
        ),
        (
            replace(verdict(0.0), decided_by="Zenda"),
            "out: Zenda is not named",
        ),
        (replace(verdict(0.0), matches=()), "out: no side is named"),
    ],
)
def test_a_verdict_says_why_in_one_line(given: Relevance, line: str) -> None:
    assert in_one_line(given) == line
    assert in_one_line(given, has_text=False) == (
        f"{line}; judged on its title alone: it has no text"
    )


def test_verdicts_of_other_versions_are_told_as_well() -> None:
    old = Relevance("ruritania", relevant=False, score=1.9)
    assert in_one_line(old) == (
        "out, 1.9 of 2.6: judged before reasons were kept; `digest topic apply` judges anew"
    )
    newer = verdict(1.0, IN_BODY, Part("moon phase", -0.3, words=("full\nmoon",)))
    assert in_one_line(newer).endswith("; moon phase (full moon) −0.3")
    assert (signed(2.6), signed(-8.0), signed(2.599)) == ("+2.6", "−8", "+2.6")


@pytest.mark.parametrize(
    ("day", "office"),
    [
        (date(2019, 12, 31), ""),
        (date(2020, 1, 1), "Envoy to Graustark"),
        (date(2024, 3, 31), "Envoy to Graustark"),
        (date(2024, 4, 1), "King of Ruritania"),
        (date(2025, 1, 1), "King of Ruritania and Head of the Guard"),
    ],
)
def test_an_office_is_told_only_where_its_days_are_known(day: date, office: str) -> None:
    entity = Entity.model_validate(
        {
            "id": "rassendyll",
            "name": "Rudolf Rassendyll",
            "words": ("Rassendyll",),
            "offices": (
                {"office": "Head of the Guard", "since": date(2025, 1, 1)},
                {"office": "Envoy to Graustark", "since": date(2020, 1, 1), "until": "2024-03-31"},
                {"office": "King of Ruritania", "since": date(2024, 4, 1)},
                {"office": "Duke, once"},
            ),
        }
    )
    assert office_on(entity, day) == office
