"""``digest group``: every readable line gets its story, every other one a message."""

import io
import json
from pathlib import Path

import pytest

from digest.group import group_lines, main_group

LABELLED = Path(__file__).parent / "labelled" / "stories.jsonl"


def test_every_line_gets_story_and_thread_in_the_order_of_the_file() -> None:
    lines = LABELLED.read_text(encoding="utf-8").splitlines()
    groups, bad = group_lines(lines)

    assert not bad
    assert [group["id"] for group in groups] == [json.loads(line)["id"] for line in lines]
    assert all(group.keys() == {"id", "story", "thread"} for group in groups)


def test_labels_are_not_looked_at() -> None:
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    without = [json.dumps({k: v for k, v in row.items() if k != "event"}) for row in rows]

    assert group_lines(without) == group_lines(json.dumps(row) for row in rows)


def test_a_language_that_is_not_given_is_guessed() -> None:
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    without = [json.dumps({k: v for k, v in row.items() if k != "lang"}) for row in rows]

    assert group_lines(without) == group_lines(json.dumps(row) for row in rows)


def test_what_scrapy_extract_prints_is_understood() -> None:
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    names = {"lang": "language", "date": "published"}
    renamed = [{names.get(key, key): value for key, value in row.items()} for row in rows]

    assert group_lines(map(json.dumps, renamed)) == group_lines(map(json.dumps, rows))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ('{"title": "a"}', 'no "id"'),
        ('{"id": "", "title": "a"}', 'no "id"'),
        ('{"id": "a", "title": 3}', '"title" is not a string'),
        ('{"id": "a", "date": "16 Nov"}', '"date" is not ISO 8601'),
        ('{"id": "good"}', "an earlier line"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_grouped(
    tmp_path: Path, line: str, problem: str
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(f'{{"id": "good", "title": "A", "text": "B"}}\n\n{line}\n', encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()

    assert main_group(path, out, err) == 2
    assert [json.loads(row)["id"] for row in out.getvalue().splitlines()] == ["good"]
    assert err.getvalue().startswith(f"{path}:3: ")
    assert problem in err.getvalue()


def test_bytes_that_are_no_text_are_a_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"id": "a"}\n{"id": "\xff\xfe"}\n')
    out, err = io.StringIO(), io.StringIO()

    assert main_group(path, out, err) == 2
    assert f"{path}:2: not JSON" in err.getvalue()


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()

    assert main_group(tmp_path / "none.jsonl", out, err) == 2
    assert err.getvalue().count("\n") == 1
    assert "none.jsonl: No such file" in err.getvalue()


def test_good_lines_only_exit_zero(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 7, "title": "A", "text": "B", "date": "2026-03-01"}\n')
    out, err = io.StringIO(), io.StringIO()

    assert main_group(path, out, err) == 0
    assert json.loads(out.getvalue())["id"] == "7"
    assert err.getvalue() == ""
