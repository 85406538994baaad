"""No page and no answer, however broken, raises anything but the one error that it may.

A failure names the seed: ``python -m tests.fuzz SEED`` plays it again.
"""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import LARGEST, extract_article
from crawler.limits import PAGE_SECONDS, time_limit
from crawler.reading.page import NoArticle
from tests.fuzz.play import NOW, play, play_source

FROM = 0
EACH = 250  # in one test, so that several processes share them


@pytest.mark.parametrize("first", range(FROM, FROM + 2000, EACH))
def test_two_thousand_broken_pages(first: int) -> None:
    all_of(play, first, EACH)


def test_three_hundred_broken_sources() -> None:
    all_of(play_source, FROM, 300)


def all_of(plays: Callable[[int], str], first: int, count: int) -> None:
    for seed in range(first, first + count):
        try:
            plays(seed)
        except Exception as error:
            error.add_note(f"to see it again: python -m tests.fuzz {seed}")
            raise


MARKUP = st.sampled_from(
    "<p> </p> <a/href=x> </a> <div> </div> <table> <tr><td> <ul><li> <h1> </h1> <script> </script>"
    " <!-- --> <article> <svg> <title> <base/href=//[> <time/datetime=1> <form>"
    " <input/type=password> &#xD800; &#0; <meta/charset=x> <html/lang=> <body/class=tag>".split(" ")
)
TEXTS = st.one_of(MARKUP, st.text(max_size=40), st.just("The two towns agreed on a bridge. " * 8))


@settings(max_examples=150, deadline=1000 * PAGE_SECONDS, derandomize=True)
@given(
    st.lists(TEXTS, max_size=40), st.sampled_from(["", "x", "https://p.example/search?s=a", "//["])
)
def test_any_heap_of_markup_is_an_article_or_none(pieces: list[str], url: str) -> None:
    body = "".join(piece.replace("/", " ", 1) if "<" in piece else piece for piece in pieces)
    try:
        found = extract_article(body.encode("utf-8", "surrogatepass"), url, None, NOW)
    except NoArticle as error:
        assert str(error)  # noqa: PT017 - either way is right
    else:
        assert found.title
        f"{found.title}{found.text}{found.url}".encode()


HEAD = "<title>A bridge for two towns</title>"
HEAPS = {
    "5 MB of a table": HEAD + "<table>" + "<tr><td>1<td>2" * 360_000,
    "5 MB of links": HEAD + "<a href=x>word word word word</a>" * 150_000,
    "as many links as are read": HEAD + "<a href=x>word word word word</a>" * 29_000,
    "elements in elements": HEAD + "<div class=x><a href=x>word word word word word</a>" * 10_000,
    "links in links": HEAD + "<a href=x>word word word word" * 10_000,
    "declared texts": HEAD + "<script type=application/ld+json>" + '"articleBody":"' * 60_000,
    "tags in a declared text": HEAD
    + '<script type=application/ld+json>{"articleBody":"'
    + "<" * 50_000
    + '"}</script><p>'
    + "The two towns agreed on a bridge. " * 20,
    "classes": HEAD + "<body class='" + "search " * 100_000 + "'><p>",
}


@pytest.mark.parametrize("name", HEAPS)
def test_a_heap_of_one_thing_costs_little(name: str) -> None:
    body = HEAPS[name].encode()
    assert len(body) > LARGEST or not name.startswith("5 MB")
    # Each takes a second at most, alone.
    with time_limit(PAGE_SECONDS):
        try:
            assert extract_article(body, "https://p.example/a", None, NOW).text
        except NoArticle as error:
            assert str(error)  # noqa: PT017 - either way is right
