"""Sitemaps of every form, feeds of every form, and what is hostile in either."""

import gzip
import json
import random
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from crawler.announcements import Announced, Unreadable, announced_by, read_announcements
from crawler.arguments import read_arguments
from crawler.candidate import Candidate
from crawler.dates import Dated
from crawler.discover import LATE_CHANGE, worth_fetching
from crawler.gaps import Found, gap_report, gaps
from crawler.outlet import load_outlets
from crawler.outlet_file import Source
from crawler.sitemaps import Child, worth_asking
from crawler.window import Window
from storage.settings_file import ConfigError

VNS = load_outlets()["vns"]
ZONE = VNS.outlet.zone
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
HOST = "https://vietnamnews.vn"
ITEM = HOST + "/society/{}/a-made-headline.html"
AUGUST = Window(datetime(2026, 8, 1, tzinfo=ZONE), datetime(2026, 9, 1, tzinfo=ZONE))
MEGABYTE = 1024 * 1024


def read(body: bytes | str, kind: str = "sitemap") -> Announced:
    data = body.encode() if isinstance(body, str) else body
    source = Source.model_validate({"kind": kind, "url": f"{HOST}/x", "evidence": "seen"})
    return announced_by(data, source.url, source, VNS, NOW)


def urlset(*locations: str) -> str:
    entries = "".join(f"<url><loc>{location}</loc></url>" for location in locations)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'


def index(*children: tuple[str, str]) -> str:
    entries = "".join(
        f"<sitemap><loc>{address}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for address, day in children
    )
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'


# Forms of sitemaps.


def test_a_gzip_file_is_known_by_its_bytes() -> None:
    [candidate] = read(gzip.compress(urlset(ITEM.format(1793001)).encode())).candidates
    assert candidate.url == ITEM.format(1793001)


def test_a_plain_text_holds_an_address_a_line() -> None:
    text = f"\ufeff{ITEM.format(1793001)}\r\n\r\n{HOST}/about\n{ITEM.format(1793002)}\nrubbish"
    assert [one.url for one in read(text).candidates] == [
        ITEM.format(n) for n in (1793001, 1793002)
    ]


