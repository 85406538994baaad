"""One address for one page: what canonical_url makes of the ways in which addresses are written."""

import unicodedata
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import bare, canonical_url

VOV = ("vovworld.vn",)
PAGE = "https://vovworld.vn/en-US/news/a-new-train-1234567.vov"


@pytest.mark.parametrize(
    "written",
    [
        "https://vovworld.vn/en-US/news/a-new-train-1234567.vov",
        "http://vovworld.vn/en-US/news/a-new-train-1234567.vov",
        "HTTPS://VOVWorld.vn/en-US/news/a-new-train-1234567.vov",
        "//vovworld.vn/en-US/news/a-new-train-1234567.vov",
        "https://www.vovworld.vn/en-US/news/a-new-train-1234567.vov",
        "https://m.vovworld.vn/en-US/news/a-new-train-1234567.vov",
        "http://www.m.vovworld.vn/en-US/news/a-new-train-1234567.vov",
        "https://vovworld.vn./en-US/news/a-new-train-1234567.vov",
        "https://vovworld.vn:443/en-US/news/a-new-train-1234567.vov",
        "http://vovworld.vn:80/en-US/news/a-new-train-1234567.vov",
        "https://somebody@vovworld.vn/en-US/news/a-new-train-1234567.vov",
        "  https://vovworld.vn/en-US/news/a-new-train-1234567.vov\n",
        "https://vovworld.vn/en-US/news/a-new-train-1234567.vov#comments",
        "https://vovworld.vn/en-US/news/a-new-train-1234567.vov?",
        "https://vovworld.vn/en-US/news/a-new-train-1234567.vov?utm_source=rss&utm_medium=feed",
        "https://vovworld.vn/en-US/news/a-new-train-1234567.vov?fbclid=IwAR3x&gclid=1&yclid=2",
        "https://vovworld.vn/en-US/news/a%2Dnew%2dtrain-1234567.vov",
    ],
)
def test_the_ways_to_write_one_address(written: str) -> None:
    assert canonical_url(written, VOV) == PAGE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAGE, PAGE.replace("en-US", "de-DE")),
        (PAGE, PAGE.replace("vovworld.vn", "english.vov.vn")),
        (PAGE, PAGE.replace("vovworld.vn", "vovworld.vn:8080")),
        (PAGE, PAGE.replace("vovworld.vn/", "vovworld.vn.example.org/")),
        ("https://kisi.kz/?p=9319", "https://kisi.kz/?p=9320"),
        ("https://kisi.kz/?p=9319", "https://kisi.kz/"),
        ("https://kisi.kz/En/", "https://kisi.kz/en/"),  # paths tell case apart
    ],
)
def test_other_pages_stay_apart(one: str, other: str) -> None:
    hosts = ("vovworld.vn", "kisi.kz")
    assert canonical_url(one, hosts[:1]) != canonical_url(other, hosts[:1])


@pytest.mark.parametrize(
    "path",
    [
        "/ru-RU/новости/поезд-1234567.vov",
        "/ko-KR/뉴스/기차-1234567.vov",
        "/th-TH/ขาว/รถไฟ-1234567.vov",
        "/ja-JP/ニュース/電車-1234567.vov",
        "/de-DE/nachrichten/große-bahn-1234567.vov",
        "/vi-VN/tin-tuc/đường-sắt-1234567.vov",
    ],
)
def test_letters_of_every_script_are_percent_encoded_and_composed(path: str) -> None:
    written = [
        path,
        quote(path),
        quote(path).lower().replace(quote(path.split("/")[1]).lower(), path.split("/")[1]),
        unicodedata.normalize("NFD", path),
        quote(unicodedata.normalize("NFD", path)),
    ]
    found = {canonical_url(f"https://vovworld.vn{one}", VOV) for one in written}
    assert len(found) == 1
    [address] = found
    assert address.isascii()
    assert unquote(address) == f"https://vovworld.vn{unicodedata.normalize('NFC', path)}"


def test_what_a_page_is_chosen_by_stays_in_the_address() -> None:
    address = "https://www.vietnamtimes.org.vn/search_enginer.html?p=search&utm_id=1&q=a+b&BRSR=2"
    assert canonical_url(address, ("vietnamtimes.org.vn",)) == (
        "https://vietnamtimes.org.vn/search_enginer.html?p=search&q=a+b&BRSR=2"
    )


def test_a_strangers_host_is_only_tidied() -> None:
    assert canonical_url("http://www.Example.org.") == "https://www.example.org/"
    assert canonical_url("https://m.example.org/a") == "https://m.example.org/a"
    assert canonical_url("http://[2001:DB8::1]:8080/a") == "https://[2001:db8::1]:8080/a"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "/en-US.vov",
        "mailto:desk@example.org",
        "javascript:void(0)",
        "tel:+84",
        "https://vovworld.vn:99999/",
        "https://[::1/",
        "https://vovworld.vn/\ud800",
    ],
)
def test_what_is_no_address_is_an_error(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical_url(written, VOV)


def test_bare_hosts() -> None:
    assert {bare(host) for host in ("kisi.kz", "www.kisi.kz", "m.kisi.kz.", "KISI.kz")} == {
        "kisi.kz"
    }
    assert bare("media.example.org") == "media.example.org"


@given(
    st.text("ab/%2Ff?&=#.:é ễ漢й", max_size=30).map("https://m.vovworld.vn/".__add__)
    | st.text(max_size=30).map("https://vovworld.vn/".__add__)
)
def test_a_canonical_address_is_canonical(written: str) -> None:
    try:
        once = canonical_url(written, VOV)
    except ValueError:
        return
    assert canonical_url(once, VOV) == once
    assert once.isascii()
