"""One key for one name, in whatever script and transcription."""

from pathlib import Path

import pytest

from facts.people import find_names, name_key, same_name

TABLE = Path(__file__).parent / "labelled" / "names.tsv"
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
AT_LEAST = 70  # the table may only grow


@pytest.mark.parametrize(("verdict", "one", "language", "other", "other_language"), ROWS)
def test_spellings(verdict: str, one: str, language: str, other: str, other_language: str) -> None:
    assert same_name(one, other, language, other_language) is (verdict == "same")


def test_the_table_has_not_shrunk() -> None:
    assert len(ROWS) >= AT_LEAST


def test_a_german_j_is_no_sibilant() -> None:
    assert name_key("Tokajew", "de") == name_key("Tokayev", "en")
    assert name_key("Jomart", "en") == name_key("Жомарт", "ru")


def test_capitals_in_mid_sentence_prove_a_name() -> None:
    sure = {
        name.words for name in find_names("Yesterday Serik met Aigul in Taraz.", "en") if name.sure
    }

    assert "Yesterday" not in sure
    assert {"Serik", "Taraz"} <= sure


def test_german_nouns_prove_nothing() -> None:
    assert not any(name.sure for name in find_names("Er sprach vom Handel mit Serik Abenow.", "de"))


def test_short_words_count_in_pairs() -> None:
    keys = {name.key for name in find_names("Thủ tướng Lê Quang Huy", "vi")}

    assert "l kng" in keys
    assert "l" not in keys
