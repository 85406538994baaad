"""Which of all the dates on a page is the one of its publishing; and of those that lists tell."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.announcements import read_announcements
from crawler.candidate import Candidate, dated_by, told_together
from crawler.dates import Dated
from crawler.extract import extract_article
from crawler.outlet import load_outlets
from crawler.outlet_file import Source
from storage.records import Article

EDITIONS = load_outlets()
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
WORDS = "The two towns agreed on a new bridge, and on who pays for its lamps. " * 14
HEADING = "<h1>A bridge for two towns</h1>"
PAPER = "https://paper.example/a-story"


def page(head: str, around: str, language: str = "") -> bytes:
    """``around``: with {} where the paragraphs of the text stand."""
    body = around.format(f"<p>{WORDS}</p><p>{WORDS}</p>")
    return f"<html lang='{language}'><head>{head}</head><body>{body}</body></html>".encode()


def stranger(around: str, head: str = "", url: str = PAPER, language: str = "") -> Article:
    return extract_article(page(head, around, language), url, None, NOW)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


def day(article: Article) -> str:
    return f"{article.published:%Y-%m-%d}" if article.published else ""


STORY = f"<script>a = {json.dumps({'publishedAt': '2026-11-20'})}</script>"
# Each place by itself, and the rule that is told.
PLACES = [
    (linked(**{"@type": "NewsArticle"}, datePublished="2026-11-20"), HEADING + "{}", "json-ld"),
    (linked(**{"@type": "WebPage"}, datePublished="2026-11-20"), HEADING + "{}", "json-ld"),
    (meta("publish_date", "2026-11-20"), HEADING + "{}", "meta publish_date"),
    (meta("date", "2026-11-20"), HEADING + "{}", "meta date"),
    ("", HEADING + '<i itemprop="datePublished">20 Nov 2026</i>{}', "selector [itemprop="),
    ("", HEADING + "<time>20 November 2026</time>{}", "time"),
    ("", HEADING + '<ul><li><time datetime="2026-11-20">x</time></li></ul>{}', "time"),
    ("", HEADING + "<div>By A. Writer | 20 November 2026</div>{}", "h1, beside it"),
    ("", "<div>20 November 2026</div>" + HEADING + "{}", "h1, beside it"),
    ("", HEADING + "{}<footer><p>Published: 20 November 2026</p></footer>", "words"),
    (STORY, HEADING + "{}", "script publishedAt"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "around", "rule"), PLACES)
def test_a_date_is_found_where_pages_show_it(head: str, around: str, rule: str) -> None:
    found = stranger(around, head)
    assert (day(found), found.day_only) == ("2026-11-20", True)
    assert found.origins.published.startswith(rule)


@pytest.mark.parametrize(
    "path",
    ["/2026/11/20/a-story", "/2026-11-20-a", "/20261120/a", "/n_20261120.html", "/20-11-2026"],
)
def test_the_address_tells_the_day(path: str) -> None:
    found = stranger(HEADING + "{}", url=f"https://paper.example{path}")
    assert (day(found), found.origins.published) == ("2026-11-20", "address")


@pytest.mark.parametrize("path", ["/2026/11/a", "/202611201/a", "/1.2026.11.20", "/2026/13/01/a"])
def test_a_number_in_the_address_tells_none(path: str) -> None:
    assert stranger(HEADING + "{}", url=f"https://paper.example{path}").published is None


@pytest.mark.parametrize(
    "around",
    [
        HEADING + "{}<aside><time datetime='2026-11-21'>21 November</time></aside>",
        HEADING + "{}<div class='comments'><time datetime='2026-11-21'>x</time></div>",
        HEADING + "{}<section><h2>Another</h2><time datetime='2026-11-21'>x</time></section>",
        HEADING + "<p>On 3 March 2026 they met.</p>{}",
        HEADING + "{}<p>Copyright 2026</p>",
        HEADING + "<div>Last updated: 21 November 2026</div>{}<footer>© 2019</footer>",
        HEADING + "{}<ul><li><a href='/b'>Another</a> <time>21 November 2026</time></li></ul>",
    ],
)
def test_another_texts_date_is_not_the_articles(around: str) -> None:
    found = stranger(around, meta("article:modified_time", "2026-11-21T10:00:00Z"))
    assert found.published is None
    assert found.modified


def test_the_day_on_which_a_page_was_rendered_does_not_hide_the_articles() -> None:
    rendered = meta("date", "2026-11-22")
    assert day(stranger(HEADING + "<div>3 November 2026</div>{}", rendered)) == "2026-11-03"


def test_what_was_published_and_what_changed_are_told_apart() -> None:
    line = "<div>Published 18 Nov 2026, 10:04 | Updated 19 Nov 2026, 09:00</div>"
    times = (
        '<time class="updated" datetime="2026-11-19T09:00:00Z">x</time>'
        '<time class="published" datetime="2026-11-18T10:04:00Z">x</time>'
    )
    for shown in (line, times):
        found = stranger(HEADING + shown + "{}")
        assert found.published == datetime(2026, 11, 18, 10, 4, tzinfo=UTC)
        assert found.modified == datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


def test_a_change_before_the_publishing_is_none() -> None:
    declared = meta("article:published_time", "2026-11-20T08:30:00Z")
    for changed, kept in (("2026-11-19T08:30:00Z", False), ("2026-11-20T09:30:00Z", True)):
        found = stranger(HEADING + "{}", declared + meta("article:modified_time", changed))
        assert (found.modified is not None) == kept


def test_of_several_stories_told_to_scripts_the_titles_own_counts() -> None:
    stories = [
        {"title": "Another", "publishedAt": "2026-11-21T10:00:00Z"},
        {"title": "A bridge for two towns", "publishedAt": "2026-11-14T07:00:00+07:00"},
        {"title": "A third", "publishedAt": "2026-11-20T10:00:00Z"},
    ]
    told = f"<script>{json.dumps(stories)}</script>"
    assert day(stranger(HEADING + "{}", told)) == "2026-11-14"
    seconds = '<script>{"publish_time": 1795138200, "x": 1}</script>'
    assert stranger(HEADING + "{}", seconds).published == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)


# What a date means on a page of an outlet that nobody has described.


@pytest.mark.parametrize(
    ("url", "written", "meant"),
    [
        ("https://paper.example/a", "2026-11-19T23:30:00Z", "2026-11-19T23:30:00+00:00"),
        ("https://paper.example/a", "2026-11-19 23:30", "2026-11-19T23:30:00+00:00"),
        ("https://paper.it/a", "2026-11-19T23:30:00Z", "2026-11-20T00:30:00+01:00"),
        ("https://paper.vn/a", "2026-11-19 23:30", "2026-11-19T23:30:00+07:00"),
        ("https://paper.kz/a", "2024-02-29 12:30", "2024-02-29T12:30:00+06:00"),
        ("https://paper.kz/a", "2024-03-01 12:30", "2024-03-01T12:30:00+05:00"),
        ("https://paper.kz/a", "2026-11-19T23:30:00+03:00", "2026-11-19T23:30:00+03:00"),
        ("https://paper.tv/a", "2026-11-19T23:30:00Z", "2026-11-19T23:30:00+00:00"),
    ],
)
def test_a_strangers_day_is_its_countrys(url: str, written: str, meant: str) -> None:
    found = stranger(HEADING + "{}", meta("article:published_time", written), url)
    assert found.published
    assert found.published.isoformat() == meant


@pytest.mark.parametrize(
    ("language", "around", "meant"),
    [
        ("de", "<div>11.12.2025</div>{}", "2025-12-11"),
        ("en-GB", "<div>11/12/2025</div>{}", "2025-12-11"),
        ("en-US", "<div>11/12/2025</div>{}", "2025-11-12"),
        ("en", "<div>11/12/2025</div>{}", ""),
        ("", "<div>11/12/2025</div>{}", ""),
        ("ja", "<div>11/12/2025</div>{}", ""),
        ("en", "<div>25/12/2025</div>{}", "2025-12-25"),
        # What else the page proves is stronger than a habit.
        ("en-US", "<div>11/12/2025</div>{}<i>Comment of 25/12/2025</i>", "2025-12-11"),
        ("en", "<div>11/12/2025</div>{}<i>Comment of 12/25/2025</i>", "2025-11-12"),
        ("en", "<div>11/12/2025</div>{}<i>Issue of 2025-12-11</i>", "2025-12-11"),
        ("en", "<div>11/12/2025</div>{}<p>Of 12/25/2025 and 25/12/2025 they spoke.</p>", ""),
    ],
)
def test_a_strangers_order_of_day_and_month_is_proved_or_a_habit(
    language: str, around: str, meant: str
) -> None:
    assert day(stranger(HEADING + around, language=language)) == meant


def test_a_date_counts_back_only_beside_the_title_and_comes_last() -> None:
    found = stranger(HEADING + "<div>2 hours ago</div>{}")
    assert found.published == NOW - timedelta(hours=2)
    assert stranger(HEADING + "{}<p>2 hours ago</p>").published is None
    dated = stranger(HEADING + "<div>2 hours ago</div>{}<p>Published: 3 May 2019</p>")
    assert day(dated) == "2019-05-03"


# What is declared.


def test_a_round_hour_is_a_day_unless_the_page_shows_it() -> None:
    for declared in ("2026-11-20T00:00:00+07:00", "2026-11-20T12:00:00+07:00"):
        head = meta("article:published_time", declared)
        found = stranger(HEADING + "{}", head, "https://paper.vn/a")
        assert (found.published, found.day_only) == (
            datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
            True,
        )
    shown = HEADING + "<div>20 November 2026, 12:00</div>{}"
    found = stranger(shown, head, "https://paper.vn/a")
    assert (found.published, found.day_only) == (datetime(2026, 11, 20, 5, 0, tzinfo=UTC), False)


@pytest.mark.parametrize("shown", ["18 November 2026, 13:00", "21 November 2026, 18:00"])
def test_a_time_of_another_day_does_not_complete_a_day(shown: str) -> None:
    head = meta("article:published_time", "2026-11-20")
    found = stranger(f"{HEADING}<div>{shown}</div>{{}}", head, "https://paper.vn/a")
    assert (found.published, found.day_only) == (
        datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        True,
    )


def test_a_date_in_the_future_is_kept_as_a_claim_and_the_next_source_is_asked() -> None:
    head = meta("article:published_time", "2027-05-25T10:00:00Z")
    found = stranger(HEADING + "{}", head)
    assert (found.published, found.claimed) == (None, datetime(2027, 5, 25, 10, 0, tzinfo=UTC))
    found = stranger(HEADING + "<div>20 November 2026</div>{}", head)
    assert (day(found), found.claimed) == ("2026-11-20", datetime(2027, 5, 25, 10, 0, tzinfo=UTC))


# What lists tell.

LIST = """<div class="newslist">{}</div>"""
ITEM = """<div class="news-item"><a class="newscard_link" href="/sobytiya/{}-a-story.html">
<span class="newscard__date">{}</span><div class="newscard__title">A story {}</div></a></div>"""


def announced(*dates: str) -> list[Candidate]:
    """Items of a list of zakon's, in Almaty."""
    items = "".join(ITEM.format(6531200 + n, text, n) for n, text in enumerate(dates))
    source = Source(kind="listing", url="https://www.zakon.kz/news/", evidence="seen")
    return read_announcements(
        LIST.format(items).encode(), source.url, source, EDITIONS["zakon"], NOW
    )


