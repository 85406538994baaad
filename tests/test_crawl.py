"""A crawl as its operator sees it: exit codes, messages, what is kept."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from demo.server import Quirk, load_articles
from storage.records import Outcome, State, Visit
from storage.relevance import Relevance
from storage.store import open_store
from tests.crawling import Outlets, outlets, path_of, report, run, stored_urls

HANOI = [one for one in load_articles() if one.edition == "hanoitimes" and not one.held_back]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Outlets]:
    with outlets(tmp_path) as running:
        yield running


def test_one_edition_is_read_and_written_to_a_file(served: Outlets, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = served.scrapy("crawl", "hanoitimes", "-O", str(out))
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {line["canonical_url"] for line in lines} == {one.url for one in HANOI}
    assert all(line["published"].endswith("+07:00") for line in lines)
    assert report(served, "hanoitimes").stored == len(HANOI)


@pytest.mark.parametrize("name", ["out.json", "out.csv"])
def test_other_formats_hold_no_page_and_keep_the_zone(
    served: Outlets, tmp_path: Path, name: str
) -> None:
    out = tmp_path / name
    assert served.scrapy("crawl", "hanoitimes", "-O", str(out)).returncode == 0
    text = out.read_text(encoding="utf-8")
    assert "+07:00" in text
    assert "<html" not in text.lower()
    if name.endswith("json"):
        found = {one["canonical_url"] for one in json.loads(text)}
        assert found == {
            one.url for one in load_articles() if one.edition == "hanoitimes" and not one.held_back
        }


def test_scrapys_own_commands_still_work(served: Outlets) -> None:
    done = served.scrapy("fetch", "https://kisi.kz/en/")
    assert done.returncode == 0
    assert "<html" in done.stdout
    assert "Traceback" not in done.stderr, done.stderr


def test_known_articles_are_not_fetched_again(served: Outlets) -> None:
    served.scrapy("crawl", "hanoitimes")
    asked = len(served.sites.requests)
    assert served.scrapy("crawl", "hanoitimes").returncode == 0
    again = [request.path for request in served.sites.requests[asked:]]
    assert not [path for path in again if path.endswith(".html")], again
    made = report(served, "hanoitimes")
    assert made.announced == made.known > 0


def test_limit_and_since(served: Outlets) -> None:
    assert served.scrapy("crawl", "hanoitimes", "-a", "limit=2").returncode == 0
    newest = sorted(HANOI, key=lambda one: one.published)[-2:]
    assert stored_urls(served) == sorted(one.url for one in newest)
    assert served.scrapy("crawl", "hanoitimes", "-a", "since=2026-11-20").returncode == 0
    since = datetime(2026, 11, 20, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    expected = {one.url for one in HANOI if one.published >= since} | {one.url for one in newest}
    assert stored_urls(served) == sorted(expected)


def test_an_old_page_without_a_date_is_no_news(served: Outlets, now: datetime) -> None:
    """In the first run of an edition, and from a search, it may be of any age."""
    undated = next(one for one in load_articles() if one.quirk is Quirk.NO_DATE)
    assert served.scrapy("crawl", undated.edition).returncode == 0
    with open_store(served.database) as store:
        [found] = store.articles.by_url([undated.url])
        assert (found.published, found.found_new) == (None, False)
        relevant = replace(found, relevance=(Relevance("any", True, 9.0),))
        visit = Visit(found.url, found.edition, Outcome.RELEVANT, now)
        store.articles.save(relevant, visit)
        assert store.articles.relevant("any", now - timedelta(days=9000)) == []


def test_what_was_too_old_for_one_backfill_is_read_by_the_next(served: Outlets) -> None:
    assert served.scrapy("crawl", "kaziss_kk", "-a", "since=2026-11-21").returncode == 0
    first = stored_urls(served)
    assert served.scrapy("crawl", "kaziss_kk", "-a", "since=2026-11-01").returncode == 0
    kaziss_kk = sorted(one.url for one in load_articles() if one.edition == "kaziss_kk")
    assert stored_urls(served) == kaziss_kk != first


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["crawl", "vovwrld_de"], "there is no edition 'vovwrld_de'; did you mean 'vovworld_de'?"),
        (["crawl", "vns", "-a", "limt=3"], "there is no such argument; did you mean 'limit'?"),
        (["crawl", "vns", "-a", "since=yesterday"], "write a day such as 2024-11-01"),
        (["crawl", "vns", "-a", "limit=0"], "write a number of pages such as 20"),
        (["crawl"], "name an edition, such as: scrapy crawl vns"),
        (["crawl", "vns", "--limit"], "there is no option --limit"),
        (["crawl", "vns", "-s", "NOW=tomorrow"], "write an instant such as"),
        (["crawl", "vns", "-s", "TOPICS=vietnam-kazakstan"], "there is no topic"),
        (["crawl", "vns", "-s", "DATABASE=nowhere"], "is not a database address"),
        (["crawl", "vns", "-s", "DATABASE=sqlite://x.sqlite3"], "with three slashes"),
        (["crawl", "vns", "-O", "no/such/folder/x.jsonl"], "does not exist"),
        (["crawl", "vns", "-O", "tests:jsonl"], "cannot be written"),
        (["crawlall", "--foo"], "there is no option --foo"),
        (["crawlall", "-s", "TOPICS=nope"], "there is no topic"),
        (["crawlall", "qdnd"], "'qdnd' is read by hand only: scrapy crawl qdnd_"),
        (["crawlall", "-L", "loud"], "there is no log level 'loud'"),
        (["crawlall", "-s", "LOOPBACK_OUTLETS=127.0.0.1"], "write 127.0.0.1:PORT"),
        (["crawl", "vns", "-s", "DOWNLOAD_DELAY=slow"], "DOWNLOAD_DELAY=slow: write a number of"),
        (["crawlall", "vnss"], "there is no outlet 'vnss'; did you mean 'vns'?"),
        (["extract", "--edition", "vnss", "x.html"], "did you mean 'vns'?"),
        (["extract"], "name a file or an address"),
    ],
)
def test_a_typo_is_one_line_and_exit_2(served: Outlets, words: list[str], message: str) -> None:
    given = served.command(*words)
    # What the test says comes last, so that it wins over the settings of every other test.
    given = [*given[:3], words[0], *given[3 + len(words) :], *words[1:]]
    done = run(given)
    assert done.returncode == 2, done
    assert message in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr


def test_scrapy_list_shows_every_edition(served: Outlets) -> None:
    shown = served.scrapy("list").stdout.split()
    assert {"vns", "vovworld_de", "vovworld_fr", "hanoitimes", "vietnamtimes"} <= set(shown)
    assert {"kaziss_en", "kaziss_ru", "kaziss_kk"} <= set(shown)


def test_extract_prints_one_object_a_line_from_file_and_address(
    served: Outlets, tmp_path: Path
) -> None:
    article = HANOI[0]
    page = tmp_path / "page.html"
    page.write_bytes(served.sites.answer("hanoitimes.vn", path_of(article.url))[0].body)
    (tmp_path / "list.jsonl").write_text(
        json.dumps({"id": "one", "path": "page.html", "url": article.url}), encoding="utf-8"
    )
    for words in (
        ["extract", str(page), "--url", article.url],
        ["extract", article.url],
        ["extract", "--jsonl", str(tmp_path / "list.jsonl")],
    ):
        done = served.scrapy(*words)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert found["canonical_url"] == article.url
        assert found["title"] == article.title
        assert found["edition"] == "hanoitimes"
        assert set(found) == {
            "id", "url", "canonical_url", "title", "lead", "text", "published", "day_only",
            "modified", "authors", "language", "edition", "outlet", "claimed", "truncated",
            "title_by", "text_by", "lead_by", "published_by", "modified_by", "authors_by",
            "language_by",
        }  # fmt: skip


def test_extract_reads_what_it_can_of_a_list_of_pages(served: Outlets, tmp_path: Path) -> None:
    page = served.sites.answer("hanoitimes.vn", path_of(HANOI[0].url))[0].body
    (tmp_path / "page.html").write_bytes(page)
    lines = (
        '{"id": "nameless", "path": "page.html", "url": "archive::page.html"}',
        '{"id": "unknown", "path": "page.html"}',
        '{"id": "lost", "path": "lost.html", "url": ""}',
        "not JSON",
        '{"id": "pathless"}',
    )
    (tmp_path / "list.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = served.scrapy("extract", "--jsonl", str(tmp_path / "list.jsonl"))
    assert done.returncode == 2
    read = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in read] == ["nameless", "unknown"]
    assert {one["title"] for one in read} == {HANOI[0].title}
    nameless, lost, broken, pathless = done.stderr.splitlines()
    assert "list.jsonl:1: url: 'archive::page.html' is no address" in nameless
    assert "lost.html: cannot be read" in lost
    assert "list.jsonl:4: needs id, path and url" in broken
    assert "list.jsonl:5: needs id, path and url" in pathless


def test_a_run_without_news_asks_each_list_once_and_gets_no_body(served: Outlets) -> None:
    assert served.scrapy("crawl", "vietnamtimes").returncode == 0
    asked = len(served.sites.requests)
    assert served.scrapy("crawl", "vietnamtimes").returncode == 0
    made = report(served, "vietnamtimes")
    assert made.state is State.WORKING
    assert any(source.not_modified for source in made.sources), made.sources
    again = [request.path for request in served.sites.requests[asked:]]
    assert len(again) == len(set(again))
    assert "/robots.txt" in again
