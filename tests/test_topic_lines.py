"""Where a value stands in a TOML file, and what a mistake in a topic's files is answered with."""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.settings_file import ConfigError
from storage.toml_lines import Location, line_at, lines_of
from topics.vocabulary import load_topic
from topics.written import FOLDER

# ------------------------------------------------------------------- lines, by made documents

# Every value made here ends in a number of its own, so that the line on which it is written can be
# found without knowing TOML.
BLANKS = st.sampled_from(
    ["", " ", "\n", "\r\n", "\n\n\t", ' # a ] comment "with = signs\n', "\n#[[x]]\n#}\n"]
)
PLAIN_BLANKS = st.sampled_from(["", " ", "\t "])
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\n\n", " # [not.a.table]\n", "\n# 'x' = {\n"])
KEYS = st.sampled_from(
    ["a", "b-2", "9", '"a b"', '"x.y#"', "'[z]'", '"q\\"="', '"\\u1ec7"', "ßeta".encode().hex()]
)
FORMS = [
    "'vN'",
    '"vN"',
    '"]}},#\\"\\\\ vN"',
    "'#[{{ vN'",
    '"""vN\n]} = "x" ""\\"\n"""',
    "'''vN\n# '' no comment\n''''",
    '"""\\\n  vN"""""',
    "N",
    "-N.5",
    "Ne1",
]
ON_THE_NEXT_LINE = 6  # of FORMS: the text begins where its quotes are


class Draft:
    """A document as it is drawn; numbers its values."""

    def __init__(self, data: st.DataObject) -> None:
        self.data, self.count, self.moved = data, 1000, set[int]()

    def value(self, depth: int) -> str:
        kind = self.data.draw(st.integers(0, 3 if depth else 1))
        blank = BLANKS if kind == 2 else PLAIN_BLANKS
        if kind == 2:
            items = [self.value(depth - 1) for _ in range(self.data.draw(st.integers(0, 3)))]
            separated = "".join(
                f"{self.data.draw(blank)}{item}{self.data.draw(blank)}," for item in items
            )
            return f"[{separated}{self.data.draw(blank)}]"
        if kind == 3:
            pairs = [
                f"k{n} = {self.value(depth - 1)}" for n in range(self.data.draw(st.integers(0, 2)))
            ]
            return f"{{{self.data.draw(blank)}{', '.join(pairs)}{self.data.draw(blank)}}}"
        self.count += 1
        form = self.data.draw(st.integers(0, len(FORMS) - 1))
        if form == ON_THE_NEXT_LINE:
            self.moved.add(self.count)
        return FORMS[form].replace("N", str(self.count))

    def pairs(self) -> str:
        keys = self.data.draw(st.lists(KEYS, max_size=3, unique=True))
        dotted = [
            key + self.data.draw(st.sampled_from(["", ' . "in.ner"', ".p.q"])) for key in keys
        ]
        return "".join(f"{key} = {self.value(2)}{self.data.draw(LINE_ENDS)}" for key in dotted)

    def text(self) -> str:
        parts = [self.pairs()]
        for n in range(self.data.draw(st.integers(0, 3))):
            name = f"t{n}"
            if self.data.draw(st.booleans()):
                parts.append(f"[ {name} . 's.t' ]{self.data.draw(LINE_ENDS)}{self.pairs()}")
                continue
            for _ in range(self.data.draw(st.integers(1, 2))):
                parts.append(f"[[{name}]] # [[\n{self.pairs()}")
                for _ in range(self.data.draw(st.integers(0, 2))):
                    parts.append(f"[[{name}.deep]]\n{self.pairs()}")
                parts.append(f"[{name}.sub]\n{self.pairs()}")
        return "".join(parts)


def leaves(value: Any, at: Location = ()) -> list[tuple[Location, Any]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*at, key))]
    if isinstance(value, list):
        return [leaf for n, inner in enumerate(value) for leaf in leaves(inner, (*at, n))]
    return [(at, value)]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_value_of_a_document_is_found_on_its_line(data: st.DataObject) -> None:
    draft = Draft(data)
    text = draft.text()
    lines = lines_of(text)
    for at, value in leaves(tomllib.loads(text)):
        digits = "".join(letter for letter in str(value).split(".")[0] if letter.isdigit())
        number = int(digits[:4])
        written = text[: text.index(str(number))].count("\n") + 1 - (number in draft.moved)
        assert lines[at] == written, (at, text)


def test_what_is_no_value_has_a_line_too() -> None:
    lines = lines_of('title = "a"\n[[sides]]\nparty = "x"\n\n[[sides]]\nnames = {\ten = ["a"] }\n')
    assert (line_at(lines, ("sides", 0)), line_at(lines, ("sides", 1))) == (2, 5)
    assert line_at(lines, ("sides", 1, "names", "en", 7, "no", "such")) == 6
    assert line_at(lines, ("sides", 1, "colour")) == 5
    assert line_at(lines, ("nothing",)) is None


