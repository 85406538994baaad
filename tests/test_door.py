"""How the crawler behaves at an outlet's door, seen from the outlet: a real crawl of several
editions against servers on loopback, each of which misbehaves in its own way."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from crawler.guard import is_public, objection
from crawler.retry_after import seconds_to_wait
from demo.faults import HUGE
from demo.server import DemoArticle, DemoSites, Fault, Request, load_articles, serving
from storage.records import CrawlReport, Outcome, State, Visit
from storage.store import open_store
from tests.crawling import run

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
TEXT = "text/plain"
HOSTS = {
    "race": "vietnamnews.vn",
    "down": "hanoitimes.vn",
    "slow": "vietnamtimes.org.vn",
    "radio": "vovworld.vn",
    "institute": "kisi.kz",
}


@dataclass(frozen=True, slots=True)
class Crawl:
    """What one run left behind: at the outlets, in the store, on the screen."""

    requests: list[Request]
    reports: dict[str, CrawlReport]
    visits: dict[str, Visit]
    code: int
    said: str

    def of(self, host: str) -> list[Request]:
        return [request for request in self.requests if request.host == host]


def scrapy(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "empty.toml").touch()
    return run(
        [sys.executable, "-m", "scrapy", *arguments],
        VNKZ_CONFIG=str(folder / "empty.toml"),
        VNKZ_DATABASE=f"sqlite:///{folder / 'crawl.sqlite3'}",
    )


def articles(edition: str) -> list[DemoArticle]:
    """Of an edition, newest first: the order in which a feed announces and we fetch."""
    return [a for a in load_articles() if a.edition == edition and not a.held_back]


def path(article: DemoArticle) -> str:
    return urlsplit(article.url).path


def to(location: str) -> Fault:
    return Fault(status=302, body=b"", headers=(("Location", location),))


def robots(rules: str, delay: float = 0) -> Fault:
    return Fault(body=rules.encode(), content_type=TEXT, delay=delay)


INSTITUTE = articles("kaziss_en")
RADIO = articles("vovworld_de")


def misbehave(sites: DemoSites) -> None:
    sites.fault(HOSTS["down"], "/robots.txt", Fault(status=500, body=b""))
    sites.fault(HOSTS["slow"], "/robots.txt", robots("User-agent: *\nCrawl-delay: 0.4\n"))
    sites.fault(HOSTS["institute"], "/robots.txt", Fault(status=404, body=b""))
    busy = Fault(status=429, headers=(("Retry-After", "1"),), times=1)
    sites.fault(HOSTS["radio"], "/de-DE.vov", busy)
    for host, announced, faults in (
        ("institute", INSTITUTE, [HUGE, to("http://127.0.0.1/admin")]),
        (
            "radio",
            RADIO,
            [
                to("https://vovworld.vn/de-DE.vov"),
                Fault(delay=0.5),
                Fault(delay=0.5),
                to("http://169.254.169.254/latest/meta-data/"),
                to("http://vovworld.vn:8080/de-DE.vov"),
                to("https://example.org/landing/"),
            ],
        ),
    ):
        for article, fault in zip(announced, faults, strict=False):
            sites.fault(HOSTS[host], path(article), fault)


def crawl_of(sites: DemoSites, editions: list[str], folder: Path, *options: str) -> Crawl:
    with serving(sites) as address:
        done = scrapy(
            *("crawl", *editions, *options),
            *("-s", f"LOOPBACK_OUTLETS={address}", "-s", f"NOW={NOW.isoformat()}"),
            *("-s", "DOWNLOAD_DELAY=0"),
            folder=folder,
        )
    with open_store(f"sqlite:///{folder / 'crawl.sqlite3'}") as store:
        reports = {report.edition: report for report in store.reports.latest()}
        visits = {visit.url: visit for name in editions for visit in store.articles.visits(name)}
    return Crawl(sites.requests, reports, visits, done.returncode, done.stderr)


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    sites = DemoSites()
    misbehave(sites)
    editions = ["hanoitimes", "vietnamtimes", "kaziss_en", "vovworld_de"]
    return crawl_of(sites, editions, tmp_path_factory.mktemp("door"))


def test_the_run_ends_well_and_says_a_line_an_edition(crawl: Crawl) -> None:
    assert crawl.code == 0, crawl.said
    assert len(crawl.reports) == 4
    lines = crawl.said.strip().split("\n")
    for name in crawl.reports:
        assert len([line for line in lines if f" {name} " in line]) == 1, crawl.said


# robots.txt.


def test_nothing_that_robots_txt_forbids_is_asked_while_it_loads(tmp_path: Path) -> None:
    """robots.txt takes its time: five requests wait for it, and one of them is allowed."""
    sites = DemoSites()
    rules = "User-agent: *\nDisallow: /\nAllow: /rss/politics-laws.rss\n"
    sites.fault(HOSTS["race"], "/robots.txt", robots(rules, delay=0.5))
    crawl = crawl_of(sites, ["vns"], tmp_path, "-s", "CONCURRENT_REQUESTS=16")
    asked = [request.path for request in crawl.requests]
    assert sorted(asked) == ["/robots.txt", "/rss/politics-laws.rss"]
    report = crawl.reports["vns"]
    assert set(report.reasons) == {"robots.txt does not allow it"}
    assert report.announced > 0
    assert crawl.code == 1  # nothing could be read


def test_a_robots_txt_that_cannot_be_had_forbids_everything(crawl: Crawl) -> None:
    asked = {request.path for request in crawl.of(HOSTS["down"])}
    assert asked == {"/robots.txt"}
    report = crawl.reports["hanoitimes"]
    assert report.state is State.BROKEN
    assert report.problem == "robots.txt could not be had (status 500), so nothing was read"


def test_without_a_robots_txt_everything_may_be_read(crawl: Crawl) -> None:
    assert crawl.reports["kaziss_en"].fetched > 0


def test_a_crawl_delay_is_kept(crawl: Crawl) -> None:
    times = [request.at for request in crawl.of(HOSTS["slow"])]
    assert len(times) > 4
    # The first request after robots.txt may follow it at once; from then on the delay holds.
    assert min(later - earlier for earlier, later in pairwise(times[1:])) > 0.35
    assert crawl.reports["vietnamtimes"].stored > 4


# What an answer asks for.


def test_a_busy_outlet_is_left_alone_as_long_as_it_asks(crawl: Crawl) -> None:
    asked = crawl.of(HOSTS["radio"])
    first = next(i for i, request in enumerate(asked) if request.path == "/de-DE.vov")
    assert asked[first + 1].at - asked[first].at > 0.95
    assert [request.path for request in asked].count("/de-DE.vov") >= 2


def test_a_host_is_asked_one_thing_at_a_time(crawl: Crawl) -> None:
    asked = crawl.of(HOSTS["radio"])
    for article in RADIO[1:3]:
        number = next(
            i for i, one in enumerate(asked) if unquote(one.path) == unquote(path(article))
        )
        following = asked[number + 1 : number + 2]
        assert all(later.at - asked[number].at > 0.45 for later in following)


def test_a_page_that_never_ends_is_left(crawl: Crawl) -> None:
    visit = crawl.visits[INSTITUTE[0].url]
    assert (visit.outcome, visit.reason) == (Outcome.FAILED, "larger than 8 MB")


# Where an answer leads.


@pytest.mark.parametrize("article", [INSTITUTE[1], RADIO[3], RADIO[4]], ids=lambda a: a.key)
def test_a_redirect_to_a_private_place_is_not_followed(crawl: Crawl, article: DemoArticle) -> None:
    visit = crawl.visits[article.url]
    assert (visit.outcome, visit.reason) == (Outcome.FAILED, "not a public address")


def test_a_page_that_moved_to_a_stranger_is_not_read(crawl: Crawl) -> None:
    visit = crawl.visits[RADIO[5].url]
    assert (visit.outcome, visit.reason) == (Outcome.FAILED, "redirected to example.org")


def test_a_page_that_leads_to_a_list_is_no_article(crawl: Crawl) -> None:
    visit = crawl.visits[RADIO[0].url]
    assert visit.outcome is Outcome.NO_ARTICLE
    assert visit.reason == "redirected to https://vovworld.vn/de-DE.vov"


# Where we may connect.


@pytest.mark.parametrize(
    "url",
    [
        "https://vietnamnews.vn/",
        "http://vietnamnews.vn:80/a",
        "https://vietnamnews.vn:443/a",
        "https://1.1.1.1/",
        "https://[2606:4700:4700::1111]/",
        "http://localhost/",  # a name: judged when it is resolved
    ],
)
def test_public_addresses_and_names_have_no_objection(url: str) -> None:
    assert objection(url) == ""


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1/", "127.0.0.1 is not a public address"),
        ("http://10.0.0.1/", "not a public address"),
        ("http://172.16.0.1/", "not a public address"),
        ("http://192.168.1.1/", "not a public address"),
        ("http://100.64.0.1/", "not a public address"),
        ("http://169.254.169.254/latest", "not a public address"),
        ("http://0.0.0.0/", "not a public address"),
        ("http://224.0.0.1/", "not a public address"),
        ("http://255.255.255.255/", "not a public address"),
        ("http://[::1]/", "not a public address"),
        ("http://[fe80::1]/", "not a public address"),
        ("http://[fd00::1]/", "not a public address"),
        ("http://[::ffff:127.0.0.1]/", "not a public address"),
        ("http://[2002:7f00:1::]/", "not a public address"),
        ("http://user@127.0.0.1/", "not a public address"),
        ("http://[fec0::1]/", "not a public address"),
        ("http://[::127.0.0.1]/", "not a public address"),
        ("http://[64:ff9b::7f00:1]/", "not a public address"),
        ("http://2130706433/", "not a public address"),
        ("http://0x7f000001/", "not a public address"),
        ("http://127.1/", "not a public address"),
        ("http://１２７.0.0.1/", "not a public address"),
        ("https://vietnamnews.vn:8080/", "port 8080 is not a web server's"),
        ("http://vietnamnews.vn:22/", "port 22"),
        ("http://vietnamnews.vn:99999/", "it is no address"),
        ("ftp://vietnamnews.vn/", "scheme ftp"),
        ("file:///etc/passwd", "scheme file"),
        ("data:text/html,x", "scheme data"),
    ],
)
def test_other_places_are_objected_to(url: str, why: str) -> None:
    assert why in objection(url)


def test_a_name_of_this_machine_is_refused_when_resolved(tmp_path: Path) -> None:
    options = ["-s", "LOOPBACK_OUTLETS=", "-s", "RETRY_TIMES=0"]
    done = scrapy("extract", "http://localhost/", *options, folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "http://localhost/: robots.txt could not be had (its name could" in done.stderr


def test_only_this_machine_may_stand_for_the_outlets(tmp_path: Path) -> None:
    done = scrapy(
        *("crawl", "kaziss_en", "-s", "LOOPBACK_OUTLETS=192.0.2.1:80"),
        folder=tmp_path,
    )
    assert done.returncode == 2
    assert "LOOPBACK_OUTLETS=192.0.2.1:80: write 127.0.0.1:PORT" in done.stderr


def test_which_numbers_are_public() -> None:
    assert is_public("8.8.8.8")
    assert not is_public("::ffff:10.0.0.1")
    with pytest.raises(ValueError, match="does not appear"):
        is_public("vietnamnews.vn")


@pytest.mark.parametrize(
    ("field", "seconds"),
    [
        (None, None),
        (b"", None),
        (b"soon", None),
        (b"-5", None),
        (b"0", 0),
        (b"120", 120),
        (b" 7 ", 7),
        (b"Sun, 22 Nov 2026 02:01:30 GMT", 90),
        (b"Sun, 22 Nov 2026 01:00:00 GMT", 0),
        (b"Sun, 22 Nov 2026 09:01:30 +0700", 90),
    ],
)
def test_how_long_an_outlet_asks_us_to_wait(field: bytes | None, seconds: float | None) -> None:
    assert seconds_to_wait(field, NOW) == seconds
    assert timedelta(seconds=seconds or 0) >= timedelta(0)
