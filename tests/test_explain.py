"""Why a verdict is what it is: in one line, word by word, and with what is known of an address."""

import argparse
import inspect
import io
import json
import re
import sqlite3
import time
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console
from scrapy.settings import Settings

from crawler.commands.explain import Command
from crawler.explained import Explanation, explain
from crawler.explained_parts import parts_of
from crawler.explained_table import Screen, bracketed
from crawler.explained_words import known_words
from crawler.marked import CONTEXT, Mark, Paragraph, shortened
from demo.server import load_articles
from storage.records import (
    Address,
    Article,
    Delivery,
    DeliveryStatus,
    Match,
    Outcome,
    Part,
    Relevance,
    Visit,
)
from storage.store import Store
from storage.visits import TRIES
from tests.crawling import Outlets, outlets
from topics.gazetteer import office_on
from topics.judge import judge
from topics.parts import IN_WORDS, PartName
from topics.topic_file import Entity
from topics.vocabulary import Topic, load_topic
from topics.weighing import weight
from topics.why import in_one_line, signed

LABELLED = Path(__file__).parent / "labelled" / "relevance.toml"
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
URL = "https://outlet.example/1"

TOPIC = """\
title = "Ruritania and Graustark"
[[sides]]
name = "Ruritania"
names = { en = ["Ruritania"], ru = ["Руритан"] }
[[sides.people]]
id = "rassendyll"
name = "Rudolf Rassendyll"
words = ["Rassendyll", "Рассендилл"]
offices = [
  { office = "Envoy to Graustark", since = 2020-01-01, until = 2024-03-31 },
  { office = "King of Ruritania", since = 2024-04-01 },
]
[[sides]]
name = "Graustark"
names = { en = ["Graustark"] }
[sport]
en = ["croquet"]
[countries]
Latveria = ["Latveria"]
Wakanda = ["Wakanda"]
"""


@pytest.fixture(scope="module")
def topic(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    file = tmp_path_factory.mktemp("topics") / "ruritania.toml"
    file.write_text(TOPIC, encoding="utf-8")
    return load_topic(file)


def article(title: str, text: str = "", **more: object) -> Article:
    given = Article(URL, "outlet", "outlet_en", "en", title, text, published=NOW)
    return replace(given, **more)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------ in one line


def test_every_part_that_a_verdict_is_made_of_has_its_words() -> None:
    table = tomllib.loads(LABELLED.read_text(encoding="utf-8"))
    judged = (
        judge(article(case["title"], case["text"], language=case["language"]), load_topic())
        for group in table.values()
        for case in group
    )
    assert {part.name for verdict in judged for part in verdict.parts} <= set(PartName)
    assert set(IN_WORDS) == set(PartName)
    # Rare ones may stand in no labelled article.
    source = Path(inspect.getsourcefile(weight) or "").read_text(encoding="utf-8")
    given = re.findall(r"\bPart\(\s*([\w.]+)", source)
    assert len(given) > len(PartName) / 2
    assert all(name.startswith("PartName.") for name in given)


def verdict(score: float, *parts: Part, relevant: bool = False, near: bool = False) -> Relevance:
    matches = (Match("Ruritania", "Ruritania", "body", 2), Match("Graustark", "Graustark", "title"))
    more = {"decided_by": "Ruritania", "words_sum": "0f0f0f0f"}
    return Relevance("ruritania", relevant, score, matches, near, parts, **more)


IN_BODY = Part("body", 1.27, "Ruritania")
BOTH = Part("both in title", 1.0)
OTHERS = Part("title on others", -1.5, "Ruritania", ("Latveria", "Wakan\nda", "Oz", "Ix"))


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (
            verdict(5.0, Part("title", 3.0, "Ruritania"), BOTH, relevant=True),
            "in, 5 of 2.6: both sides in the title",
        ),
        (
            verdict(2.0, Part("lead", 2.0, "Ruritania"), Part("title", 3.0, "Graustark")),
            "out, 2 of 2.6: Ruritania in the lead, not in the title",
        ),
        (
            verdict(2.59, IN_BODY, Part("close together", 1.0), near=True),
            "near miss, 2.59 of 2.6: Ruritania only in the body (2 times), close together",
        ),
        (
            verdict(-0.23, IN_BODY, OTHERS),
            "out, −0.23 of 2.6: Ruritania only in the body (2 times);"
            " the title is on others (Latveria, Wakan da, Oz, …) −1.5",
        ),
        (
            replace(verdict(0.0), decided_by="Zenda"),
            "out: Zenda is not named",
        ),
        (replace(verdict(0.0), matches=()), "out: no side is named"),
    ],
)
def test_a_verdict_says_why_in_one_line(given: Relevance, line: str) -> None:
    assert in_one_line(given) == line
    assert in_one_line(given, has_text=False) == (
        f"{line}; judged on its title alone: it has no text"
    )


