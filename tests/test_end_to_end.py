"""From the outlets' pages to the reader's inbox, as `make demo` goes: real programs and servers."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from crawler.urls import canonical_url
from demo.run import Inbox, mail_of, run
from demo.server import DemoArticle, DemoSites, clutter_of, load_articles
from storage.records import Article
from storage.store import open_store

TRUTH = {article.url: article for article in load_articles()}
EXPECTED = {url for url, article in TRUTH.items() if article.relevant and not article.held_back}
MORE = next(article for article in load_articles() if article.held_back and article.relevant)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where one run of the demo left its files."""
    folder = tmp_path_factory.mktemp("demo")
    assert run(folder, Console(quiet=True), more=False) == 0
    return folder


def stored(out: Path) -> dict[str, Article]:
    with open_store(f"sqlite:///{out / 'demo.sqlite3'}") as store:
        return {article.url: article for article in store.articles.by_url(TRUTH)}


def links(out: Path) -> set[str]:
    """Story links of the mail, as canonical addresses."""
    html = (out / "digest.html").read_text(encoding="utf-8")
    found = re.findall(r'href="(https?://[^"]+)"', html.replace("&amp;", "&"))
    return {canonical_url(link) for link in found}


def test_every_relevant_article_is_in_the_digest_and_no_other(out: Path) -> None:
    assert links(out) == EXPECTED


def test_the_verdicts_are_right(out: Path) -> None:
    wrong = [
        url
        for url, article in stored(out).items()
        if article.relevance[0].relevant is not TRUTH[url].relevant
    ]
    assert wrong == []


def test_stories_that_span_languages_are_one_story(out: Path) -> None:
    """Each story of the text part ends with the reason it is there."""
    text = (out / "digest.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^Why it is here", text, flags=re.M)[:-1]
    events = [{event_of(url) for url in re.findall(r"https?://\S+", block)} for block in blocks]
    assert [len(found) for found in events] == [1] * 8, events
    assert {event for found in events for event in found} == {TRUTH[url].event for url in EXPECTED}


def event_of(link: str) -> str:
    return TRUTH[canonical_url(link)].event


def test_no_clutter_in_any_stored_text(out: Path) -> None:
    articles = stored(out)
    shown = DemoSites().shown
    for url, article in articles.items():
        for words in clutter_of(TRUTH[url], shown):
            assert words not in article.text, (url, words)


def test_titles_texts_and_dates_are_the_outlets(out: Path) -> None:
    for url, article in stored(out).items():
        truth: DemoArticle = TRUTH[url]
        assert article.title == " ".join(truth.title.split())
        assert article.published == truth.dated, url
        assert article.language == truth.language, url
        missing = [line for line in truth.text.split("\n") if line not in article.text]
        assert missing == [], url


def test_the_mail_has_no_fault(out: Path, shared: Path) -> None:
    check = [sys.executable, str(shared / "checks" / "check_mail.py"), "--no-web"]
    done = subprocess.run(
        [*check, str(out / "digest.eml")], capture_output=True, text=True, check=False
    )
    assert "FAIL" not in done.stdout, done.stdout
    assert done.returncode == 0


def test_what_was_sent_is_not_sent_again_and_one_more_article_goes_alone(out: Path) -> None:
    before = (out / "digest.eml").read_bytes()
    again = Inbox()
    assert run(out, Console(quiet=True), more=False, inbox=again) == 0
    assert again.mails == []
    assert (out / "digest.eml").read_bytes() == before

    more = Inbox()
    assert run(out, Console(quiet=True), more=True, inbox=more) == 0
    assert len(more.mails) == 1
    html = mail_of(more.mails[0], "html")
    new = re.findall(r'href="(https?://[^"]+)"', html)
    fresh = {canonical_url(link) for link in new} - EXPECTED
    assert fresh == {MORE.url}
