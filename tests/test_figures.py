"""Amounts in every language of the topic are read as one value with its receipt."""

from pathlib import Path

import pytest

from facts.figures import find_amounts, read_number

TABLE = Path(__file__).parent / "labelled" / "amounts.tsv"
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
# Floors of the table: it may only grow.
AT_LEAST, LANGUAGES_AT_LEAST = 75, 11


@pytest.mark.parametrize(("language", "text", "value", "unit"), ROWS)
def test_amount_is_read(language: str, text: str, value: str, unit: str) -> None:
    found = {(f"{amount.value:.6g}", amount.unit) for amount in find_amounts(text, language)}

    assert (f"{float(value):.6g}", unit.replace("-", "")) in found


def test_the_table_has_not_shrunk() -> None:
    assert len(ROWS) >= AT_LEAST
    assert len({row[0] for row in ROWS}) >= LANGUAGES_AT_LEAST


def test_one_value_has_one_key_in_six_languages() -> None:
    texts = {
        "en": "610.9 million dollars",
        "de": "610,9 Millionen Dollar",
        "ru": "610,9 млн долларов",
        "vi": "610,9 triệu USD",
        "zh": "6.109亿美元",
        "kk": "610,9 миллион доллар",
    }

    keys = {
        amount.key for language, text in texts.items() for amount in find_amounts(text, language)
    }

    assert keys == {"USD 6.11e+08"}


def test_receipt_stands_in_the_text() -> None:
    text = "Xuất khẩu đạt 512 triệu USD trong năm 2025."

    (amount,) = find_amounts(text, "vi")

    assert text[amount.start : amount.end] == amount.words == "512 triệu USD"


@pytest.mark.parametrize(
    "text", ["in 2025", "a 3-1 win", "Airbus A321neo", "on 5 March 2026", "30 years ago"]
)
def test_bare_numbers_are_no_amounts(text: str) -> None:
    assert find_amounts(text, "en") == ()


@pytest.mark.parametrize(
    ("digits", "language", "value"),
    [
        ("1,500", "en", 1500.0),
        ("1,500", "de", 1.5),
        ("1.500", "de", 1500.0),
        ("1.500", "en", 1.5),
        ("1.234.567,8", "vi", 1234567.8),
        ("1,234,567.8", "en", 1234567.8),
        ("0,125", "en", 0.125),
        ("12,5", "en", 12.5),
        ("1 500,5", "ru", 1500.5),
        ("720", "", 720.0),
    ],
)
def test_separators_follow_the_language(digits: str, language: str, value: float) -> None:
    assert read_number(digits, language) == value
