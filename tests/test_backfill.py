"""A backfill as its operator sees it: killed, gone on with, finished; ordinary runs do not care."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crawler.outlet import load_outlets
from crawler.window import Window
from demo.archive import notes
from demo.faults import EMPTY_FEED, FORBIDDEN, NOT_FOUND
from demo.server import DemoSites, Quirk, load_articles
from storage.records import Outcome
from storage.store import open_store
from tests.crawling import Outlets, outlets

ZONE = load_outlets()["vns"].outlet.zone
CLOSED = Window(datetime(2026, 8, 3, tzinfo=ZONE), datetime(2026, 8, 9, tzinfo=ZONE))
EMPTY_DAYS = (date(2026, 8, 5), date(2026, 8, 6))


def instants() -> Iterator[datetime]:
    """Three notes a day for some weeks, but for two days."""
    for number in range(23):
        day = datetime(2026, 7, 25, tzinfo=UTC) + timedelta(days=number)
        if day.date() not in EMPTY_DAYS:
            yield from (day + timedelta(hours=hour) for hour in (2, 6, 10))


ARCHIVE = notes(instants())
LAST_PAGE = 13  # of the demo's list of the economy
WANTED = sorted(
    one.url
    for one in ARCHIVE
    if not (CLOSED.is_before(one.published) or CLOSED.is_after(one.published))
)
FILL = ("crawl", "vns", "-a", "since=2026-08-03", "-a", "until=2026-08-09")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Outlets]:
    # Without the page that is announced and missing: its list would be had in full every time.
    others = [one for one in load_articles() if one.quirk is not Quirk.GONE]
    with outlets(tmp_path, DemoSites([*others, *ARCHIVE])) as running:
        yield running


def stored(served: Outlets) -> list[str]:
    with open_store(served.database) as store:
        return sorted(a.url for a in store.articles.by_url([one.url for one in ARCHIVE]))


def paths(served: Outlets) -> list[str]:
    return [request.path for request in served.sites.requests]


def test_a_killed_backfill_goes_on_where_it_was(served: Outlets, now: datetime) -> None:
    """Killed half-way through its lists, with an article published and the sitemap mended since;
    then once more when it is finished."""
    served.sites.fault("vietnamnews.vn", "/sitemap.xml", FORBIDDEN)
    crawl = served.start(*FILL, pace="0.05")
    _wait_for(lambda: len(stored(served)) >= len(WANTED) // 2)
    crawl.kill()
    crawl.communicate(timeout=30)
    half, asked = stored(served), len(served.sites.requests)
    assert set(half) < set(WANTED)
    with open_store(served.database) as store:
        record = store.backfills.of("vns", CLOSED.since, CLOSED.until)
        assert record
        assert record.finished is None
        done = {read.url for read in store.backfills.lists(record)}
    assert done
    served.sites.publish("students-vns")
    served.sites.heal("vietnamnews.vn", "/sitemap.xml")

    on = served.scrapy(*FILL)
    assert on.returncode == 0, on.stderr
    again = [f"https://vietnamnews.vn{path}" for path in paths(served)[asked:]]
    assert not done.intersection(again)
    assert not set(half).intersection(again)
    assert stored(served) == WANTED
    assert f"vns, 3 to 8 Aug 2026: {len(WANTED)} articles, 0 relevant\n" in on.stdout
    assert "  no article on: 5 to 6 Aug\n" in on.stdout
    assert not [path for path in again if "/rss/" in path]  # their eleven hours are long over
    assert again.count("https://vietnamnews.vn/sitemap.xml") == 1  # though it names itself
    assert "https://vietnamnews.vn/sitemaps/2026-08.xml.gz" in again
    assert "https://vietnamnews.vn/sitemaps/2026-11.xml.gz" not in again
    numbers = [int(url.partition("?p=")[2]) for url in again if "/economy?p=" in url]
    assert max(numbers) < LAST_PAGE  # what lies before August is not asked for

    asked = len(served.sites.requests)
    once_more = served.scrapy(*FILL)
    assert once_more.returncode == 0, once_more.stderr
    assert "finished on 22 Nov 2026, nothing was asked" in once_more.stdout
    assert on.stdout.splitlines()[:2] == once_more.stdout.splitlines()[:2]
    assert paths(served)[asked:] == []
    _check_that_ordinary_runs_do_not_notice(served, now)


def _wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "the backfill did not get that far"
        time.sleep(0.05)


def _check_that_ordinary_runs_do_not_notice(served: Outlets, now: datetime) -> None:
    with open_store(served.database) as store:
        assert store.reports.latest() == []
        visits = [one for one in store.articles.visits("vns") if one.outcome is Outcome.TOO_NEW]
        month_ago = now - timedelta(days=30)
        # Of boxes beside the lists, without a date.
        urls = [one.url for one in visits if one.published and one.published > month_ago]
        assert urls
        assert store.articles.known(urls, since=month_ago) == set()
        assert store.articles.known(urls, since=CLOSED.since, until=CLOSED.until) == set(urls)
        for url in [*urls, "https://vietnamnews.vn/economy?p=1"]:
            assert store.validators.of(url, now - timedelta(days=1)) is None


def test_all_editions_of_an_outlet_each_say_what_is_missing(served: Outlets) -> None:
    window = ("-a", "since=2026-11-16", "-a", "until=2026-11-21")
    done = served.scrapy("crawlall", "kaziss", *window)
    assert done.returncode == 0, done.stderr
    for name in ("kaziss_en", "kaziss_ru", "kaziss_kk"):
        assert f"{name}, 16 to 20 Nov 2026: " in done.stdout
    assert "3 editions: what was found, and what is missing, stands above" in done.stdout
    with open_store(served.database) as store:
        assert store.reports.latest() == []


def test_an_ordinary_run_asks_of_an_index_what_may_hold_news(served: Outlets) -> None:
    """Where feed and list fail; and a run without news asks for the index alone."""
    served.sites.fault("vietnamnews.vn", "/rss/politics-laws.rss", EMPTY_FEED)
    served.sites.fault("vietnamnews.vn", "/politics-laws", NOT_FOUND)
    assert served.scrapy("crawl", "vns").returncode == 0
    first = [path for path in paths(served) if path.startswith("/sitemap")]
    assert sorted(first) == ["/sitemap.xml", "/sitemaps/2026-11.xml.gz"]
    assert stored(served) == []
    asked = len(served.sites.requests)
    assert served.scrapy("crawl", "vns").returncode == 0
    again = paths(served)[asked:]
    assert len(again) == len(set(again))
    assert [path for path in again if path.startswith("/sitemap")] == ["/sitemap.xml"]
    with open_store(served.database) as store:
        [newest] = store.reports.of("vns", 1)
    assert [one.not_modified for one in newest.sources if one.kind == "sitemap"] == [True]
