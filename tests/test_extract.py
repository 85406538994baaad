"""What is read out of pages: every page of the demo, pages without an article, hostile pages."""

import json
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import LARGEST, extract_article
from crawler.outlet import load_outlets
from crawler.reading.page import NoArticle
from demo.server import DemoArticle, DemoSites, Quirk, clutter_of, load_articles
from storage.records import Article, Outcome, Visit
from storage.store import Store, open_store

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
EDITIONS = load_outlets()
ARTICLES = load_articles()
SILENT = (Quirk.GONE, Quirk.VIDEO)
READABLE = [article for article in ARTICLES if article.quirk not in SILENT]
BY_KEY = {article.key: article for article in ARTICLES}
RAIL = BY_KEY["rail-vns"]
WORDS = "The two towns agreed on a new bridge, and on who pays for its lamps. " * 20


def all_shown() -> DemoSites:
    sites = DemoSites()
    for article in ARTICLES:
        sites.publish(article.key)
    return sites


SITES = all_shown()


def page_of(article: DemoArticle) -> bytes:
    parts = urlsplit(article.url)
    answer, _ = SITES.answer(parts.netloc, parts.path)
    return answer.body


def read(body: bytes | str, article: DemoArticle = RAIL, *, known: bool = True) -> Article:
    data = body.encode() if isinstance(body, str) else body
    return extract_article(data, article.url, EDITIONS[article.edition] if known else None, NOW)


def simple(body: str, head: str = "") -> Article:
    """A page of an outlet that nobody has described."""
    page = f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    return extract_article(page.encode(), "https://paper.example/2026/a-story", None, NOW)


# The demo's pages.


@pytest.mark.parametrize("article", READABLE, ids=lambda article: article.key)
def test_a_demo_page_gives_its_article_and_nothing_else(article: DemoArticle) -> None:
    found = read(page_of(article), article)
    assert found.title == article.title
    assert (found.published, found.day_only) == (article.dated, False)
    assert (found.language, found.url) == (article.language, article.url)
    assert (found.outlet, found.edition) == (article.outlet, article.edition)
    assert found.authors == (article.author,)
    rows = {" | ".join(row) for row in article.table}
    assert [line for line in found.text.split("\n") if line not in rows] == article.text.split("\n")
    assert found.text.startswith(found.lead)
    for clutter in clutter_of(article, SITES.shown):
        assert clutter not in found.text or clutter in article.text


@pytest.mark.parametrize(
    "article", [a for a in ARTICLES if a.quirk in SILENT], ids=lambda article: article.key
)
def test_a_video_or_a_missing_page_is_no_article(article: DemoArticle) -> None:
    with pytest.raises(NoArticle, match="no text"):
        read(page_of(article), article)


# Who wins, field by field, on a page that nobody has described.


def test_the_heading_that_agrees_with_the_declared_title_wins() -> None:
    head = '<title>x</title><meta property="og:title" content="A bridge for two towns | Paper">'
    body = f"<h1>Paper</h1><h1>A bridge for two towns</h1><p>{WORDS}</p>"
    assert simple(body, head).title == "A bridge for two towns"


def test_a_sites_name_is_no_part_of_a_title() -> None:
    for name in (" | The Paper", " - The Paper", " – The Paper", "｜日报"):
        head = f"<title>A bridge for two towns{name}</title>"
        assert simple(f"<p>{WORDS}</p>", head).title == "A bridge for two towns"


