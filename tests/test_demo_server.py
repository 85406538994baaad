"""The demo server: virtual hosts, compression, validators, and faults like the real ones."""

import gzip
import http.client
import threading
import time
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from parsel import Selector

from demo.catalogue import HOSTS
from demo.faults import BUSY, DOWN, EMPTY_FEED, FORBIDDEN, HUGE, WRONG_CHARSET
from demo.server import DemoSites, Fault, load_articles, serving

HELD_BACK = "students-vns"
[RAIL] = [urlsplit(article.url).path for article in load_articles() if article.key == "rail-vns"]


@pytest.fixture
def sites() -> DemoSites:
    return DemoSites()


@pytest.fixture
def address(sites: DemoSites) -> Iterator[str]:
    with serving(sites) as served:
        yield served


def ask(
    address: str, host: str, target: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(address, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, target, headers={"Host": host, **named})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def links(body: bytes) -> set[str]:
    return {unquote(link) for link in Selector(body.decode()).xpath("//a/@href").getall()}


def one(body: bytes, xpath: str) -> str:
    return Selector(body.decode()).xpath(xpath).get(default="")


def test_hosts_are_told_apart_and_requests_kept(sites: DemoSites, address: str) -> None:
    titles: set[str] = set()
    for host in (*HOSTS.values(), "m.vovworld.vn", "vovworld.vn.", "VIETNAMNEWS.vn:443"):
        _, body = ask(address, host, "/vi-VN.vov" if "vovworld" in host else "/")
        titles.add(one(body, "//title/text()"))
    assert len(titles) == 5
    assert [request.host for request in sites.requests].count("vovworld.vn") == 2
    assert sites.requests == sorted(sites.requests, key=lambda request: request.at)


def test_a_browser_sees_each_outlet_under_its_name(address: str) -> None:
    response, body = ask(address, "127.0.0.1", "/")
    assert response.status == 200
    assert links(body) == {f"/{host}/" for host in (*HOSTS.values(), "m.vovworld.vn")}
    _, body = ask(address, "127.0.0.1", "/vietnamnews.vn/")
    assert "/vietnamnews.vn/economy" in links(body)
    assert not [link for link in links(body) if link.startswith("https://vietnamnews.vn/")]


def test_answers_are_zipped_for_who_asks_and_head_has_no_body(address: str) -> None:
    _, plain = ask(address, "vietnamnews.vn", RAIL)
    zipped, body = ask(address, "vietnamnews.vn", RAIL, Accept_Encoding="gzip")
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == plain
    head, body = ask(address, "vietnamnews.vn", RAIL, method="HEAD")
    assert (head.status, int(head.headers["Content-Length"]), body) == (200, len(plain), b"")


def test_feeds_have_validators_that_a_new_article_changes(sites: DemoSites, address: str) -> None:
    first, _ = ask(address, "vietnamnews.vn", "/rss/society.rss")
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    again, body = ask(address, "vietnamnews.vn", "/rss/society.rss", If_None_Match=etag)
    assert (again.status, body) == (304, b"")
    since, _ = ask(address, "vietnamnews.vn", "/rss/society.rss", If_Modified_Since=modified)
    assert since.status == 304
    sites.publish(HELD_BACK)
    for condition in ({"If_None_Match": etag}, {"If_Modified_Since": modified}):
        fresh, body = ask(address, "vietnamnews.vn", "/rss/society.rss", **condition)
        assert fresh.status == 200
        assert body


def test_faults_spoil_what_they_name_and_nothing_else(sites: DemoSites, address: str) -> None:
    sites.fault("vietnamnews.vn", "/rss/economy.rss", FORBIDDEN)
    sites.fault("hanoitimes.vn", "/rss/home.rss", EMPTY_FEED)
    sites.fault("vietnamnews.vn", RAIL, WRONG_CHARSET)
    assert ask(address, "vietnamnews.vn", "/rss/economy.rss")[0].status == 403
    assert ask(address, "vietnamnews.vn", "/rss/society.rss")[0].status == 200
    assert feedparser.parse(ask(address, "hanoitimes.vn", "/rss/home.rss")[1]).entries == []
    response, _ = ask(address, "vietnamnews.vn", RAIL)
    assert response.headers["Content-Type"].endswith("iso-8859-1")
    sites.heal("vietnamnews.vn", "/rss/economy.rss")
    assert ask(address, "vietnamnews.vn", "/rss/economy.rss")[0].status == 200


def test_a_busy_outlet_answers_the_second_time(sites: DemoSites, address: str) -> None:
    sites.fault("kisi.kz", "*", BUSY)
    first, _ = ask(address, "kisi.kz", "/en/")
    assert (first.status, first.headers["Retry-After"]) == (503, "1")
    assert ask(address, "kisi.kz", "/en/")[0].status == 200


def test_an_outlet_that_is_down_resets_the_connection(sites: DemoSites, address: str) -> None:
    sites.fault("hanoitimes.vn", "*", DOWN)
    with pytest.raises(ConnectionResetError):
        ask(address, "hanoitimes.vn", "/")
    assert ask(address, "vietnamtimes.org.vn", "/")[0].status == 200


def test_a_huge_page_is_huge_and_may_be_left_early(sites: DemoSites, address: str) -> None:
    sites.fault("vietnamnews.vn", RAIL, HUGE)
    connection = http.client.HTTPConnection(address, timeout=10)
    connection.request("GET", RAIL, headers={"Host": "vietnamnews.vn", "Accept-Encoding": "gzip"})
    response = connection.getresponse()
    assert int(response.headers["Content-Length"]) > 30_000_000
    assert len(response.read(1_000_000)) == 1_000_000
    response.close()
    connection.close()
    assert ask(address, "vietnamnews.vn", "/robots.txt")[0].status == 200


def test_stopping_waits_for_nobody_and_leaves_no_thread() -> None:
    sites = DemoSites()
    sites.fault("kisi.kz", "*", Fault(delay=60))
    before = threading.active_count()
    with serving(sites) as address:
        idle = http.client.HTTPConnection(address, timeout=10)
        idle.connect()
        slow = http.client.HTTPConnection(address, timeout=10)
        slow.request("GET", "/en/", headers={"Host": "kisi.kz"})
        while not sites.requests:
            time.sleep(0.01)
        started = time.monotonic()
    assert time.monotonic() - started < 5
    assert threading.active_count() == before
    slow.close()
    idle.close()
