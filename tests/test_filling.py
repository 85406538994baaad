"""Where a backfill stands: what it asks next, what it never asks again, what it comes to."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from scrapy.http import Response

from crawler.asked import Asked
from crawler.backfill import Backfill
from crawler.candidate import Candidate
from crawler.conditional import Ledger
from crawler.filled import found, result
from crawler.gaps import gap_report
from crawler.outlet import Edition, load_outlets
from crawler.outlet_file import Source
from crawler.paging import MOST_LIST_PAGES
from crawler.sounding import Sounded, Soundings
from crawler.tally import Tally
from crawler.trouble import NO_ARTICLES, Trouble, ended_early
from crawler.window import Window
from storage.records import Article, Obstacle, Outcome, SourceResult, State, Visit
from storage.relevance import Relevance
from storage.store import Store

VNS = load_outlets()["vns"]
ZONE = VNS.outlet.zone
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
AUGUST = Window(datetime(2026, 8, 1, tzinfo=ZONE), datetime(2026, 9, 1, tzinfo=ZONE))
LIST = "https://vietnamnews.vn/economy?p={page}"
MONTHS = "https://vietnamnews.vn/news-{year}-{month}.xml"
INDEX = "https://vietnamnews.vn/sitemap.xml"
GONE = Trouble("status 404", Obstacle.MISSING)
LATE = Trouble("no answer in time", Obstacle.TIMEOUT)


def source(url: str = LIST, kind: str = "listing", **more: object) -> Source:
    return Source.model_validate({"kind": kind, "url": url, "evidence": "seen", **more})


def edition(*sources: Source) -> Edition:
    return replace(VNS, chains=(sources,))


def begun(store: Store, *sources: Source, window: Window = AUGUST) -> Backfill:
    """As a new run of the same command begins it."""
    return Backfill(store.backfills, edition(*(sources or (source(),))), window, NOW)


def day(number: int, month: int = 8) -> datetime:
    return datetime(2026, month, number, 12, tzinfo=ZONE)


def page(*days: datetime | None, start: int = 0) -> Mapping[str, datetime | None]:
    return {f"https://vietnamnews.vn/a/{start + n}/x.html": at for n, at in enumerate(days)}


def numbers(asked: list[Asked]) -> list[int]:
    return [one.page for one in asked]


def follow(backfill: Backfill, pages: list[Mapping[str, datetime | None]]) -> list[int]:
    """The numbers of the pages that are asked, nothing on them being wanted."""
    asked, seen = backfill.first(), []
    while asked:
        [one] = asked
        seen.append(one.page)
        asked = backfill.read(one, pages[min(one.page, len(pages) - 1)], set())
    return seen


def test_a_list_is_followed_until_two_pages_are_older(store: Store) -> None:
    pages = [page(day(20 - n, 9), day(10 - n, 9), start=10 * n) for n in range(3)]
    pages += [page(day(9), day(2), start=40), page(day(1), day(31, 7), start=50)]
    pages += [page(day(30 - n, 7), day(29 - n, 7), start=60 + 10 * n) for n in range(9)]
    backfill = begun(store)
    assert follow(backfill, pages) == [0, 1, 2, 3, 4, 5, 6]
    assert backfill.is_complete


def test_a_stray_old_article_ends_nothing(store: Store) -> None:
    stray = page(day(1, 2), None, None, None)
    old = page(day(2, 2), start=5)
    pages = [stray, old, page(day(20), day(19), start=10), page(day(3, 2), start=20), {}]
    assert follow(begun(store), pages) == [0, 1, 2, 3, 4]


def test_a_list_that_does_not_heed_its_page_number_ends(store: Store) -> None:
    assert follow(begun(store), [page(day(20, 9), day(19, 9))]) == [0, 1]


def test_a_list_without_end_has_one_here(store: Store) -> None:
    pages = [page(day(20, 9), start=10 * n) for n in range(MOST_LIST_PAGES + 5)]
    assert len(follow(begun(store), pages)) == MOST_LIST_PAGES


def test_an_undated_list_waits_for_its_articles(store: Store) -> None:
    backfill = begun(store)
    [first] = backfill.first()
    old = page(None, None)
    for number in range(2):
        urls = {f"{url}?{number}" for url in old}
        assert backfill.read(replace(first, page=number), dict.fromkeys(urls), urls) == []
        one, other = sorted(urls)
        assert backfill.settled(one, day(3, 7)) == []
        following = backfill.settled(other, day(2, 7))
    assert numbers(following) == []
    assert backfill.is_complete


def test_what_is_lost_is_asked_again_and_nothing_else(store: Store) -> None:
    backfill = begun(store)
    [first] = backfill.first()
    one = page(day(20), start=1)
    [second] = backfill.read(first, one, set())
    two = page(day(19), start=2)
    assert backfill.read(second, two, set(two)) == []
    [third] = backfill.settled(next(iter(two)), lost=True)
    # The third announces what the second did, too.
    [fourth] = backfill.read(third, {**two, **page(day(18), start=3)}, set())
    assert backfill.read(fourth, page(day(17), start=4), set())[0].page == 4

    again = begun(store)
    [asked] = again.first()
    assert asked.page == 1
    [asked] = again.read(asked, two, set())
    assert asked.page == 2
    assert numbers(again.read(asked, page(day(18), start=3), set())) == [4]


def test_a_limit_ends_the_run_and_not_the_backfill(store: Store) -> None:
    backfill = begun(store)
    [first] = backfill.first()
    announced = page(day(20), day(19))
    url, _ = announced
    backfill.read(first, announced, {url}, 1)
    assert backfill.settled(url, day(20)) == []
    assert not backfill.is_complete
    assert numbers(begun(store).first()) == [0]


def test_behind_the_last_page_is_an_error(store: Store) -> None:
    backfill = begun(store)
    [first] = backfill.first()
    [second] = backfill.read(first, page(day(20)), set())
    assert backfill.failed(second, GONE, for_good=True) == []
    assert backfill.is_complete
    assert backfill.unread == {}


def test_a_list_that_fails_for_now_is_asked_again(store: Store) -> None:
    backfill = begun(store)
    [first] = backfill.first()
    [second] = backfill.read(first, page(day(20)), set())
    assert backfill.failed(second, LATE, for_good=False) == []
    assert not backfill.is_complete
    assert list(backfill.unread.values()) == ["no answer in time"]
    assert numbers(begun(store).first()) == [1]


def test_months_are_asked_without_detour_and_one_that_is_missing_ends_nothing(
    store: Store,
) -> None:
    window = Window(datetime(2025, 11, 10, tzinfo=ZONE), datetime(2026, 2, 1, tzinfo=ZONE))
    backfill = begun(store, source(MONTHS, "sitemap"), window=window)
    asked = backfill.first()
    urls = []
    while asked:
        urls.append(asked[0].url.removeprefix("https://vietnamnews.vn/news-"))
        asked = backfill.failed(asked[0], GONE, for_good=True)
    assert urls == ["2026-1.xml", "2025-12.xml", "2025-11.xml"]
    assert backfill.is_complete


def test_an_index_is_done_when_its_sitemaps_are(store: Store) -> None:
    backfill = begun(store, source(INDEX, "sitemap"))
    [index] = backfill.first()
    children = [f"https://vietnamnews.vn/{name}.xml" for name in "ab"]
    assert backfill.read(index, {}, set(children)) == []
    below = [replace(index, url=url, above=(INDEX,)) for url in children]
    announced = page(day(20))
    assert backfill.read(below[0], announced, set(announced)) == []
    backfill.settled(next(iter(announced)), day(20))
    assert backfill.failed(below[1], LATE, for_good=False) == []
    assert not backfill.is_complete

    again = begun(store, source(INDEX, "sitemap"))
    assert [again.is_read(url) for url in children] == [True, False]
    [index] = again.first()
    again.read(index, {}, {children[1]})
    again.failed(below[1], GONE, for_good=True)
    assert again.is_complete
    assert begun(store, source(INDEX, "sitemap")).first() == []


def test_in_front_of_a_window_that_is_open_there_is_news(store: Store) -> None:
    window = Window(datetime(2026, 11, 1, tzinfo=ZONE))
    backfill = begun(store, window=window)
    pages = [page(day(20 - n, 11), start=n) for n in range(4)]
    asked = backfill.first()
    for announced in pages[:3]:
        asked = backfill.read(asked[0], announced, set())

    again = begun(store, window=window)
    [front] = again.first()
    assert front.page == 0
    new = page(day(21, 11), start=90)
    assert again.read(front, new, set(new)) == []
    [second] = again.settled(next(iter(new)), day(21, 11))
    assert second.page == 1
    # Here begins what was read before: on to where it ended.
    assert numbers(again.read(second, pages[0], set())) == [3]


def test_a_short_feed_is_asked_only_for_what_has_just_been(store: Store) -> None:
    feed, paged = (
        source("https://vietnamnews.vn/rss", "feed"),
        source("https://vietnamnews.vn/rss?p={page}", "feed"),
    )
    assert [one.url for one in begun(store, feed, paged).first()] == [
        "https://vietnamnews.vn/rss?p=1"
    ]
    recent = Window(AUGUST.since, NOW - timedelta(days=3))
    assert len(begun(store, feed, paged, window=recent).first()) == 2


def test_a_source_of_two_chains_is_asked_once(store: Store) -> None:
    assert len(begun(store, source(), source(INDEX, "sitemap"), source()).first()) == 2


def keep(store: Store, at: datetime, number: int, *, relevant: bool = False) -> None:
    url = f"https://vietnamnews.vn/society/{number}/kept.html"
    verdicts = tuple(Relevance(topic, relevant, 1.0) for topic in ("one", "two"))
    article = Article(url, "vns", "vns", "en", "Kept", "A text.", published=at, relevance=verdicts)
    store.articles.save(article, Visit(url, "vns", Outcome.RELEVANT, NOW))


def report(store: Store, backfill: Backfill, tally: Tally | None = None) -> list[str]:
    window = backfill.window
    holdings = store.backfills.holdings("vns", window.since, window.until or NOW)
    return gap_report(found(backfill, VNS, holdings, tally or Tally(), None)).splitlines()


def test_the_report_of_a_list_that_does_not_lead_back(store: Store) -> None:
    search = source("https://vietnamnews.vn/search?p={page}", "search")
    backfill = begun(store, source(), search)
    asked, other = backfill.first()
    [asked] = backfill.read(asked, page(day(20), day(18)), set())
    [asked] = backfill.read(asked, page(day(14), start=5), set())
    backfill.read(asked, {}, set())
    [other] = backfill.read(other, page(day(1, 2)), set())
    backfill.read(other, {}, set())
    for number in (*range(15, 25), *range(26, 31)):
        # Late in the evening at the outlet: days are counted there.
        keep(store, day(number).replace(hour=23), number, relevant=number == 20)
    keep(store, AUGUST.until or NOW, 99)
    lines = report(store, backfill)
    assert lines == [
        "vns, 1 to 31 Aug 2026: 15 articles, 1 relevant",
        "  no article on: 1 to 14 Aug, 25 Aug, 31 Aug",
        "  warning: the lists go back to 14 Aug 2026 only",
    ]
    assert report(store, begun(store, source(), search)) == lines


def test_the_report_of_one_that_was_stopped(store: Store) -> None:
    backfill = begun(store)
    backfill.failed(backfill.first()[0], NO_ARTICLES, for_good=True)
    stopped = Tally(stopped=ended_early("shutdown"))
    assert report(store, backfill, stopped)[1:] == [
        "  no article on: 1 to 31 Aug",
        "  not read: https://vietnamnews.vn/economy?p=1: announces no article",
    ]
    assert result(stopped)[0] is State.BROKEN
    other = begun(store, source(INDEX, "sitemap"))
    assert report(store, other, stopped)[-2:] == [
        "  not finished: stopped by hand before it was done; the same command goes on",
        "    where it was",
    ]


def test_a_run_is_broken_only_if_nothing_answered() -> None:
    assert result(Tally(chains=[True, False]))[0] is State.WORKING
    assert result(Tally())[0] is State.WORKING
    refused = SourceResult("feed", "https://x.example/", 0, "status 403", Obstacle.REFUSED)
    state, trouble = result(Tally(chains=[False], sources=[refused]))
    assert (state, trouble.words) == (State.BROKEN, "status 403")


@pytest.mark.parametrize("outcome", [Outcome.TOO_OLD, Outcome.TOO_NEW])
def test_what_was_outside_one_window_is_read_for_another(store: Store, outcome: Outcome) -> None:
    url = "https://vietnamnews.vn/economy/1500001/outside.html"
    store.articles.note(Visit(url, "vns", outcome, NOW, "", day(20)))
    known = store.articles.known
    assert known([url], since=day(21), begun=NOW) == {url}
    assert known([url], since=day(1), until=day(20), begun=NOW) == {url}
    assert known([url], since=day(1), until=day(21), begun=NOW) == set()
    assert known([url], since=day(1)) == set()
    assert known([url], since=day(21)) == {url}
    assert store.backfills.dates([url]) == {url: day(20)}


def test_old_articles_are_no_news(store: Store) -> None:
    """However new they are to us."""
    keep(store, day(20), 1, relevant=True)
    assert store.articles.relevant("one", day(1))
    assert store.articles.relevant("one", NOW - timedelta(days=14)) == []


# Lists without dates.


def undated(*numbers: int) -> list[Candidate]:
    return [Candidate(f"https://vietnamnews.vn/a/{number}/x.html") for number in numbers]


def test_a_long_undated_page_is_sounded_at_three_places() -> None:
    soundings = Soundings(AUGUST)
    first = soundings.hold("list", undated(*range(9)))
    assert first == tuple(undated(0, 4, 8))
    assert soundings.is_held("list")
    assert [soundings.settled(one.url, day(3, 10)) for one in first[:2]] == [[], []]
    assert soundings.settled(first[2].url, day(2, 10)) == [Sounded("list", ())]
    assert not soundings.is_held("list")


@pytest.mark.parametrize("last", [day(20), day(20, 7), None])
def test_a_page_that_may_hold_the_window_is_read_whole(last: datetime | None) -> None:
    soundings = Soundings(AUGUST)
    *most, end = soundings.hold("list", undated(*range(9)))
    for one in most:
        soundings.settled(one.url, day(3, 10))
    assert soundings.settled(end.url, last) == [Sounded("list", tuple(undated(1, 2, 3, 5, 6, 7)))]


def test_short_pages_and_open_windows_are_read_whole() -> None:
    few, many = undated(*range(5)), undated(*range(9))
    assert Soundings(AUGUST).hold("list", few) == tuple(few)
    assert Soundings(Window(AUGUST.since)).hold("list", many) == tuple(many)


def test_a_sounded_page_waits_for_what_is_read_after_all(store: Store) -> None:
    backfill = begun(store)
    [first] = backfill.first()
    announced = page(*[None] * 9)
    urls = list(announced)
    assert backfill.read(first, announced, {urls[0], first.url}) == []
    assert backfill.settled(urls[0], day(20)) == []
    backfill.add(first.url, set(urls[1:]), 0)
    assert backfill.settled(first.url) == []
    for url in urls[1:-1]:
        assert backfill.settled(url, day(20)) == []
    assert numbers(backfill.settled(urls[-1], day(20))) == [1]


def test_progress_made_while_a_window_was_open_is_not_for_good(store: Store) -> None:
    """Begun the day before it ended: what was published later that day stands in front."""
    window = Window(day(1, 11), NOW + timedelta(hours=9))
    backfill = begun(store, window=window)
    [first] = backfill.first()
    backfill.read(first, page(day(20, 11)), set())
    later = Backfill(store.backfills, edition(source()), window, NOW + timedelta(days=1))
    assert later.is_open
    assert numbers(later.first()) == [0]


# A run that is no backfill.


def test_a_list_is_had_in_full_again_while_what_it_leads_to_is_not_kept() -> None:
    """An index names a sitemap, which announces two pages, of which one fails."""
    ledger = Ledger()
    answer = Response(INDEX, headers={"ETag": '"1"'})
    below = "https://vietnamnews.vn/a.xml"
    ledger.enter(INDEX, answer, [INDEX, below], NOW)
    ledger.enter(below, answer, ["one", "two"], NOW, (INDEX,))
    assert {one.url: one.etag for one in ledger.reliable()} == {INDEX: '"1"', below: '"1"'}
    ledger.lost.add("two")
    assert {one.url: one.etag for one in ledger.reliable()} == {INDEX: "", below: ""}


def test_a_list_that_is_read_twice_answers_for_both(store: Store) -> None:
    """Two chains fall back to one index; the second time it names nothing that was not asked."""
    ledger, below = Ledger(), "https://vietnamnews.vn/a.xml"
    answer = Response(INDEX, headers={"ETag": '"1"'})
    ledger.enter(INDEX, answer, [INDEX, below], NOW)
    ledger.enter(below, answer, ["one"], NOW, (INDEX,))
    ledger.enter(INDEX, answer, [INDEX], NOW)
    ledger.lost.add("one")
    ledger.followed.add(INDEX)
    store.validators.note(ledger.reliable(), ledger.owing())
    assert [one.etag for one in ledger.reliable()] == ["", ""]
    assert store.validators.is_owing(INDEX)
    assert not store.validators.is_owing(below)
    ledger.lost.clear()
    store.validators.note(ledger.reliable(), ledger.owing())
    assert not store.validators.is_owing(INDEX)
