"""Words found in texts that are hard to read: odd letters, long pages, words that begin others."""

import time
import unicodedata
from dataclasses import replace
from typing import Literal

import pytest

from storage.records import Article
from tests.cases import article
from topics.judge import judge
from topics.meanings import OF_A_SIDE, Kind
from topics.reading import LONGEST, meant, read
from topics.spelling import as_written, fold
from topics.vocabulary import Topic, load_topic

# Letters that become none, two or many, or join others, and blanks that nobody sees.
ODD = (
    "ﬁ", "ﬃ", "\u00ad", "\u200b", "\u200f", "İ", "ß", "ẞ", "ŉ", "ǆ", "…", "½", "㍿", "ﷺ", "ำ", "😀",
    "\ud800", "\u0301", "e\u0301\u0323", "\u1100\u1161\u11a8", "カ\u3099", "\u09c7\u09be", "  ",
    "\u00a0 ", " – ", "\n", "ـ",
)  # fmt: skip
WORDS = {
    "Vietnam": "Vietnam", "Việt Nam": "Vietnam", "VN": "Vietnam", "越南": "Vietnam",
    "الفيتنام": "Vietnam", "Қазақстан": "Kazakhstan", "카자흐스탄": "Kazakhstan",
}  # fmt: skip


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_odd_letters_move_no_word_from_its_place(form: Literal["NFC", "NFD"], topic: Topic) -> None:
    """Every two of them beside each other, around every word."""
    for one in ODD:
        text = ""
        places = []
        for other in ODD:
            for word, side in WORDS.items():
                text += f"{one} {other} "
                written = unicodedata.normalize(form, word)
                places.append((side, len(text), written))
                text += f"{written} {one}. "
        found = [(m.owner, m.start, m.words) for m in topic.mentions(text) if m.kind is Kind.NAME]
        bare = [(side, start + words.startswith("ال") * 2, words) for side, start, words in places]
        assert found == [(side, start, words.removeprefix("ال")) for side, start, words in bare]
        assert all(text[start : start + len(words)] == words for _, start, words in found)


def test_a_sign_that_is_several_letters_is_in_or_out_as_a_whole() -> None:
    folded = fold("aﬃb")
    assert folded.text == "affib"
    assert folded.span(2, 3) == (1, 2)
    assert fold("ﬁ \u00adx").span(3, 4) == (3, 4)  # a letter more and one less


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("VN\u200b", "VN"),
        ("V\u00adN", "V\u00adN"),
        ("ＶＮ", "ＶＮ"),
        ("vn", ""),
        ("Phú\u00adQuốc", ""),
        ("Ph\u00adú\u00a0Q\u200buốc", "Ph\u00adú\u00a0Q\u200buốc"),
        ("Phu Quoc", "Phu Quoc"),
        ("phú Quốc", ""),
    ],
)
def test_what_nobody_sees_does_not_hide_a_word_that_must_be_written_just_so(
    text: str, words: str, topic: Topic
) -> None:
    assert [m.words for m in topic.mentions(text)] == ([words] if words else [])


def test_a_name_in_capitals_may_hold_a_hyphen(topic: Topic) -> None:
    found = [m.owner for m in topic.mentions("Niu Di-lân và Ả-rập Xê-út", "vi")]
    assert found == ["New Zealand", "Saudi Arabia"]
    assert as_written("Phu\u00adQuoc  d’Ivoire\u2011") == "PhuQuoc d'Ivoire-"


@pytest.mark.parametrize(
    "text",
    [
        "Vietnam warmly welcomes the guests from Kazakhstan",
        "Vietnam warns Kazakhstan",
        "Vietnam vetoes a text of Kazakhstan",
        "another Vietnamese firm in Kazakhstan",
        "the second Vietnam–Kazakhstan forum",
        "Vietnam protests against it, Kazakhstan does not",
        "Vietnam today signed with Kazakhstan today",
        "Vietnam plus Kazakhstan",
        "Vietnam kriegt Besuch aus Kasachstan",
        "El socio era Vietnam, no Kazajistán",
        "Вьетнамской воинской части вручил знамя Казахстан",
        "Hà Nội mời Kazakhstan",
        "Hà Nội mỗi năm đón khách Kazakhstan",
        "베트남전력공사는 카자흐스탄",
    ],
)
def test_a_word_that_never_counts_hides_no_side(text: str, topic: Topic) -> None:
    assert {m.owner for m in topic.mentions(text)} == {"Vietnam", "Kazakhstan"}


@pytest.mark.parametrize("language", ["ru", "RU", "ru-RU", "ru_Cyrl", ""])
def test_a_language_may_be_told_with_its_region_or_script(language: str, topic: Topic) -> None:
    assert [m.kind for m in topic.mentions("Шахматист", language)] == [Kind.SPORT]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("a flat in Hanoi Street", "en", []),
        ("the Avenue of Hanoi", "en", []),
        ("на улице Ханоя", "ru", []),
        ("phố Hà Nội", "vi", []),
        ("thành phố Hà Nội", "vi", ["Hà Nội"]),
        ("tuyến đường Hà Nội–Almaty", "vi", ["Hà Nội", "Almaty"]),
        ("“一带一路”阿拉木图论坛", "zh", ["阿拉木图"]),
        ("Hanoi, Street", "en", ["Hanoi"]),
        ("territory of Vietnam Square", "en", ["Vietnam"]),
        ("Вьетнам площадью 331 тыс. км", "ru", ["Вьетнам"]),
        ("volo per Hanoi via Almaty", "it", ["Hanoi", "Almaty"]),
    ],
)
def test_a_street_that_bears_a_citys_name_hints_at_nothing(
    text: str, language: str, names: list[str], topic: Topic
) -> None:
    kinds = OF_A_SIDE
    assert [m.words for m in meant(topic, text, language) if m.kind in kinds] == names


def test_a_street_counts_neither_in_the_title_nor_below(topic: Topic) -> None:
    street = "A fire in Hanoi Street. " * 9
    street_only = replace(article("en", "Hanoi Street", street), lead="Hanoi Street.")
    assert judge(street_only, topic).matches == ()


UNITS = {
    "both sides": "Vietnam Kazakhstan ",
    "a list": "Vietnam Russia Kazakhstan China ",
    "without blanks": "越南中国俄罗斯",
    "streets": "Hanoi Street ",
    "paragraphs": "Vietnam\n",
    "blanks": "Hanoi" + " " * 5000 + "Street",
    "marks": "\u0301\u0323",
    "points": "\u05b0\u0591",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_no_page_takes_long_to_judge(unit: str, topic: Topic) -> None:
    """Each took seconds, up to 116, when every name was compared with every other; now 0.1 s at
    most, in CPU time, of which a crawl gives a page five."""
    text = (unit * (2 * LONGEST // len(unit) + 1))[: 2 * LONGEST] + "."
    hostile: Article = replace(article("en", text, text), lead=text[1:])
    begun = time.process_time()
    found = judge(hostile, topic)
    assert time.process_time() - begun < 0.8
    assert sum(match.count for match in found.matches) <= LONGEST


def test_only_the_beginning_of_a_long_title_or_lead_is_read(topic: Topic) -> None:
    long = replace(article("en", f"{'x ' * 990}Vietnam", ""), lead=f"{'x ' * 1001}Vietnam")
    reading = read(long, topic)
    assert [len(passage.mentions) for passage in reading.passages()] == [1, 0, 0]