def test_a_lists_dates_count_back_from_now_in_the_outlets_zone() -> None:
    told = announced("Сегодня, 05:40", "вчера", "20 минут назад", "25 мая 2027", "1 204")
    assert [one.dated.at.isoformat(timespec="minutes") if one.dated else "" for one in told] == [
        "2026-11-22T05:40+05:00",
        "2026-11-21T12:00+05:00",
        "2026-11-22T06:40+05:00",
        "",
        "",
    ]
    assert [one.dated.day_only for one in told if one.dated] == [False, True, False]
    assert [one.claimed is not None for one in told] == [False, False, False, True, False]


INSTANT = Dated(datetime(2026, 11, 20, 3, 51, tzinfo=UTC))
HOURS_AGO = Dated(datetime(2026, 11, 20, 4, 0, tzinfo=UTC), relative=True)
DAY = Dated(datetime(2026, 11, 20, 7, 0, tzinfo=UTC), day_only=True)
DAYS_AGO = Dated(datetime(2026, 11, 20, 7, 0, tzinfo=UTC), day_only=True, relative=True)
UNDATED = Candidate("https://www.zakon.kz/sobytiya/6531200-a-story.html")


def test_the_least_vague_of_several_announcements_dates_an_article() -> None:
    ranked = [INSTANT, HOURS_AGO, DAY, DAYS_AGO, None]
    for place, better in enumerate(ranked):
        for worse in ranked[place:]:
            pair = replace(UNDATED, dated=better), replace(UNDATED, dated=worse, title="A story")
            for one, other in (pair, pair[::-1]):
                together = told_together(told_together(None, one), other)
                assert (together.dated, together.title) == (better, "A story")


