"""What is about the topic and what is not: verdicts, spellings, clutter, topic files, command."""

import argparse
import json
import re
import subprocess
import sys
import time
import tomllib
import unicodedata
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler.article_lines import parsed
from crawler.commands.judge import Command
from storage.records import Article
from storage.settings_file import ConfigError
from tests.conftest import ROOT
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


# ----------------------------------------------------------------------------- topic files

SMALL_TOPIC = """
title = "Ruritania – Graustark"
[[sides]]
name = "Ruritania"
names = { en = ["Ruritania"], ru = ["Руритани"] }
hints.places = ["Strelsau"]
[[sides]]
name = "Graustark"
names = { en = ["Graustark"], zh = ["格劳"] }
hints.firms = ["Edelweiss Airways"]
[never]
wars = ["Graustark War"]
[sport]
en = ["croquet"]
[countries]
Ruritania = ["Ruritanian Kingdom"]
Latveria = ["Latveria"]
Wakanda = ["Wakanda"]
"""


def written(folder: Path, content: str) -> Path:
    file = folder / "ruritania.toml"
    file.write_text(content, encoding="utf-8")
    return file


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


# ------------------------------------------------------------------------------ the command


def run(*arguments: str) -> int:
    """Exit code of `scrapy judge` with these arguments."""
    command = Command()
    command.settings = Settings()
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    options, rest = parser.parse_known_args(arguments)
    command.run(rest, options)
    return command.exitcode


def line(**keys: object) -> str:
    return json.dumps(keys, ensure_ascii=False)


def test_the_command_prints_one_verdict_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "articles.jsonl"
    both = line(id="a1", title="Вьетнам и Казахстан", text="", lang="ru", label="x", date=None)
    file.write_text(f"{both}\n\n{line(id=2, title='Rain', text=NEITHER)}\n", encoding="utf-8")
    assert run("--jsonl", str(file)) == 0
    out, err = capsys.readouterr()
    first, second = (json.loads(row) for row in out.splitlines())
    assert [*first][:4] == ["id", "relevant", "score", "standing"]
    assert (first["standing"], first["judged_on"]) == ("in", "title")
    assert second["judged_on"] == "title and text"
    assert (first["id"], first["relevant"]) == ("a1", True)
    assert first["matches"][0] == {
        "side": "Vietnam",
        "words": "Вьетнам",
        "place": "title",
        "count": 1,
        "entity": "",
        "spans": [[0, 7]],
    }
    decided = [part for part in first["parts"] if part["side"] in ("", first["decided_by"])]
    assert sum(part["worth"] for part in decided) == pytest.approx(first["score"])
    assert (second["id"], second["relevant"], second["matches"]) == (2, False, [])
    assert err == ""


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        (b'{"id": "a1", "title": "x"}', "key 'text' is missing"),
        (b'{"id": "a1", "title": 5, "text": ""}', "'title': Input should be a valid string"),
        (b"{nonsense", "not JSON"),
        (b"[1]", "Input should be"),
        (b'{"id": "\xff"}', "not UTF-8 at byte 8"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_judged(
    bad: bytes, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "articles.jsonl"
    good = line(id="a2", title="Rain", text="").encode()
    file.write_bytes(bad + b"\n" + good + b"\n")
    assert run("--jsonl", str(file)) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == "a2"
    assert err.startswith(f"{file}:1: ")
    assert complaint in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("key", ["lang", "language"])
def test_the_language_counts_under_either_name(key: str) -> None:
    """``scrapy extract`` prints ``language``, the labelled sets have ``lang``."""
    assert parsed(line(id=1, title="x", text="", **{key: "ru"}).encode()).lang == "ru"


def test_a_missing_file_or_topic_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "none.jsonl"
    assert run("--jsonl", str(missing)) == 2
    assert run("--jsonl", str(missing), "--topic", "none") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0] == f"{missing}: cannot be read (No such file or directory)"
    assert err.splitlines()[1].startswith("there is no topic 'none'")


def test_a_reader_that_has_enough_ends_the_command_quietly(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(line(id=1, title="x", text=""), encoding="utf-8")
    command = [sys.executable, "-m", "scrapy", "judge", "--jsonl", str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=PIPE, stderr=PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (141, b"")


def test_without_a_file_the_command_says_how_it_is_called() -> None:
    with pytest.raises(UsageError, match="scrapy judge --jsonl FILE"):
        run()


def test_a_topic_file_of_ones_own_can_be_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    topic_file = written(tmp_path, SMALL_TOPIC)
    file = tmp_path / "articles.jsonl"
    file.write_text(line(id=1, title="Ruritania, Graustark", text=""), encoding="utf-8")
    assert run("--jsonl", str(file), "--topic", str(topic_file)) == 0
    assert json.loads(capsys.readouterr().out)["relevant"] is True