def test_verdicts_of_other_versions_are_told_as_well() -> None:
    old = Relevance("ruritania", relevant=False, score=1.9)
    assert in_one_line(old) == (
        "out, 1.9 of 2.6: judged before reasons were kept; `digest topic apply` judges anew"
    )
    newer = verdict(1.0, IN_BODY, Part("moon phase", -0.3, words=("full\nmoon",)))
    assert in_one_line(newer).endswith("; moon phase (full moon) −0.3")
    assert (signed(2.6), signed(-8.0), signed(2.599)) == ("+2.6", "−8", "+2.6")


@pytest.mark.parametrize(
    ("day", "office"),
    [
        (date(2019, 12, 31), ""),
        (date(2020, 1, 1), "Envoy to Graustark"),
        (date(2024, 3, 31), "Envoy to Graustark"),
        (date(2024, 4, 1), "King of Ruritania"),
        (date(2025, 1, 1), "King of Ruritania and Head of the Guard"),
    ],
)
def test_an_office_is_told_only_where_its_days_are_known(day: date, office: str) -> None:
    entity = Entity.model_validate(
        {
            "id": "rassendyll",
            "name": "Rudolf Rassendyll",
            "words": ("Rassendyll",),
            "offices": (
                {"office": "Head of the Guard", "since": date(2025, 1, 1)},
                {"office": "Envoy to Graustark", "since": date(2020, 1, 1), "until": "2024-03-31"},
                {"office": "King of Ruritania", "since": date(2024, 4, 1)},
                {"office": "Duke, once"},
            ),
        }
    )
    assert office_on(entity, day) == office


# ------------------------------------------------------------------------------ word by word

LONG = "It rained on all roads and roofs of the town, and nobody minded. " * 20
MET = article(
    "Graustark receives Rassendyll",
    f"Nothing here.\nNor here.\n{LONG}In the evening Rassendyll of Ruritania left. {LONG}\n"
    "Latveria and Wakanda sent flowers.\nThe end.",
    lead="The envoy came on Monday with a letter.",
)


def shown_of(explanation: Explanation, **options: object) -> str:
    file = io.StringIO()
    given = {"file": file, "width": 80, "highlight": False, "emoji": False} | options
    Screen(Console(**given)).section(explanation)  # type: ignore[arg-type]
    return file.getvalue()


def test_paragraphs_without_a_word_that_counted_are_only_counted(topic: Topic) -> None:
    found = explain(MET, topic)
    assert [one.text for one in found.lead] == ["The envoy came on Monday with a letter."]
    assert [one.left_out for one in found.body] == [2, 0, 2]
    long = found.body[1]
    assert [long.text[mark.start : mark.end] for mark in long.marks] == ["Rassendyll", "Ruritania"]
    assert len(long.text) < 3 * CONTEXT
    [person] = found.named
    assert (person.id, person.office, person.count) == ("rassendyll", "King of Ruritania", 2)
    # Of a lead within a paragraph, the rest of that is not another one.
    within = explain(replace(MET, lead="", text=f"{LONG}\nThe end."), topic)
    assert within.lead[-1].text.endswith(" …")
    assert [one.left_out for one in within.body] == [1]
    undated = explain(replace(MET, published=None), topic)
    assert undated.named[0].office == ""


def test_the_parts_add_up_to_the_score(topic: Topic) -> None:
    found = explain(article("Graustark plays croquet", "Rassendyll of Ruritania watched."), topic)
    parts = parts_of(found.relevance)
    assert set(parts.sides) == {"Graustark", "Ruritania"}
    assert parts.sums.worth[0] == pytest.approx(found.relevance.score)
    assert [row.words for row in parts.rows if row.name == "sport"] == ["croquet"]


