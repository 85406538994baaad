"""What sources announce: feeds in any charset, sitemaps, lists, and answers that are none."""

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest

from crawler.announcements import Candidate, Unreadable, read_announcements
from crawler.dates import Dated
from crawler.discover import worth_fetching
from crawler.limits import time_limit
from crawler.outlet import load_outlets
from crawler.outlet_file import Source
from demo.answers import path_of
from demo.faults import EMPTY_FEED
from demo.server import DemoSites, load_articles

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
EDITIONS = load_outlets()
BY_KEY = {article.key: article for article in load_articles()}
ITEM = "https://vietnamnews.vn/society/{}/a-made-headline.html"


def source(kind: str, url: str = "https://vietnamnews.vn/x") -> Source:
    return Source.model_validate({"kind": kind, "url": url, "evidence": "seen"})


def read(
    body: bytes | str, kind: str, edition: str = "vns", url: str = "https://vietnamnews.vn/x"
) -> list[Candidate]:
    data = body.encode() if isinstance(body, str) else body
    return read_announcements(data, url, source(kind, url), EDITIONS[edition], NOW)


def served(host: str, target: str) -> bytes:
    answer, _ = DemoSites().answer(host, target)
    assert answer.status == 200
    return answer.body


def item(number: int, title: str = "A made headline", date: str = "") -> str:
    stamp = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title><link>{ITEM.format(number)}</link>{stamp}</item>"


