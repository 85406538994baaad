"""The authors of pages that nobody has described: declared, marked as a byline, or introduced."""

import json
import time
from datetime import UTC, datetime

import pytest

from crawler.reading.authors import authors_of
from crawler.reading.names import introduced_in, names_in
from crawler.reading.page import open_page

NOW = datetime(2026, 11, 22, tzinfo=UTC)
URL = "https://www.harbour-post.example/2026/a-bridge"
HEADING = "<h1>A bridge for two towns</h1>"


def authors(body: str = "", head: str = "") -> tuple[tuple[str, ...], str]:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return authors_of(open_page(page.encode(), None, NOW), URL)


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def article(**values: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "A bridge", **values}


@pytest.mark.parametrize(
    "data",
    [
        article(author={"@type": "Person", "name": "Lena Roth"}),
        article(author=["Lena Roth", {"name": "Harbour Post"}]),
        article(author={"name": ["Lena Roth"]}),
        article(creator="Lena Roth"),
        [{"@type": "WebSite", "name": "x"}, article(author="By Lena Roth, Staff Writer")],
        {"@graph": [article(author={"@id": "#p"}), {"@id": "#p", "name": "Lena Roth"}]},
        {"@type": "WebPage", "mainEntity": article(author=[{"name": "Lena Roth"}])},
    ],
)
def test_people_in_json_ld(data: object) -> None:
    assert authors(head=linked(data)) == (("Lena Roth",), "json-ld")


def test_people_win_over_the_outlet_which_stays_if_it_is_alone() -> None:
    head = linked(article(author={"@type": "Organization", "name": "Harbour Post"}))
    byline = '<p class="byline">By Lena Roth</p>'
    assert authors(HEADING + byline, head) == (("Lena Roth",), "byline by class")
    assert authors(HEADING, head) == (("Harbour Post",), "json-ld")
    meta = '<meta name="author" content="admin"><meta name="dc.creator" content="Lena Roth">'
    assert authors(HEADING, meta) == (("Lena Roth",), "meta dc.creator")


def test_an_author_on_a_card_beside_a_link() -> None:
    label = '<meta name="twitter:label1" content="{}"><meta name="twitter:data1" content="Jo Hand">'
    assert authors(HEADING, label.format("Tác giả")) == (("Jo Hand",), "meta twitter:data1")
    assert authors(HEADING, label.format("Est. reading time")) == ((), "")


LINE = "The two towns have waited for their bridge for eleven years and a winter."


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<p>{line}</p><p style="text-align: right"><b>{name}</b></p>', True),
        ('<div>{line}<br><br><div align="right"><i>{name}</i></div></div>', True),
        ("<p>{line}</p><p><b>{name}</b></p>", False),
        ('<p>{line}</p><p align="right"><a href="/x">{name}</a></p>', False),
        ('<p>Rates</p><p align="right">{name}</p>', False),
        ('<p>{line}</p><p align="right">{name}, 3 May</p>', False),
    ],
)
def test_who_signs_the_text_on_the_right_has_written_it(markup: str, found: bool) -> None:
    body = HEADING + markup.format(line=LINE, name="Lena Roth")
    assert authors(body) == ((("Lena Roth",), "signature") if found else ((), ""))


def test_the_only_author_that_scripts_are_handed() -> None:
    state = '<script>window.__STATE__ = {"author": {"id": 1, "name": "Lena R\\u00f6th"}}</script>'
    assert authors(HEADING + state) == (("Lena R\u00f6th",), "script author")
    assert authors(HEADING + state + '<script>{"authors": ["Jo Hand"]}</script>')[0] == ()


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ('<a rel="author" href="/x">{}</a>', "rel=author"),
        (
            '<span itemprop="author"><img alt="x"><b itemprop="name">{}</b></span>',
            "itemprop=author",
        ),
        ('<div class="post-author">Written by <a href="/x">{}</a> 3 May 2026</div>', "class"),
        ('<div class="Byline">By<span>{}</span><span>Staff Writer</span></div>', "class"),
        ('<p class="author-name">{}, Editor-in-Chief</p><p>Lena likes boats.</p>', "class"),
        ('<div class="article__author">World · {}</div>', "class"),
        ('<p><a href="/authors/x">{}</a></p>', "address"),
        ('<article><p>1</p><footer class="by-author">{}</footer></article>', "class"),
    ],
)
def test_a_marked_byline(markup: str, rule: str) -> None:
    assert authors(HEADING + markup.format("Lena Roth")) == (("Lena Roth",), f"byline by {rule}")


