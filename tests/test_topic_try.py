"""`digest topic try` and `apply`: stored articles judged with changed words."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.cli import main
from digest.config import Reader
from digest.topic_apply import is_news
from storage.installation import CONFIG, DATABASE
from storage.lock import hold
from storage.records import (
    Article,
    DeliveryStatus,
    Outcome,
    Visit,
)
from storage.rejudging import PART, Stored
from storage.store import Store, open_store
from tests.conftest import ROOT
from tests.mailroom import NOW, mail
from topics.judge import judge
from topics.vocabulary import Topic, load_topic

TOPIC = """\
title = "Ruritania and Graustark"
[[sides]]
name = "Ruritania"
names = { en = ["Ruritania"] }
[[sides]]
name = "Graustark"
names = { en = ["Graustark"] }
"""
MORE = TOPIC.replace('["Graustark"]', '["Graustark", "Zenda"]')
LESS = TOPIC.replace('["Graustark"]', '["Zenda"]')
BOTH, ONE, OTHER = "Ruritania and Graustark sign", "Ruritania rests", "Ruritania and Zenda sign"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (CONFIG, DATABASE):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "made.toml").write_text(TOPIC, encoding="utf-8")
    readers = '[[readers]]\naddress = "a@b.example"\ntopic = "made"\n'
    (tmp_path / "digest.toml").write_text(readers, encoding="utf-8")
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{folder}/vnkz.sqlite3") as opened:
        yield opened


def article(number: int, title: str, age: timedelta = timedelta(days=1)) -> Article:
    when = datetime.now(UTC) - age
    return Article(
        url=f"https://outlet.example/{number}",
        outlet="outlet",
        edition="outlet_en",
        language="en",
        title=title,
        text="The weather stays dry until Sunday.",
        published=when,
        first_seen=when,
    )


def keep(store: Store, topic: Topic | None, *articles: Article) -> None:
    for one in articles:
        judged = replace(one, relevance=(judge(one, topic),) if topic else ())
        store.articles.save(
            judged,
            Visit(one.url, one.edition, Outcome.IRRELEVANT, one.published or datetime.now(UTC)),
        )


def verdicts(store: Store, *numbers: int) -> list[bool]:
    found = store.articles.by_url(f"https://outlet.example/{number}" for number in numbers)
    by_url = {one.url: any(verdict.relevant for verdict in one.relevance) for one in found}
    return [by_url[f"https://outlet.example/{number}"] for number in numbers]


def test_a_trial_says_what_would_change_and_changes_nothing(
    folder: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    old = timedelta(days=40)
    numbered = enumerate([BOTH, ONE, OTHER, OTHER, BOTH], 1)
    keep(store, load_topic("made.toml"), *(article(n, t, old / n) for n, t in numbered))
    glanced = Visit("https://outlet.example/9", "outlet_en", Outcome.OFF_TOPIC, datetime.now(UTC))
    store.articles.note(glanced)
    store.close()
    (folder / "draft.toml").write_text(MORE, encoding="utf-8")
    files = {
        file.name: file.read_bytes() for file in folder.glob("vnkz.sqlite3*") if file.is_file()
    }
    assert main(["topic", "try", "draft.toml", "--topic", "made", "--limit", "1"]) == 0
    page, said = capsys.readouterr()
    assert said == ""
    assert page.startswith("of 5 stored articles 2 would come in, 0 go out (")
    day = datetime.now(UTC) - old / 4
    assert f"Would come in: 2\n{day:%Y-%m-%d}  outlet  en  {OTHER}\n" in page
    assert "https://outlet.example/4" in page
    assert "now found: Zenda" in page
    assert "of Graustark" in page
    assert "https://outlet.example/3" not in page
    assert "… and 1 older; --limit shows more" in page
    assert "1 page that crawls only glanced at" in " ".join(page.split())
    (folder / "draft.toml").write_text(LESS, encoding="utf-8")
    assert (
        main(["topic", "try", "draft.toml", "--topic", "made", "--since", f"{day:%Y-%m-%d}"]) == 0
    )
    page, _ = capsys.readouterr()
    assert page.startswith("of 2 stored articles 1 would come in, 1 go out (")
    assert "Would go out: 1" in page
    assert "no more: Graustark" in page
    after = {file.name: file.read_bytes() for file in folder.glob("vnkz.sqlite3") if file.is_file()}
    assert after["vnkz.sqlite3"] == files["vnkz.sqlite3"]
    assert "kept" not in {file.name for file in folder.iterdir()}
    # Under its own name there is nothing to compare with, and that is said.
    assert main(["topic", "try", "draft.toml"]) == 0
    _, said = capsys.readouterr()
    assert "no article was ever judged for the topic 'draft'; judged so far: made; `--" in said
    assert main(["topic", "try", "draft.toml", "--topic", "mode"]) == 2
    page, said = capsys.readouterr()
    assert page == ""
    assert "no article was ever judged for the topic 'mode'; did you mean 'made'?" in said


def test_applying_changes_verdicts_once_and_says_what_is_news(
    folder: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(store, load_topic("made.toml"), article(1, BOTH), article(2, OTHER))
    keep(store, load_topic("made.toml"), article(3, OTHER, timedelta(days=100)))
    keep(store, None, article(4, OTHER))  # read when this topic was not judged for
    (folder / "made.toml").write_text(MORE, encoding="utf-8")
    assert main(["topic", "apply", "made.toml"]) == 0
    page, said = capsys.readouterr()
    told = " ".join(page.split())
    assert "made: judged 4 of 4 stored articles anew (" in told
    assert "3 came in, 0 went out" in told
    assert "a@b.example: 2 of those that came in are recent enough (14 days)" in told
    assert "crawls do not judge for 'made' yet: let a reader in digest.toml follow it" in said
    assert verdicts(store, 1, 2, 3, 4) == [True, True, True, True]
    assert main(["topic", "apply", "made.toml"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert told == "made: all 4 stored articles are judged with these words already; nothing to do"
    assert main(["topic", "apply", "made.toml", "--all"]) == 0
    assert "judged 4 of 4 stored articles anew" in " ".join(capsys.readouterr().out.split())
    with hold(f"sqlite:///{folder}/vnkz.sqlite3", "topic apply"):
        assert main(["topic", "apply", "made.toml"]) == 1
    assert "another process is busy with `topic apply`" in capsys.readouterr().err


def test_what_was_sent_and_goes_out_stays_known_as_sent(
    folder: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    one, made = article(1, BOTH), load_topic("made.toml")
    keep(store, made, one)
    waiting = replace(mail(one.url), reader="a@b.example", topic="made")
    identifier = store.deliveries.add(waiting)
    store.deliveries.begin(identifier)
    store.deliveries.mark(identifier, DeliveryStatus.SENT, sent=NOW)
    for words, told in ((LESS, "0 came in, 1 went out"), (TOPIC, "1 came in, 0 went out")):
        (folder / "made.toml").write_text(words, encoding="utf-8")
        assert main(["topic", "apply", "made.toml"]) == 0
        page = " ".join(capsys.readouterr().out.split())
        assert told in page
        assert [*store.deliveries.sent_articles("a@b.example", "made")] == [one.url]
    assert "a@b.example: 0 of those that came in are recent enough" in page


def test_without_articles_or_without_a_database(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["topic", "try", "made.toml"]) == 2
    assert (
        "there is no database 'vnkz.sqlite3'; `scrapy crawlall` makes it" in capsys.readouterr().err
    )
    assert not (folder / "vnkz.sqlite3").exists()
    assert main(["topic", "apply", "made.toml"]) == 2
    assert "there is no database" in capsys.readouterr().err
    assert not (folder / "vnkz.sqlite3").exists()
    Store.open(f"sqlite:///{folder}/vnkz.sqlite3").close()
    assert main(["topic", "apply", "made.toml"]) == 0
    assert "no article is stored yet" in capsys.readouterr().out
    (folder / "vnkz.sqlite3").write_text("Notes on camels, no table anywhere. " * 9)
    assert main(["topic", "try", "made.toml"]) == 2
    said = capsys.readouterr().err
    assert said == "digest: database 'vnkz.sqlite3' cannot be read: file is not a database\n"


def test_a_killed_apply_leaves_whole_verdicts_and_is_taken_up_again(
    folder: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    count = 3 * PART
    made = load_topic("made.toml")
    keep(store, made, *(article(n, OTHER) for n in range(count)))
    (folder / "made.toml").write_text(MORE, encoding="utf-8")
    words_sum = load_topic("made.toml").words_sum
    command = [sys.executable, "-m", "digest", "topic", "apply", "made.toml"]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}) as program:
        deadline = time.monotonic() + 60
        while store.rejudging.with_other_words("made", words_sum)[0] == count:
            assert time.monotonic() < deadline
        program.send_signal(signal.SIGKILL)
    older, _ = store.rejudging.with_other_words("made", words_sum)
    assert older in (0, PART, 2 * PART)  # whole parts
    assert main(["topic", "apply", "made.toml"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"judged {older} of {count} stored" in told or (older == 0 and "nothing to do" in told)
    assert all(verdicts(store, *range(count)))


def test_a_verdict_on_what_a_crawl_has_changed_meanwhile_is_not_kept(store: Store) -> None:
    made = load_topic("made.toml")
    keep(store, made, article(1, BOTH), article(2, BOTH))
    (part,) = store.rejudging.parts("made")
    keep(store, made, article(2, "Corrected: Ruritania rests"))
    stale = [(one, judge(one.article, made)) for one in part]
    (changed,) = store.rejudging.replace(stale)
    assert changed.article.title == "Corrected: Ruritania rests"
    assert verdicts(store, 1, 2) == [True, False]
    assert isinstance(changed, Stored)


def test_which_of_those_that_come_in_are_news() -> None:
    reader, now = Reader(address="a@b.example", topic="made"), datetime.now(UTC)
    fresh, old = article(1, BOTH), article(2, BOTH, timedelta(days=15))
    undated = replace(fresh, published=None, found_new=False)
    assert is_news(fresh, reader, (), now)
    assert not is_news(fresh, reader, (fresh.url,), now)
    assert not is_news(old, reader, (), now)
    assert not is_news(undated, reader, (), now)
    assert is_news(replace(undated, found_new=True), reader, (), now)


def test_status_counts_verdicts_by_older_words(
    folder: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = load_topic()
    keep(store, ours, article(1, "Vietnam and Kazakhstan sign"))
    (folder / "digest.toml").unlink()
    main(["status"])
    assert "older words" not in capsys.readouterr().out
    keep(store, replace(ours, words_sum="0000000a"), article(2, "Vietnam and Kazakhstan sign"))
    main(["status"])
    told = " ".join(capsys.readouterr().out.split())
    assert "1 of 2 verdicts were given with older words or rules: `digest topic apply" in told
    assert main(["topic", "apply"]) == 0
    main(["status"])
    assert "older words" not in capsys.readouterr().out
