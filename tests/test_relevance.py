"""What is about the topic and what is not: verdicts, spellings, clutter."""

import time
import tomllib
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from storage.records import Article
from topics.judge import judge
from topics.meanings import Kind
from topics.vocabulary import Topic, load_topic

LABELLED = Path(__file__).parent / "labelled" / "relevance.toml"
TABLE: dict[str, list[dict[str, str]]] = tomllib.loads(LABELLED.read_text(encoding="utf-8"))

NEITHER = "The weather stays dry until Sunday. Farmers wait for rain. Roads are clear."


@pytest.fixture(scope="module")
def topic() -> Topic:
    return load_topic()


def article(title: str, text: str, lead: str = "") -> Article:
    return Article(
        url="https://outlet.example/1",
        outlet="outlet",
        edition="outlet",
        language="en",
        title=title,
        text=text,
        lead=lead,
    )


def cases(*groups: str) -> list[object]:
    return [
        pytest.param(case, group == "relevant", id=f"{group}-{number}-{case['language']}")
        for group in groups or TABLE
        for number, case in enumerate(TABLE[group], start=1)
    ]


@pytest.mark.parametrize(("case", "relevant"), cases())
def test_labelled_articles_get_their_verdict(
    case: dict[str, str], relevant: bool, topic: Topic
) -> None:
    read = replace(article(case["title"], case["text"]), language=case["language"])
    found = judge(read, topic)
    assert found.relevant is relevant, found


HEADLINES = {
    "names Vietnam": "Vietnam's economy grows by eight per cent",
    "names Kazakhstan": "Kazakhstan builds its first nuclear plant",
    "names both": "Vietnam and Kazakhstan sign agreement on visas",
}


@pytest.mark.parametrize("headline", HEADLINES.values(), ids=HEADLINES)
@pytest.mark.parametrize(("case", "relevant"), cases("one_side", "third_country", "lists"))
def test_related_headlines_below_the_text_bring_no_article_in(
    case: dict[str, str], relevant: bool, headline: str, topic: Topic
) -> None:
    for times in (1, 2, 3):
        text = case["text"] + f"\n{NEITHER}" + f"\n{headline}" * times
        assert judge(article(case["title"], text), topic).relevant is relevant


