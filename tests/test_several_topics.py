"""Several topics in one database: each article is judged for each, each reader gets theirs."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.judging import judging
from demo.server import load_articles
from digest.cli import main
from digest.config import load_config
from storage.installation import CONFIG, installation
from storage.settings_file import ConfigError
from storage.store import open_store
from tests.crawling import NOW, Outlets, outlets, run
from topics.vocabulary import load_topic

CONFIG_FILE = """
contact = "desk@sender.example"
database = "{database}"
channel = {{kind = "folder", folder = "{folder}/mails"}}

[[readers]]
address = "press@embassy.example"
topics = ["vietnam-kazakhstan", "own/silk.toml"]

[[readers]]
address = "trade@chamber.example"
topic = "vietnam-uzbekistan"
"""
SILK = """
title = "Silk and cotton"
contexts = "world"

[[sides]]
party = "vietnam"

[[sides]]
party = "uzbekistan"
"""
EDITIONS = "vns", "vietnamtimes", "vovworld_ru"  # they write of both countries
STUDENTS = "Uzbek Students Spend a Semester at Hanoi Medical School"
MORE = next(one for one in load_articles() if one.held_back)


@pytest.fixture(scope="module")
def silk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("topics") / "silk.toml"
    file.write_text(SILK)
    return file


# ------------------------------------------------------------------------ who follows what


def written(folder: Path, readers: str) -> Path:
    path = folder / "digest.toml"
    path.write_text(f'[[readers]]\naddress = "press@embassy.example"\n{readers}\n')
    return path


@pytest.mark.parametrize(
    ("readers", "names", "files"),
    [
        ("", ["vietnam-kazakhstan"], ["vietnam-kazakhstan"]),
        ('topics = ["a", "b"]', ["a", "b"], ["a", "b"]),
        ('topic = "own/silk.toml"', ["silk"], ["{folder}/own/silk.toml"]),
        ('topics = ["/etc/silk.toml", "b"]', ["silk", "b"], ["/etc/silk.toml", "b"]),
        (
            'topic = "b"\n[[readers]]\naddress = "trade@chamber.example"\ntopics = ["a", "b"]',
            ["b", "a", "b"],
            ["b", "a", "b"],
        ),
    ],
)
def test_both_programs_know_what_readers_follow(
    readers: str,
    names: list[str],
    files: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = written(tmp_path, readers)
    monkeypatch.setenv(CONFIG, str(path))
    config = load_config(path)
    assert [reader.topic for reader in config.readers] == names
    expected = [file.format(folder=tmp_path) for file in files]
    assert [reader.topic_file for reader in config.readers] == expected
    assert installation().topics == tuple(dict.fromkeys(expected))


def test_without_readers_a_crawl_judges_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(CONFIG, raising=False)
    assert installation().topics == ("vietnam-kazakhstan",)
    (tmp_path / "digest.toml").write_text('contact = "x"\n')
    assert installation().topics == ("vietnam-kazakhstan",)


@pytest.mark.parametrize(
    ("readers", "complaint", "known_to_crawls"),
    [
        ('topics = ["a", "own/a.toml"]', "two topics are called 'a', ours and ", True),
        ('topics = ["x/a.toml", "y/a.toml"]', "rename one of the files", True),
        ("topic = 3", "readers[1]", True),
        ('topics = "a"', "readers[1]", True),
        ('topics = ["a", 3]', "readers[1]", True),
        ("topics = []", "topics = [] is nothing to hear about", False),
        ('topic = "a"\ntopics = ["b"]', "has both topic and topics", False),
        (
            'topics = ["a", "b", "a"]',
            "press@embassy.example is listed twice for the topic a",
            False,
        ),
    ],
)
def test_a_mistake_is_one_line_that_names_the_file(
    readers: str,
    complaint: str,
    known_to_crawls: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = written(tmp_path, readers)
    monkeypatch.setenv(CONFIG, str(path))
    readings = [lambda: load_config(path), *([installation] if known_to_crawls else [])]
    for read in readings:
        with pytest.raises(ConfigError) as raised:
            read()
        assert str(raised.value).startswith(str(path))
        assert complaint in str(raised.value)
        assert "\n" not in str(raised.value)


# -------------------------------------------------------------------- what a crawl judges for


def given(followed: list[str], typed: list[str] | None = None) -> Settings:
    return Settings({"READERS_TOPICS": followed, "TOPICS": followed if typed is None else typed})


def test_what_is_typed_is_judged_beside_what_readers_follow(silk: Path) -> None:
    found = judging(given(["vietnam-kazakhstan"], [str(silk)]))
    assert {topic.name for topic in found.topics} == {"vietnam-kazakhstan", "silk"}
    assert not found.problems
    assert found.told() == found.concluded() == []


def test_a_broken_topic_leaves_the_others_theirs(tmp_path: Path) -> None:
    broken = tmp_path / "silk.toml"
    broken.write_text("title = ")
    found = judging(given([str(broken), "vietnam-kazakhstan", "vietnam-usbekistan"]))
    assert [topic.name for topic in found.topics] == ["vietnam-kazakhstan"]
    assert found.told()[0].startswith(f"{broken}:")
    assert "did you mean 'vietnam-uzbekistan'?" in found.told()[1]
    assert ["'silk'" in line for line in found.concluded()] == [True, False]


@pytest.mark.parametrize(
    ("followed", "typed", "complaint"),
    [
        (["vietnam-kazakhstan"], ["vietnam-usbekistan"], "did you mean 'vietnam-uzbekistan'?"),
        (["vietnam-usbekistan"], None, "did you mean 'vietnam-uzbekistan'?"),
        (["silk"], ["own/silk.toml"], "two topics are called 'silk', ours and own/silk.toml"),
    ],
)
def test_what_is_typed_must_be_right_and_one_topic_well(
    followed: list[str], typed: list[str] | None, complaint: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        judging(given(followed, typed))
    assert complaint in str(raised.value)


# --------------------------------------------------------------------------- the whole way


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outlets]:
    """Crawled once for three topics; then one of them breaks, and one more article is read."""
    folder = tmp_path_factory.mktemp("several")
    (folder / "own").mkdir()
    (folder / "own" / "silk.toml").write_text(SILK)
    with outlets(folder) as served:
        config = folder / "digest.toml"
        config.write_text(CONFIG_FILE.format(database=served.database, folder=folder))
        yield served


@pytest.fixture(scope="module")
def config(served: Outlets) -> Path:
    return Path(served.database.removeprefix("sqlite:///")).with_name("digest.toml")


@pytest.fixture(scope="module")
def mails(served: Outlets, config: Path) -> dict[tuple[str, str], EmailMessage]:
    """By reader and topic; the crawls' own words are tested on the way."""
    first = run(served.command("crawl", *EDITIONS), **{CONFIG: str(config)})
    assert (first.returncode, first.stderr.count("silk")) == (0, 0), first.stderr
    (config.parent / "own" / "silk.toml").write_text(SILK.replace('"uzbekistan"', "[]"))
    served.sites.publish(MORE.key)
    second = run(served.command("crawl", MORE.edition), **{CONFIG: str(config)})
    assert second.returncode == 2, second.stderr
    said = [line for line in second.stderr.splitlines() if "silk" in line]
    assert "own/silk.toml" in said[0]
    assert said[0].endswith("the other topics are judged")
    assert "nothing was judged for the topic 'silk', see above" in said[-1]
    assert main(["send", "--config", str(config), "--now", NOW]) == 0
    found = {}
    for file in (config.parent / "mails").glob("*.eml"):
        mail = message_from_bytes(file.read_bytes(), EmailMessage, policy=default)
        found[mail["To"], mail["List-Id"].partition(".")[0].strip("<")] = mail
    return found


