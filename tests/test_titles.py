"""The title of pages that nobody has described: the heading, what is declared, the site's name."""

import json
from datetime import UTC, datetime
from html import escape

import pytest

from crawler.reading.page import open_page
from crawler.reading.sites import is_site, names_of, without_site
from crawler.reading.titles import title_of

NOW = datetime(2026, 11, 22, tzinfo=UTC)
URL = "https://www.harbour-post.example/2026/a-bridge"
BRIDGE = "A bridge for two towns is paid for at last"
LONG = (
    "The two towns on the river have paid for a bridge that nobody believed would ever be built, "
    "and want another one"
)


def title(body: str = "", head: str = "", url: str = URL) -> tuple[str, str]:
    page = f"<html><head>{head}</head><body>{body}<p>Text.</p></body></html>"
    return title_of(open_page(page.encode(), None, NOW), url)


def og(text: str) -> str:
    return f'<meta property="og:title" content="{escape(text)}">'


def site(name: str) -> str:
    return f'<meta property="og:site_name" content="{name}">'


def headline(text: str) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": text})
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("stated", "named"),
    [
        (f"{BRIDGE} | Harbour Post", ""),
        (f"{BRIDGE} - The Harbour Post", ""),
        (f"{BRIDGE} — harbour-post.example", ""),
        (f"{BRIDGE} « Harbour Post", ""),
        (f"{BRIDGE} :: Harbour Post", ""),
        (f"{BRIDGE} | Region | Harbour Post", ""),
        (f"Harbour Post: {BRIDGE}", ""),
        (f"Harbour Post | {BRIDGE}", ""),
        (f"{BRIDGE} - HP", "HP"),
        (f"{BRIDGE} – Der Bote vom Fluss", "Der Bote vom Fluss"),
        (f"{BRIDGE} | A name that nobody states", ""),
        (f"{BRIDGE} - Video", ""),
    ],
)
def test_a_sites_name_is_cut_off_on_either_side(stated: str, named: str) -> None:
    head = f"<title>{escape(stated)}</title>" + (site(named) if named else "")
    assert title(head=head) == (BRIDGE, "title")


def test_a_chinese_sites_name_is_cut_off() -> None:
    for stated in (
        "两城之间的大桥终于付清了款项_新闻_河港网",
        "两城之间的大桥终于付清了款项-河港网",
    ):
        found = title(head=f"<title>{stated}</title>" + site("河港网"))
        assert found == ("两城之间的大桥终于付清了款项", "title")


def test_a_dash_inside_a_title_stays() -> None:
    whole = "The bridge of two towns - how it was paid for, and by whom in the end"
    assert title(f"<h1>{whole}</h1>", og(whole)) == (whole, "h1, as meta og:title")
    assert without_site(whole, names_of([], [URL])) == whole


def test_a_country_in_a_heading_is_not_cut_off_where_a_site_is_called_like_it() -> None:
    for whole in ("Bridges and roads: Kazakhstan – Vietnam", "Kazakhstan - Vietnam"):
        for head in (og(whole), og(f"{whole} | Vietnam News"), ""):
            found, _ = title(f"<h1>{whole}</h1>", head, "https://vietnamnews.example/a")
            assert found == whole


def test_the_heading_wins_over_what_is_written_for_search_engines() -> None:
    stated = "Bridge paid: 5 facts on the bridge of the towns"
    body = f"<h1>Harbour Post</h1><h1>{BRIDGE}</h1><h1>More news</h1>"
    assert title(body, og(stated)) == (BRIDGE, "h1, as meta og:title")
    assert title(f"<h1>{BRIDGE}</h1>", headline(stated)) == (BRIDGE, "h1, as json-ld")


def test_another_articles_heading_does_not_win() -> None:
    body = "<h1>Ferry tickets</h1><h1>Two ferries for the towns at the other bridge</h1>"
    assert title(body, og(BRIDGE)) == (BRIDGE, "meta og:title")


def test_a_heading_alone_is_the_title() -> None:
    assert title(f"<h1>{BRIDGE}</h1>", "<title>River news today</title>") == (BRIDGE, "h1")
    assert title("<h1>Menu</h1>", f"<title>{BRIDGE}</title>") == (BRIDGE, "title")
    assert title() == ("", "")


@pytest.mark.parametrize(
    "heading",
    [
        f"<span class='kicker'>River</span> {BRIDGE}",
        f"<span>River:</span>{BRIDGE}",
        f"{BRIDGE}<span class='print'>Harbour Post Print</span>",
        f"{BRIDGE} <small>By Nobody Known</small>",
        BRIDGE.upper(),
    ],
)
def test_what_is_glued_to_a_heading_is_no_part_of_it(heading: str) -> None:
    assert title(f"<h1>{heading}</h1>", og(BRIDGE)) == (BRIDGE, "h1, as meta og:title")


def test_a_declared_kicker_stays() -> None:
    whole = f"River: {BRIDGE}"
    found = title(f"<h1><span>River:</span> {BRIDGE}</h1>", og(whole))
    assert found == (whole, "h1, as meta og:title")


def test_a_headline_that_was_cut_off_is_completed() -> None:
    for cut in (LONG[:105], f"{LONG[:60]}…"):
        assert title(head=headline(cut) + og(f"{LONG} | Harbour Post"))[0] == LONG


def test_letters_written_twice_over_are_read() -> None:
    assert title(head=headline("Rice &amp; wheat: a road for both is found"))[0] == (
        "Rice & wheat: a road for both is found"
    )


def test_what_a_site_is_called() -> None:
    names = names_of(["Báo Bến Cảng"], ["https://www.uohp.example/x", "not an address"])
    assert is_site("Ben Cang", names)
    assert is_site("University of Harbour Post", names)
    assert not is_site("Ben Cang", names, strictly=True)
    assert not is_site(BRIDGE, names)