@pytest.mark.parametrize(("case", "relevant"), cases("relevant"))
def test_clutter_below_the_text_takes_no_article_out(
    case: dict[str, str], relevant: bool, topic: Topic
) -> None:
    clutter = "Football: the cup final\nRussia, China and Japan meet\nForeign tourists love tennis"
    text = f"{case['text']}\n{NEITHER}\n{clutter}"
    assert judge(article(case["title"], text), topic).relevant is relevant


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Viet Nam", "Vietnam"),
        ("VIỆT NAM", "Vietnam"),
        ("Việt-Nam", "Vietnam"),
        ("Vi\u00adet\u00adnam", "Vietnam"),
        ("вьетнамскими", "Vietnam"),
        ("вьетнамдықтардың", "Vietnam"),
        ("В’єтнаму", "Vietnam"),
        ("В'єтнаму", "Vietnam"),
        ("vietnamesische", "Vietnam"),
        ("Vietnam'a", "Vietnam"),
        ("الفيتنامي", "Vietnam"),
        ("VN", "Vietnam"),
        ("Kazakhtan", "Kazakhstan"),
        ("Kazajstán", "Kazakhstan"),
        ("Kazajistan", "Kazakhstan"),
        ("Kazacxtan", "Kazakhstan"),
        ("Ca-dắc-xtan", "Kazakhstan"),
        ("Ca\u2011dăc\u2011xtan", "Kazakhstan"),
        ("казахстанскими", "Kazakhstan"),
        ("Қазақстанның", "Kazakhstan"),
        ("Qazaqstannyń", "Kazakhstan"),
        ("Kasachstans", "Kazakhstan"),
        ("kasachischen", "Kazakhstan"),
        ("Kazakistan’ın", "Kazakhstan"),
        ("Oʻzbekiston va Qozog‘iston", "Kazakhstan"),
        ("哈萨克斯坦", "Kazakhstan"),
        ("哈国", "Kazakhstan"),
        ("ｋａｚａｋｈｓｔａｎ", "Kazakhstan"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_in_every_spelling(words: str, side: str, form: str, topic: Topic) -> None:
    title = unicodedata.normalize("NFD" if form == "NFD" else "NFC", f"«{words}»: 12")
    assert {match.side for match in judge(article(title, NEITHER), topic).matches} == {side}


@pytest.mark.parametrize(
    "words",
    [
        "Viet Nam News",
        "VOVWORLD",
        "Vietnam News Agency",
        "Kazinform",
        "越通社",
        "the Vietnam War",
        "войной во Вьетнаме",
        "Giáo dục vn",
        "Казаков",
        "казачий хор",
        "vietcong",
    ],
)
def test_what_only_looks_like_a_side_is_not_counted(words: str, topic: Topic) -> None:
    assert judge(article(words, words), topic).matches == ()


def test_an_airline_stands_for_its_country_less_than_the_country_itself(topic: Topic) -> None:
    kinds = [mention.kind for mention in topic.mentions("Vietnam Airlines flies to Vietnam")]
    assert kinds == [Kind.HINT, Kind.NAME]


def test_a_short_foreign_word_is_not_taken_for_a_country(topic: Topic) -> None:
    assert not list(topic.mentions("giáo dục là quốc sách; ngã ba, my house, anh ấy"))
    assert [mention.owner for mention in topic.mentions("nước Đức, Nga, Mỹ, nước Anh")] == [
        "Germany",
        "Russia",
        "United States",
        "United Kingdom",
    ]


def test_the_receipt_shows_the_words_as_they_stand(topic: Topic) -> None:
    read = article(
        "Việt Nam, Kazakhstan ký hiệp định",
        "Lễ ký ở Hà Nội. Đại sứ Kazakhstan và Đại sứ Kazakhstan tiền nhiệm có mặt."
        " Trời đẹp, cờ hoa rợp khắp các con phố chung quanh và người dân đứng chật hai bên đường."
        "\nNgười dân Kazakhstan quan tâm.",
    )
    found = judge(read, topic)
    assert found.topic == "vietnam-kazakhstan"
    assert [(one.side, one.words, one.place, one.count) for one in found.matches] == [
        ("Vietnam", "Việt Nam", "title", 1),
        ("Kazakhstan", "Kazakhstan", "title", 1),
        ("Vietnam", "Hà Nội", "lead", 1),
        ("Kazakhstan", "Kazakhstan", "lead", 2),
        ("Kazakhstan", "Kazakhstan", "body", 1),
    ]
    for match in found.matches:
        text = read.passage(match.place)
        assert [text[start:end] for start, end in match.spans] == [match.words] * match.count


@pytest.mark.parametrize(
    ("title", "language", "sides"),
    [
        ("Улицу Ханойскую перекроют на месяц", "ru", set()),
        ("Montpellier : la rue d'Hanoï rebaptisée", "fr", set()),
        ("Flowers for the square named Astana Square", "en", set()),
        ("В Ханое перекроют улицу на месяц", "ru", {"Vietnam"}),
        ("A new street market in Hanoi", "en", {"Vietnam"}),
    ],
)
def test_a_street_that_bears_a_name_is_not_what_it_is_named_for(
    title: str, language: str, sides: set[str], topic: Topic
) -> None:
    read = replace(article(title, NEITHER), language=language)
    assert {match.side for match in judge(read, topic).matches} == sides


def test_others_that_come_after_the_two_sides_lower_less(topic: Topic) -> None:
    said = "Eighteen textile companies from Vietnam are visiting mills in Almaty."
    before = f"The United States, Australia and Brazil sell cotton. {said}"
    after = f"{said} The United States, Australia and Brazil sell cotton."
    scores = [judge(article("Mills of Kazakhstan", text), topic).score for text in (after, before)]
    assert scores[0] > scores[1]


def test_decomposed_text_gets_the_same_verdict_and_its_own_words_back(topic: Topic) -> None:
    title = "Tổng thống Ca-dắc-xtan thăm Việt Nam"
    composed = judge(article(title, "Hai bên ký kết tại Hà Nội."), topic)
    read = article(title, "Hai bên ký kết tại Hà Nội.")
    decomposed = judge(
        replace(
            read,
            title=unicodedata.normalize("NFD", read.title),
            text=unicodedata.normalize("NFD", read.text),
        ),
        topic,
    )
    assert decomposed.score == composed.score
    words = [match.words for match in decomposed.matches]
    assert words == [unicodedata.normalize("NFD", match.words) for match in composed.matches]


@pytest.mark.parametrize("repeated", [True, False], ids=["in the text", "apart"])
def test_the_outlets_own_summary_is_the_lead(repeated: bool, topic: Topic) -> None:
    lead = "A delegation of Kazakhstan came to see it. It stayed for a day. Then it left for home."
    text = f"{lead}\n{NEITHER}" if repeated else NEITHER
    found = judge(article("Vietnam opens a new port", text, lead), topic)
    assert found.relevant
    assert {match.place for match in found.matches} == {"title", "lead"}


def test_an_article_without_text_is_judged_by_its_title(topic: Topic) -> None:
    assert judge(article("Vietnam and Kazakhstan agree", ""), topic).relevant
    assert not judge(article("Vietnam agrees", ""), topic).relevant
    assert judge(article("", ""), topic).score == 0


def test_an_article_is_judged_in_three_milliseconds(topic: Topic) -> None:
    """Best of five, so that a busy machine does not decide; measured 0.7 ms for 4,000 letters."""
    read = article("Казахстан и Вьетнам", "\n".join(c["text"] for c in TABLE["relevant"])[:4000])
    judge(read, topic)
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        judge(read, topic)
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.003