def test_an_announcement_dates_what_the_page_leaves_open() -> None:
    read = stranger(HEADING + "{}")
    told = replace(UNDATED, dated=INSTANT)
    assert dated_by(read, told).published == INSTANT.at
    assert dated_by(read, told).origins.published == "announced"
    day_only = replace(read, published=DAY.at, day_only=True)
    assert dated_by(day_only, told).published == INSTANT.at
    assert dated_by(day_only, replace(UNDATED, dated=DAYS_AGO)) == day_only
    midnight = replace(UNDATED, dated=Dated(datetime(2026, 11, 20, tzinfo=UTC)))
    assert dated_by(day_only, midnight) == day_only
    assert dated_by(read, midnight).day_only
    other = replace(day_only, published=DAY.at - timedelta(days=3))
    assert dated_by(other, told) == other
    exact = replace(read, published=DAY.at)
    assert dated_by(exact, told) == exact


def test_an_announced_future_is_a_claim() -> None:
    ahead = replace(UNDATED, claimed=datetime(2027, 5, 25, tzinfo=UTC))
    read = stranger(HEADING + "{}")
    assert dated_by(read, ahead).claimed == ahead.claimed
    assert dated_by(replace(read, published=NOW), ahead).claimed is None


@pytest.mark.parametrize(
    ("stamp", "meant"),
    [(1795138200, True), (1795138200000, True), ("2026-11-20T01:30:00Z", True), (True, False)],
)
def test_a_json_feed_may_count_seconds(stamp: object, meant: bool) -> None:
    item = {"url": UNDATED.url, "title": "A story", "date_published": stamp}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    source = Source(kind="feed", url="https://www.zakon.kz/feed.json", evidence="seen")
    [found] = read_announcements(
        json.dumps(feed).encode(), source.url, source, EDITIONS["zakon"], NOW
    )
    instant = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    assert (found.dated.at if found.dated else None) == (instant if meant else None)