def test_a_news_sitemap_tells_title_and_date_and_a_picture_does_not() -> None:
    body = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
          xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
          xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>
        <image:image><image:loc>{HOST}/a.jpg</image:loc>
          <image:title>A crane</image:title></image:image>
        <loc>{ITEM.format(1793001)}</loc><lastmod>2026-11-21</lastmod>
        <news:news><news:publication><news:name>VNS</news:name></news:publication>
          <news:publication_date>2026-11-20T08:00:00+07:00</news:publication_date>
          <news:title>A port  opens</news:title></news:news></url></urlset>"""
    [candidate] = read(body).candidates
    assert candidate.title == "A port opens"
    assert candidate.dated == Dated(datetime(2026, 11, 20, 1, tzinfo=UTC))
    assert candidate.changed is None


def test_an_index_names_sitemaps_and_no_articles() -> None:
    found = read(index((f"{HOST}/a.xml", "2026-11-20"), ("/b.xml", "")))
    assert found.candidates == ()
    assert [child.url for child in found.children] == [f"{HOST}/a.xml", f"{HOST}/b.xml"]
    source = Source(kind="sitemap", url=f"{HOST}/s.xml", evidence="seen")
    with pytest.raises(Unreadable, match="not a sitemap of pages: names 1 other"):
        read_announcements(index(("/b.xml", "")).encode(), source.url, source, VNS, NOW)


# Which sitemaps of an index are asked.


def chosen(*children: Child, window: Window = AUGUST, most: int = 9) -> tuple[list[str], int]:
    asked = {f"{HOST}/asked.xml"}
    found, more = worth_asking(children, VNS, window, asked, most)
    return [child.url.removeprefix(HOST) for child in found], more


def child(path: str, day: int = 0, month: int = 8) -> Child:
    at = datetime(2026, month, day, 12, tzinfo=ZONE) if day else None
    return Child(path if "//" in path else HOST + path, at)


def test_the_newest_are_asked_first_and_not_too_many() -> None:
    children = [
        child("/none.xml"),
        child("/old.xml", 2),
        child("/new.xml", 9),
        child("/mid.xml", 5),
    ]
    assert chosen(*children) == (["/new.xml", "/mid.xml", "/old.xml", "/none.xml"], 0)
    assert chosen(*children, most=2) == (["/new.xml", "/mid.xml"], 2)


def test_what_did_not_change_since_is_not_asked() -> None:
    assert chosen(child("/a.xml", 30, 7), child("/b.xml", 1), child("/c.xml", 9, 10)) == (
        ["/c.xml", "/b.xml"],
        0,
    )


def test_no_sitemap_is_asked_twice_nor_at_another_host() -> None:
    foreign = [
        child(f"https://{host}/a.xml") for host in ("example.org", "vietnamnews.vn.example.org")
    ]
    own = child("https://www.vietnamnews.vn/a.xml")
    assert chosen(child("/asked.xml"), own, own, *foreign)[0] == [own.url]


def test_sitemaps_may_stand_where_their_index_stands() -> None:
    url = "https://maps.example.org/sitemap.xml"
    source = Source(kind="sitemap", url=url, evidence="seen")
    edition = replace(VNS, chains=((source,),))
    below = Child("https://maps.example.org/a.xml")
    assert worth_asking([below], edition, AUGUST, {url}, 9) == ([below], 0)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("/news-2026-08.xml", True),
        ("/news-202608.xml.gz", True),
        ("/sitemap-article-08-2026-01.xml", True),
        ("/2026/08/15/all.xml", True),
        ("/news-2026-07.xml", True),  # cut by UTC it may hold our first hours; its lastmods tell
        ("/news-2026-09.xml", False),
        ("/news-2026-06.xml", False),
        ("/sitemap-article-08-2025-01.xml", False),
        ("/2026/07/15/all.xml", False),
        ("/posts-2026-9.xml", True),  # may be the ninth part of the year's
        ("/part-20260631.xml", True),  # no day
        ("/posts-12.xml", True),
    ],
)
def test_a_name_may_tell_the_month(name: str, asked: bool) -> None:
    assert chosen(child(name))[0] == ([name] if asked else [])


# Forms of feeds.


def json_feed(*items: object, version: str = "https://jsonfeed.org/version/1.1") -> str:
    return json.dumps({"version": version, "title": "x", "items": items})


def test_a_json_feed_is_a_feed() -> None:
    body = json_feed(
        {"id": "1", "url": ITEM.format(1793001), "title": "Đường sắt",
         "date_published": "2026-11-20T08:00:00+07:00", "date_modified": "2026-11-21T08:00:00Z"},
        {"id": ITEM.format(1793002), "date_modified": "2026-11-21T08:00:00Z"},
        {"id": 3, "url": None}, "rubbish", {"url": "https://example.org/society/1793003/a.html"},
    )  # fmt: skip
    first, second = read("\ufeff " + body, "feed").candidates
    assert (first.url, first.title) == (ITEM.format(1793001), "Đường sắt")
    assert first.dated == Dated(datetime(2026, 11, 20, 1, tzinfo=UTC))
    assert (second.dated, second.changed) == (None, datetime(2026, 11, 21, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    "body",
    [json_feed(version="1"), '{"items": [', "{" * 100_000, '{"version": 1, "items": {}}', "[" * 9],
)
def test_other_json_is_no_feed(body: str) -> None:
    with pytest.raises(Unreadable, match="not a feed"):
        read(body, "feed")


def test_an_atom_entry_is_found_by_its_alternate_link() -> None:
    links = [
        ("self", f"{HOST}/api/1"),
        ("alternate", f"{HOST}/amp/1"),
        ("alternate", ITEM.format(1793001)),
        ("enclosure", f"{HOST}/a.mp3"),
    ]
    body = '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>One</title>'
    body += "".join(f'<link rel="{rel}" href="{address}"/>' for rel, address in links)
    body += "<id>tag:vietnamnews.vn,2026:1</id>"
    body += "<updated>2026-11-20T08:00:00+07:00</updated></entry></feed>"
    [candidate] = read(body, "feed").candidates
    assert (candidate.url, candidate.title) == (ITEM.format(1793001), "One")


@pytest.mark.parametrize(
    "inside",
    [
        "<guid>{}</guid>",
        '<guid isPermaLink="false">{}</guid>',
        "<link>https://feeds.example.org/~r/1</link><feedburner:origLink>{}</feedburner:origLink>",
    ],
)
def test_an_item_may_have_its_address_elsewhere(inside: str) -> None:
    item = f"<item><title>One</title>{inside.format(ITEM.format(1793001))}</item>"
    body = f"""<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
        <channel><title>x</title>{item}<item><guid>17</guid></item></channel></rss>"""
    assert [one.url for one in read(body, "feed").candidates] == [ITEM.format(1793001)]


def test_of_a_long_feed_the_newest_are_taken() -> None:
    days = [NOW - timedelta(hours=hour) for hour in range(1200)]
    entries = [
        f"<item><link>{ITEM.format(1790000 + n)}</link>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n, at in enumerate(days)
    ]
    random.Random(3).shuffle(entries)  # noqa: S311 - an order, not a secret
    found = read(
        f'<rss version="2.0"><channel>{"".join(entries)}</channel></rss>', "feed"
    ).candidates
    assert len(found) == 1000
    assert min(one.when for one in found if one.when) == NOW - timedelta(hours=999)


# Bombs: each is refused or read within a second.

LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
BOMBS = {
    "billion laughs": f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>$&i;$',
    "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"B" * 50_000}">]>${"&a;" * 20_000}$',
    "external": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>$&a;$',
    "external by network": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">$$',
    "deep": "$" + "<a>" * 200_000 + "$",
    "deep and closed": "$" + "<a>" * 100_000 + "</a>" * 100_000 + "$",
}
FRAMES = {
    "feed": '<rss version="2.0"><channel><title>x</title><item><title>{}</title>'
    "<link>{}</link></item></channel></rss>",
    "sitemap": "<urlset><url><title>{}</title><loc>{}</loc></url></urlset>",
}


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_harms_nobody(kind: str, name: str) -> None:
    head, inside, _ = BOMBS[name].split("$")
    body = head + FRAMES[kind].format(inside, ITEM.format(1793001))
    before = time.process_time()
    try:
        found = read(body, kind).candidates
    except Unreadable:
        found = ()
    assert time.process_time() - before < 1
    assert all(len(one.title) < 1000 and len(one.url) < 200 for one in found)


@pytest.mark.parametrize("kind", ["sitemap", "feed", "listing"])
def test_a_gzip_bomb_is_stopped_early(kind: str) -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * (64 * MEGABYTE))
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable, match="larger than 8 MB when unpacked"):
        read(bomb, kind)


def test_half_a_gzip_file_is_none() -> None:
    whole = gzip.compress(urlset(*(ITEM.format(n) for n in range(1793001, 1793100))).encode())
    with pytest.raises(Unreadable, match="cut off"):
        read(whole[: len(whole) // 2])
    with pytest.raises(Unreadable, match="damaged"):
        read(whole[:20] + b"\xff" * 20 + whole[40:])


# What is worth fetching in a window.


def candidate(day: int, month: int = 8, *, changed: bool = False) -> Candidate:
    at = datetime(2026, month, day, 12, tzinfo=ZONE)
    url = ITEM.format(f"{month}{day:02}{int(changed)}00")
    return Candidate(url, changed=at) if changed else Candidate(url, dated=Dated(at))


def test_what_lies_outside_a_window_is_not_fetched() -> None:
    before, first, last, behind = (candidate(31, 7), candidate(1), candidate(31), candidate(1, 9))
    undated = Candidate(ITEM.format(1))
    choice = worth_fetching(
        [before, first, undated, last, behind], set(), AUGUST.since, AUGUST.until
    )
    assert choice.fetch == (undated, last, first)
    assert (choice.too_old, choice.too_new) == (1, 1)
    exactly = Candidate(ITEM.format(2), dated=Dated(AUGUST.until or NOW))
    assert worth_fetching([exactly], set(), AUGUST.since, AUGUST.until).too_new == 1


def test_a_late_change_does_not_make_an_article_new() -> None:
    soon, late = candidate(20, 9, changed=True), candidate(20, 10, changed=True)
    choice = worth_fetching([soon, late], set(), AUGUST.since, AUGUST.until)
    assert choice.fetch == (soon,)
    assert (late.changed or NOW) - (AUGUST.until or NOW) > LATE_CHANGE


def test_paging_ends_where_all_that_is_dated_is_older() -> None:
    undated, old, new = Candidate(ITEM.format(1)), candidate(1, 7), candidate(2)
    assert not worth_fetching([undated, old], set(), AUGUST.since).goes_on
    assert worth_fetching([undated, old, new], {new.url}, AUGUST.since).goes_on
    assert worth_fetching([undated], set(), AUGUST.since).goes_on


def test_a_bound_on_pages_says_how_many_it_leaves() -> None:
    candidates = [candidate(day) for day in range(1, 11)]
    choice = worth_fetching(candidates, set(), AUGUST.since, most=3)
    assert ([one.when.day for one in choice.fetch if one.when], choice.left) == ([10, 9, 8], 7)
    assert worth_fetching(candidates, set(), AUGUST.since, most=None).left == 0


# The command line, and what is missing in the end.


def test_a_day_begins_at_the_outlet() -> None:
    given = read_arguments({"since": "2026-08-01", "until": "2026-09-01"}, ZONE, NOW)
    assert given.window == AUGUST
    instants = {"since": "2026-08-01T00:00+07:00", "until": "2026-08-31T17:00Z"}
    assert read_arguments(instants, ZONE, NOW).window == AUGUST
    assert read_arguments({"limit": "3"}, ZONE, NOW).window is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("until=2026-08-01", "-a until=2026-08-01: name a since as well"),
        ("since=2026-08-02 until=2026-08-02", "-a until=2026-08-02: is not later than since"),
        ("since=2026-11-23", "-a since=2026-11-23: lies in the future"),
        ("since=2026-08-01 until=soon", "-a until=soon: write a day such as 2024-11-01"),
        ("untill=2026-08-01", "did you mean 'until'?"),
    ],
)
def test_a_window_that_is_none_is_one_line(given: str, message: str) -> None:
    values = dict(one.split("=") for one in given.split())
    with pytest.raises(ConfigError) as caught:
        read_arguments(values, ZONE, NOW)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def days(*numbers: int) -> list[date]:
    return [date(2026, 8, number) for number in numbers]


def test_gaps_are_runs_of_days() -> None:
    first, behind = date(2026, 8, 1), date(2026, 8, 8)
    assert gaps(days(2, 2, 3, 6, 9), first, behind) == [
        (date(2026, 8, 1), date(2026, 8, 1)),
        (date(2026, 8, 4), date(2026, 8, 5)),
        (date(2026, 8, 7), date(2026, 8, 7)),
    ]
    assert gaps(days(*range(1, 8)), first, behind) == []
    assert gaps([], first, behind) == [(first, date(2026, 8, 7))]


def test_a_report_names_the_years_where_there_are_two() -> None:
    found = Found("vns", date(2025, 12, 30), date(2026, 1, 3), (date(2025, 12, 30),), 0, None)
    assert gap_report(found).splitlines() == [
        "vns, 30 Dec 2025 to 2 Jan 2026: 1 article, 0 relevant",
        "  no article on: 31 Dec 2025 to 2 Jan 2026",
    ]


def test_a_report_fits_a_terminal() -> None:
    every_second = tuple(date(2026, 1, 1) + timedelta(days=2 * n) for n in range(90))
    found = Found("vns", date(2026, 1, 1), date(2026, 7, 1), every_second, 3, None)
    assert max(map(len, gap_report(found).splitlines())) < 80
