"""Outlets that change under way: what status and footer say, and that they say so once when all is
mended. Whole programs crawl; the digest is made as `digest send` makes it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from rich.console import Console

from demo.faults import EMPTY_FEED, EMPTY_PAGE, REDESIGN, WALL
from demo.server import DemoArticle, DemoSites, load_articles
from digest.assemble import next_mail
from digest.config import Channel, DigestConfig
from digest.deliver import send_all
from digest.status import show_status
from storage.records import CrawlReport, DeliveryStatus, Obstacle, State
from storage.store import open_store
from tests.crawling import NOW, Outlets, outlets, run
from tests.mailroom import READER, config_for

EDITIONS = ("hanoitimes", "vietnamtimes", "kaziss_en")
EVENING, MORNING, NOON = (
    datetime.fromisoformat(f"2026-11-{hour}+05:00") for hour in ("22T19:00", "23T07:00", "23T12:00")
)
HOUR = timedelta(hours=1)
HANOI = [
    replace(one, held_back=number >= 5)
    for number, one in enumerate(
        sorted((a for a in load_articles() if a.edition == "hanoitimes"), key=lambda a: a.relevant)
    )
]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The outlets, and the digest of what was read of them."""

    served: Outlets
    config: DigestConfig

    def crawl(self, at: datetime, *words: str) -> dict[str, CrawlReport]:
        command = self.served.command("crawl", *(words or EDITIONS))
        command[command.index(f"NOW={NOW}")] = f"NOW={at.isoformat()}"
        done = run(command)
        assert "Traceback" not in done.stderr, done.stderr
        with open_store(self.served.database) as store:
            return {report.edition: report for report in store.reports.latest()}

    def status(self, at: datetime) -> str:
        page = io.StringIO()
        with open_store(self.served.database) as store:
            show_status(store, self.config, Console(file=page, width=80), at)
        return " ".join(page.getvalue().split())

    def mail(self, at: datetime) -> str:
        """Sent if anything is new; else what `digest preview` shows."""
        with open_store(self.served.database) as store:
            mail = next_mail(store, self.config, READER, at)
            [sent] = send_all(store, self.config, [READER], at)
        assert sent.status in (DeliveryStatus.SENT, DeliveryStatus.NOTHING_NEW)
        message = message_from_bytes(mail.delivery.mail, EmailMessage, policy=default)
        part = message.get_body(("plain",))
        assert part
        return " ".join(part.get_content().split())


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    others = [one for one in load_articles() if one.edition != "hanoitimes"]
    articles: list[DemoArticle] = [*HANOI, *others]
    with outlets(tmp_path, DemoSites(articles)) as served:
        config = config_for(tmp_path, Channel(kind="folder", folder=tmp_path))
        yield Newsroom(served, config.model_copy(update={"database": served.database}))


def change(sites: DemoSites) -> None:
    """A new design, empty lists, a wall."""
    sites.fault("hanoitimes.vn", "*", REDESIGN)
    sites.fault("vietnamtimes.org.vn", "*", EMPTY_PAGE)
    sites.fault("vietnamtimes.org.vn", "/rss_feed/", EMPTY_FEED)
    sites.fault("kisi.kz", "*", WALL)


def mend(sites: DemoSites) -> None:
    for host in ("hanoitimes.vn", "vietnamtimes.org.vn", "kisi.kz"):
        sites.heal(host, "*")
    sites.heal("vietnamtimes.org.vn", "/rss_feed/")


def test_an_outlet_that_changes_is_reported_and_its_return_is_told_once(
    newsroom: Newsroom,
) -> None:
    sites = newsroom.served.sites
    reports = newsroom.crawl(datetime.fromisoformat(NOW) - HOUR)
    assert [reports[name].state for name in EDITIONS] == [State.WORKING] * 3
    assert all(report.received > 10_000 for report in reports.values())
    assert "not fully read" not in newsroom.mail(datetime.fromisoformat(NOW))

    change(sites)
    for article in HANOI[5:8]:
        sites.publish(article.key)
    by_hand = newsroom.crawl(EVENING - 2 * HOUR, "kaziss_en", "-a", "limit=1")
    assert by_hand["kaziss_en"] == reports["kaziss_en"], "a run with a limit judges nobody"
    reports = newsroom.crawl(EVENING - HOUR)
    assert reports["kaziss_en"].problem == 'status 403 "Just a moment..."'
    assert reports["vietnamtimes"].obstacle is Obstacle.EMPTY
    page, text = newsroom.status(EVENING), newsroom.mail(EVENING)
    assert "Hanoi Times: en working!" in page
    assert "hanoitimes: not all is read since 22 Nov 18:00: text where the outlet's file" in page
    assert "on 0 of 3 pages, before on 5 of 5" in page
    assert 'kaziss_en: broken since 22 Nov 18:00: status 403 "Just a moment..."' in page
    assert "vietnamtimes: broken since 22 Nov 18:00: announces no article" in page
    assert "3 of 3 outlets were not fully read" in text
    assert "Hanoi Times: its pages have changed: texts or dates may be incomplete" in text
    assert "KazISS: the site refused our request; since 22 Nov" in text
    assert "Vietnam Times: the site answered, but listed no articles; since 22 Nov" in text
    assert not_as_written(newsroom, HANOI[5:8]) == []

    mend(sites)
    sites.publish(HANOI[8].key)
    newsroom.crawl(MORNING - HOUR)
    page, text = newsroom.status(MORNING), newsroom.mail(MORNING)
    again = "hanoitimes, kaziss_en, vietnamtimes are in order again, after the trouble since 22 Nov"
    assert again in page
    assert "What is wrong" not in page
    assert "All 3 outlets were read" in text
    assert "READ AGAIN * Hanoi Times: in full since 23 Nov * KazISS, Vietnam Times: not" in text
    assert "not read from 22 Nov to 23 Nov; what was published meanwhile has been read" in text

    newsroom.crawl(NOON - HOUR)
    page, text = newsroom.status(NOON), newsroom.mail(NOON)
    assert "again" not in page + text.lower()
    assert "All 3 outlets were read" in text


def not_as_written(newsroom: Newsroom, articles: list[DemoArticle]) -> list[str]:
    """A text that no selector found must be the right one or none at all."""
    truth = {one.url: one for one in articles}
    with open_store(newsroom.served.database) as store:
        stored = store.articles.by_url(truth)
    assert stored
    return [one.url for one in stored if truth[one.url].paragraphs[0] not in one.text]
