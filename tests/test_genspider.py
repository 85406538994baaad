"""`scrapy genspider` and `record`: drafts that load, from what the demo outlets answer."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.countries import country_of, search_words, zone_of
from crawler.draft import Draft, Place, toml_of
from crawler.outlet import HERE, Edition, load_outlets
from crawler.patterns import guess_pattern
from crawler.survey import family_by_marks, nested_sitemaps, paging_of, read_site
from crawler.toml import block, comment, literal, quoted
from demo.faults import FORBIDDEN, NOT_FOUND, Fault
from demo.server import load_articles
from storage.settings_file import read_toml
from tests.crawling import Outlets, outlets
from tests.recorded import ExpectedFile

ARTICLES = load_articles()
WHEAT = next(one for one in ARTICLES if one.key == "wheat-vns")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Outlets]:
    with outlets(tmp_path) as running:
        yield running


def draft(served: Outlets, folder: Path, name: str, url: str) -> tuple[int, str, str]:
    """Exit code, what was said, and the file."""
    target = folder / "outlets"
    target.mkdir(exist_ok=True)
    done = served.scrapy("genspider", name, url, "--folder", str(target))
    assert "Traceback" not in done.stderr
    path = target / f"{name}.toml"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return done.returncode, done.stdout + done.stderr, text


def loaded(folder: Path, name: str) -> Edition:
    shutil.copytree(HERE / "families", folder / "families", dirs_exist_ok=True)
    return load_outlets(folder)[name]


@pytest.mark.parametrize(
    ("url", "edition", "family"),
    [
        ("https://hanoitimes.vn/", "hanoitimes", ""),
        ("https://kisi.kz/en/", "kaziss_en", "wordpress"),
        ("https://vietnamnews.vn/", "vns", "vnanews"),
        ("https://vietnamtimes.org.vn/", "vietnamtimes", "mastercms"),
        ("https://vovworld.vn/de-DE.vov", "vovworld_de", "vnanews"),
    ],
)
def test_a_draft_reads_what_the_shipped_file_reads(
    served: Outlets, tmp_path: Path, url: str, edition: str, family: str
) -> None:
    code, said, text = draft(served, tmp_path, "paper", url)
    assert code == 0, said
    assert "article read: " in said
    assert "is read already, by " in said  # by the file that we ship
    drafted, shipped = loaded(tmp_path, "paper"), load_outlets()[edition]
    assert not drafted.active
    assert drafted.language == shipped.language
    assert drafted.hosts[0] == shipped.hosts[0]
    assert (drafted.outlet.zone, drafted.outlet.country) == (
        shipped.outlet.zone, shipped.outlet.country
    )  # fmt: skip
    if family:
        assert f'family = "{family}"' in text
    own = [one.url for one in ARTICLES if one.edition == edition and not one.advertising]
    assert [one for one in own if not drafted.is_article(one)] == []
    assert not drafted.is_article(url)


def test_what_it_finds_is_marked_with_what_was_seen(served: Outlets, tmp_path: Path) -> None:
    _, _, text = draft(served, tmp_path, "paper", "https://kisi.kz/en/")
    assert "# 3 items, 3 match; newest 2026-11-19" in text
    [first, second] = loaded(tmp_path, "paper").chains
    assert [source.kind for source in first] == ["feed", "listing"]
    assert [source.url for source in second] == ["https://kisi.kz/en/?s=Vietnam"]
    assert "# - a sitemap of pages" in text
    paths = [request.path for request in served.sites.requests]
    assert len(paths) == len(set(paths)) < 15


def test_without_feed_and_pattern_the_file_loads_and_says_what_to_do(
    served: Outlets, tmp_path: Path
) -> None:
    served.sites.fault("hanoitimes.vn", "*", NOT_FOUND)
    page = '<html lang="vi"><title>Báo - Trang chủ</title><a href="/a">x</a></html>'
    served.sites.fault("hanoitimes.vn", "/", _page(page))
    code, said, text = draft(served, tmp_path, "paper", "https://hanoitimes.vn/")
    assert code == 1
    assert "no article could be read by it" in said
    for missing in ("# - a feed (asked: /feed/", "# - a sitemap", "# - the article pattern"):
        assert missing in text
    edition = loaded(tmp_path, "paper")
    assert edition.language == "vi"
    assert not edition.is_article("https://hanoitimes.vn/a")


def _page(text: str) -> Fault:
    return Fault(status=200, body=text.encode())


def test_a_site_that_refuses_leaves_no_file(served: Outlets, tmp_path: Path) -> None:
    served.sites.fault("hanoitimes.vn", "/", FORBIDDEN)
    code, said, text = draft(served, tmp_path, "paper", "https://hanoitimes.vn/")
    assert (code, text) == (1, "")
    assert said == "scrapy genspider: https://hanoitimes.vn/: status 403; nothing was written\n"


def test_a_file_is_never_overwritten(served: Outlets, tmp_path: Path) -> None:
    (tmp_path / "outlets").mkdir()
    (tmp_path / "outlets" / "paper.toml").write_text("mine")
    code, said, text = draft(served, tmp_path, "paper", "https://hanoitimes.vn/")
    assert (code, text) == (2, "mine")
    assert "is there already; it is never overwritten" in said
    assert not served.sites.requests


# record


def test_a_page_is_kept_with_its_source_and_what_was_read(served: Outlets, tmp_path: Path) -> None:
    words = ("record", "vns", WHEAT.url, "--folder", str(tmp_path / "vns"))
    done = served.scrapy(*words)
    assert done.returncode == 0, done.stderr
    assert "Review expected.toml" in done.stdout
    files = {path.name for path in (tmp_path / "vns").iterdir()}
    assert files == {"page.html", "source.xml", "expected.toml"}
    expected = read_toml(tmp_path / "vns" / "expected.toml", ExpectedFile)
    assert expected.article.title == WHEAT.title
    assert expected.article.relevant
    assert WHEAT.url in {one.url for one in expected.announced}
    page = (tmp_path / "vns" / "page.html").read_bytes()
    assert (
        page
        == served.sites.answer("vietnamnews.vn", WHEAT.url[len("https://vietnamnews.vn") :])[0].body
    )
    again = served.scrapy(*words)
    assert again.returncode == 2
    assert "is there already; --again replaces it" in again.stderr
    assert served.scrapy(*words, "--again").returncode == 0


def test_a_page_without_an_article_is_not_kept(served: Outlets, tmp_path: Path) -> None:
    url = "https://vietnamnews.vn/society/1799999/never-was.html"
    done = served.scrapy("record", "vns", url, "--folder", str(tmp_path / "vns"))
    assert done.returncode == 1
    assert done.stderr == f'scrapy record: {url}: status 404 "404"; nothing was kept\n'
    assert not (tmp_path / "vns").exists()


# The guesses.


@pytest.mark.parametrize(
    ("addresses", "more", "never"),
    [
        (
            [f"https://a.kz/news/bridge-number-{n}-opens-70{n}41/" for n in range(5)],
            "https://a.kz/news/a-new-one-12345/",
            "https://a.kz/news/economy/",
        ),
        (
            [f"https://a.kz/2026/0{n}/a-bridge-number-{n}/" for n in range(1, 6)],
            "https://a.kz/2027/11/rain/",
            "https://a.kz/2026/",
        ),
        (
            [f"https://a.vn/kinh-te/{'duong/' * (n % 2)}{n}408601.html" for n in range(1, 6)],
            "https://a.vn/van-hoa/998877.html",
            "https://a.vn/kinh-te/12.html",
        ),
        (
            [f"https://a.kz/ru/most-otkryt-dlya-vsekh-{n}/" for n in range(5)],
            "https://a.kz/ru/doma-dlya-pyati-semei/",
            "https://a.kz/ru/o-nas/",
        ),
        (
            [f"https://a.com/news/the-bridge-{n}-8f{n}e9a" for n in range(5)],
            "https://a.com/news/rain-12ab34",
            "https://a.com/news/the-bridge",
        ),
        (
            [f"https://a.vn/mot-hai-ba-post31873{n}.vnp" for n in range(5)],
            "https://a.vn/bon-nam-post9318731.vnp",
            "https://a.vn/chinh-tri/",
        ),
    ],
)
def test_a_pattern_holds_on_to_what_tells_an_article(
    addresses: list[str], more: str, never: str
) -> None:
    guess = guess_pattern(addresses, announced=True)
    assert guess
    assert guess.matched == guess.of == len(addresses)
    pattern = re.compile(guess.pattern.replace("{locale}", guess.locale))
    assert pattern.search(more)
    assert not pattern.search(never)


@pytest.mark.parametrize(
    "addresses",
    [
        [],
        ["https://a.kz/a-bridge-opens-here-1/", "https://a.kz/a-bridge-opens-here-2/"],
        [f"https://a.kz/{word}/" for word in ("economy", "culture", "sport", "about")],
        [f"https://a.kz/?p={n}" for n in range(9)],
    ],
)
def test_where_nothing_tells_there_is_no_guess(addresses: list[str]) -> None:
    assert guess_pattern(addresses, announced=True) is None


def test_links_that_nobody_calls_articles_need_an_id_or_a_date() -> None:
    links = [f"https://a.kz/how-we-work-with-you-{word}/" for word in ("all", "now", "too", "here")]
    assert guess_pattern(links, announced=True)
    assert guess_pattern(links, announced=False) is None


def test_where_an_outlet_is() -> None:
    assert [country_of(host) for host in ("a.vn", "m.a.org.vn", "a.co.uk", "a.com", "a.tv")] == [
        "VN", "VN", "GB", "ZZ", "ZZ"
    ]  # fmt: skip
    assert [zone_of(code) for code in ("VN", "KZ", "RU", "AR", "ZZ")] == [
        "Asia/Ho_Chi_Minh", "Asia/Almaty", "Europe/Moscow", "UTC", "UTC"
    ]  # fmt: skip
    assert search_words("VN", "de") == ("Kasachstan",)
    assert search_words("KZ", "ru") == ("Вьетнам",)
    assert len(search_words("DE", "en")) == 2


def test_what_a_front_page_names() -> None:
    site = read_site(
        b'<html lang="ru-RU"><head><title>Home | The Paper</title>'
        b'<link rel="alternate" type="application/rss+xml" href="/feed/">'
        b'<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        b'<link rel="alternate" type="text/html" href="/kk/"></head><body>'
        b'<nav><a href="/economy">E</a><a href="/about">A</a><a href="https://b.kz/x">B</a></nav>'
        b'<form action="/find"><input name="q"></form><form method="post"><input name="q"></form>'
        b'<a href="/economy?page=2">2</a></body></html>',
        "https://www.a.kz/",
    )
    assert (site.name, site.language) == ("Home", "ru")
    assert site.feeds == ("https://www.a.kz/feed/",)
    assert site.menu == ("https://www.a.kz/economy",)
    assert site.search == "https://www.a.kz/find?q={words}"
    assert (
        paging_of("https://www.a.kz/economy", site.links) == "https://www.a.kz/economy?page={page}"
    )
    assert read_site(b"", "https://www.a.kz/") == type(site)()


def test_marks_and_nested_sitemaps() -> None:
    assert family_by_marks(b"", b'<link href="/wp-content/x.css">') == "wordpress"
    assert family_by_marks(b"<html>") == ""
    index = b"<sitemapindex><sitemap><loc>https://a.kz/tags.xml</loc></sitemap>"
    index += b"<sitemap><loc>https://a.kz/news.xml</loc></sitemap></sitemapindex>"
    assert nested_sitemaps(index) == ["https://a.kz/news.xml", "https://a.kz/tags.xml"]
    assert nested_sitemaps(b"<urlset/>") == nested_sitemaps(b"no xml") == []


# Whatever a site calls itself, the draft is TOML.


@given(st.text(), st.text())
def test_a_draft_is_toml_whatever_a_site_says(name: str, words: str) -> None:
    made = Draft("paper", "https://a.kz/", datetime(2026, 11, 22, tzinfo=UTC), "a.kz", name)
    made.chains = [[Place("listing", "https://a.kz/", words)]]
    made.missing = [words]
    made.notes = {"article": words}
    assert tomllib.loads(toml_of(made))["hosts"] == ["a.kz"]


@given(st.text(st.characters(exclude_characters="\x7f", exclude_categories=["Cs"])))
def test_values_survive_being_written(text: str) -> None:
    assert tomllib.loads(f"{comment(text)}\na = {quoted(text)}")["a"] == text
    assert tomllib.loads(f"a = {literal(text)}")["a"] == text
    assert tomllib.loads(f"a = {block(text)}")["a"] == f"{text}\n"