def test_a_terminal_shows_sides_in_colour_within_its_width(topic: Topic) -> None:
    found = explain(MET, topic)
    page = shown_of(found, force_terminal=True, color_system="standard")
    assert "\x1b[1;36mRassendyll" in page
    assert "\x1b[1;32mGraustark" in page
    plain = shown_of(found, force_terminal=True, no_color=True, color_system="standard")
    assert "[Ruritania: Rassendyll]" in plain
    assert "\x1b[1;36m" not in plain
    bare = shown_of(found, force_terminal=True, color_system=None)
    assert max(map(len, bare.splitlines())) <= 80


def test_a_pipe_gets_marks_and_whole_lines(topic: Topic) -> None:
    sport = article("Graustark plays croquet", "In Ruritania nobody watched croquet. " * 8)
    page = shown_of(explain(sport, topic), force_terminal=False)
    assert "\x1b" not in page
    assert "title: [Graustark] plays [lowers: croquet]" in page
    text = [line for line in page.splitlines() if line.startswith(("lead: ", "body: "))]
    assert len(text) <= 2  # lead and body, whole
    assert "".join(text).count("[Ruritania]") == 8
    assert "decides, as the weaker side; 2.6 are needed to come in" in page
    one_sided = shown_of(explain(article("Graustark rests", ""), topic))
    assert "Not named: Ruritania" in one_sided


def test_what_a_page_could_do_to_a_terminal_is_not_shown(topic: Topic) -> None:
    hostile = article(
        "Graustark \x1b[2J\u202eand\u061c\x07 Ruritania", "\x1b]0;x\x07 Graust\x1bark\n"
    )
    found = explain(hostile, topic)
    page = shown_of(found, force_terminal=False)
    assert not {"\x1b", "\x07", "\u202e", "\u061c"} & set(page)
    assert "[Graustark]" in page
    assert "[Ruritania]" in page


def test_a_page_of_nothing_but_names_is_shown_at_once(topic: Topic) -> None:
    """0.2 s; 8 s when every paragraph looked at every word."""
    long = article("Rain", "Graustark\n" * 10_000 + "Ruritania.")
    begun = time.process_time()
    assert sum(len(one.marks) for one in explain(long, topic).body) > 4_900
    assert time.process_time() - begun < 1.5


def test_marks_stay_on_their_words_where_text_is_left_out() -> None:
    text = f"{'a ' * 900}HERE{'b ' * 900}THERE"
    start, end = text.index("HERE"), text.index("THERE")
    both = (Mark(start, start + 4, "one"), Mark(end, end + 5, "two"))
    short = shortened(Paragraph(text, both))
    assert len(short.text) < len(text) / 2
    assert bracketed(short.text, short.marks).count("[one: HERE]") == 1
    assert bracketed(short.text, short.marks).endswith("[two: THERE]")


# ------------------------------------------------------------------------------ what is known


def asked(store: Store, url: str = URL) -> str:
    """All lines on an address, of an article that nobody can read today."""
    return "\n".join(known_words(store.history.of([Address(url)]), [], None, UTC))


@pytest.mark.parametrize(
    ("outcome", "reason", "line"),
    [
        (Outcome.OFF_TOPIC, "nothing (0f0f)", "glanced at on 2026-11-20 02:00+00:00: nothing; not"),
        (Outcome.NO_ARTICLE, "a list of articles", "no article: a list of articles; the next"),
        (Outcome.TOO_OLD, "published 2020-01-01", "too old for that crawl (published 2020-01-01)"),
        (Outcome.TOO_NEW, "published 2020-01-01", "too new for that crawl (published 2020-01-01)"),
        (Outcome.FAILED, "status 500", "could not be read on 2026-11-20 02:00+00:00: status 500;"),
        (Outcome.GONE, "status 404", "not there on 2026-11-20 02:00+00:00: status 404; the next"),
    ],
)  # fmt: skip
def test_a_visit_is_told_in_plain_words(
    outcome: Outcome, reason: str, line: str, store: Store
) -> None:
    assert asked(store) == "No crawl has met this address."
    store.articles.note(Visit(URL, "outlet_en", outcome, NOW, reason))
    assert asked(store).startswith("outlet_en: ")
    assert line in asked(store)


