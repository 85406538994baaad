"""What counts as a correction, and what an outlet may edit without anybody being told."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.changes import finding_of, what_changed
from storage.looks import Aspect, Change, Finding
from storage.records import Article

PARAGRAPHS = (
    "The first container train from Kép station to Almaty left on November 17 with 46 containers"
    " of coffee, tyres and electronic parts.",
    "It crosses China by way of Khorgos, and the journey of 15 days is less than half of what the"
    " sea route takes, the operator told shippers in Bắc Ninh.",
    "Freight costs about 9% more than by sea, said Deputy Minister Marat Akhmetov, who watched the"
    " departure together with Governor Nguyễn Văn Hùng.",
    "“We will send one train a week from January 5 on”, said Akhmetov.",
    "Trade between the countries reached $610.9 million in the first ten months of the year.",
)
SENT = Article(
    url="https://vietnamnews.vn/economy/1/a-train.html",
    outlet="vns",
    edition="vns",
    language="en",
    title="First container train leaves Kép for Almaty",
    text="\n".join(PARAGRAPHS),
    published=datetime(2026, 11, 17, 10, 0, tzinfo=UTC),
    authors=("Economic Desk",),
)


def edited(*swaps: tuple[str, str], title: str = SENT.title) -> Article:
    text = SENT.text
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return replace(SENT, text=text, title=title)


def told(new: Article, old: Article = SENT) -> list[tuple[str, str, str]]:
    return [(c.aspect.value, c.before, c.after) for c in what_changed(old, new)]


CORRECTIONS = [
    ([("46 containers", "64 containers")], ("figure", "46 containers", "64 containers")),
    ([("9% more", "19 per cent more")], ("figure", "9%", "19 per cent")),
    ([("$610.9 million", "$601.9 million")], ("figure", "$610.9 million", "$601.9 million")),
    ([("610.9 million", "610.9 billion")], ("figure", "$610.9 million", "$610.9 billion")),
    ([("November 17", "November 16")], ("date", "November 17", "November 16")),
    ([("January 5", "February 5")], ("date", "January 5", "February 5")),
    ([("Akhmetov", "Akhmedov")], ("name", "Akhmetov", "Akhmedov")),
    ([("Hùng", "Hưng")], ("name", "Hùng", "Hưng")),
    ([(" together with Governor Nguyễn Văn Hùng", "")], ("name", "Hùng", "")),
    (
        [("one train a week from January 5 on", "no train at all before January 5")],
        (
            "quote",
            "We will send one train a week from January 5 on",
            "We will send no train at all before January 5",
        ),
    ),
    ([(f"\n{PARAGRAPHS[-1]}", "")], ("figure", "$610.9 million", "")),
]  # fmt: skip


@pytest.mark.parametrize(("swaps", "change"), CORRECTIONS)
def test_a_correction_is_told(swaps: list[tuple[str, str]], change: tuple[str, str, str]) -> None:
    new = edited(*swaps)
    found = what_changed(SENT, new)
    assert finding_of(found) is Finding.CORRECTED
    assert change in told(new)
    assert {c.aspect.value for c in found} == {change[0]}, found


def test_each_change_has_both_sentences() -> None:
    new = edited(("46 containers", "64 containers"))
    assert what_changed(SENT, new) == (
        Change(
            Aspect.FIGURE,
            "46 containers",
            "64 containers",
            PARAGRAPHS[0],
            PARAGRAPHS[0].replace("46", "64"),
        ),
    )


TRIVIAL = {
    "nothing": SENT,
    "spaces and case": edited(("first container train", "First  Container Train")),
    "quotation marks": edited(("“", '"'), ("”", '"')),
    "a typing error": edited(("departure", "depature")),
    "a typing error in a name": edited(("Almaty left", "Almtay left")),
    "another word": edited(("tyres and", "tires as well as")),
    "the same amount": edited(("9% more", "9 percent more"), ("$610.9", "US$610.9")),
    "the same day": edited(("November 17", "17 November")),
    "a pronoun": edited(("said Akhmetov.", "he said.")),
    "a moved paragraph": replace(SENT, text="\n".join(PARAGRAPHS[1:] + PARAGRAPHS[:1])),
    "a caption": replace(SENT, text=f"{SENT.text}\nThe 12 wagons of the train at Kép. — Photo VNA"),
    "a credit": replace(SENT, text=f"{SENT.text}\nThe 12 wagons at Kép. VNA/VNS Photo Minh Hoàng."),
    "an archive's": replace(SENT, text=f"{SENT.text}\nПоезд из 12 вагонов. (Фото: архив 2024 г.)"),
    "a picture": replace(SENT, text=f"Ảnh minh họa: 12 toa tàu tại ga Kép.\n{SENT.text}"),
    "a note": replace(SENT, text=f"Updated at 17:35, November 18, 2026\n{SENT.text}"),
    "a teaser": replace(SENT, text=f"{SENT.text}\n12 new flights from Astana"),
    "a sentence in two": edited((" with 46 containers", ". It carries 46 containers")),
    "a title's typing error": edited(title="First contaner train leaves Kép for Almaty"),
    "a title's label": edited(title=f"UPDATED: {SENT.title} (updated)"),
    "another stamp": replace(SENT, published=datetime(2026, 11, 18, 9, 0, tzinfo=UTC)),
    "another signature": replace(SENT, authors=("VNS",)),
}  # fmt: skip


@pytest.mark.parametrize("new", TRIVIAL.values(), ids=TRIVIAL)
def test_a_trivial_edit_is_none(new: Article) -> None:
    assert finding_of(what_changed(SENT, new)) is Finding.UNCHANGED, told(new)


def test_another_headline_is_told_with_what_else_changed() -> None:
    title = "First container train leaves Kép for Astana"
    new = edited(("46", "64"), title=title)
    assert told(new)[0] == ("title", SENT.title, title)
    assert [aspect for aspect, _, _ in told(new)] == ["title", "figure"]


def test_a_headline_that_names_somebody_else_is_no_typing_error() -> None:
    old = replace(SENT, title="Akhmetov sees off first train")
    new = edited(("Akhmetov", "Akhmedov"), title="Akhmedov sees off first train")
    assert told(new, old)[0][0] == "title"


def test_more_text_extends_and_corrects_nothing() -> None:
    more = "A second train with 50 containers is to follow on December 3."
    new = replace(SENT, text=f"{SENT.text}\n{more}")
    assert finding_of(what_changed(SENT, new)) is Finding.EXTENDED
    assert ("figure", "", "50 containers") in told(new)


def test_a_sentence_on_photographs_is_no_caption() -> None:
    old = replace(SENT, text=f"{SENT.text}\nThe show opened. Photos of 12 trains were hung in Kép.")
    new = replace(old, text=old.text.replace("12", "13"))
    assert told(new, old) == [("figure", "12", "13")]


def test_a_box_that_shows_another_teaser_corrects_nothing() -> None:
    old = replace(SENT, text=f"{SENT.text}\nWheat worth $12 million was unloaded in Cái Lân port.")
    new = replace(SENT, text=f"{SENT.text}\nThe cinema week shows 11 films from Kazakhstan.")
    assert finding_of(what_changed(old, new)) is Finding.EXTENDED


def test_a_stamp_is_noted_beside_a_correction() -> None:
    new = replace(edited(("46", "64")), published=datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
    assert [aspect for aspect, _, _ in told(new)] == ["figure", "published"]


LANGUAGES = [
    ("ru", "17 ноября в Алматы вышел поезд, в нём 46 контейнеров.", "46", "64", "figure"),
    ("ru", "17 ноября в Алматы вышел поезд, в нём 46 контейнеров.", "17", "16", "date"),
    ("ru", "Об этом сообщил журналистам министр Марат Ахметов.", "Ахметов", "Сулейменов", "name"),
    ("de", "Der Zug mit 46 Containern ist am 17. November abgefahren.", "46", "64", "figure"),
    ("de", "Der Zug mit 46 Containern ist am 17. November abgefahren.", "17.", "16.", "date"),
    ("vi", "Đoàn tàu chở 46 container đã khởi hành ngày 17/11.", "46", "64", "figure"),
    ("vi", "Đoàn tàu chở 46 container đã khởi hành ngày 17/11.", "17/11", "16/11", "date"),
    ("vi", "Theo ông Nguyễn Văn Hùng, cước vận chuyển cao hơn.", "Hùng", "Hưng", "name"),
    ("zh", "11月17日，首趟班列从克夫站发车，共载46个集装箱。", "46个", "64个", "figure"),
    ("zh", "11月17日，首趟班列从克夫站发车，共载46个集装箱。", "17日", "16日", "date"),
    ("zh", "会见了哈萨克斯坦总统托卡耶夫先生和代表团。", "托卡耶夫", "纳扎尔巴耶夫", "name"),
    ("kk", "17 қарашада 46 контейнер тиелген пойыз жолға шықты.", "46", "64", "figure"),
    ("kk", "17 қарашада 46 контейнер тиелген пойыз жолға шықты.", "17", "16", "date"),
    ("fr", "Le train, parti le 17 novembre, compte 46 conteneurs.", "46", "64", "figure"),
    ("fr", "La ville a reçu 61 300 visiteurs kazakhs cette année.", "61 300", "63 100", "figure"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "before", "after", "aspect"), LANGUAGES)
def test_in_every_language(
    language: str, sentence: str, before: str, after: str, aspect: str
) -> None:
    old = replace(SENT, language=language, title="", text=sentence, authors=())
    new = replace(old, text=sentence.replace(before, after))
    found = what_changed(old, new)
    assert [change.aspect.value for change in found] == [aspect], found
    assert found[0].before != found[0].after
    assert (found[0].sentence_before, found[0].sentence_after) == (sentence, new.text)