def test_several_in_one_list() -> None:
    items = "".join(
        f'<li><a rel="author" href="/x">{name}</a></li>' for name in ("A. Kim", "Bo Li")
    )
    assert authors(f"{HEADING}<ul>{items}</ul>")[0] == ("A. Kim", "Bo Li")


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<div class="comments"><span class="author">Lena Roth</span></div>',
        '<li><h3><a href="/y">A ferry</a></h3><span class="byline">Lena Roth</span></li>',
        '<div class="related-posts"><a rel="author" href="/x">Lena Roth</a></div>',
        '<footer><a href="/authors/x">Lena Roth</a></footer>',
        '<figure><span class="byline">Lena Roth</span></figure>',
        '<div class="author-box">Follow us on Facebook</div>',
        '<div class="author">Read more about the two towns</div>',
    ],
)
def test_who_stands_elsewhere_has_not_written_it(elsewhere: str) -> None:
    assert authors(f"<div>{HEADING}</div>{elsewhere}") == ((), "")


def test_the_byline_behind_the_heading_wins() -> None:
    before = '<a class="author" href="/x">Jo Hand</a>'
    after = '<a class="author" href="/y">Lena Roth</a>'
    assert authors(f"<div>{before}</div><div>{HEADING}</div><div>{after}</div>")[0] == (
        "Lena Roth",
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Lena Roth and Jo Hand", ("Lena Roth", "Jo Hand")),
        ("Von Lena Roth und Jo Hand", ("Lena Roth", "Jo Hand")),
        ("Par Lena Roth et Jo Hand", ("Lena Roth", "Jo Hand")),
        ("Por Lena Roth y Jo Hand", ("Lena Roth", "Jo Hand")),
        ("Автор: Айгуль Сатова и Олег Рыбин", ("Айгуль Сатова", "Олег Рыбин")),
        ("Автор: Айгүл Сатова және Олжас Бек", ("Айгүл Сатова", "Олжас Бек")),
        ("Tác giả: Lê Thu và Đỗ Minh", ("Lê Thu", "Đỗ Minh")),
        ("本报记者 林晓、周文", ("林晓", "周文")),
        ("文/林晓", ("林晓",)),
        ("（新河社记者 林晓 周文）", ("林晓", "周文")),
        ("（林晓）", ("林晓",)),
        ("This story was written by Lena Roth, Head of News", ("Lena Roth",)),
        ("取材・文＝黒田 千尋", ("黒田 千尋",)),
        ("[林晓，Harbour Post]", ()),
        ("ໂດຍ: ມະນີວອນ", ("ມະນີວອນ",)),
        ("Gespeichert von Lena Roth am 7. Juli 2026", ("Lena Roth",)),
        ("By the river the two towns met.", ()),
        ("Von der Fähre zur Brücke", ()),
        ("По реке идут суда", ()),
        ("记者从港口获悉，列车已经出发", ()),
        ("（完）", ()),
        ("By", ()),
    ],
)
def test_names_that_words_introduce(line: str, names: tuple[str, ...]) -> None:
    assert introduced_in(line) == names
    assert authors(f"{HEADING}<p>{line}</p>") == (names, "words before a name" if names else "")


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("<p>By <a href='/x'>Lena Roth</a></p>", ("Lena Roth",)),
        ("<div>Written by</div><h4>Lena Roth</h4>", ("Lena Roth",)),
        ("<p>a library written by <a href='/x'>Lena Roth</a> in C</p>", ()),
        ("<p>a library by</p><p>By</p><p>the river</p>", ()),
        ('<p id="byline">[林晓，Harbour Post]</p>', ("林晓",)),
        ('<p class="author">by</p><p>3 May</p>', ()),
    ],
)
def test_a_name_in_another_element_than_its_introduction(
    markup: str, names: tuple[str, ...]
) -> None:
    assert authors(HEADING + markup)[0] == names


def test_a_name_is_no_handle_address_or_sentence() -> None:
    for text in ("@lena", "https://x.example/lena", "www.x.example", "a" * 61, "admin", "", "2026"):
        assert names_in([text], trusted=True) == ()
    assert names_in(["Lena Roth (photo)", "LENA ROTH", "lena@x.example"]) == ("Lena Roth",)
    assert names_in(["Ha\u0300 Thu"]) == ("H\u00e0 Thu",)


def test_pages_of_nothing_but_bylines_are_left_soon() -> None:
    """Without limits these take from ten seconds to minutes."""
    for body in (
        '<div class="author"><li>' * 9000 + "Lena Roth",
        '<li><a href="/author/x">0</a><p>x<h2>y</h2>' * 6000,
        "<p>" + "记者 " * 300_000,
    ):
        started = time.process_time()
        assert authors(HEADING + body) == ((), "")
        assert time.process_time() - started < 3
    deep = "[" * 900 + "]" * 900
    assert authors(head=f'<script type="application/ld+json">{deep}</script>') == ((), "")