def test_what_failed_too_often_is_asked_no_more(store: Store) -> None:
    for times in range(1, TRIES + 1):
        store.articles.note(Visit(URL, "outlet_en", Outcome.FAILED, NOW, "status 500"))
        assert ("asks again" if times < TRIES else "no more") in asked(store)
    assert f"{TRIES} times in a row" in asked(store)


def kept(store: Store, read: Article, topic: Topic) -> Article:
    judged = replace(read, relevance=(judge(read, topic),), announced_as=f"{URL}?amp")
    store.articles.save(judged, Visit(URL, "outlet_en", Outcome.RELEVANT, NOW))
    return judged


def test_a_stored_article_is_told_with_its_addresses_and_mails(store: Store, topic: Topic) -> None:
    read = kept(store, article("Ruritania and Graustark sign", "They did."), topic)
    sending = Delivery(
        "press@embassy.example", "ruritania", NOW, DeliveryStatus.READY, articles=(URL,)
    )
    assert "In no mail so far." in asked(store)
    for status in (DeliveryStatus.SENT, DeliveryStatus.REFUSED):
        identifier = store.deliveries.add(replace(sending, subject="Two", mail=b"x" * 9))
        store.deliveries.mark(identifier, status, sent=NOW + timedelta(hours=1))
    known = store.history.of([Address(f"{URL}?amp")])
    assert [(one.status, one.mail, one.articles) for one in known.deliveries] == [
        (DeliveryStatus.REFUSED, b"", (URL,)),
        (DeliveryStatus.SENT, b"", (URL,)),
    ]
    words = list(known_words(known, read.relevance, read, UTC))
    assert f"Also at {URL}?amp" in words
    assert "ruritania: sent to press@embassy.example on 2026-11-20 03:00+00:00: Two" in words
    assert "ruritania: stored with the same verdict" in words


@pytest.mark.parametrize(
    ("change", "stored", "why"),
    [
        ({"words_sum": "other"}, {}, "with other words of the topic; `digest topic apply`"),
        ({}, {"text": "They did not."}, "(the text has changed since, or is read otherwise)"),
        ({}, {}, "(judged by other rules; `digest topic apply --all` judges anew)"),
        ({"words_sum": ""}, {}, "another verdict: out, 1.9 of 2.6: judged before reasons were"),
        ({"topic": "another"}, {}, "ruritania: never judged for this topic"),
    ],
)
def test_a_stored_verdict_is_told_where_it_is_another_one(
    change: dict[str, str], stored: dict[str, str], why: str, store: Store, topic: Topic
) -> None:
    read = article("Ruritania and Graustark sign", "They did.")
    today = judge(read, topic)
    before = replace(today, relevant=False, score=1.9, **change)  # type: ignore[arg-type]
    old = replace(read, relevance=(before,), **stored)  # type: ignore[arg-type]
    store.articles.save(old, Visit(URL, "outlet_en", Outcome.IRRELEVANT, NOW))
    words = known_words(store.history.of([Address(URL)]), [today], read, UTC)
    assert why in "\n".join(words)


# ------------------------------------------------------------------------------ the command


