"""What an outlet corrects after readers were sent it: from its page to what a digest can say."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from scrapy import Request

from crawler.loader import EditionLoader
from crawler.outlet import load_outlets
from crawler.spiders.edition import EditionSpider
from demo.faults import Fault
from demo.server import DemoSites, load_articles
from digest.assemble import assemble
from digest.cli import main
from digest.config import load_config
from digest.issue import DigestStory
from storage.looks import Finding
from storage.records import Outcome, Visit
from storage.store import Store, open_store
from tests.crawling import Outlets, outlets, run

TOPIC = "vietnam-kazakhstan"
READER = "press@embassy.example"
CONFIG = """
contact = "desk@sender.example"
database = "{database}"
channel = {{kind = "folder", folder = "{folder}"}}
[[readers]]
address = "press@embassy.example"
"""
SENT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
BEFORE = {article.key: article for article in load_articles()}
RAIL, WHEAT, STUDENTS, TALKS = (
    BEFORE[key] for key in ("rail-vns", "wheat-vns", "students-vns", "commission-vns")
)


def path(url: str) -> str:
    return unquote(urlsplit(url).path)


FOUR = sorted(path(one.url) for one in (RAIL, WHEAT, STUDENTS, TALKS))
TITLE = "First container train from Kép to Almaty leaves with 64 boxes of Vietnamese goods"
LEAD = RAIL.lead.replace("46 containers", "64 containers")


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The demo's Viet Nam News, and a reader who was sent its four articles at ``SENT``."""

    outlets: Outlets
    toml: Path

    def crawl(self, hours: float) -> list[str]:
        """Which of the four the outlet was asked for in a run so long after sending."""
        seen = len(self.outlets.sites.requests)
        now = SENT + timedelta(hours=hours)
        command = self.outlets.command("crawl", "vns")
        done = run([*command, "-s", f"NOW={now.isoformat()}"])
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
        asked = [unquote(request.path) for request in self.outlets.sites.requests[seen:]]
        return sorted(asked_for for asked_for in asked if asked_for in FOUR)

    def looks(self, store: Store, hours: float, **given: str) -> list[Request]:
        """What a spider would ask for again."""
        spider = EditionLoader(load_outlets()).load("vns")(**given)
        assert isinstance(spider, EditionSpider)
        spider.store, spider.now = store, SENT + timedelta(hours=hours)
        return list(spider.look_again())

    def stories(self, at: datetime) -> tuple[DigestStory, ...]:
        config = load_config(self.toml)
        with open_store(config.database) as store:
            return assemble(store, config, config.readers[0], at).stories

    def digest(self, command: str, at: datetime = SENT) -> int:
        return main([*command.split(), "--config", str(self.toml), "--now", at.isoformat()])


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    folder = tmp_path_factory.mktemp("corrections")
    sites = DemoSites()
    sites.publish(STUDENTS.key)
    with outlets(folder, sites) as served:
        toml = folder / "digest.toml"
        toml.write_text(CONFIG.format(database=served.database, folder=folder / "mails"))
        rehearsal = Rehearsal(served, toml)
        assert rehearsal.crawl(-1) == FOUR
        assert rehearsal.digest("send") == 0
        yield rehearsal


@pytest.fixture(scope="module")
def corrected(rehearsal: Rehearsal) -> Rehearsal:
    """Before the look at +6 h: one corrected, one trivially edited that was read otherwise when it
    was sent, one gone, one behind a wall."""
    sites = rehearsal.outlets.sites
    spoil(rehearsal.outlets.database, WHEAT.url)
    sites.correct(RAIL.key, title=TITLE, lead=LEAD)
    sites.correct(WHEAT.key, author="News Desk", captions=("Photo: unloading",))
    sites.withdraw(STUDENTS.key)
    wall = b"<html><body><h1>Log in</h1><p>This page is for subscribers only.</p></body></html>"
    sites.fault("vietnamnews.vn", path(TALKS.url), Fault(body=wall))
    assert rehearsal.crawl(7) == FOUR
    return rehearsal


def spoil(database: str, url: str) -> None:
    """Stores the article as a release might have read it that knew less clutter."""
    line = "Also on this page: 12,345 tonnes of rice were sent to Aktau on 3 May."
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as connection, connection:
        clutter = "UPDATE articles SET text = text || char(10) || ? WHERE url = ?"
        assert connection.execute(clutter, (line, url)).rowcount == 1


def findings(rehearsal: Rehearsal) -> dict[str, list[Finding]]:
    with open_store(rehearsal.outlets.database) as store:
        return {
            one.key: [look.finding for look in store.versions.looks(one.url)]
            for one in (RAIL, WHEAT, STUDENTS, TALKS)
        }


