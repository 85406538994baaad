"""`digest near-misses`: what almost came in, why, and what cannot be told."""

import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from digest.cli import main
from storage.installation import CONFIG, DATABASE
from storage.records import Article, Outcome, Visit
from storage.relevance import Relevance
from storage.store import Store, open_store
from tests.mailroom import NOW, TOPIC
from topics.judge import judge
from topics.vocabulary import load_topic

TOML = """
contact = "desk@sender.example"
channel = {kind = "folder", folder = "mails"}
[[readers]]
address = "press@embassy.example"
[[readers]]
address = "consul@embassy.example"
zone = "America/New_York"
topic = "vietnam-uzbekistan"
"""
AT = f"--now {NOW.isoformat()}"
SPORT = "Vietnam and Kazakhstan play for the volleyball cup"
FAR = "Latvia signs a treaty"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (CONFIG, DATABASE):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{folder}/vnkz.sqlite3") as opened:
        yield opened


def put(store: Store, name: str, title: str, at: datetime | None = NOW, **more: object) -> None:
    """An article as a crawl judges and stores it."""
    url = f"https://one.example/{name}"
    read = Article(url, "one", "one_en", "en", title, "They met.", published=at)
    read = replace(read, **more)  # type: ignore[arg-type]
    judged = read.relevance or (judge(read, load_topic()),)
    visit = Visit(url, "one_en", Outcome.IRRELEVANT, NOW)
    store.articles.save(replace(read, relevance=judged), visit)


def digest(line: str) -> int:
    return main(shlex.split(line))


def test_newest_first_with_the_reason_and_what_is_beyond_the_limit(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    for days in range(4):
        put(store, f"{days}", f"{SPORT} {days}", NOW - timedelta(days=days))
    put(store, "in", "Vietnam and Kazakhstan sign")
    put(store, "out", FAR)
    put(store, "old", SPORT, NOW - timedelta(days=15))
    put(store, "bare", f"{SPORT} again", NOW - timedelta(days=1, hours=1), text="")
    put(store, "undated", SPORT, None, found_new=False)
    assert digest(f"near-misses --limit 3 {AT}") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [f"2026-11-20  one  en  {SPORT} 0", "            https://one.example/0"]
    assert lines[2].startswith("            near miss, −")
    assert "of 2.6: both sides in the title" in lines[2]
    assert lines[2].endswith("; sport (volleyball) −8")
    assert lines[7] == "            https://one.example/bare"
    assert lines[8].endswith("; judged on its title alone: it has no text")
    assert lines[9:] == ["2 more since 2026-11-06: --limit 5 shows all"]
    assert digest(f"near-misses --days 2 {AT}") == 0
    assert capsys.readouterr().out.count("https://") == 4
    assert digest(f"near-misses --since 2026-11-05 {AT}") == 0
    assert "https://one.example/old" in capsys.readouterr().out


def test_none_is_said_plainly(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert digest(f"near-misses {AT}") == 1
    assert "no article is stored yet; `scrapy crawlall` reads some" in capsys.readouterr().err
    put(store, "in", "Vietnam and Kazakhstan sign")
    assert digest(f"near-misses {AT}") == 0
    said = "no near misses for vietnam-kazakhstan since 2026-11-06\n"
    assert capsys.readouterr().out == said


@pytest.mark.parametrize("command", ["near-misses", "search wheat", "topic apply", "topic try x"])
def test_a_database_that_is_not_there_is_told_and_not_made(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["database = 'sqlite:///typo.sqlite3'", TOML]
    (folder / "digest.toml").write_text("\n".join(lines), encoding="utf-8")
    assert digest(command.replace(" x", " vietnam-kazakhstan")) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "digest: there is no database 'typo.sqlite3'; `scrapy crawlall` makes it\n"
    assert not (folder / "typo.sqlite3").exists()


def test_verdicts_without_reasons_are_counted(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, relevant in (("a", False), ("b", False), ("c", True)):
        put(store, name, FAR, relevance=(Relevance(TOPIC, relevant=relevant, score=1.9),))
    assert digest(f"near-misses {AT}") == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        "2 others that are out were judged before reasons were kept;"
        " `digest topic apply vietnam-kazakhstan` judges anew"
    )


def test_a_reader_gives_zone_and_topic(
    store: Store, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "digest.toml").write_text(TOML)
    put(store, "one", SPORT)
    verdict = judge(Article("", "", "", "en", SPORT, "They met."), load_topic())
    other = replace(verdict, topic="vietnam-uzbekistan")
    put(store, "two", f"{SPORT} later", relevance=(other,))
    assert digest(f"near-misses --reader consul@embassy.example {AT}") == 0
    out = capsys.readouterr().out
    assert out.startswith(f"2026-11-19  one  en  {SPORT} later\n")
    assert "https://one.example/one" not in out
    # In that reader's evening of the day before.
    for day, count in (("2026-11-19", 1), ("2026-11-20", 0)):
        assert digest(f"near-misses --reader consul@embassy.example --since {day} {AT}") == 0
        assert capsys.readouterr().out.count("https://") == count
    assert digest(f"near-misses --topic vietnam-kazakhstan {AT}") == 0
    assert "https://one.example/one" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--topic vietnam-kazakstan", "'vietnam-kazakstan'; did you mean 'vietnam-kazakhstan'?"),
        ("--reader x@y.example", "no reader has the address 'x@y.example'"),
        ("--since yesterday", "'yesterday' is not a day such as 2026-11-08"),
        ("--since 0001-01-01", "'0001-01-01' is not a day such as 2026-11-08"),
        ("--days 0", "'0' is not a number from 1 to 100000"),
        ("--limit 99999999999999999999", "is not a number from 1 to 100000"),
        ("--days 3 --since 2026-11-08", "argument --since: not allowed with argument --days"),
        ("--limt 3", "there is no option '--limt'; did you mean '--limit'?"),
    ],
)
def test_one_line_for_each_mistake(
    line: str, said: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    put(store, "one", SPORT)
    assert digest(f"near-misses {line}") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