def run(database: str, *arguments: str) -> int:
    """Exit code of `scrapy explain` with these arguments; asks nobody."""
    command = Command()
    given = {"DATABASE": database, "NOW": "2026-11-22T07:00+05:00"}
    command.settings = Settings(given | {"TOPICS": ["vietnam-kazakhstan"]})
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    options, rest = parser.parse_known_args(arguments)
    command.run(rest, options)
    return command.exitcode


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("", 2, "name an address or a file"),
        ("--strored x", 2, "there is no option --strored"),
        ("x.html --topic vietnam", 2, "there is no topic 'vietnam'; known: vietnam-kazakhstan"),
        ("x.html --stored", 2, "--stored explains addresses, and x.html is a file"),
        ("x.html --id 3", 2, "--id chooses from a .jsonl file"),
        ("https://a.example/1 --url https://b.example/2", 2, "--url says where a saved page came"),
        ("x.html", 1, "x.html: cannot be read: No such file or directory"),
        ("vietnamnews.vn/x", 1, "write https://vietnamnews.vn/x if it is an address"),
        ("empty.html", 1, "empty.html: no article: "),
        ("empty.jsonl", 1, "empty.jsonl: holds no article: it is empty"),
        ("none.jsonl", 1, "none.jsonl: cannot be read: No such file or directory"),
        (".", 1, ".: cannot be read: Is a directory"),
        ("https://a.example/1 --stored", 1, "no article of that address is stored"),
        ("https://[ --stored", 1, "no article of that address is stored"),
    ],
)
def test_one_line_for_each_mistake(
    arguments: str, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    for name in ("empty.html", "empty.jsonl"):
        Path(name).touch()
    assert run("sqlite:///none.sqlite3", *arguments.split()) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("scrapy explain: ")
    assert said in err
    assert err.count("\n") == 1
    assert not Path("none.sqlite3").exists()


def test_articles_of_a_file_are_explained_and_its_mistakes_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "articles.jsonl"
    lines = [
        {"id": 1, "title": "Vietnam and Kazakhstan sign", "text": "", "date": "2026-11-19"},
        {"id": "two", "title": "It rains", "text": "Still.", "language": "en", "date": "soon"},
        {"id": 3, "title": 7, "text": ""},
    ]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    database = f"sqlite:///{tmp_path}/none.sqlite3"
    assert run(database, str(file)) == 1
    out, err = capsys.readouterr()
    assert "of 2.6: both sides in the title" in out
    assert "; judged on its title alone: it has no text\n" in out
    assert "published: 2026-11-19\n" in out
    assert "published: no date found\nlanguage: en\n" in out
    assert "vietnam-kazakhstan: out: no side is named" in out
    assert err == f"scrapy explain: {file}:3: 'title': Input should be a valid string\n"
    assert run(database, str(file), "--id", "two") == 1
    assert "It rains" in capsys.readouterr().out
    assert run(database, str(file), "--id", "tow") == 1
    assert "no article with the id 'tow'; did you mean 'two'?" in capsys.readouterr().err


def contents(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return list(connection.iterdump())


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Outlets]:
    with outlets(tmp_path) as running:
        yield running


def test_addresses_are_asked_politely_and_nothing_is_stored(
    served: Outlets, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wheat = next(one for one in load_articles() if one.key == "wheat-vns")
    gone = "https://vietnamnews.vn/economy/1700001/a-page-that-was-here-until-last-week.html"
    with closing(Store.open(served.database)) as store:
        for url, title in ((wheat.url, "An older title"), (gone, "Vietnam, Kazakhstan agree")):
            old = article(title, "They did.", url=url, edition="vns", outlet="vns")
            store.articles.save(old, Visit(url, "vns", Outcome.IRRELEVANT, NOW))
    before = contents(tmp_path / "crawl.sqlite3")
    done = served.scrapy(
        "explain", f"{wheat.url}?utm_source=x", gone, "https://vietnamnews.vn/economy/",
        "https://vietnamnews.vn/tags/1/x.html", "typo.html", "--topic", "vietnam-kazakhstan",
    )  # fmt: skip
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert wheat.title in done.stdout
    assert "language: en (by words)" in done.stdout
    assert "[Kazakhstan]" in done.stdout
    assert "[Vietnam: Việt Nam]" in done.stdout
    assert "vietnam-kazakhstan: never judged for this topic" in done.stdout
    assert "note: this is what is stored; the page was not read today" in done.stdout
    complaints = [line.split(" ", 2)[2] for line in done.stderr.splitlines()]
    assert complaints == [
        f'{gone}: status 404 "404"; what is stored is explained',
        "https://vietnamnews.vn/economy/: no article: a list of articles",
        "https://vietnamnews.vn/tags/1/x.html: robots.txt does not allow it",
        "typo.html: cannot be read: No such file or directory",
    ]
    assert contents(tmp_path / "crawl.sqlite3") == before
    asked_before = len(served.sites.requests)
    assert run(served.database, wheat.url, "--stored") == 0
    assert "An older title" in capsys.readouterr().out
    assert len(served.sites.requests) == asked_before