def text(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return " ".join(str(part.get_content()).split())


@pytest.mark.usefixtures("mails")
def test_each_article_has_a_verdict_for_each_topic_that_was_well(served: Outlets) -> None:
    with open_store(served.database) as store:
        stored = store.articles.by_url([one.url for one in load_articles()])
    by_url = {article.url: {v.topic: v.relevant for v in article.relevance} for article in stored}
    late = by_url.pop(MORE.url)
    assert late == {"vietnam-kazakhstan": True, "vietnam-uzbekistan": False}
    assert {len(verdicts) for verdicts in by_url.values()} == {3}
    of_kazakhstan = {url for url, found in by_url.items() if found["vietnam-kazakhstan"]}
    of_uzbekistan = {url for url, found in by_url.items() if found["vietnam-uzbekistan"]}
    assert of_uzbekistan == {url for url, found in by_url.items() if found["silk"]}
    assert len(of_uzbekistan) == 3
    assert of_kazakhstan
    assert not of_kazakhstan & of_uzbekistan


PRESS, TRADE = "press@embassy.example", "trade@chamber.example"


def test_readers_get_their_topics_and_nothing_of_others(
    mails: dict[tuple[str, str], EmailMessage],
) -> None:
    assert mails.keys() == {
        (PRESS, "vietnam-kazakhstan"),
        (PRESS, "silk"),
        (TRADE, "vietnam-uzbekistan"),
    }
    holds = {key: (STUDENTS in text(mail), MORE.title in text(mail)) for key, mail in mails.items()}
    assert holds == {
        (PRESS, "vietnam-kazakhstan"): (False, True),
        (PRESS, "silk"): (True, False),
        (TRADE, "vietnam-uzbekistan"): (True, False),
    }


def test_a_mail_says_which_topic_it_is_about(
    mails: dict[tuple[str, str], EmailMessage],
) -> None:
    for (reader, topic), title in {
        (PRESS, "vietnam-kazakhstan"): "Vietnam–Kazakhstan",
        (PRESS, "silk"): "Silk and cotton",
        (TRADE, "vietnam-uzbekistan"): "Vietnam–Uzbekistan",
    }.items():
        mail = mails[reader, topic]
        assert mail["From"].startswith(f"{title} News Digest <")
        assert text(mail).startswith(f"{title} News Digest ")
        of_two = reader == PRESS
        assert mail["Subject"].startswith(f"{title}: ") is of_two
        assert (f"?subject=unsubscribe%20{topic}" in mail["List-Unsubscribe"]) is of_two
    assert len({mail["Message-ID"] for mail in mails.values()}) == 3


def test_a_title_of_the_operators_still_tells_topics_apart(config: Path, tmp_path: Path) -> None:
    own = config.with_name("titled.toml")
    own.write_text('title = "Press review"\n' + config.read_text())
    command = ["preview", "--config", str(own), "--out", str(tmp_path), "--now", NOW]
    assert main([*command, "--topic", "vietnam-uzbekistan"]) == 0
    head = (tmp_path / "digest.txt").read_text().splitlines()[0]
    assert head == "Press review: Vietnam–Uzbekistan"
    assert main([*command, "--topic", "rice"]) == 2


def test_readers_of_a_broken_topic_are_told_and_no_others(
    mails: dict[tuple[str, str], EmailMessage],
) -> None:
    told = "The description of your topic cannot be read at the moment: what was found after Sun"
    assert {key: told in text(mail) for key, mail in mails.items()} == {
        (PRESS, "vietnam-kazakhstan"): False,
        (PRESS, "silk"): True,
        (TRADE, "vietnam-uzbekistan"): False,
    }


@pytest.mark.usefixtures("mails")
def test_status_names_the_broken_topic_and_what_waits_for_a_verdict(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    silk = config.parent / "own" / "silk.toml"
    broken = silk.read_text()
    assert main(["status", "--config", str(config)]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert "silk.toml" in out
    assert f"{PRESS} (silk)" in out
    silk.write_text(SILK)
    assert main(["status", "--config", str(config)]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert main(["topic", "apply", "silk", "--config", str(config)]) == 0
    assert "judged 1 of" in capsys.readouterr().out
    main(["status", "--config", str(config)])
    assert "without a verdict" not in " ".join(capsys.readouterr().out.split())
    silk.write_text(broken)
    assert "1 article was stored of late without a verdict for the topic 'silk'" in out
    assert "`digest topic apply silk`" in out


@pytest.mark.usefixtures("mails")
def test_a_topic_that_nobody_judged_for_yet_is_no_calm_day(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = config.with_name("new.toml")
    silk = config.parent / "fresh.toml"
    silk.write_text(SILK)
    new.write_text(config.read_text().replace('"vietnam-uzbekistan"', '"fresh.toml"'))
    assert main(["send", "--config", str(new), "--now", NOW, "--topic", "fresh"]) == 1
    assert "no article was judged for the topic 'fresh' yet" in capsys.readouterr().out
    assert load_topic(silk).title == "Silk and cotton"
