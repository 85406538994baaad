"""The command line: every command once, and every way to mistype it in one line."""

import os
import shlex
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from digest.cli import main
from digest.config import PASSWORD
from storage.installation import CONFIG, DATABASE
from storage.lock import hold
from storage.store import Store, open_store
from tests.mailroom import NOW, mail_server, put

HOME = Path(__file__).parent.parent
TOML = """
contact = "desk@sender.example"
channel = {kind = "folder", folder = "mails"}
[[readers]]
address = "press@embassy.example"
[[readers]]
address = "consul@embassy.example"
"""
AT = f"--now {NOW.isoformat()}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test runs in an empty folder, as on a fresh machine; none can start a real crawl."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "no.such.settings")
    for name in (CONFIG, DATABASE, PASSWORD):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def toml(folder: Path) -> Path:
    path = folder / "digest.toml"
    path.write_text(TOML)
    return path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{folder}/vnkz.sqlite3") as opened:
        yield opened


def digest(line: str) -> int:
    return main(shlex.split(line))


# Mistakes.


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sned", "digest: there is no command 'sned'; did you mean 'send'?"),
        ("xyzzy", "digest: there is no command 'xyzzy'; commands: preview, send, run, status,"),
        ("", "digest: the following arguments are required: COMMAND; see digest --help"),
        ("send --raeder a@b.example", "there is no option '--raeder'; did you mean '--reader'?"),
        ("send --reeder=a@b.example", "there is no option '--reeder'; did you mean '--reader'?"),
        ("--confg x send", "digest: there is no option '--confg'; did you mean '--config'?"),
        ("--config x sned", "digest: there is no command 'sned'; did you mean 'send'?"),
        ("send a@b.example", "digest send: 'a@b.example' is one argument too many;"),
        ("preview --pen", "digest preview: there is no option '--pen'; did you mean '--open'?"),
        ("preview --op", "digest preview: there is no option '--op'; did you mean '--open'?"),
        ("send --now 2026-11-22", "'2026-11-22' is not an instant with its zone, such as 2026-"),
        ("send --now today", "'today' is not an instant with its zone, such as 2026-11-22T07:00"),
        ("search", "digest search: the following arguments are required: WORD;"),
        ("search rice --limit 0", "argument --limit: '0' is not a number from 1 to 100000;"),
        ("group", "digest group: the following arguments are required: --jsonl;"),
        ("group --jsonl nowhere.jsonl", "nowhere.jsonl: No such file or directory"),
        ("--config nowhere.toml status", "digest: nowhere.toml: there is no such file"),
        ("status --config nowhere.toml", "digest: nowhere.toml: there is no such file"),
        ("send", "digest.toml: there is no such file; copy digest.example.toml to digest.toml"),
        ("run", "digest.toml: there is no such file; copy digest.example.toml to digest.toml"),
    ],
)
def test_one_line_for_each_mistake(
    line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert digest(line) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("contact", "contct", "unknown key 'contct'; did you mean 'contact'?"),
        ("kind", "kid", "unknown key 'channel.kid'; did you mean 'kind'?"),
        ('folder = "mails"', 'host = "a..b"', "'channel.host': 'a..b' is not the name of a"),
        ("press@embassy", "press@@embassy", "'readers[1].address': 'press@@embassy.example' is"),
        ("[[readers]]", "[[readers", "digest.toml:4: is not TOML"),
    ],
)
@pytest.mark.parametrize("command", ["send", "status", "preview", "run --once", "search rice"])
def test_one_line_for_a_typo_in_the_file(
    toml: Path, command: str, old: str, new: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    toml.write_text(TOML.replace(old, new, 1))
    assert digest(command) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


@pytest.mark.usefixtures("toml")
def test_a_reader_who_is_not_in_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert digest("send --reader pres@embassy.example") == 2
    assert "did you mean 'press@embassy.example'?" in capsys.readouterr().err


@pytest.mark.usefixtures("toml")
@pytest.mark.parametrize("database", ["sqlite:///no/such/folder/x", "mysql://x", "nonsense"])
@pytest.mark.parametrize("command", ["send", "status", "run --once", "search rice", "preview"])
def test_a_database_that_cannot_be_opened(
    database: str,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(DATABASE, database)
    assert digest(command) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.usefixtures("toml")
@pytest.mark.parametrize("command", ["send", "status", "run --once", "search rice", "preview"])
def test_a_file_that_is_no_database(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("vnkz.sqlite3").write_text("Notes on camels, no table anywhere. " * 9)
    assert digest(command) in (1, 2)
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.usefixtures("toml")
def test_a_database_that_breaks_while_it_is_used(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    put(store, "rice")
    with sqlite3.connect("vnkz.sqlite3") as connection:
        connection.execute("DROP TABLE delivered_articles")
    connection.close()
    assert digest(f"send {AT}") == 1
    assert "the database or the disk fails: no such table" in capsys.readouterr().err


def test_a_password_that_is_missing_is_said_at_once(
    toml: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    toml.write_text(TOML.replace('kind = "folder"', 'kind = "smtp", user = "digest"'))
    for command in ("send", "run --once"):
        assert digest(command) == 2
        assert PASSWORD in capsys.readouterr().err


# Commands.


def test_preview_shows_and_marks_nothing(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    put(store, "rice")
    for _ in range(2):
        assert digest(f"preview {AT} --out a/b") == 0
        out, err = capsys.readouterr()
        assert "1 article: Vietnam ships its first rice" in out
        assert "there is no digest.toml: this is for reader@example.org" in err
    files = {path.name: path.read_bytes() for path in Path("a/b").iterdir()}
    assert set(files) == {"digest.html", "digest.txt", "digest.eml"}
    assert all(b"rice" in data for data in files.values())
    assert store.deliveries.sent_articles("reader@example.org", "vietnam-kazakhstan") == {}


@pytest.mark.usefixtures("toml")
def test_preview_of_a_mail_that_waits_is_that_mail(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    put(store, "rice")
    Path("mails").write_text("no folder")
    assert digest(f"send {AT} --reader press@embassy.example") == 1
    Path("mails").unlink()
    capsys.readouterr()
    later = (NOW + timedelta(hours=5)).isoformat()
    assert digest(f"preview --now {later}") == 0
    assert "kept from a try that failed" in capsys.readouterr().out
    assert "Vietnam ships its first rice" in Path("out/digest.html").read_text()
    assert digest(f"send --now {later}") == 0
    (mail,) = Path("mails").glob("*press*")
    assert mail.read_bytes() == Path("out/digest.eml").read_bytes()


@pytest.mark.usefixtures("toml")
def test_preview_of_a_day_without_news(capsys: pytest.CaptureFixture[str]) -> None:
    assert digest("preview") == 0
    out = capsys.readouterr().out
    assert out.startswith("nothing new for press@embassy.example, `digest send` would send nothing")
    assert message_from_bytes(Path("out/digest.eml").read_bytes())["To"]


@pytest.mark.usefixtures("toml")
def test_preview_into_a_place_that_takes_no_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert digest("preview --out digest.toml") == 2
    assert "--out digest.toml: cannot be written" in capsys.readouterr().err


@pytest.mark.usefixtures("toml")
def test_send_says_what_became_of_each(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    put(store, "rice")
    assert digest(f"send {AT} --reader Press@embassy.example") == 0
    assert digest(f"send {AT}") == 0
    subject = "Vietnam ships its first rice by rail to Kazakhstan"
    assert capsys.readouterr().out.splitlines() == [
        f"press@embassy.example: sent, 1 article: {subject}",
        "press@embassy.example: nothing new, nothing sent",
        f"consul@embassy.example: sent, 1 article: {subject}",
    ]


def test_send_through_a_server_that_refuses_one(
    toml: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    put(store, "rice")
    with mail_server() as (inbox, channel):
        settings = (
            f'{{kind = "smtp", host = "127.0.0.1", port = {channel.port}, security = "none"}}'
        )
        toml.write_text(TOML.replace('{kind = "folder", folder = "mails"}', settings))
        inbox.refusals = {"press@embassy.example": "550 5.1.1 No such user"}
        assert digest(f"send {AT}") == 1
    refused, sent = capsys.readouterr().out.splitlines()
    assert "press@embassy.example: not sent: the mail server 127.0.0.1" in refused
    assert "550 5.1.1 No such user; correct or remove the address in digest.toml" in refused
    assert sent.startswith("consul@embassy.example: sent")


@pytest.mark.parametrize("command", ["send", "run"])
def test_the_second_at_once_says_so_and_leaves(
    toml: Path, folder: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with hold(f"sqlite:///{folder}/vnkz.sqlite3", command):
        assert digest(f"--config {toml} {command}") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"another process is busy with `{command}` on this database; this one leaves" in err


def test_search_finds_words_in_any_spelling(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    put(store, "rice")
    put(store, "museum")
    assert digest("search RICE đà nẵng") == 0
    assert capsys.readouterr().out.splitlines() == [
        "2026-11-20  one  en  Vietnam ships its first rice by rail to Kazakhstan",
        "            https://one.example/rice",
    ]
    assert digest("search vietnam --limit 1") == 0
    assert capsys.readouterr().out.count("https://") == 1
    assert digest("search camels") == 1
    err = capsys.readouterr().err
    assert err.startswith("digest: no stored article holds all these words")
    assert "scrapy explain ADDRESS" in err


@pytest.mark.usefixtures("toml")
def test_status_asks_for_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert digest("status") == 1
    assert "nothing was crawled yet" in capsys.readouterr().out


def test_group_prints_a_line_for_each_article(capsys: pytest.CaptureFixture[str]) -> None:
    line = '{"id": "a", "title": "Rice for Aktobe", "text": "Forty wagons of rice left Da Nang."}'
    Path("articles.jsonl").write_text(line + "\n")
    assert digest("group --jsonl articles.jsonl") == 0
    assert '"id": "a"' in capsys.readouterr().out


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        digest("--help")
    assert done.value.code == 0
    out = capsys.readouterr().out
    assert all(f"    {name} " in out for name in ("preview", "send", "run", "status", "search"))


# As a program.


def program(*words: str, encoding: str = "utf-8") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "digest", *words],
        env={**os.environ, "PYTHONPATH": str(HOME), "PYTHONIOENCODING": encoding},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("words", ["search kazakhstan", "topic check vietnam-uzbekistan"])
def test_a_reader_that_closes_the_pipe(words: str, store: Store) -> None:
    for name in ("rice", "museum", "vaccine"):
        put(store, name)
    with program(*words.split()) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_a_terminal_that_knows_no_vietnamese(store: Store) -> None:
    put(store, "tea")
    with program("search", "Kazakhstan", encoding="ascii") as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert "Ch? Th?i Nguy?n l?n ???ng sang Kazakhstan" in out


def test_ctrl_c(toml: Path, store: Store) -> None:
    """While the mail server keeps us waiting."""
    put(store, "rice")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings = f'{{kind = "smtp", host = "127.0.0.1", port = {port}, security = "none"}}'
        toml.write_text(TOML.replace('{kind = "folder", folder = "mails"}', settings))
        with program("send", *AT.split()) as process, silent.accept()[0]:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "")
    assert store.deliveries.ready("press@embassy.example", "vietnam-kazakhstan") is not None


@pytest.mark.usefixtures("toml")
def test_run_once_sends_although_the_crawl_cannot_start(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    put(store, "rice", datetime.now(UTC) - timedelta(hours=1))
    assert digest("run --once") == 1
    assert "the crawl ended with exit code" in caplog.text
    assert len(list(Path("mails").glob("*.eml"))) == 2
