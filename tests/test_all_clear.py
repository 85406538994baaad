"""An outlet that is read again: told once to each reader whom a mail told that it was not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from digest.assemble import assemble
from digest.config import Channel, DigestConfig, Language, Reader
from digest.deliver import send_all
from digest.health import assess, recoveries
from digest.issue import Digest, Health, Recovery
from digest.render import render
from storage.records import Concern, CrawlReport, DeliveryStatus, Obstacle, State
from storage.store import Store, open_store
from tests import invented, issues
from tests.mailroom import NOW, READER, config_for, put, report

DAY = timedelta(days=1)
BROKEN = {"state": State.BROKEN, "obstacle": Obstacle.REFUSED, "problem": "status 403"}
DOUBT = (Concern("a date on the page on 0 of 5 articles", Obstacle.CHANGED),)
LANGUAGES = get_args(Language)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/news.sqlite3") as opened:
        yield opened


@pytest.fixture
def config(tmp_path: Path) -> DigestConfig:
    return config_for(tmp_path, Channel(kind="folder", folder=tmp_path))


def crawl(store: Store, at: datetime, edition: str = "one_en", **changed: object) -> None:
    store.reports.save(report(edition, ended=at - timedelta(minutes=30), **changed))


def told(store: Store, config: DigestConfig, at: datetime, reader: Reader = READER) -> Digest:
    return assemble(store, config, reader, at)


def mail(store: Store, config: DigestConfig, at: datetime, name: str) -> None:
    """Sent, since something is new."""
    put(store, name, at - timedelta(hours=3))
    [delivery] = send_all(store, config, [READER], at)
    assert delivery.status is DeliveryStatus.SENT


def test_it_comes_once_and_with_the_days_of_the_outage(store: Store, config: DigestConfig) -> None:
    crawl(store, NOW - DAY, **BROKEN, since=NOW - 2 * DAY)
    mail(store, config, NOW - DAY, "rice")
    crawl(store, NOW)
    crawl(store, NOW + timedelta(hours=3))
    digest = told(store, config, NOW + timedelta(hours=4))
    until = NOW - timedelta(minutes=30)
    assert digest.health.recovered == (
        Recovery("One News", (), since=NOW - 2 * DAY, until=until, doubtful=False),
    )
    mail(store, config, NOW + timedelta(hours=4), "tea")
    assert told(store, config, NOW + DAY).health.recovered == ()


def test_who_was_not_told_of_the_outage_is_not_told_of_its_end(
    store: Store, config: DigestConfig
) -> None:
    crawl(store, NOW - 2 * DAY)
    mail(store, config, NOW - 2 * DAY, "rice")
    crawl(store, NOW - DAY, **BROKEN)
    crawl(store, NOW)
    assert told(store, config, NOW).health.recovered == ()
    new = READER.model_copy(update={"address": "desk@ministry.example"})
    assert told(store, config, NOW, new).health.recovered == ()


def test_an_outage_that_goes_on_has_no_end(store: Store, config: DigestConfig) -> None:
    crawl(store, NOW - DAY, **BROKEN)
    mail(store, config, NOW - DAY, "rice")
    crawl(store, NOW - timedelta(hours=9))
    crawl(store, NOW, **BROKEN)
    assert told(store, config, NOW).health.recovered == ()


def test_crawls_that_stood_still_are_over_as_well(store: Store, config: DigestConfig) -> None:
    crawl(store, NOW - 4 * DAY)
    mail(store, config, NOW - DAY, "rice")
    crawl(store, NOW)
    [again] = told(store, config, NOW).health.recovered
    assert again.since == NOW - 4 * DAY - timedelta(minutes=30)


def of(edition: str, **changed: object) -> CrawlReport:
    return report(edition, **changed)


def test_of_three_editions_one_is_still_unread() -> None:
    broken = [of(f"radio_{language}", **BROKEN) for language in ("de", "en", "vi")]
    before = assess(broken, NOW)
    now = assess([broken[0], of("radio_en"), of("radio_vi")], NOW)
    read = {"radio_en": NOW, "radio_vi": NOW + DAY}
    [again] = recoveries(before, now, read)
    assert (again.languages, again.until) == (("en", "vi"), NOW + DAY)


def test_read_with_doubts_is_not_fully_read_and_no_outage() -> None:
    reports = [of("one_en", concerns=DOUBT, since=NOW - DAY), of("two_en")]
    state = assess(reports, NOW)
    [gap] = state.gaps
    assert (gap.obstacle, gap.doubtful, gap.since) == (Obstacle.CHANGED, True, NOW - DAY)
    [again] = recoveries(state, assess([of("one_en"), of("two_en")], NOW), {"one_en": NOW})
    assert again.doubtful


def test_one_outlet_with_two_kinds_of_gap_is_one_outlet() -> None:
    state = assess([of("radio_de", **BROKEN), of("radio_en", concerns=DOUBT), of("two_en")], NOW)
    assert [gap.whole for gap in state.gaps] == [False, False]
    page = render(issues.issue("en", (), state))
    assert "1 of 3 outlets" not in page.text
    assert "1 of 2 outlets was not fully read" in page.text


def recovered(*found: Recovery) -> Health:
    return replace(issues.health(gaps=False), recovered=found)


OUTAGE = Recovery("Lotus Daily", (), invented.NOW - 2 * DAY, invented.NOW, doubtful=False)
SHORT = replace(OUTAGE, since=invented.NOW - timedelta(hours=3))
PARTLY = replace(OUTAGE, outlet_name="Radio Sông Hồng", languages=("de",), doubtful=True)


def test_the_words_of_the_all_clear() -> None:
    alike = replace(OUTAGE, outlet_name="Apple City Post")
    page = render(issues.issue("en", (), recovered(OUTAGE, alike, SHORT, PARTLY)))
    text = " ".join(page.text.split())
    assert (
        "READ AGAIN * Lotus Daily, Apple City Post: not read from 20 Nov to 22 Nov; what was"
        " published meanwhile has been read, as far as the lists reach back"
    ) in text
    assert "* Lotus Daily: not read on 22 Nov; what was" in text
    assert "* Radio Sông Hồng (German): in full since 22 Nov" in text
    assert "<h2" in page.html
    assert "Read again" in page.html
    assert max(map(len, page.text.splitlines())) <= 78


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reader_gets_it_in_their_language(language: str) -> None:
    page = render(issues.issue(language, (), recovered(OUTAGE, SHORT, PARTLY)))
    assert ("not read" in page.text) is (language == "en")
    assert "%(" not in page.text + page.html
    assert page.html.count("Lotus Daily") == 2
