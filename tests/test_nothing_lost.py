"""What a run could not keep is asked again by a later one, whatever part of it went wrong."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.outlet import HERE
from crawler.settings import ITEM_PIPELINES
from demo.faults import DOWN, EMPTY_PAGE, NOT_FOUND, Fault
from demo.server import DemoArticle, Quirk, load_articles
from storage.records import Outcome, State
from storage.store import open_store
from tests.crawling import Outlets, outlets, path_of, report, stored_urls

HOST = "hanoitimes.vn"
HANOI = [one for one in load_articles() if one.edition == "hanoitimes" and not one.held_back]
VIETNAM_TIMES = [
    one
    for one in load_articles()
    if one.edition == "vietnamtimes" and not one.held_back and one.quirk is not Quirk.VIDEO
]
FEED = "/rss/home.rss"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Outlets]:
    with outlets(tmp_path) as running:
        yield running


def urls(articles: list[DemoArticle]) -> list[str]:
    return sorted(one.url for one in articles)


def asked(served: Outlets) -> list[str]:
    return [request.path for request in served.sites.requests]


def test_pages_of_a_day_on_which_none_could_be_read_are_asked_again(served: Outlets) -> None:
    """Their feed has not changed meanwhile, and would say so."""
    only_by_its_feed(served)
    for article in VIETNAM_TIMES:
        served.sites.fault("vietnamtimes.org.vn", path_of(article.url), EMPTY_PAGE)
    served.scrapy("crawl", "vietnamtimes")
    assert report(served, "vietnamtimes").problem.startswith("none of")
    for article in VIETNAM_TIMES:
        served.sites.heal("vietnamtimes.org.vn", path_of(article.url))
    served.scrapy("crawl", "vietnamtimes")
    assert stored_urls(served) == urls(VIETNAM_TIMES)


def test_an_article_that_an_error_of_ours_kept_out_is_asked_again(served: Outlets) -> None:
    lost = VIETNAM_TIMES[0]
    only_by_its_feed(served)
    pipelines = json.dumps({"tests.failing.FailingPipeline": 50, **ITEM_PIPELINES})
    served.scrapy(
        *("crawl", "vietnamtimes", "-s", f"ITEM_PIPELINES={pipelines}", "-s"),
        f"FAILS_FOR={lost.url}",
    )
    made = report(served, "vietnamtimes")
    assert (made.failed, list(made.reasons)) == (1, ["error in our program: LookupError"])
    assert lost.url not in stored_urls(served)
    served.scrapy("crawl", "vietnamtimes")
    assert lost.url in stored_urls(served)


def test_later_pages_of_a_list_that_failed_are_read_by_the_next_run(
    served: Outlets, tmp_path: Path
) -> None:
    """Though the first page shows nothing new then; and once they are read, no more."""
    first, second = HANOI[:2], HANOI[2:4]
    for page, articles in (("/page-1", first), ("/page-2", second)):
        served.sites.fault(HOST, page, listing(articles))
    served.sites.fault(HOST, "/page-2", DOWN)
    crawl = ("crawl", "hanoitimes", "-s", f"OUTLETS_FOLDER={with_pages(tmp_path, 2)}")
    served.scrapy(*crawl)
    assert stored_urls(served) == urls(first)
    served.sites.fault(HOST, "/page-2", listing(second))
    served.scrapy(*crawl)
    assert stored_urls(served) == urls(first + second)
    served.sites.requests.clear()
    served.scrapy(*crawl)
    assert asked(served) == ["/robots.txt", "/page-1"]


@pytest.mark.parametrize("window", [(), ("-a", "since=2026-11-01", "-a", "until=2026-11-22")])
def test_another_address_is_asked_where_the_first_leads_nowhere(
    served: Outlets, window: tuple[str, ...]
) -> None:
    """The same with an address that is longer than Scrapy follows."""
    article, other = HANOI[:2]
    older = article.url.replace(f".{article.id}.", f"-3{article.id[1:]}.")
    long = other.url.replace(f"{HOST}/", f"{HOST}/{'long-' * 500}")
    items = "".join(f"<item><link>{url}</link></item>" for url in (older, article.url, long))
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    served.sites.fault(HOST, FEED, Fault(status=200, body=feed.encode()))
    served.sites.fault(HOST, path_of(older), NOT_FOUND)
    served.sites.fault(HOST, path_of(long), NOT_FOUND)
    if not window:
        served.sites.fault(HOST, "/search", EMPTY_PAGE)
    done = served.scrapy("crawl", "hanoitimes", *window)
    assert article.url in stored_urls(served)
    assert {path_of(older), path_of(long)} <= set(asked(served))
    assert "not finished" not in done.stdout
    with open_store(served.database) as store:
        outcomes = {visit.url: visit.outcome for visit in store.articles.visits("hanoitimes")}
    assert outcomes[older] is Outcome.GONE


def test_not_modified_is_no_answer_to_who_has_not_asked_for_it(served: Outlets) -> None:
    served.sites.fault(HOST, FEED, Fault(status=304, body=b""))
    served.scrapy("crawl", "hanoitimes")
    made = report(served, "hanoitimes")
    assert (made.sources[0].problem, made.not_modified) == ("status 304", 0)
    assert made.state is State.WORKING
    assert stored_urls(served) == urls(HANOI)


def test_what_was_never_asked_is_no_failure_of_its_page(served: Outlets) -> None:
    """A host that wants to be left alone after some pages would in a few runs lose the others."""
    first = max(HANOI, key=lambda one: one.published)
    busy = Fault(status=429, body=b"", headers=(("Retry-After", "7200"),))
    served.sites.fault(HOST, path_of(first.url), busy)
    served.scrapy("crawl", "hanoitimes")
    assert report(served, "hanoitimes").failed == len(HANOI)
    assert [path for path in asked(served) if path.endswith(".html")] == [path_of(first.url)]
    with open_store(served.database) as store:
        assert store.articles.visits("hanoitimes") == []


def only_by_its_feed(served: Outlets) -> None:
    """A search that found the article again would hide that the feed does not tell of it."""
    served.sites.fault("vietnamtimes.org.vn", "/search_enginer.html", EMPTY_PAGE)


def listing(articles: list[DemoArticle]) -> Fault:
    links = "".join(f'<p><a href="{one.url}">{one.title}</a></p>' for one in articles)
    return Fault(status=200, body=f"<html><body>{links}</body></html>".encode())


def with_pages(folder: Path, pages: int) -> Path:
    """The outlet, announcing in a list of so many pages alone."""
    (folder / "outlets").mkdir()
    (folder / "families").symlink_to(HERE / "families")
    text = (HERE / "outlets" / "hanoitimes.toml").read_text(encoding="utf-8")
    source = f"https://{HOST}/page-{{page}}"
    chains = f'[[{{ kind = "listing", url = "{source}", pages = {pages}, evidence = "seen" }}]]'
    made = re.sub(r"^chains = \[.*?^\]", lambda _: f"chains = {chains}", text, flags=re.M | re.S)
    made = made.replace("announced = 5", "announced = 1")
    (folder / "outlets" / "hanoitimes.toml").write_text(made, encoding="utf-8")
    return folder
