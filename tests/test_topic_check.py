"""`digest topic check`: what a topic finds, what it lacks, what is doubtful, what is wrong."""

from pathlib import Path

import pytest

from digest.cli import main
from storage.installation import CONFIG, DATABASE
from topics.entries import entries
from topics.meanings import Kind
from topics.scripts import written_in
from topics.vocabulary import load_topic
from topics.written import FOLDER, read_written

TOPIC = """\
title = "Vietnam and Ruritania"
contexts = "games"

[[sides]]
party = "vietnam"
stems = { kk = ["вьетнамдық"] }

[[sides]]
name = "Ruritania"
names = { en = ["Ruritania"], ru = ["Руритания"] }
hints = { fields = ["Indo", "croq", "Strelsau", "=Zend"] }

[[sides.people]]
id = "elphberg"
name = "Rudolf Elphberg"
words = ["Elphberg", "Эльфберг"]
offices = [
  { office = "King of Ruritania", since = 1880-01-01 },
  { office = "Colonel of the Guards" },
]

[[sides.people]]
id = "michael"
name = "Michael"
words = ["Strelsau Duke", "strelsau"]
offices = [
  { office = "King of Ruritania", since = 1890-01-01 },
  { office = "Prime Minister of Ruritania", since = 1888-01-01, until = 1889-01-01 },
  { office = "Deputy Minister of Ruritania", since = 1888-01-01, until = 1889-01-01 },
]

[[sides.people]]
id = "sapt"
name = "Sapt"
words = ["Sapt", "Сапт"]
offices = [
  { office = "Deputy Minister of Ruritania", since = 1888-02-01 },
  { office = "Colonel of the Guards", until = 1880-01-01 },
  { office = "Minister of Foreign Affairs of Ruritania", since = 1889-01-01 },
]
"""
GAMES = """\
[sport]
en = ["croquet", "Elphbergian cup"]
[countries]
Graustark = ["Graustark", "Zendia"]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (CONFIG, DATABASE):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "contexts").mkdir()
    (tmp_path / "contexts" / "games.toml").write_text(GAMES, encoding="utf-8")
    (tmp_path / "made.toml").write_text(TOPIC, encoding="utf-8")
    return tmp_path


def test_what_a_topic_finds_lacks_and_had_better_not_find(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["topic", "check", "made.toml"]) == 0
    page, said = capsys.readouterr()
    assert said == ""
    lines = [" ".join(line.split()) for line in page.splitlines()]
    above, _, doubts = page.partition("To look at: ")
    assert max(len(line.rstrip()) for line in above.splitlines() if line.isascii()) <= 80
    # What there is.
    assert lines[:3] == [
        "made: Vietnam and Ruritania",
        "made.toml",
        "contexts/games.toml",
    ]
    assert "Ruritania: names in 2 languages, 0 stems, 3 people, 0 institutions, 0 places, 0" in page
    assert "kk Cyrl Вьетнам вьетнам" in " ".join(lines)
    assert "en Ruritania – – Strelsau … – Sapt" in lines  # the later king; no prime minister
    assert "ru Руритания – – – – Сапт" in lines
    assert "en 2 – – – –" in lines
    assert "vi – – – – –" in lines
    # What is doubtful, in the order of the files.
    told = doubts.splitlines()[1:]
    for line, text in {
        11: '"Indo" of Ruritania is found in "Indonesia", a name in en',
        16: '"Elphberg" of Ruritania is in "Elphbergian cup", sport.en (contexts/games.toml:2)',
        18: 'Rudolf Elphberg and Michael both hold "King of Ruritania" on 1890-01-01; give',
        19: "an office without since; also on 38",
        28: 'nobody follows Michael, who left "Prime Minister of Ruritania" on 1889-01-01',
    }.items():
        assert any(one.startswith(f"made.toml:{line}: {text}") for one in told), (line, doubts)
    shadowed = '"Strelsau" is never found as hints.fields of Ruritania: it is people.michael of'
    assert any(one.startswith(f"made.toml:11: {shadowed}") for one in told)
    assert any('"croq" of Ruritania is in "croquet", sport.en' in one for one in told)
    assert "Michael has no spelling in" not in doubts  # neither side needs another alphabet
    assert "Deputy Minister" not in doubts
    assert "Zend" not in doubts  # written just so, it is in nothing else


def test_the_words_of_a_topic_with_their_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topic", "check", "made.toml", "--words"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "name\tRuritania\tnames.ru\tРуритания" in lines
    assert "hint\tRuritania\tpeople.sapt\tСапт" in lines
    assert "sport\t\tsport.en\tcroquet" in lines
    assert "name\tVietnam\tstems.kk\tвьетнамдық" in lines


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_no_word_of_the_vocabulary_is_left_unchecked(file: Path) -> None:
    topic = load_topic(file)
    words = entries(read_written(file), topic)
    known = {(one.folded, one.kind, one.owner, one.entity) for one in words}
    for word, aliases in topic.aliases.items():
        for alias in aliases:
            if alias.kind is Kind.COUNTRY and aliases[0].kind is not Kind.COUNTRY:
                continue  # a side, not another country
            assert (word, alias.kind, alias.owner, alias.entity) in known


def test_our_own_topic_is_the_default_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topic", "check"]) == 0
    page, _ = capsys.readouterr()
    rows = [
        line for line in page.splitlines() if line.startswith(("kk Latn", "zh_Hant", "uz Cyrl"))
    ]
    # Its two sides are named in every language and script; context words are counted below.
    assert len(rows) == 3 * 3
    for row in rows[:6]:
        assert "–" not in row.split()[:3], row
    assert " words, one automaton, ready in " in page


def test_topics_are_those_of_the_readers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader = '[[readers]]\naddress = "a@b.example"\ntopic = "vietnam-kazakstan"\n'
    (folder / "digest.toml").write_text(reader)
    assert main(["topic", "check"]) == 2
    assert "there is no topic 'vietnam-kazakstan'; did you mean" in capsys.readouterr().err


def test_every_mistake_is_a_line_and_the_end_is_2(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = (
        TOPIC.replace('"Сапт"', '"Са"')
        .replace('"Руритания"', '""')
        .replace("[[sides.people]]\nid", "[[sides.people]]\nidd", 1)
    )
    (folder / "made.toml").write_text(bad, encoding="utf-8")
    assert main(["topic", "check", "made.toml"]) == 2
    page, said = capsys.readouterr()
    assert page == ""
    lines = said.splitlines()
    assert {line.partition("made.toml:")[2].partition(":")[0] for line in lines} == {
        "10",
        "13",
        "14",
        "35",
    }
    assert all(line.startswith("digest: ") for line in lines)
    (folder / "made.toml").write_text(TOPIC.replace('"games"', '"gams"'), encoding="utf-8")
    assert main(["topic", "check", "made.toml"]) == 2
    assert "made.toml:2: there is no file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["topic"], "the following arguments are required: COMMAND; see digest topic --help"),
        (["topic", "chekc"], "digest topic: there is no command 'chekc'; did you mean 'check'?"),
        (["topic", "check", "--wrds"], "there is no option '--wrds'; did you mean '--words'?"),
        (["topic", "try"], "the following arguments are required: FILE"),
        (["topic", "try", "a", "b"], "digest topic try: 'b' is one argument too many"),
        (["topic", "try", "a", "--since", "May"], "'May' is not a day such as 2026-11-08"),
        (["topic", "try", "a", "--limit", "0"], "'0' is not a number from 1 to"),
        (
            ["topic", "--confg", "x", "try"],
            "there is no option '--confg'; did you mean '--config'?",
        ),
        (["topic", "check", "none.toml"], "none.toml: there is no such file"),
        (["topic", "check", "none"], "there is no topic 'none'; known: "),
        (["topic", "check", "."], "there is no topic '.'; known: "),
    ],
)
def test_a_command_line_that_cannot_be_understood(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    page, complaint = capsys.readouterr()
    assert (page, complaint.count("\n")) == ("", 1)
    assert said in complaint


@pytest.mark.parametrize(
    ("word", "scripts"),
    [
        ("托卡耶夫", {"Hans", "Hant"}),
        ("阿斯塔纳", {"Hans"}),
        ("阿斯塔納", {"Hant"}),
        ("トカエフ", {"Jpan"}),
        ("Тоқаев", {"Cyrl"}),
        ("Tô Lâm", {"Latn"}),
        ("토카예프", {"Kore"}),
    ],
)
def test_in_which_script_a_name_is_written(word: str, scripts: set[str]) -> None:
    known = ("Latn", "Cyrl", "Arab", "Thai", "Kore", "Jpan", "Hans", "Hant")
    assert {script for script in known if written_in(word, script)} == scripts


def test_a_topic_that_is_checked_can_be_judged_with(folder: Path) -> None:
    topic = load_topic(folder / "made.toml")
    assert {mention.owner for mention in topic.mentions("Sapt in Hanoi")} == {
        "Ruritania",
        "Vietnam",
    }
