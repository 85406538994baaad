"""Judging by a topic file of one's own, and what its mistakes are answered with."""

import re
from pathlib import Path

import pytest

from storage.settings_file import ConfigError
from tests.ruritania import SMALL_TOPIC, written
from tests.test_relevance import NEITHER, article
from topics.judge import judge
from topics.meanings import Kind
from topics.vocabulary import load_topic


@pytest.mark.parametrize(
    ("title", "text", "relevant"),
    [
        ("Ruritanian envoy in Graustark", NEITHER, True),
        ("Руританию и 格劳 свяжет дорога", NEITHER, True),
        ("Edelweiss Airways flies to Strelsau", "The airline of Graustark said so.", True),
        ("Ruritania remembers the Graustark War", NEITHER, False),
        ("Graustark beats Ruritania at croquet", NEITHER, False),
        ("A summit", "Latveria, Wakanda, Ruritania and Graustark met.", False),
        ("Vietnam and Kazakhstan sign", "Vietnam and Kazakhstan signed.", False),
    ],
)
def test_another_topic_needs_no_code(title: str, text: str, relevant: bool, tmp_path: Path) -> None:
    small = load_topic(written(tmp_path, SMALL_TOPIC))
    found = judge(article(title, text), small)
    assert (found.topic, found.relevant) == ("ruritania", relevant)


def test_a_side_is_no_other_country_however_its_words_are_written(tmp_path: Path) -> None:
    """Not by a word of it that stands among the countries, and at the side in capitals."""
    small = SMALL_TOPIC.replace('"Strelsau"', '"=STRELSAU"')
    both = small.replace('"Ruritanian Kingdom"', '"Ruritanian Kingdom", "Strelsau"')
    topic = load_topic(written(tmp_path, both))
    found = topic.mentions("STRELSAU, Strelsau, Ruritanian Kingdom, Wakanda")
    assert [one.kind for one in found] == [Kind.HINT, Kind.NAME, Kind.COUNTRY]


def test_of_three_sides_two_are_enough(tmp_path: Path) -> None:
    third = '[[sides]]\nname = "Zenda"\nnames = { en = ["Zenda"] }\n'
    topic = load_topic(written(tmp_path, SMALL_TOPIC.replace("[never]", f"{third}[never]")))
    assert judge(article("Zenda and Graustark sign", ""), topic).relevant
    assert not judge(article("Zenda rests", ""), topic).relevant


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ("[sport]", "[sports]", "unknown key 'sports'; did you mean 'sport'?"),
        ("hints.places", "hint.places", "unknown key 'sides[1].hint'"),
        ('"Strelsau"', '""', "'sides[1].hints.places[1]': an empty word ('')"),
        ('"Strelsau"', '" - "', "an empty word (' - ')"),
        ('"Strelsau"', '"Str"', '"Str" would match everywhere; write "=Str"'),
        ('"Strelsau"', '"GRÁUSTARK"', '"Graustark" is in Graustark.names.en and in Ruritania'),
        ("ru = [", "russian = [", '"russian" is no language code'),
        ('title = "', 'titel = "', "unknown key 'titel'"),
        ("[[sides]]", "[[sides]", "is not TOML"),
    ],
)
def test_a_mistake_in_a_topic_file_is_one_line_that_names_file_and_line(
    was: str, becomes: str, complaint: str, tmp_path: Path
) -> None:
    file = written(tmp_path, SMALL_TOPIC.replace(was, becomes, 1))
    with pytest.raises(ConfigError) as raised:
        load_topic(file)
    message = str(raised.value)
    assert re.search(rf"{re.escape(str(file))}:\d+: .*{re.escape(complaint)}", message)
    assert "\n" not in message


def test_an_unknown_topic_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="no topic 'vietnam'; known: vietnam-kazakhstan"):
        load_topic("vietnam")
