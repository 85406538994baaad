"""Pages that are no articles are refused with what they are; odd articles are kept."""

from datetime import UTC, datetime

import pytest

from crawler.extract import extract_article
from crawler.outlet import load_outlets
from crawler.reading.kind import other_kind
from crawler.reading.page import NoArticle, open_page
from demo.server import DemoSites, load_articles
from tests.kinds.articles import ARTICLES
from tests.kinds.others import OTHERS
from tests.kinds.parts import Made, cards, frame, h1
from tests.recorded import load_recorded

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
EDITIONS = load_outlets()


@pytest.mark.parametrize("made", OTHERS, ids=lambda made: made.name)
def test_a_page_that_is_no_article_is_refused_with_what_it_is(made: Made) -> None:
    with pytest.raises(NoArticle) as refusal:
        extract_article(made.html.encode(), made.url, None, NOW)
    assert str(refusal.value) == made.kind


@pytest.mark.parametrize("made", ARTICLES, ids=lambda made: made.name)
def test_an_odd_article_is_not_refused(made: Made) -> None:
    assert other_kind(open_page(made.html.encode(), None, NOW), made.url) == ""


def test_a_list_where_an_outlets_article_was_expected_is_refused() -> None:
    for name, cms in (("tuoitrenews", "vccorp"), ("vietnamplus_en", "vnanews")):
        page = frame(h1("Society") + cards(cms)).encode()
        with pytest.raises(NoArticle, match="a list of articles"):
            extract_article(page, f"https://{EDITIONS[name].hosts[0]}/society", EDITIONS[name], NOW)


def test_no_recorded_article_is_refused() -> None:
    for made in load_recorded():
        url = made.expected.article.url or made.expected.announced[0].url
        assert other_kind(open_page(made.page, None, NOW), url) == "", made.edition


def test_the_lists_of_the_demo_are_no_articles() -> None:
    sites = DemoSites()
    articles = load_articles()
    for article in articles:
        sites.publish(article.key)
    lists = {("vietnamnews.vn", "/"), ("vovworld.vn", "/de-DE.vov"), ("hanoitimes.vn", "/")}
    for host, path in lists:
        answer, _ = sites.answer(host, path)
        page = open_page(answer.body, None, NOW)
        assert other_kind(page, f"https://{host}{path}"), (host, path)
