"""What a crawl keeps, and what it says, when things go wrong at an outlet."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.faults import DOWN, EMPTY_FEED, EMPTY_PAGE, FORBIDDEN, HUGE
from demo.server import Quirk, load_articles
from storage.records import State
from storage.store import open_store
from tests.crawling import Outlets, outlets, path_of, report, stored_urls

HANOI = [one for one in load_articles() if one.edition == "hanoitimes" and not one.held_back]
KAZISS = "kaziss_en"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Outlets]:
    with outlets(tmp_path) as running:
        yield running


def test_an_undated_page_that_a_later_list_announces_is_news(served: Outlets) -> None:
    undated = next(one for one in load_articles() if one.quirk is Quirk.NO_DATE)
    served.sites.fault("vovworld.vn", path_of(undated.url), FORBIDDEN)
    served.scrapy("crawl", undated.edition)
    served.sites.heal("vovworld.vn", path_of(undated.url))
    assert served.scrapy("crawl", undated.edition).returncode == 0
    with open_store(served.database) as store:
        [found] = store.articles.by_url([undated.url])
    assert found.found_new


def test_one_page_that_fails_does_not_break_an_outlet(served: Outlets) -> None:
    served.scrapy("crawl", "hanoitimes", "-a", f"limit={len(HANOI) - 1}")
    missing = next(one for one in HANOI if one.url not in stored_urls(served))
    served.sites.fault("hanoitimes.vn", path_of(missing.url), FORBIDDEN)
    assert served.scrapy("crawl", "hanoitimes").returncode == 0
    made = report(served, "hanoitimes")
    assert (made.state, made.failed) == (State.WORKING, 1)


def test_an_outlet_that_is_down_disturbs_no_other(served: Outlets) -> None:
    served.sites.fault("hanoitimes.vn", "*", DOWN)
    done = served.scrapy("crawlall", "hanoitimes", "kaziss")
    assert done.returncode == 0, done.stderr
    assert report(served, "hanoitimes").state is State.BROKEN
    assert "robots.txt could not be had" in report(served, "hanoitimes").problem
    assert report(served, KAZISS).state is State.WORKING
    assert "not read: hanoitimes" in done.stdout


def test_a_crawl_in_which_nothing_worked_exits_non_zero(served: Outlets) -> None:
    served.sites.fault("hanoitimes.vn", "*", FORBIDDEN)
    done = served.scrapy("crawl", "hanoitimes")
    assert done.returncode == 1
    assert "status 403" in report(served, "hanoitimes").problem
    assert served.scrapy("crawlall", "hanoitimes").returncode == 1


def test_an_empty_feed_falls_back_to_the_list(served: Outlets) -> None:
    served.sites.fault("hanoitimes.vn", "/rss/home.rss", EMPTY_FEED)
    assert served.scrapy("crawl", "hanoitimes").returncode == 0
    made = report(served, "hanoitimes")
    assert made.state is State.WORKING
    problems = {source.kind: source.problem for source in made.sources}
    assert problems == {"feed": "announces no article", "listing": "", "search": ""}
    assert made.stored == len(HANOI)


def test_pages_that_fail_are_counted_and_tried_again(served: Outlets) -> None:
    gone, huge = HANOI[0], HANOI[1]
    served.sites.fault("hanoitimes.vn", path_of(gone.url), FORBIDDEN)
    served.sites.fault("hanoitimes.vn", path_of(huge.url), HUGE)
    assert served.scrapy("crawl", "hanoitimes").returncode == 0
    made = report(served, "hanoitimes")
    assert made.failed == 2
    assert any(reason.startswith("status 403") for reason in made.reasons), made.reasons
    assert "larger than 8 MB" in made.reasons
    served.sites.heal("hanoitimes.vn", path_of(gone.url))
    served.sites.heal("hanoitimes.vn", path_of(huge.url))
    served.scrapy("crawl", "hanoitimes")
    assert stored_urls(served) == sorted(one.url for one in HANOI)


def test_a_list_is_had_in_full_while_one_of_its_pages_fails(served: Outlets) -> None:
    article = next(one for one in load_articles() if one.edition == "vietnamtimes")
    # A search that found the article again would hide that its feed does not tell of it.
    served.sites.fault("vietnamtimes.org.vn", "/search_enginer.html", EMPTY_PAGE)
    served.sites.fault("vietnamtimes.org.vn", path_of(article.url), FORBIDDEN)
    served.scrapy("crawl", "vietnamtimes")
    assert article.url not in stored_urls(served)
    served.sites.heal("vietnamtimes.org.vn", path_of(article.url))
    served.scrapy("crawl", "vietnamtimes")
    assert article.url in stored_urls(served)
