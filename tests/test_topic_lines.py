"""What a mistake in a topic's files is answered with: the file and line that hold it."""

import shutil
from pathlib import Path

import pytest

from storage.settings_file import ConfigError
from topics.vocabulary import load_topic

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
        ("party", '"Rassendyll"', "7", 13, "'people[1].words[1]': must be text in quotes"),
        (
            "party",
            "ru = [",
            "rus_sian = [",
            5,
            "'names.rus_sian': \"rus_sian\" is no language code",
        ),
        ("party", "[names]", "[nmaes]", 3, "unknown key 'nmaes'; did you mean 'names'?"),
        (
            "party",
            "since = 1894-04-01",
            "since = 'soon'",
            20,
            "since': must be a day such as 2026-",
        ),
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
        ("games", "en = [", "en = [3, ", 2, "'sport.en[1]': must be text in quotes"),
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