def feed(*items: str, declaration: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    channel = f"<channel><title>x</title>{''.join(items)}</channel>"
    return f'{declaration}\n<rss version="2.0">{channel}</rss>'


# Feeds.

TITLE = "Việt Nam’s “Đổi mới” — 40 years"


@pytest.mark.parametrize(
    ("declared", "encoded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-le"),  # without a mark at its beginning
        ("utf-16", "utf-16-be"),
        ("utf-16", "utf-8"),  # says so falsely
        ("UTF-16", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("no-such-charset", "utf-8"),
    ],
)
def test_a_feed_is_read_in_any_charset(declared: str, encoded: str) -> None:
    text = feed(
        item(1793001, TITLE, "Fri, 20 Nov 2026 08:30:00 +0700"),
        declaration=f'<?xml version="1.0" encoding="{declared}"?>',
    )
    [candidate] = read(text.encode(encoded), "feed")
    assert candidate.title == TITLE
    assert candidate.dated == Dated(datetime(2026, 11, 20, 1, 30, tzinfo=UTC))


def test_a_feed_in_an_old_charset_is_read_as_it_says() -> None:
    text = feed(item(1793001, "Поезд"), declaration='<?xml version="1.0" encoding="windows-1251"?>')
    assert [one.title for one in read(text.encode("windows-1251"), "feed")] == ["Поезд"]


def test_a_feed_with_broken_bytes_keeps_its_items() -> None:
    text = feed(item(1793001, "A ? headline"), item(1793002)).encode().replace(b"?</", b"\xff</")
    text = text.replace(b"A ? h", b"A \xff h")
    assert [one.url for one in read(text, "feed")] == [ITEM.format(n) for n in (1793001, 1793002)]


@pytest.mark.parametrize(
    ("host", "path", "edition"),
    [
        ("vietnamnews.vn", "/rss/politics-laws.rss", "vns"),  # UTF-16
        ("vietnamnews.vn", "/rss/economy.rss", "vns"),  # UTF-8 that says UTF-16
        ("hanoitimes.vn", "/rss/home.rss", "hanoitimes"),  # GMT+7
        ("vietnamtimes.org.vn", "/rss_feed/", "vietnamtimes"),
        ("kisi.kz", "/ru/feed/", "kaziss_ru"),
        ("kisi.kz", "/kz/feed/", "kaziss_kk"),
    ],
)
def test_the_feeds_of_the_demo(host: str, path: str, edition: str) -> None:
    found = read(served(host, path), "feed", edition, f"https://{host}{path}")
    truth = {article.url: article for article in load_articles()}
    assert len(found) > 2
    for candidate in found:
        article = truth[candidate.url]
        assert (candidate.title, candidate.when) == (article.title, article.published)


@pytest.mark.parametrize("number", ["&#xD83D;&#xDE00;", "&#1114112;", "&#xFFFFFFFFFF;", "&#55296;"])
def test_a_number_of_no_letter_does_not_end_a_feed(number: str) -> None:
    """feedparser raises at them; half letters by number are how some CMSs write an emoji."""
    # Without its end, as XML that nothing but feedparser's second way reads.
    broken = feed(item(1790001, f"Tea {number} by rail"), item(1790002)).replace("</rss>", "<")
    for body in (broken, feed(item(1790001, f"Tea {number} by rail"), item(1790002))):
        found = read(body, "feed")
        assert [candidate.url for candidate in found] == [
            ITEM.format(1790001),
            ITEM.format(1790002),
        ]
        assert found[0].title.endswith("by rail")


def test_items_without_a_date_stay() -> None:
    [candidate] = read(feed(item(1793001)), "feed")
    assert (candidate.dated, candidate.when) == (None, None)


def test_items_without_a_link_or_with_a_foreign_one_are_left_out() -> None:
    text = feed(
        "<item><title>No link</title></item>",
        "<item><link>https://[::1/</link></item>",
        "<item><link>javascript:void(0)</link></item>",
        "<item><link>https://example.org/society/1793001/a.html</link></item>",
        "<item><link>https://vietnamnews.vn/media-outreach/1793001/a.html</link></item>",
        item(1793002),
    )
    assert [one.url for one in read(text, "feed")] == [ITEM.format(1793002)]


def test_a_feed_of_a_thousand_items_is_capped() -> None:
    text = feed(*(item(1790000 + number) for number in range(1200)))
    assert len(read(text, "feed")) == 1000


def test_an_empty_feed_announces_nothing() -> None:
    assert EMPTY_FEED.body
    assert read(EMPTY_FEED.body, "feed") == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\x01\x02" * 100,
        b"<!DOCTYPE html><html><head><title>Access denied</title></head><body>No.</body></html>",
        b'{"status": "error"}',
        b"<urlset></urlset>",
    ],
)
def test_what_is_no_feed_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body, "feed")


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">{}]>""".format(
    "".join(
        f'<!ENTITY {name} "{f"&{previous};" * 10}">'
        for previous, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
)


@pytest.mark.timeout(20)
def test_entities_that_grow_are_not_followed() -> None:
    """A billion laughs: 700 bytes that mean 100 million."""
    text = feed(item(1793001, "&i;"), declaration=BOMB)
    with pytest.raises(Unreadable, match="its entities grow"):
        read(text, "feed")
    link = f"<loc>{ITEM.format(1793001)}&i;</loc>"
    try:
        found = read(f"{BOMB}<urlset><url>{link}</url></urlset>", "sitemap")
    except Unreadable:
        found = []
    assert all(len(one.url) < 200 for one in found)


def test_files_of_this_machine_are_not_read_into_a_sitemap() -> None:
    text = f"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>
        <urlset><url><loc>{ITEM.format(1793001)}</loc><lastmod>&f;</lastmod></url></urlset>"""
    assert [(one.url, one.when) for one in read(text, "sitemap")] == [(ITEM.format(1793001), None)]


# Sitemaps.

NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def test_a_sitemap_with_and_without_days() -> None:
    text = f"""<?xml version="1.0" encoding="UTF-8"?><urlset {NAMESPACES}>
        <url><loc>{ITEM.format(1793001)}</loc><lastmod>2026-11-17</lastmod></url>
        <url><loc> {ITEM.format(1793002)} </loc></url>
        <url><loc>{ITEM.format(1793003)}</loc><lastmod>2026-11-17</lastmod>
          <news:news><news:publication_date>2026-11-16T09:00:00+07:00</news:publication_date>
          </news:news></url>
        <url><loc>https://vietnamnews.vn/society</loc></url>
        <!-- the end -->
        </urlset>"""
    first, second, third = read(text, "sitemap")
    # When a page changed says that it is not younger, never when it was published.
    assert [one.dated for one in (first, second)] == [None, None]
    assert first.changed == datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
    assert second.changed is None
    assert third.dated == Dated(datetime(2026, 11, 16, 2, 0, tzinfo=UTC))


def test_the_sitemap_of_the_demo() -> None:
    found = read(served("vietnamnews.vn", "/sitemap.xml"), "sitemap")
    assert BY_KEY["rail-vns"].url in {one.url for one in found}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>404</body></html>",
        b"<urlset><url>",
        b"<sitemapindex><sitemap><loc>https://vietnamnews.vn/a.xml</loc></sitemap></sitemapindex>",
    ],
)
def test_what_is_no_sitemap_of_pages_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable, match="not a sitemap"):
        read(body, "sitemap")


# Lists.


@pytest.mark.parametrize(
    ("host", "target", "edition"),
    [
        ("vietnamnews.vn", "/economy?p=1", "vns"),
        ("vovworld.vn", "/de-DE.vov", "vovworld_de"),
        ("vovworld.vn", "/zh-CN/新闻/404.vov", "vovworld_zh"),
        ("vovworld.vn", "/ru-RU.vov", "vovworld_ru"),
        ("vovworld.vn", "/th-TH.vov", "vovworld_th"),
        ("vovworld.vn", "/vi-VN/search/Kazakhstan.vov?trang=1", "vovworld_vi"),
        ("hanoitimes.vn", "/", "hanoitimes"),
        ("vietnamtimes.org.vn", "/focus", "vietnamtimes"),
        ("kisi.kz", "/ru/", "kaziss_ru"),
    ],
)
def test_a_list_announces_its_editions_articles_by_their_one_address(
    host: str, target: str, edition: str
) -> None:
    body = served(host, target)
    found = read(body, "listing", edition, f"https://{host}{target}")
    truth = {a.url: a for a in load_articles() if a.edition == edition}
    announced = {one.url for one in found}
    shown = {a.url for a in truth.values() if path_of(a) in unquote(body.decode())}
    shown -= {a.url for a in truth.values() if a.advertising}
    assert shown
    assert announced >= shown
    assert len(announced) == len(found)
    for one in found:
        if one.url in truth:
            assert one.title == truth[one.url].title
        if one.url in truth and one.dated:
            assert abs(one.dated.at - truth[one.url].published) < timedelta(days=1)
    # Print copies, searches, other editions and hosts, advertising: nothing of it.
    assert not [url for url in announced if "/print/" in url or "/search/" in url or "?" in url]


def test_a_list_without_the_known_marks_is_read_by_its_links() -> None:
    body = """<main><div class="redesigned"><a href="/society/1793001/a.html">A new train</a>
        <a href="/society/1793001/a.html?utm_source=x"><img></a>
        <a href="/about">About</a></div></main>"""
    [candidate] = read(body, "listing")
    assert candidate.url == "https://vietnamnews.vn/society/1793001/a.html"
    assert candidate.title == "A new train"


def test_a_cards_picture_comes_before_its_headline() -> None:
    body = """<div class="timeline"><article><a href="/society/1793001/a.html"><img></a>
        <h2><a href="http://www.vietnamnews.vn./society/1793001/a.html#top"> A new
          train </a></h2></article></div>"""
    [candidate] = read(body, "listing")
    assert candidate.title == "A new train"


def test_links_that_are_never_closed_cost_no_square() -> None:
    page = "".join(f'<a href="{ITEM.format(n)}">Tea by rail' for n in range(1790000, 1799000))
    page += "x" * 900_000
    with time_limit(2):  # took 9 s
        assert len(read(page, "listing")) == 1000


def test_a_list_in_an_old_charset() -> None:
    body = '<meta charset="windows-1258"><a href="/society/1793001/a.html">Café</a>'
    [candidate] = read(body.encode("windows-1258"), "listing")
    assert candidate.title == "Café"


@pytest.mark.parametrize("charset", ["no-such-charset", "utf-16", "x" * 200])
def test_a_list_in_a_charset_that_nobody_knows(charset: str) -> None:
    body = f'<meta charset="{charset}"><a href="/society/1793001/a.html">Train</a> \u00e9'
    [candidate] = read(body.encode("latin-1"), "listing")
    assert candidate.title == "Train"


@pytest.mark.parametrize("body", [b"", b"   ", b"<!-- -->"])
def test_an_empty_page_is_no_list(body: bytes) -> None:
    with pytest.raises(Unreadable, match="not a page"):
        read(body, "listing")


# What is worth fetching.


def candidate(number: int, day: int = 0, changed: int = 0) -> Candidate:
    def at(value: int) -> datetime:
        return datetime(2026, 11, value, tzinfo=UTC)

    dated = Dated(at(day)) if day else None
    return Candidate(ITEM.format(number), "x", dated, at(changed) if changed else None)


SINCE = datetime(2026, 11, 10, tzinfo=UTC)


def test_known_and_old_are_left_and_counted() -> None:
    old, edge, fresh, known = candidate(1, 9), candidate(2, 10), candidate(3, 11), candidate(4, 12)
    choice = worth_fetching([old, edge, fresh, known], {known.url}, SINCE)
    assert choice.fetch == (fresh, edge)
    assert (choice.known, choice.too_old) == (1, 1)
    assert choice.goes_on


def test_without_a_date_the_page_may_tell() -> None:
    undated = candidate(1)
    assert worth_fetching([undated], set(), SINCE).fetch == (undated,)


def test_a_page_that_changed_before_was_published_before() -> None:
    assert worth_fetching([candidate(1, changed=9)], set(), SINCE).too_old == 1
    assert worth_fetching([candidate(1, changed=11)], set(), SINCE).fetch


def test_newest_first_and_the_undated_in_the_sources_order() -> None:
    one, two, older, newer = candidate(1), candidate(2), candidate(3, 12), candidate(4, 13)
    assert worth_fetching([older, one, newer, two], set(), SINCE).fetch == (one, two, newer, older)


def test_a_page_without_anything_new_ends_the_list() -> None:
    known = candidate(1, 12)
    assert not worth_fetching([known, candidate(2, 1)], {known.url}, SINCE).goes_on


def test_without_a_bound_nothing_is_too_old() -> None:
    assert worth_fetching([candidate(1, 1)], set(), None).fetch


def test_a_sitemap_that_begins_with_its_oldest_page_gives_the_newest() -> None:
    days = [NOW - timedelta(days=1500 - number) for number in range(1500)]
    entries = "".join(
        f"<url><loc>https://vietnamnews.vn/economy/{1700000 + number}/a-page.html</loc>"
        f"<lastmod>{day:%Y-%m-%d}</lastmod></url>"
        for number, day in enumerate(days)
    )
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    source = Source(kind="sitemap", url="https://vietnamnews.vn/sitemap.xml", evidence="seen")
    found = read_announcements(body.encode(), source.url, source, EDITIONS["vns"], NOW)
    assert len(found) == 1000
    assert found[0].url.endswith("/1701499/a-page.html")
    choice = worth_fetching(found, set(), None)
    assert len(choice.fetch) == 150
    assert choice.fetch[0] == found[0]