def test_each_look_is_noted_with_what_it_found(corrected: Rehearsal) -> None:
    assert {key: found[0] for key, found in findings(corrected).items()} == {
        RAIL.key: Finding.CORRECTED,
        WHEAT.key: Finding.UNCHANGED,
        STUDENTS.key: Finding.MISSING,
        TALKS.key: Finding.FAILED,
    }


def test_a_correction_is_stored_with_its_receipts_and_what_was_sent(corrected: Rehearsal) -> None:
    with open_store(corrected.outlets.database) as store:
        (version,) = store.versions.of(RAIL.url)
        (now,) = store.articles.by_url([RAIL.url])
        (visit,) = [one for one in store.articles.visits("vns") if one.url == RAIL.url]
    assert (version.article.title, now.title) == (RAIL.title, TITLE)
    assert now.text == version.article.text.replace(RAIL.lead, LEAD)
    assert now.published == RAIL.published
    assert now.first_seen == version.article.first_seen == SENT - timedelta(hours=1)
    assert now.relevance[0].relevant
    assert visit.outcome is Outcome.RELEVANT
    assert (version.look.mark, version.look.at) == (6, SENT + timedelta(hours=7))
    changes = {change.aspect.value: change for change in version.look.changes}
    assert (changes["title"].before, changes["title"].after) == (RAIL.title, TITLE)
    assert (changes["figure"].before, changes["figure"].after) == ("46 containers", "64 containers")
    assert changes["figure"].sentence_before == RAIL.lead
    assert changes["figure"].sentence_after == LEAD
    assert len(version.look.changes) == 2


def test_what_must_not_overwrite_does_not(corrected: Rehearsal) -> None:
    with open_store(corrected.outlets.database) as store:
        assert store.versions.of(WHEAT.url) == store.versions.of(TALKS.url) == []
        (talks,) = store.articles.by_url([TALKS.url])
        (wheat,) = store.articles.by_url([WHEAT.url])
        reason = store.versions.looks(TALKS.url)[0].reason
    assert talks.title == TALKS.title
    assert wheat.authors == (WHEAT.author,)
    assert reason == "no text"


def test_the_next_run_asks_only_for_what_is_not_known_yet(corrected: Rehearsal) -> None:
    sites = corrected.outlets.sites
    sites.heal("vietnamnews.vn", path(TALKS.url))
    with open_store(corrected.outlets.database) as store:
        counted = [(one.revisited, one.corrected) for one in store.reports.of("vns", 1)]
    assert counted == [(2, 1)]
    assert corrected.crawl(7.5) == sorted([path(STUDENTS.url), path(TALKS.url)])
    assert findings(corrected)[STUDENTS.key] == [Finding.MISSING, Finding.GONE]
    assert findings(corrected)[TALKS.key] == [Finding.FAILED, Finding.UNCHANGED]


def test_the_next_mark_asks_only_for_what_has_changed_since(corrected: Rehearsal) -> None:
    with open_store(corrected.outlets.database) as store:
        requests = corrected.looks(store, 30)
        assert corrected.looks(store, 30, limit="5") == []  # a trial looks at nothing again
        assert corrected.looks(store, 30, since="2026-11-01") == []
        assert corrected.looks(store, 20) == []
        (version,) = store.versions.of(RAIL.url)
        tag = next(one for one in requests if one.url == RAIL.url).headers["If-None-Match"]
        stale = hashlib.sha256(store.articles.page(RAIL.url)).hexdigest()[:20]
    assert sorted(path(one.url) for one in requests) == FOUR
    assert all(one.headers["If-Modified-Since"] for one in requests)
    assert tag == f'"{stale}"'.encode(), "the validator is the corrected page's"
    assert version.look.mark == 6


def test_a_digest_can_say_it_to_whom_it_was_sent_and_is_not_disturbed(corrected: Rehearsal) -> None:
    with open_store(corrected.outlets.database) as store:
        found = store.versions.corrections(READER, TOPIC, SENT)
        told = store.deliveries.sent_articles(READER, TOPIC)
        assert store.versions.corrections("nobody@embassy.example", TOPIC, SENT) == []
    assert [(one.article.title, one.look.finding) for one in found] == [
        (TITLE, Finding.CORRECTED),
        (STUDENTS.title, Finding.GONE),
    ]
    later = SENT + timedelta(hours=8)
    assert corrected.digest("send", later) == 0
    with open_store(corrected.outlets.database) as store:
        assert store.deliveries.sent_articles(READER, TOPIC) == told  # no news by itself
        (rail,) = store.articles.by_url([RAIL.url])
        more = replace(rail, url=f"{RAIL.url}?more", title=f"{TITLE}, and a second one")
        store.articles.save(more, Visit(more.url, "vns", Outcome.RELEVANT, later))
    (story,) = corrected.stories(later)
    assert [one.url for one in story.fresh] == [more.url]
    assert [(one.article.title, one.sent) for one in story.before] == [(TITLE, SENT)]