def linked(**values: object) -> str:
    data = {"@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_dates_are_taken_from_what_is_declared_first() -> None:
    meta = '<meta property="article:published_time" content="2026-11-01T10:00:00+07:00">'
    time = '<time datetime="2026-10-01T10:00:00+07:00">1 October</time>'
    json_ld = linked(datePublished="2026-11-20T08:30:00+07:00")
    body = f"<h1>A bridge for two towns</h1>{{}}<p>{WORDS}</p>"
    expected = [(json_ld + meta, "2026-11-20"), (meta, "2026-11-01"), ("", "2026-10-01")]
    for head, day in expected:
        found = simple(body.format(time), head)
        assert f"{found.published:%Y-%m-%d}" == day
    assert simple(body.format("<p>On 3 March 2026 they met.</p>")).published is None


def test_a_declared_day_is_refined_by_an_hour_near_it_only() -> None:
    meta = '<meta name="pubdate" content="2026-11-20">'
    body = '<h1>A bridge for two towns</h1><time datetime="{}">x</time><p>{}</p>'
    near = simple(body.format("2026-11-20T08:30:00+07:00", WORDS), meta)
    assert near.published == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    far = simple(body.format("2026-10-01T08:30:00+07:00", WORDS), meta)
    assert (f"{far.published:%Y-%m-%d}", far.day_only) == ("2026-11-20", True)


def test_modified_counts_if_it_is_later() -> None:
    published = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    for hours, kept in ((2, True), (0, False), (-2, False)):
        later = published + timedelta(hours=hours)
        head = linked(datePublished=published.isoformat(), dateModified=later.isoformat())
        found = simple(f"<h1>A bridge for two towns</h1><p>{WORDS}</p>", head)
        assert found.modified == (later if kept else None)


def test_authors_are_people_and_not_addresses() -> None:
    body = f"<h1>A bridge for two towns</h1><p>{WORDS}</p>"
    several = linked(author=[{"name": "Lê A"}, {"name": " B.\n Akhmetov "}, "https://x.example/"])
    assert simple(body, several).authors == ("Lê A", "B. Akhmetov")
    meta = '<meta name="author" content="https://facebook.example/paper">'
    assert simple(body, meta).authors == ()


def test_the_declared_address_counts_if_it_is_an_article_of_the_edition() -> None:
    page = page_of(RAIL).decode()
    link = '<link rel="canonical" href="{}"></head>'
    section = RAIL.url.replace(f"/{RAIL.section}/", "/society/")
    other = RAIL.url.replace(RAIL.id, "1790001")
    for declared, kept, another in (
        (section.replace("https://", "http://www."), section, ""),
        (urlsplit(section).path, section, ""),
        (other, RAIL.url, other),  # another article's: readers go where we have been
        ("https://vietnamnews.vn/", RAIL.url, ""),
        ("https://mirror.example/society/1/a.html", RAIL.url, ""),
        ("https://[::1/", RAIL.url, ""),
    ):
        found = read(page.replace("</head>", link.format(declared)))
        assert (found.url, found.declared_as) == (kept, another)
    shared = f'<meta property="og:url" content="{section}"></head>'
    assert read(page.replace("</head>", shared)).url == section


def test_the_text_says_the_language_where_the_edition_is_wrong() -> None:
    german = BY_KEY[next(a.key for a in READABLE if a.edition == "vovworld_de")]
    found = extract_article(page_of(german), german.url, EDITIONS["vovworld_en"], NOW)
    assert found.language == "de"


# Pages that are broken, wrong or meant to harm.


def damaged() -> Iterator[tuple[str, bytes]]:
    page = page_of(RAIL)
    body = b'<div id="abody">'
    script = b'<script type="application/ld+json">%s</script></head>'
    yield "empty", b""
    yield "blank", b" \n\t"
    yield "binary", bytes(range(256)) * 400
    yield "noise", random.Random(7).randbytes(50_000)  # noqa: S311
    yield "zipped once more", b"\x1f\x8b\x08" + page
    yield "only NULs", b"\0" * 10_000
    yield "with NULs", page.replace(b"<p>", b"<p>\0")
    yield "nested", b"<div>" * 10_000 + WORDS.encode() + b"</div>" * 10_000
    yield "nested body", page.replace(body, body + b"<div>" * 10_000)
    yield "never closed", page.replace(body, body + b"<b><i>" * 5_000)
    yield "tables in tables", page.replace(body, body + b"<table><tr><td>x" * 2_000)
    yield "half a letter", page.replace(b"<p>", b"<p>\xed\xa0\x80")
    yield "half a letter by number", page.replace(b"<p>", b"<p>&#xD800;&#0;&#xFFFFFFFF;")
    yield "cut", page[: len(page) // 2]
    yield "cut in a letter", page[: page.index("é".encode()) + 1]
    yield "marked as UTF-8, and broken", b"\xef\xbb\xbf" + page + b"\x80"
    yield "a frameset", b"<frameset><frame src=x></frameset>"
    yield "plain text", WORDS.encode()
    yield "says UTF-16", b'<?xml version="1.0" encoding="utf-16"?>' + page
    yield "deep JSON", page.replace(b"</head>", script % (b"[" * 100_000))
    for data in (
        b'{"@type":"Article","headline":["a"],"datePublished":5,"author":{"name":{"name":1}}}',
        b'{"@type":{"a":1},"@graph":"x"}',
        b'{"@type":[["Article"]],"@graph":{"@graph":[null,[{"@type":"Article","author":[[0]]}]]}}',
        b'{"@type":"Article","headline":"a \\ud800","author":"\\udfff","datePublished":"\\ud800"}',
    ):
        yield data.decode()[:30], page.replace(b"</head>", script % data)


@pytest.mark.parametrize(("name", "body"), list(damaged()), ids=lambda value: str(value)[:30])
@pytest.mark.parametrize("known", [True, False])
def test_a_damaged_page_is_an_article_or_none_and_nothing_worse(
    name: str, body: bytes, known: bool, database: str
) -> None:
    assert name
    try:
        found = read(body, known=known)
    except NoArticle as error:
        assert str(error)  # noqa: PT017 - either way is right
        return
    assert found.title
    found.title.encode()
    " ".join(found.authors).encode()
    assert "\0" not in found.text
    with open_store(database) as store:
        assert kept(store, found).text == found.text


def kept(store: Store, found: Article) -> Article:
    store.articles.save(found, Visit(found.url, "x", Outcome.RELEVANT, NOW))
    [back] = store.articles.by_url([found.url])
    return back


def test_a_page_of_three_megabytes_is_not_opened() -> None:
    with pytest.raises(NoArticle, match="larger than 2 MB"):
        read(page_of(RAIL) + b"<p>x</p>" * (LARGEST // 8))


TONES = "\u0300\u0301\u0303\u0309\u0323"


def in_charset(article: DemoArticle, charset: str) -> bytes:
    page = page_of(article).decode()
    if charset == "windows-1258":
        page = "".join(map(tone_apart, page))
    return page.encode(charset, errors="replace")


def tone_apart(letter: str) -> str:
    """As windows-1258 has it: "ộ" is "ô" and a tone behind it."""
    marks = unicodedata.normalize("NFD", letter)
    rest = "".join(mark for mark in marks if mark not in TONES)
    return unicodedata.normalize("NFC", rest) + "".join(mark for mark in marks if mark in TONES)


TRUE = [
    ("vovworld_ru", "windows-1251"),
    ("vovworld_ru", "koi8-r"),
    ("vovworld_ru", "utf-16"),
    ("vovworld_ru", "utf-8"),
    ("vovworld_vi", "utf-8"),
    ("vovworld_zh", "gb18030"),
    ("vovworld_zh", "utf-8"),
    ("vovworld_fr", "windows-1252"),
]
CLAIMS = [
    (edition, charset, says)
    for edition, charset in TRUE
    for says in ("", "utf-8", "windows-1251", "utf-16", "no-such-charset")
    # Nothing tells a page in another old charset from one in windows-1251.
    if says != "windows-1251" or charset in ("utf-8", "utf-16", says)
]


@pytest.mark.parametrize(("edition", "charset", "says"), CLAIMS)
def test_what_a_page_says_of_its_charset_is_checked(edition: str, charset: str, says: str) -> None:
    article = next(a for a in READABLE if a.edition == edition)
    name = f'<meta charset="{says}">' if says else ""
    body = in_charset(article, charset).replace(b'<meta charset="utf-8">', name.encode())
    found = read(body, article)
    assert found.title == article.title
    assert found.text.split("\n")[-1] == article.text.split("\n")[-1]


def test_vietnamese_in_its_old_charset() -> None:
    article = next(a for a in READABLE if a.edition == "vovworld_vi")
    body = in_charset(article, "windows-1258")
    for says in (b"windows-1258", b"utf-8"):
        found = read(body.replace(b'charset="utf-8"', b'charset="%s"' % says), article)
        assert found.title == article.title


def test_one_broken_letter_does_not_make_a_page_foreign() -> None:
    article = next(a for a in READABLE if a.edition == "vovworld_ru")
    body = page_of(article).replace(b"</p>", b"\xd0</p>", 1)
    assert read(body, article).title == article.title


PAGES = {key: page_of(BY_KEY[key]) for key in ("rail-vns",)} | {
    article.key: page_of(article)
    for article in READABLE
    if article.edition in ("vovworld_th", "kaziss_kk", "vietnamtimes")
}
CHUNKS = st.sampled_from(
    [b"<", b">", b"</div>", b"<table>", b"<!--", b"]]>", b"\xff", b"\0", b"&", b"<p>", b"<script>",
     b"<title>", b"<h1>", b"<time datetime='2026-99-99'>", b"<meta charset=utf-7>", b"<svg>"]
)  # fmt: skip
EDITS = st.tuples(st.floats(0, 1), st.floats(0, 0.3), st.one_of(CHUNKS, st.binary(max_size=8)))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(PAGES)), st.lists(EDITS, min_size=1, max_size=5), st.booleans())
def test_no_change_to_a_page_breaks_the_reading(
    key: str, edits: list[tuple[float, float, bytes]], known: bool
) -> None:
    body = PAGES[key]
    for place, share, chunk in edits:
        start = int(place * len(body))
        body = body[:start] + chunk + body[start + int(share * share * len(body)) :]
    try:
        found = read(body, BY_KEY[key], known=known)
    except NoArticle:
        return
    assert found.title
    assert replace(found, html=b"").text
    f"{found.title}{found.text}".encode()


def test_the_date_of_a_teaser_is_not_the_articles() -> None:
    """An old page without a date would else be as new as the latest story in its sidebar."""
    undated = next(article for article in READABLE if article.quirk is Quirk.NO_DATE)
    teaser = b'<aside><time datetime="2026-11-21T08:00:00+07:00">yesterday</time></aside></body>'
    page = page_of(undated).replace(b"</body>", teaser)
    assert teaser in page
    assert read(page, undated).published is None


# Where an article ends, at outlets that append the beginnings of other ones.


def at_agency(body: str) -> str:
    page = f"""<h1 class="article__title">A bridge for two towns</h1>
    <div class="article__body cms-body">{body}</div>"""
    url = "https://en.vietnamplus.vn/a-bridge-for-two-towns-post352118.vnp"
    return extract_article(page.encode(), url, EDITIONS["vietnamplus_en"], NOW).text


@pytest.mark.parametrize("mark", [" - VNA", "./.", ". -VNA/VNP", " – VNA.", "（完）", " (TTXVN)"])
def test_nothing_behind_an_agencys_mark_belongs_to_the_article(mark: str) -> None:
    tail = "<h3>Another headline</h3><p>And how it begins.</p>"
    text = at_agency(f"<p>{WORDS}</p><p>The lamps are green{mark}</p>{tail}")
    assert text.endswith("\nThe lamps are green") or text.endswith("\nThe lamps are green.")


def test_an_agencys_mark_under_a_photo_ends_nothing() -> None:
    text = at_agency(f"<p>The old ferry - VNA</p><p>{WORDS}</p><p>The lamps are green.</p>")
    assert text.endswith("\nThe lamps are green.")
    both = at_agency(
        f"<p>{WORDS}</p><p>The old ferry - VNA</p><p>The lamps are green - VNA</p><p>A tail.</p>"
    )
    assert both.endswith("\nThe lamps are green")
