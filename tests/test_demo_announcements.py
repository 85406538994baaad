"""How the demo outlets announce: feeds, lists, searches, sitemap, robots.txt."""

import re
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

import feedparser
import pytest
from parsel import Selector

from demo.catalogue import HOSTS
from demo.server import DemoSites, load_articles

ARTICLES = load_articles()
BY_KEY = {article.key: article for article in ARTICLES}
FEEDS = {
    "vietnamnews.vn": ["/rss/politics-laws.rss", "/rss/economy.rss", "/rss/society.rss"],
    "hanoitimes.vn": ["/rss/home.rss"],
    "vietnamtimes.org.vn": ["/rss_feed/"],
    "kisi.kz": ["/en/feed/", "/ru/feed/", "/kz/feed/", "/feed/"],
}
LISTS = {
    "vietnamnews.vn": ["/", "/economy", "/politics-laws?p=1", "/tags/kazakhstan.html"],
    "vovworld.vn": ["/de-DE.vov", "/th-TH.vov", "/zh-CN/新闻/404.vov", "/ru-RU/экономика/743.vov"],
    "m.vovworld.vn": ["/vi-VN.vov"],
    "hanoitimes.vn": ["/", "/business", "/tag/kazakhstan"],
    "vietnamtimes.org.vn": ["/", "/focus", "/tag/kazakhstan-1234.tag"],
    "kisi.kz": ["/en/", "/ru/", "/kz/", "/en/?s=Vietnam"],
}


@pytest.fixture
def sites() -> DemoSites:
    return DemoSites()


def links(body: bytes) -> set[str]:
    return {unquote(link) for link in Selector(body.decode()).xpath("//a/@href").getall()}


@pytest.mark.parametrize("host", FEEDS)
def test_feeds_announce_every_relevant_article(sites: DemoSites, host: str) -> None:
    announced = set()
    for path in FEEDS[host]:
        body = sites.answer(host, path)[0].body
        if path.endswith("economy.rss"):  # bytes are UTF-8, the declaration is false
            body = body.replace(b'encoding="utf-16"', b'encoding="utf-8"')
        parsed = feedparser.parse(body)
        assert parsed.entries
        assert not parsed.bozo
        announced |= {entry.link.partition("?")[0] for entry in parsed.entries}
    due = {a.url for a in sites.shown if a.relevant and HOSTS[a.outlet] == host}
    assert due
    assert due <= announced


def test_two_feeds_have_a_wrong_or_rare_charset(sites: DemoSites) -> None:
    real = sites.answer("vietnamnews.vn", "/rss/politics-laws.rss")[0].body
    false = sites.answer("vietnamnews.vn", "/rss/economy.rss")[0].body
    assert 'encoding="utf-16"' in real.decode("utf-16")
    assert b'encoding="utf-16"' in false
    assert "Kép" in false.decode("utf-8")


@pytest.mark.parametrize("host", LISTS)
def test_lists_and_searches_lead_to_articles(sites: DemoSites, host: str) -> None:
    for target in LISTS[host]:
        answer, _ = sites.answer(host, target)
        assert answer.status == 200
        addresses = {unquote(urlsplit(a.url).path) for a in sites.shown}
        assert {urlsplit(link).path for link in links(answer.body)} & addresses


def test_vovworld_finds_every_relevant_article_by_home_page_and_search(sites: DemoSites) -> None:
    words = {
        "de": "Kasachstan", "en": "kazakhstan", "fr": "Kazakhstan", "ja": "カザフスタン",
        "ko": "카자흐스탄", "ru": "Казахстан", "vi": "Kazakhstan", "zh": "哈萨克斯坦",
    }  # fmt: skip
    for language, word in words.items():
        own = [a for a in ARTICLES if a.outlet == "vovworld" and a.language == language]
        locale = own[0].labels.locale
        due = {a.id for a in own if a.relevant}
        for target in (f"/{locale}.vov", f"/{locale}/search/{word}.vov?trang=1"):
            found = " ".join(links(sites.answer("vovworld.vn", target)[0].body))
            assert {number for number in due if number in found} == due


def test_searches_at_vovworld_are_loose_and_without_end(sites: DemoSites) -> None:
    first = links(sites.answer("vovworld.vn", "/en-US/search/xuongdong.vov?trang=1")[0].body)
    far = links(sites.answer("vovworld.vn", "/en-US/search/xuongdong.vov?trang=302")[0].body)
    assert any(re.search(r"-\d{7}\.vov", link) for link in first)
    assert "/en-US/search/xuongdong.vov?trang=303" in far


def test_lists_go_on_over_pages(sites: DemoSites) -> None:
    first = sites.answer("vietnamnews.vn", "/")[0].body
    assert "/?p=2" in links(first)
    focus = links(sites.answer("vietnamtimes.org.vn", "/focus")[0].body)
    [older] = [link for link in focus if "&by-date=" in link]
    assert "/vietnam-hands-over-two-schools-in-northern-laos-98090.html" in " ".join(
        links(sites.answer("vietnamtimes.org.vn", older)[0].body)
    )


def test_links_are_written_in_all_the_ways_of_the_real_sites(sites: DemoSites) -> None:
    home = " ".join(links(sites.answer("vovworld.vn", "/vi-VN.vov")[0].body))
    paper = " ".join(links(sites.answer("vietnamnews.vn", "/")[0].body))
    for spelling in ("https://m.vovworld.vn/", "https://vovworld.vn./", "utm_source=home"):
        assert spelling in home
    for spelling in ("http://vietnamnews.vn/", "/print/", "/media-outreach/", "utm_medium=web"):
        assert spelling in paper


@pytest.mark.parametrize(("outlet", "host"), HOSTS.items())
def test_robots_txt_allows_the_articles_and_forbids_the_advertising(
    sites: DemoSites, outlet: str, host: str
) -> None:
    answer, _ = sites.answer(host, "/robots.txt")
    assert answer.content_type.startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(answer.body.decode().splitlines())
    own = [article for article in ARTICLES if article.outlet == outlet]
    assert all(rules.can_fetch("any", a.url) != a.advertising for a in own)
    if outlet == "vns":
        assert [a.key for a in own if a.advertising] == ["vns-advert"]
        assert not rules.can_fetch("any", "https://vietnamnews.vn/print/1793104/x.html")


def test_the_sitemap_names_addresses_and_days(sites: DemoSites) -> None:
    body = sites.answer("vietnamnews.vn", "/sitemap.xml")[0].body.decode()
    assert f"<loc>{BY_KEY['rail-vns'].url}</loc><lastmod>2026-11-17</lastmod>" in body
