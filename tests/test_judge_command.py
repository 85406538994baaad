"""`scrapy judge`: one verdict a line, and what is said of lines that cannot be read."""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler.article_lines import parsed
from crawler.commands.judge import MOST_COMPLAINTS, Command
from tests.conftest import ROOT
from tests.ruritania import SMALL_TOPIC, written

NEITHER = "The weather stays dry until Sunday. Farmers wait for rain. Roads are clear."


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
    rest = (line(id=2, title="Rain", text=NEITHER), line(id=3, title="Tokayev in Hanoi"))
    file.write_text("\n".join([both, "", *rest]), encoding="utf-8")
    assert run("--jsonl", str(file)) == 0
    out, err = capsys.readouterr()
    first, second, third = (json.loads(row) for row in out.splitlines())
    assert [*first][:4] == ["id", "relevant", "score", "standing"]
    assert (first["standing"], first["judged_on"]) == ("in", "title")
    assert second["judged_on"] == "title and text"
    assert (third["judged_on"], third["relevant"]) == ("title", True)
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
        (b'{"id": "a1", "text": "x"}', "key 'title' is missing"),
        (b'{"id": "a1", "title": 5, "text": ""}', "'title': must be text in quotes"),
        (b"{nonsense", "not JSON"),
        (b"[1]", 'not an object like {"id": …,'),
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


def test_a_file_of_something_else_is_told_on_one_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "vnkz.sqlite3"
    file.write_bytes(b"\0 no line of this is JSON\n" * 500)
    assert run("--jsonl", str(file)) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == MOST_COMPLAINTS + 1
    assert said[-1] == f"{file}: {500 - MOST_COMPLAINTS} more of its lines cannot be read"


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
