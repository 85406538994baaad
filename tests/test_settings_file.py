"""A typo in a file that a person writes: one line that says where and what would be right."""

import re
from pathlib import Path

import pytest
from pydantic import Field

from storage.settings_file import ConfigError, Settings, check, did_you_mean, read_toml


class Sender(Settings):
    name: str
    hour: int = Field(default=7, ge=0, le=23)


class Group(Settings):
    title: str = ""
    senders: tuple[Sender, ...] = ()


class Whole(Settings):
    database: str = "x"
    senders: tuple[Sender, ...] = ()
    main: Sender | None = None
    groups: dict[str, Group] = Field(default_factory=dict)


def complaint(tmp_path: Path, text: str) -> str:
    """What the file's writer is told, without the file's name and the lines."""
    file = tmp_path / "some.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_toml(file, Whole)
    message = str(caught.value)
    assert message.startswith(str(file))
    assert "\n" not in message
    assert message == "; ".join(caught.value.faults)
    return re.sub(rf"{re.escape(str(file))}(:\d+)?: ", "", message)


def test_a_right_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "some.toml"
    file.write_text('database = "y"\n[[senders]]\nname = "Đài"\nhour = 0\n', encoding="utf-8")
    assert read_toml(file, Whole) == Whole(database="y", senders=(Sender(name="Đài", hour=0),))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("databse = 'y'", "unknown key 'databse'; did you mean 'database'?"),
        ("zzz = 1", "unknown key 'zzz'; known keys: database, groups, main, senders"),
        (
            "[[senders]]\nname = 'a'\n[[senders]]\nname = 'b'\nhuor = 1",
            "unknown key 'senders[2].huor'; did you mean 'hour'?",
        ),
        ("[main]\nname = 'a'\nnmae = 'b'", "unknown key 'main.nmae'; did you mean 'name'?"),
        ("[[senders]]\nhour = 1", "key 'senders[1].name' is missing"),
        ("database = 3", "'database': must be text in quotes"),
        (
            "[main]\nname = 'a'\nhour = 25",
            "'main.hour': Input should be less than or equal to 23",
        ),
        ("senders = 'all'", "'senders': must be a list in brackets"),
    ],
)
def test_a_typo_is_named_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    assert complaint(tmp_path, text) == told


def test_keys_within_named_tables_are_suggested_too(tmp_path: Path) -> None:
    text = "[groups.press]\ntitel = 'a'\n"
    assert complaint(tmp_path, text) == ("unknown key 'groups.press.titel'; did you mean 'title'?")


def test_every_fault_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    told = complaint(tmp_path, "databse = 'y'\n[[senders]]\nhour = -1\n")
    assert told.count(";") >= 2
    for part in ("databse", "senders[1].name", "senders[1].hour"):
        assert part in told


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    told = complaint(tmp_path, "database = \n")
    assert told.startswith("is not TOML: ")
    assert "line 1" in told


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("\n# one\ndatabase = \n", [3]),
        ("\ndatabase = [", [2]),
        ("databse = 'y'\n\n[[senders]]\nhour = -1\n", [3, 4, 1]),
        ("senders = [\n  {name = 'a'},\n  {name = 'b',  hour = 99},\n]", [3]),
        ("[main]\nname = 'a'\n\n[groups.'p q']\ntitel = ''", [5]),
        ("database = 'Ð'\nmain = 'x\xff'", [2]),
    ],
)
def test_each_fault_names_its_line(text: str, lines: list[int], tmp_path: Path) -> None:
    file = tmp_path / "some.toml"
    file.write_bytes(text.encode("utf-8").replace("\xff".encode(), b"\xff"))
    with pytest.raises(ConfigError) as caught:
        read_toml(file, Whole)
    for fault, line in zip(caught.value.faults, lines, strict=True):
        assert fault.startswith(f"{file}:{line}: ")


def test_a_key_that_is_missing_altogether_has_no_line(tmp_path: Path) -> None:
    (tmp_path / "some.toml").write_text("\n")
    with pytest.raises(ConfigError, match=r"some\.toml: key 'name' is missing"):
        read_toml(tmp_path / "some.toml", Sender)


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "some.toml"
    file.write_bytes("database = 'Ðài'".encode("latin-1"))
    with pytest.raises(ConfigError, match="is not UTF-8 at byte 12; save it as UTF-8"):
        read_toml(file, Whole)


def test_a_mark_at_the_files_beginning_is_no_fault(tmp_path: Path) -> None:
    """Some editors on Windows write one."""
    file = tmp_path / "some.toml"
    file.write_text("database = 'y'", encoding="utf-8-sig")
    assert read_toml(file, Whole).database == "y"


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: there is no such file"):
        read_toml(tmp_path / "none.toml", Whole)
    with pytest.raises(ConfigError, match=r"cannot be read \(Is a directory\)"):
        read_toml(tmp_path, Whole)


def test_values_from_elsewhere_name_their_source() -> None:
    with pytest.raises(ConfigError, match=r"^command line: unknown key 'senderss'"):
        check({"senderss": []}, Whole, "command line")


def test_a_suggestion_only_where_something_is_near() -> None:
    assert did_you_mean("vovword_de", ["vovworld_de", "vns"]) == "; did you mean 'vovworld_de'?"
    assert did_you_mean("qqq", ["vovworld_de", "vns"]) == ""
