"""`scrapy explain`: files and addresses, and one line for each mistake."""

import argparse
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.commands.explain import Command
from demo.server import load_articles
from storage.records import (
    Outcome,
    Visit,
)
from storage.store import Store
from tests.crawling import Outlets, outlets
from tests.ruritania import NOW, article


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
        ("x.html --stored", 2, "--stored explains addresses, and x.html is no address"),
        ("vietnamnews.vn/x --stored", 2, "write https://vietnamnews.vn/x if it is an address"),
        ("HTTPS://a.example/1 --stored", 1, "no article of that address is stored"),
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
    assert err == f"scrapy explain: {file}:3: 'title': must be text in quotes\n"
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
