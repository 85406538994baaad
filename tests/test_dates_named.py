"""Days, ranges and months are read in every language of the topic."""

from datetime import date
from pathlib import Path

import pytest

from facts.dates import find_dates

TABLE = Path(__file__).parent / "labelled" / "dates.tsv"
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PUBLISHED = date(2023, 8, 21)
# Floors of the table: it may only grow.
AT_LEAST, LANGUAGES_AT_LEAST = 50, 11


@pytest.mark.parametrize(("language", "text", "first", "last"), ROWS)
def test_date_is_read(language: str, text: str, first: str, last: str) -> None:
    found = [
        (mention.first.isoformat(), mention.last.isoformat())
        for mention in find_dates(text, language, PUBLISHED)
    ]

    assert found == ([] if first == "-" else [(first, last)])


def test_the_table_has_not_shrunk() -> None:
    assert len(ROWS) >= AT_LEAST
    assert len({row[0] for row in ROWS}) >= LANGUAGES_AT_LEAST


def test_without_publication_only_dates_with_a_year_count() -> None:
    text = "They met on August 20 and on June 29, 1992."

    (mention,) = find_dates(text, "en", None)

    assert mention.first == date(1992, 6, 29)
    assert text[mention.start : mention.end] == "June 29, 1992"


def test_a_year_that_is_not_named_is_the_nearest() -> None:
    (mention,) = find_dates("on December 30", "en", date(2024, 1, 2))

    assert mention.first == date(2023, 12, 30)


def test_an_unknown_language_still_has_numbers() -> None:
    (mention,) = find_dates("21.08.2023 ...", "xx", PUBLISHED)

    assert mention.first == PUBLISHED
