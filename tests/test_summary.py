"""The sentences that stand under a headline."""

from dataclasses import replace

import pytest

from digest.clean import CUT, cut, width
from digest.summary import WIDTH, choose_lead, strip_dateline
from facts.sentences import split_sentences
from storage.records import Article
from tests.invented import LICENCES, article


def lead(*paragraphs: str, language: str = "en", title: str = "A title") -> list[str]:
    made = article("lotus", language, "x", title, *paragraphs)
    return [quote.text for quote in choose_lead(made)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("vi", ["Theo TS. Lê Minh Hạc, giá chè tăng.", "GS.TS. Trần B. không đồng ý."]),
        ("vi", ["Đoàn đến TP. Huế sáng 5.11.", "Buổi lễ ở đó."]),
        ("fr", ["M. Dupont a reçu Mme. Hoa à Hué.", "Le n° 5 reste libre."]),
        ("en", ["Dr. Hoa met Prof. Lee on Nov. 5.", "They paid $1.5 bn. in tea."]),
        ("ru", ["Продажи выросли на 5 млрд. донгов.", "Об этом сообщил А. С. Лебедев."]),
        ("kk", ["2025 ж. шай саудасы өсті.", "Қ. Әлімов келді."]),
        ("de", ["Am 5. Mai kam Dr. Hoa.", "Der 3. Zug fährt z. B. später."]),
        ("zh", ["茶叶价格上涨。", "会议周五结束。"]),
    ],
)
def test_abbreviations_do_not_end_sentences(language: str, sentences: list[str]) -> None:
    joint = "" if language == "zh" else " "
    assert split_sentences(joint.join(sentences), language) == sentences


def test_a_quotation_that_ends_where_its_text_was_cut_says_so() -> None:
    broken = "A second hall was opened at short notice, and three of the directors, who came from"
    made = article("lotus", "en", "x", "A title", "The first evening was sold out.", broken)
    made = replace(made, truncated="ends inside a sentence")
    first, second = (quote.text for quote in choose_lead(made))
    assert (first, second) == ("The first evening was sold out.", broken + CUT)
    assert choose_lead(replace(made, truncated=""))[1].text == broken


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("HÀ NỘI — Chè tăng giá.", "Chè tăng giá."),
        ("HANOI, 20 November (TLA) – Tea is dearer.", "Tea is dearer."),
        ("АСТАНА. 20 ноября. ЧАЙИНФО - Чай дорожает.", "Чай дорожает."),
        ("АСТАНА – Шай қымбаттады.", "Шай қымбаттады."),
        ("ASTANA, Nov. 20 -- Tea is dearer.", "Tea is dearer."),
        ("(TEARADIO) - Tee wird teurer.", "Tee wird teurer."),
        ("Hanoi (TLA) - Tea is dearer.", "Tea is dearer."),
        ("（茶报）茶叶涨价。", "茶叶涨价。"),
        ("VIETNAM, May 8 - HÀ NỘI — Tea is dearer.", "Tea is dearer."),
        ("Vietnam – Kazakhstan trade grew.", None),
        ("EU – Kazakhstan trade grew.", None),
        ("The tea — dearer than ever — is sold.", None),
        ("Vietnam (population 100 million) – Asia's tea shop.", None),
        ("АСТАНА – город у реки.", None),
    ],
)
def test_datelines_go_and_nothing_else(text: str, rest: str | None) -> None:
    assert strip_dateline(text) == (rest or text)


def test_at_most_three_sentences_and_no_more_than_the_bound() -> None:
    assert lead("One is here. Two is here. Three is here. Four is here.") == [
        "One is here.",
        "Two is here.",
        "Three is here.",
    ]
    long = "Tea is sold in " + "very " * 50 + "many towns."
    assert lead(f"{long} {long[:-1]}, too.") == [long]


def test_a_first_sentence_over_the_bound_is_cut_at_a_word() -> None:
    [only] = lead("Tea " + "leaves " * 100 + "fall.")
    assert width(only) <= WIDTH
    assert only.endswith("leaves" + CUT)


def test_the_outlets_own_summary_comes_first_even_if_the_text_lacks_it() -> None:
    made = replace(article("lotus", "en", "x", "T", "The text begins."), lead="A summary stands.")
    assert [quote.text for quote in choose_lead(made)] == ["A summary stands.", "The text begins."]


def test_captions_bylines_and_the_repeated_title_are_no_sentences() -> None:
    made = replace(
        article("lotus", "en", "x", "Tea is dearer."),
        text="Photo: a tea shop\nBy Our Reporter\nTea is dearer.\nThe price rose by a fifth.",
    )
    assert [quote.text for quote in choose_lead(made)] == ["The price rose by a fifth."]


@pytest.mark.parametrize("made", LICENCES)
def test_every_sentence_stands_in_its_article(made: Article) -> None:
    quotes = choose_lead(made)
    assert quotes
    assert all(quote.text in made.text and quote.article is made for quote in quotes)


def test_no_text_no_lead() -> None:
    assert lead() == []


@pytest.mark.parametrize("most", [5, 17, 40])
def test_cutting_keeps_the_bound_in_every_script(most: int) -> None:
    for text in ("x" * 500, "đường sắt " * 20, "班列" * 50, "чай и рис, " * 20):
        assert 1 <= width(cut(text, most)) <= most
