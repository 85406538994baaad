"""`scrapy probe`: what it says of the demo outlets as they are, and as they go wrong."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rich.console import Console

from crawler.announcements import Candidate
from crawler.answer import Answer
from crawler.nature import charset_words, nature_of
from crawler.outlet import Edition, load_outlets
from crawler.probe import (
    Probe,
    article_found,
    first_page,
    places,
    source_found,
    worth_trying,
)
from crawler.probe_table import show
from crawler.robots import read_robots
from crawler.trouble import of_status
from demo.faults import DOWN, Fault
from demo.server import DemoSites
from tests.crawling import NOW, Outlets, outlets, run

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
EDITIONS = load_outlets()
SITES = DemoSites()
WALL = b"<html><head><title>Just a moment...</title></head><body>Wait.</body></html>"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Outlets]:
    with outlets(tmp_path) as running:
        yield running


# As a program.


def test_a_readable_edition(served: Outlets, tmp_path: Path) -> None:
    done = served.scrapy("probe", "vns")
    assert done.returncode == 0, done.stderr
    said = done.stdout
    assert "vns: robots.txt: allows what we ask; no Crawl-delay" in said
    assert "1a feed https://vietnamnews.vn/rss/politics-laws.rss: 3 items, 3 ours; newest" in said
    assert "utf-16" in said
    assert "is utf-8, though it says utf-16" in said
    assert "(selector h1.detail__headline)" in said
    assert "characters (selector #abody)" in said
    assert said.splitlines()[-1] == "vns: readable"
    assert not list(tmp_path.glob("*.sqlite3*"))  # nothing is stored


def test_it_asks_once_for_each_address_and_for_robots(served: Outlets) -> None:
    assert served.scrapy("probe", "vietnamtimes").returncode == 0
    asked = [request.path for request in served.sites.requests]
    assert len(asked) == len(set(asked)) == 7  # robots.txt, five sources, one article
    assert asked[0] == "/robots.txt"


def test_what_a_wall_says_is_shown_and_the_list_stands_in(served: Outlets) -> None:
    served.sites.fault("hanoitimes.vn", "/rss/home.rss", Fault(status=403, body=WALL))
    done = served.scrapy("probe", "hanoitimes")
    assert done.returncode == 0, done.stdout
    assert 'home.rss: status 403 "Just a moment..."' in done.stdout


def test_a_feed_that_is_a_page_is_called_one(served: Outlets) -> None:
    served.sites.fault("hanoitimes.vn", "/rss/home.rss", Fault(body=WALL))
    served.sites.fault("hanoitimes.vn", "/", Fault(body=WALL))
    done = served.scrapy("probe", "hanoitimes")
    assert 'home.rss: not a feed, but a page "Just a moment..."' in done.stdout
    assert 'announces no article: it is a page "Just a moment..."' in done.stdout
    assert "nothing announces for chain 1" in done.stdout


def test_one_that_cannot_be_read_is_exit_1_beside_one_that_can(served: Outlets) -> None:
    served.sites.fault("hanoitimes.vn", "*", DOWN)
    done = served.scrapy("probe", "hanoitimes", "vietnamtimes")
    assert done.returncode == 1
    assert "hanoitimes: not readable: robots.txt could not be had" in done.stdout
    assert "vietnamtimes: readable" in done.stdout
    assert "Traceback" not in done.stderr


def test_what_robots_refuses_is_not_asked(served: Outlets) -> None:
    rules = b"User-agent: *\nCrawl-delay: 0.2\nDisallow: /rss/\n"
    served.sites.fault("hanoitimes.vn", "/robots.txt", Fault(body=rules))
    done = served.scrapy("probe", "hanoitimes")
    assert "robots.txt: refuses 1 of our 4 addresses; Crawl-delay 0.2 s" in done.stdout
    assert "home.rss: robots.txt does not allow it" in done.stdout
    assert "/rss/home.rss" not in [request.path for request in served.sites.requests]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["probe"], "scrapy probe: name an edition, such as: scrapy probe vns"),
        (["probe", "vnss"], "scrapy probe: there is no edition 'vnss'; did you mean 'vns'?"),
        (["probe", "vns", "--all"], "scrapy probe: there is no option --all"),
        (["genspider"], "scrapy genspider: give a name and an address"),
        (["genspider", "The-Paper", "https://a.kz/"], "a name is made of a-z, 0-9 and _"),
        (["genspider", "paper", "a.kz"], "'a.kz': an address begins with https://"),
        (["genspider", "vns", "https://a.kz/"], "vns.toml: is there already; it is never"),
        (["genspider", "kaziss_en", "https://a.kz/"], "spider 'kaziss_en' is already in kaziss"),
        (["genspider", "paper", "https://a.kz/", "--folder", "no/such"], "there is no such folder"),
        (["genspider", "paper", "https://a.kz/", "-t"], "there is no option -t"),
        (["record", "vns"], "scrapy record: give an edition and an address"),
        (["record", "vnss", "https://a.kz/"], "did you mean 'vns'?"),
        (["record", "vns", "https://a.kz/"], "does not match the article pattern of vns"),
        (["record", "vns", "ftp://a.kz/"], "is no address of a web page"),
    ],
)
def test_a_typo_is_one_line_and_exit_2(served: Outlets, words: list[str], message: str) -> None:
    done = run(served.command(*words))
    assert done.returncode == 2, done
    assert message in done.stderr
    assert (done.stdout, done.stderr.count("\n")) == ("", 1), done
    assert not served.sites.requests


# As decisions.


def answer(url: str) -> Answer:
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    body, _ = SITES.answer(parts.netloc, path)
    return Answer(url, url, body.body, 200, body.content_type)


def probed(edition: Edition) -> Probe:
    sources = tuple(
        source_found(place, source, answer(first_page(source, edition, AT)), edition, AT)
        for place, source in places(edition)
    )
    robots = read_robots(
        answer(f"https://{edition.hosts[0]}/robots.txt"),
        "vnkz-digest",
        [one.url for one in sources],
    )
    tried = worth_trying(sources)[:1]
    articles = tuple(article_found(one, answer(one.url), edition, AT) for one in tried)
    return Probe(edition, robots, sources, articles)


@pytest.mark.parametrize("name", ["vns", "vietnamtimes", "kaziss_ru"])
def test_the_table_is_right_in_80_columns(name: str) -> None:
    probe = probed(EDITIONS[name])
    file = io.StringIO()
    show(probe, Console(file=file, width=80, force_terminal=True, color_system=None))
    lines = file.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.split()[:2] == ["Kind", "Items"] for line in lines)
    assert f"{name}: readable" in file.getvalue()
    assert "…" not in file.getvalue().replace(probe.articles[0].article.title, "")  # type: ignore[union-attr]


def test_the_newest_by_its_publishing_date_is_tried_first() -> None:
    probe = probed(EDITIONS["vns"])
    [tried] = worth_trying(probe.sources)[:1]
    dates = [one.dated.at for source in probe.sources for one in source.ours if one.dated]
    assert tried.dated
    assert tried.dated.at == max(dates)


def test_a_redirect_off_the_outlet_is_told_and_not_read() -> None:
    edition = EDITIONS["hanoitimes"]
    url = "https://hanoitimes.vn/some-bridge.812345.html"
    gone = Answer(url, "https://elsewhere.example/", WALL, 200, hops=(url,))
    found = article_found(Candidate(url), gone, edition, AT)
    assert found.trouble == "redirected to https://elsewhere.example/"
    assert "not a host of the outlet" in found.remarks[0]


def test_an_edition_without_an_article_is_not_readable() -> None:
    edition = EDITIONS["hanoitimes"]
    place, source = next(iter(places(edition)))
    wall = Answer(source.url, source.url, WALL, 403, trouble=of_status(403, "Just a moment..."))
    found = source_found(place, source, wall, edition, AT)
    probe = Probe(edition, read_robots(None, "x", []), (found,), ())
    assert not probe.readable
    assert probe.silent == ("1",)
    assert not probe.robots.read


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "there is none, so all is allowed"), (503, "so nothing may be asked")],
)
def test_robots_that_is_not_there(status: int, words: str) -> None:
    url = "https://paper.example/robots.txt"
    there = Answer(url, url, WALL, status, trouble=of_status(status, ""))
    assert words in read_robots(there, "x", []).words


@pytest.mark.parametrize(
    ("body", "nature"),
    [
        (b"", "nothing"),
        (b" \n\xef\xbb\xbf", "nothing"),
        (WALL, 'a page "Just a moment..."'),
        (b"<!DOCTYPE html><p>Hm", "a page without a title"),
        (b'<?xml version="1.0"?><sitemapindex/>', "XML <sitemapindex>"),
        ('<?xml version="1.0" encoding="utf-16"?><rss/>'.encode("utf-16"), "XML <rss>"),
        (b'{"items": []}', "JSON"),
        (b"\x89PNG", "neither page nor XML"),
    ],
)
def test_what_came_instead_is_named(body: bytes, nature: str) -> None:
    assert nature_of(body) == nature


@pytest.mark.parametrize(
    ("text", "charset", "content_type", "words"),
    [
        ("Cà phê", "utf-8", "text/html; charset=UTF-8", ""),
        ("Cà phê", "utf-8", "text/html; charset=iso-8859-1", "is utf-8, though it says iso8859-1"),
        ('<meta charset="utf-8">Новый мост через реку', "cp1251", "text/html",
         "is cp1251, though it says utf-8"),
        ("<p>Новый мост через реку открыт", "utf-16", "text/html", "utf-16"),
    ],
)  # fmt: skip
def test_a_charset_that_is_not_what_it_says(
    text: str, charset: str, content_type: str, words: str
) -> None:
    assert charset_words(text.encode(charset), content_type) == words


def test_the_clock_of_these_tests_is_the_crawls() -> None:
    assert datetime.fromisoformat(NOW) == AT
