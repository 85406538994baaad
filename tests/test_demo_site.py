"""The demo outlets are what the facts say of the real ones: texts, pages, feeds, lists."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from parsel import Selector

from demo.catalogue import HOSTS
from demo.server import DemoArticle, DemoSites, Quirk, clutter_of, load_articles

ARTICLES = load_articles()
BY_KEY = {article.key: article for article in ARTICLES}
HELD_BACK = "students-vns"
# As the facts give them for each outlet.
PATTERNS = {
    "vns": r"https?://vietnamnews\.vn/[a-z-]+(?:/[a-z-]+)?/\d{5,8}/[a-z0-9-]+\.html",
    "vovworld": r"https?://vovworld\.vn/[a-z]{2}-[A-Z]{2}/[^/]+/[^/]+-\d{4,8}\.vov",
    "hanoitimes": r"https?://hanoitimes\.vn/[a-z0-9-]+\.\d{5,7}\.html",
    "vietnamtimes": r"https?://vietnamtimes\.org\.vn/[a-z0-9-]+-\d{4,}\.html",
    "kaziss": r"https?://kisi\.kz/(?:en|ru|kz)/[^/?]+/",
}


@pytest.fixture
def sites() -> DemoSites:
    return DemoSites()


def page(sites: DemoSites, article: DemoArticle) -> bytes:
    parts = urlsplit(article.url)
    return sites.answer(parts.netloc, parts.path)[0].body


def text_of(body: bytes) -> str:
    return " ".join(one(body, "string(/)").split())


def one(body: bytes, xpath: str) -> str:
    return Selector(body.decode()).xpath(xpath).get(default="")


def shown_of(sites: DemoSites, article: DemoArticle) -> list[DemoArticle]:
    return [other for other in sites.shown if other.outlet == article.outlet]


def test_the_articles_are_as_many_and_as_various_as_promised() -> None:
    relevant = [article for article in ARTICLES if article.relevant and not article.held_back]
    languages = defaultdict(set)
    for article in relevant:
        languages[article.event].add(article.language)
    assert len(ARTICLES) >= 64
    assert len(relevant) >= 22
    assert len(languages) == 8
    assert sum(len(spoken) >= 2 for spoken in languages.values()) >= 5
    assert {a.language for a in relevant} >= {"en", "de", "vi", "ru", "kk", "fr", "zh"}
    assert sum(not article.relevant for article in ARTICLES) >= 40


def test_keys_and_addresses_are_unique_and_dates_within_the_week() -> None:
    assert len(BY_KEY) == len({article.url for article in ARTICLES}) == len(ARTICLES)
    first = datetime(2026, 11, 16, tzinfo=UTC)
    assert all(first <= a.published < datetime(2026, 11, 22, 2, tzinfo=UTC) for a in ARTICLES)
    assert BY_KEY[HELD_BACK].published == datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.key)
def test_addresses_have_the_form_of_their_outlet(article: DemoArticle) -> None:
    assert re.fullmatch(PATTERNS[article.outlet], article.url)
    assert article.url.isascii()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.key)
def test_an_article_page_holds_its_text_and_its_clutter(
    sites: DemoSites, article: DemoArticle
) -> None:
    sites.publish(HELD_BACK)
    body = page(sites, article)
    if article.quirk is Quirk.GONE:
        assert sites.answer(HOSTS[article.outlet], urlsplit(article.url).path)[0].status == 404
        return
    seen = text_of(body)
    assert 40_000 < len(body) < 120_000
    assert all(" ".join(line.split()) in seen for line in article.text.split("\n"))
    clutter = clutter_of(article, shown_of(sites, article))
    assert all(caption in seen for caption in article.captions)
    assert sum(string in seen for string in clutter) >= 8
    assert not [string for string in clutter if string in article.text]


def test_pages_about_other_things_carry_headlines_about_kazakhstan(sites: DemoSites) -> None:
    assert "Kazakhstan" not in BY_KEY["vns-coffee"].text
    assert text_of(page(sites, BY_KEY["vns-coffee"])).count("Kazakhstan") >= 3
    assert "Kasachstan" not in BY_KEY["vov-de-wald"].text
    assert text_of(page(sites, BY_KEY["vov-de-wald"])).count("Kasachstan") >= 3


@pytest.mark.parametrize(
    ("key", "xpath", "expected"),
    [
        ("rail-vns", "//*[@class='datetime']/text()", "November 17, 2026 - 15:21"),
        ("flight-hanoitimes", "//*[@class='detail-time']/text()", "Nov 18, 2026 / 11:45"),
        (
            "consular-vietnamtimes",
            "//*[@class='article-detail-publish']/text()",
            "November 19, 2026 | 20:47",
        ),
        ("rail-vov-zh", "//div[@class='article__meta']/time/text()", "2026年11月18日 | 10:12:45"),
        (
            "rail-vov-de",
            "//div[@class='article__meta']/time/text()",
            "18. November 2026 | 14:33:08",
        ),
        (
            "rail-vov-vi",
            "//div[@class='article__meta']/time/text()",
            "17 tháng 11, 2026 | 17:40:12",
        ),
        (
            "institutes-kaziss-ru",
            "//meta[@property='article:published_time']/@content",
            "2026-11-16T11:50:00+00:00",
        ),
    ],
)
def test_dates_stand_in_each_outlets_own_form(
    sites: DemoSites, key: str, xpath: str, expected: str
) -> None:
    assert one(page(sites, BY_KEY[key]), xpath) == expected


def test_odd_pages_are_odd(sites: DemoSites) -> None:
    assert "\n" in one(page(sites, BY_KEY["consular-vietnamtimes"]), "//h1/text()")
    undated = page(sites, BY_KEY["vov-fr-sans-date"])
    assert b"<time" not in undated
    assert BY_KEY["vov-fr-sans-date"].dated is None
    assert BY_KEY["vov-en-video"].text == ""
    assert b"<video" in page(sites, BY_KEY["vov-en-video"])


def test_an_article_that_is_held_back_is_nowhere_until_it_is_published(sites: DemoSites) -> None:
    held = BY_KEY[HELD_BACK]
    lists = ("/", "/society", "/rss/society.rss", "/sitemap.xml")
    everywhere = [("vietnamnews.vn", path) for path in lists]
    path = urlsplit(held.url).path
    assert sites.answer("vietnamnews.vn", path)[0].status == 404
    assert not any(held.id.encode() in sites.answer(*place)[0].body for place in everywhere)
    assert held.title not in text_of(page(sites, BY_KEY["vns-coffee"]))
    sites.publish(HELD_BACK)
    assert sites.answer("vietnamnews.vn", path)[0].status == 200
    assert all(held.id.encode() in sites.answer(*place)[0].body for place in everywhere)


def test_publishing_what_there_is_not_says_so(sites: DemoSites) -> None:
    with pytest.raises(KeyError, match="no demo article is called 'nothing'"):
        sites.publish("nothing")


def test_short_addresses_lead_to_the_article(sites: DemoSites) -> None:
    answer, _ = sites.answer("kisi.kz", "/?p=15872")
    assert answer.status == 301
    assert answer.location == BY_KEY["institutes-kaziss-en"].url
