"""Working, quiet or broken: what is made of a run and of those before it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from crawler.outlet_file import Source
from crawler.rhythm import longest_silence, usual_gap
from crawler.trouble import NO_ARTICLES, Trouble, ended_early, of_status
from crawler.unmatched import why_nothing
from storage.records import CrawlReport, Obstacle, SourceResult, State
from tests.health import BEGAN, EVERY, HANOI, Desk, after_runs, words

DAY = timedelta(days=1)
WALL = of_status(403, "Just a moment...")
FEED = Source(kind="feed", url="https://hanoitimes.vn/rss/home.rss", evidence="seen")
LISTING = Source(kind="listing", url="https://hanoitimes.vn/", evidence="seen")


def broken(desk: Desk, trouble: Trouble = WALL) -> CrawlReport:
    failed = SourceResult("feed", FEED.url, 0, trouble.words, trouble.obstacle)
    silent = [((FEED,), trouble)]
    return desk.run(announced=0, chains=[False], silent=silent, sources=[failed])


def test_the_wall_s_title_and_size_are_kept() -> None:
    assert of_status(403, "Access denied", 12_345).words == 'status 403 "Access denied", 12 kB'
    assert of_status(403, "", 61).words == "status 403"


# What is usual.


def weekdays(weeks: int) -> list[datetime]:
    """A paper that prints something every three hours from Monday to Friday."""
    hours = (BEGAN + n * EVERY for n in range(weeks * 56))
    return [at for at in hours if at.weekday() < 5]


def test_a_weekend_is_usual_and_a_week_is_not() -> None:
    gap = usual_gap(weekdays(12))
    assert gap == timedelta(hours=51)
    assert 3 * DAY < longest_silence(gap, 2) < 4 * DAY


def test_a_monthly_publisher_is_given_a_month_and_a_half() -> None:
    news = [BEGAN + n * 30 * DAY for n in range(4)]
    assert longest_silence(usual_gap(news), 21) == 45 * DAY


def test_an_agency_has_what_its_file_gives() -> None:
    news = [BEGAN + n * timedelta(hours=1) for n in range(900)]
    assert usual_gap(news) == timedelta(hours=1)
    assert longest_silence(usual_gap(news), 2) == 2 * DAY


def test_a_holiday_is_an_exception() -> None:
    news = weekdays(12)
    holidays = [at for at in news if not 30 * DAY < at - BEGAN < 39 * DAY]
    assert usual_gap(holidays) == usual_gap(news)


def test_two_finds_are_no_rhythm() -> None:
    assert usual_gap([BEGAN, BEGAN + DAY]) is None
    assert longest_silence(None, 7) == 7 * DAY


# Quiet.


def test_quiet_says_since_when_and_what_is_usual() -> None:
    desk = after_runs(*[3, 0, 0, 2] * 10)
    last = desk.now
    made = desk.run(0, after=3 * DAY - EVERY)
    assert (made.state, made.last_new) == (State.WORKING, last)
    made = desk.run(0, after=2 * EVERY)
    assert made.state is State.QUIET
    assert made.problem == (
        f"nothing new since {last:%d %b %Y}; usually something every 9 hours at the latest"
    )
    assert desk.run(1).state is State.WORKING


def test_an_edition_that_never_had_anything_is_quiet_in_the_end() -> None:
    desk = after_runs(0)
    made = desk.run(0, after=4 * DAY)
    assert made.state is State.QUIET
    assert made.problem == (
        "nothing new since 01 Sep 2026; its file expects something within 3 days"
    )


def test_what_was_known_outlives_the_reports() -> None:
    desk = after_runs(*[2] * 30)
    last, gap = desk.runs[0].last_new, desk.runs[0].usual_gap
    desk.runs = [desk.run(0, after=60 * DAY)]
    made = desk.run(0, after=60 * DAY)
    assert (made.last_new, made.usual_gap, made.state) == (last, gap, State.QUIET)


# Broken, and mended.


def test_an_outage_has_a_beginning_and_an_end() -> None:
    desk = after_runs(3, 3)
    first = broken(desk)
    again = broken(desk, of_status(500, ""))
    assert (first.state, first.obstacle) == (State.BROKEN, Obstacle.REFUSED)
    assert first.problem == 'status 403 "Just a moment..."'
    assert (first.since, again.since) == (first.started, first.started)
    good = desk.run(1)
    assert (good.since, good.mended) == (None, first.started)
    assert desk.run(1).mended is None


def test_a_run_in_which_nothing_was_asked_is_not_working() -> None:
    made = after_runs(3).run(0, announced=0, chains=[])
    assert (made.state, made.obstacle) == (State.BROKEN, Obstacle.NOT_TRIED)


def test_a_search_without_results_excuses_no_empty_list() -> None:
    empty = SourceResult("listing", LISTING.url, 0, NO_ARTICLES.words, Obstacle.EMPTY)
    found = SourceResult("search", "https://hanoitimes.vn/tag/kazakhstan", 0)
    made = after_runs(3).run(
        announced=0,
        chains=[False, True],
        silent=[((LISTING,), NO_ARTICLES)],
        sources=[empty, found],
    )
    assert (made.state, made.obstacle) == (State.BROKEN, Obstacle.EMPTY)


def test_few_are_broken_unless_a_list_was_not_modified() -> None:
    few = after_runs(3).run(0, announced=2)
    assert few.problem == "announced 2, usually at least 5"
    unchanged = SourceResult("feed", FEED.url, 0, not_modified=True)
    made = after_runs(3).run(0, announced=2, sources=[unchanged])
    assert (made.state, made.not_modified) == (State.WORKING, 1)


def test_a_section_that_falls_silent_is_a_concern_and_no_outage() -> None:
    desk = Desk()
    answered = [SourceResult("feed", FEED.url, 20), SourceResult("listing", LISTING.url, 9)]
    failed = [replace(answered[0], announced=0, problem=WALL.words), answered[1]]
    silent: dict[str, Any] = {
        "sources": failed,
        "chains": [False, True],
        "silent": [((FEED,), WALL)],
    }
    never = desk.run(2, **silent)
    assert never.concerns == (), "what was never read is for `scrapy probe`"
    desk.run(2, sources=answered)
    once = desk.run(2, **silent)
    assert once.concerns == (), "what it announced then is still there in the next run"
    for _ in range(60):
        made = desk.run(2, **silent)
    assert words(made) == [f"{FEED.url} and what stands in for it: {WALL.words}"]
    assert (made.state, made.concerns[0].obstacle) == (State.WORKING, Obstacle.PARTLY)
    assert desk.run(0, sources=answered).mended == made.since


def test_a_run_that_was_stopped_did_not_find_its_lists_silent() -> None:
    desk = Desk()
    answered = [SourceResult("feed", FEED.url, 20)]
    silent: dict[str, Any] = {"chains": [False, True], "silent": [((FEED,), WALL)]}
    desk.run(2, sources=answered)
    desk.run(0, announced=0, chains=[], stopped=ended_early("shutdown"))
    assert desk.run(2, **silent).concerns == (), "its first silence"
    assert len(desk.run(2, **silent).concerns) == 1


def test_an_index_whose_sitemaps_fail_says_why() -> None:
    index = SourceResult("sitemap", "https://hanoitimes.vn/sitemap.xml", 0)
    below = replace(index, url="https://hanoitimes.vn/1.xml", problem=WALL.words)
    made = Desk().run(announced=0, sources=[index, replace(below, obstacle=WALL.obstacle)])
    assert (made.state, made.problem, made.obstacle) == (State.BROKEN, WALL.words, WALL.obstacle)


def test_a_backfill_is_no_history() -> None:
    desk = after_runs(*[5] * 5)
    usual = desk.runs[0]
    made = desk.run(500, backfill=True, after=5 * DAY)
    assert (made.state, made.last_new, made.concerns) == (State.WORKING, usual.last_new, ())
    assert desk.run(0).state is State.QUIET


# Why a list announces nothing.

RSS = b"<rss version='2.0'><channel><title>x</title>%s</channel></rss>"
ENTRY = b"<item><title>A title</title><link>https://hanoitimes.vn/stories/%d</link></item>"
MENU = b"<a href='/focus'>Focus</a><a href='/travel'>Travel</a><a href='/about-us'>About</a>"
CARD = b"<h2><a href='/news/trade-with-the-steppe-%d.vnp'>Trade with the steppe</a></h2>"


@pytest.mark.parametrize(
    ("source", "body", "trouble"),
    [
        (FEED, RSS % b"", NO_ARTICLES),
        (
            FEED,
            RSS % b"".join(ENTRY % number for number in range(3)),
            Trouble(
                "none of 3 addresses matches the article pattern, such as"
                " https://hanoitimes.vn/stories/0",
                Obstacle.UNMATCHED,
            ),
        ),
        (LISTING, b"<html><body>" + MENU + b"</body></html>", NO_ARTICLES),
        (
            LISTING,
            b"<html><body>"
            + MENU
            + b"".join(CARD % (4_711_000 + number) for number in range(40))
            + b"</body></html>",
            Trouble(
                "none of 40 addresses matches the article pattern, such as"
                " https://hanoitimes.vn/news/trade-with-the-steppe-4711000.vnp",
                Obstacle.UNMATCHED,
            ),
        ),
    ],
)
def test_an_empty_list_is_another_matter_than_new_addresses(
    source: Source, body: bytes, trouble: Trouble, now: datetime
) -> None:
    assert why_nothing(body, source.url, source, HANOI, now) == trouble