def test_every_file_of_ours_is_read_as_tomllib_reads_it() -> None:
    for file in FOLDER.rglob("*.toml"):
        text = file.read_text(encoding="utf-8")
        lines, written = lines_of(text), text.split("\n")
        for at, value in leaves(tomllib.loads(text)):
            assert str(value) in written[lines[at] - 1], (file, at)


# --------------------------------------------------------- mistakes in a topic's several files

TOPIC = """\
title = "Ruritania and Graustark"
contexts = "games"

[[sides]]
party = "ruritania"

[[sides]]
name = "Graustark"
names = { en = ["Graustark"] }
"""
PARTY = """\
name = "Ruritania"

[names]
en = ["Ruritania"]
ru = [  # in two lines ["
  "Руритания",
  "Руритании",
]

[[people]]
id = "rudolf"
name = "Rudolf"
words = ["Rassendyll"]

[[people]]
id = "michael"
name = "Michael"
words = ["Strelsau Duke", "Schwarzer Michael"]
offices = [
  { office = "Duke", since = 1894-04-01 },
]
"""
GAMES = '[sport]\nen = ["croquet"]\n'
AT = {"topic": "made.toml", "party": "parties/ruritania.toml", "games": "contexts/games.toml"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("topic", TOPIC), ("party", PARTY), ("games", GAMES)):
        file = tmp_path / AT[name]
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "was", "becomes", "line", "told"),
    [
        ("party", '"Руритании"', '""', 7, "'names.ru[2]': an empty word (''); remove it"),
        ("party", '"Rassendyll"', '"Ras"', 13, '"Ras" would match everywhere; write "=Ras"'),
        ("party", '"Rassendyll"', "7", 13, "'people[1].words[1]': Input should be a valid string"),
        (
            "party",
            "ru = [",
            "rus_sian = [",
            5,
            "'names.rus_sian': \"rus_sian\" is no language code",
        ),
        ("party", "[names]", "[nmaes]", 3, "unknown key 'nmaes'; did you mean 'names'?"),
        ("party", "since = 1894-04-01", "since = 1894-04-01, until = 1890-01-01", 20, "offices[1]"),
        (
            "party",
            '"michael"',
            '"rudolf"',
            16,
            '"rudolf" is the id of two, also at FILE:11; choose',
        ),
        ("party", "Schwarzer Michael", "RÁSSENDYLL", 18, "people.michael and in Ruritania.people."),
        ("party", "]\n\n[[people]]", "\n\n[[people]]", 10, "is not TOML"),
        (
            "topic",
            '"Graustark"]',
            '"ruritania"]',
            9,
            "Ruritania.names.en (PARTY:4); keep it in one",
        ),
        (
            "topic",
            '"Graustark"\n',
            '"Ruritania"\n',
            8,
            '"Ruritania" is the name of two sides, also at PARTY:1',
        ),
        (
            "topic",
            'name = "Graustark"',
            'party = "ruritania"',
            8,
            '"ruritania" is the party of two sides',
        ),
        ("topic", 'party = "ruritania"', 'party = "ruritanja"', 5, "there is no file"),
        ("topic", 'contexts = "games"', 'contexts = "game"', 2, "write it, or name one of ours: "),
        (
            "topic",
            'party = "ruritania"',
            'party = "ruritania"\ncountry = "VN"',
            6,
            "remove 'country'",
        ),
        ("topic", 'names = { en = ["Graustark"] }', "", 7, "Graustark has no word to be found by"),
        ("topic", 'name = "Graustark"', "", 7, "sides[2] says neither whose words these are"),
        ("games", "en = [", "en = [3, ", 2, "'sport.en[1]': Input should be a valid string"),
        ("games", "[sport]", "[sport", 1, "is not TOML"),
    ],
)
def test_a_mistake_is_told_with_the_file_and_line_that_hold_it(
    folder: Path, name: str, was: str, becomes: str, line: int, told: str
) -> None:
    file = folder / AT[name]
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_topic(folder / AT["topic"])
    (fault,) = caught.value.faults
    assert fault.startswith(f"{file}:{line}: "), fault
    expected = told.replace("FILE", str(file)).replace("PARTY", str(folder / AT["party"]))
    assert expected in fault
    assert "\n" not in fault


def test_every_mistake_of_a_file_is_a_line_of_its_own(folder: Path) -> None:
    file = folder / AT["party"]
    text = PARTY.replace('"Rassendyll"', '"Ras"').replace('"Руритании"', '" "')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_topic(folder / AT["topic"])
    places = [fault.split(": ")[0] for fault in caught.value.faults]
    assert places == [f"{file}:7", f"{file}:13"]


def test_a_right_topic_is_read_and_a_changed_party_read_again(folder: Path) -> None:
    before = load_topic(folder / AT["topic"])
    assert before.sides == ("Ruritania", "Graustark")
    assert before.entities["michael"].offices[0].office == "Duke"
    shutil.copy(folder / AT["party"], folder / "kept.toml")
    (folder / AT["party"]).write_text(PARTY.replace("Rassendyll", "Elphberg"), encoding="utf-8")
    assert load_topic(folder / AT["topic"]).words_sum != before.words_sum
