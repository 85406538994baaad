"""In which language a text is: a table of our own titles and short texts, and the scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.reading.language import language_of
from facts.language import EXPECTED

TABLE = Path(__file__).with_name("languages.tsv")


def rows() -> Iterator[tuple[str, str, str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, edition, text = line.split("\t")
            yield language, "" if edition == "-" else edition, text


ROWS = list(rows())


def wrong(given: str | None = None) -> list[str]:
    """Those of the table that are taken for another language."""
    return [
        f"{language}, not {found.value} ({found.by}): {text}"
        for language, edition, text in ROWS
        if given is None or not edition
        for found in [language_of(text, edition if given is None else given)]
        if found.value != language
    ]


def test_every_text_of_the_table_is_told() -> None:
    assert len(ROWS) >= 150
    assert {language for language, _, _ in ROWS} == set(EXPECTED)
    assert wrong() == []


@pytest.mark.parametrize("edition", ["en", "vi", "ru", "kk", "fr", "zh"])
def test_clear_texts_are_told_in_an_edition_of_another_language(edition: str) -> None:
    assert wrong(edition) == []


def test_the_rule_is_given() -> None:
    for text, edition, found in (
        ("河内", "", ("zh", "letters")),
        ("Neue Bahnstrecke für den Handel", "", ("de", "words")),
        ("Компания «Қазақстан жолы» открыла офис в Ханое", "kk", ("ru", "words")),
        ("Qazaqstan men Vetnam kelisimge qol qoydı", "", ("kk", "letters")),
        ("Kazakhstan", "vi", ("vi", "edition")),
        ("Астана", "ru", ("ru", "edition")),
        ("2026 — 17:00", "fr", ("fr", "edition")),
        ("2026 — 17:00", "", ("", "")),
        ("", "", ("", "")),
    ):
        assert language_of(text, edition) == found


def test_capitals_and_marks_written_apart_change_nothing() -> None:
    apart = "Thu\u031b\u0309 tu\u031bo\u031b\u0301ng tha\u0306m chi\u0301nh thu\u031b\u0301c"
    assert language_of(apart).value == "vi"
    for language, edition, text in ROWS:
        if language in ("ru", "uk", "vi", "de") and len(text) > 40:
            assert language_of(text.upper(), edition or language).value == language


def test_long_texts_that_quote_another_language_keep_their_own() -> None:
    kazakh = "Екі елдің үкіметтері жаңа келісімге қол қойды, ол келесі жылдан бастап күшіне енеді. "
    russian = "Два правительства подписали новое соглашение, которое вступит в силу через год. "
    english = "The two governments signed a new deal, which will be in force from next year. "
    vietnamese = "Chính phủ hai nước đã ký thỏa thuận mới, có hiệu lực từ năm sau. "
    for own, other, language in (
        (kazakh, russian, "kk"),
        (russian, kazakh, "ru"),
        (vietnamese, english, "vi"),
        (english, vietnamese, "en"),
    ):
        assert language_of(own * 2 + f"«{other}» " + own).value == language
        assert language_of(own * 3 + other + own * 2).value == language
