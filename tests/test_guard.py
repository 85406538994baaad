"""Where we may connect: what a name resolves to, and whose hosts an edition asks."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from scrapy.resolver import dnscache
from twisted.internet.error import DNSLookupError
from twisted.internet.task import Clock

from crawler.contact import ContactReminder
from crawler.guard import GuardedResolver, stranger
from crawler.outlet import load_outlets


class Reactor(Clock):
    """Twisted's clock, with threads that are none: what is asked is answered at once."""

    def getThreadPool(self) -> "Reactor":  # noqa: N802 - Twisted's names
        return self

    def callInThreadWithCallback(  # noqa: N802
        self, told: Callable[[bool, Any], None], work: Callable[..., Any], *given: Any
    ) -> None:
        told(True, work(*given))

    def callFromThread(self, work: Callable[..., Any], *given: Any) -> None:  # noqa: N802
        work(*given)


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    dnscache.clear()
    yield
    dnscache.clear()


def resolved(resolver: GuardedResolver, name: str) -> object:
    """The address, or the error."""
    found: list[object] = []
    resolver.getHostByName(name).addBoth(found.append)
    return found[0]


def test_a_name_that_turns_private_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when it is looked at, private when it is connected to."""
    answers = iter(["203.0.114.7", "127.0.0.1", "10.0.0.1"])
    monkeypatch.setattr(socket, "gethostbyname", lambda _name: next(answers))
    resolver = GuardedResolver(Reactor(), cache_size=0, timeout=5)  # type: ignore[arg-type]
    assert resolved(resolver, "outlet.example") == "203.0.114.7"
    for address in ("127.0.0.1", "10.0.0.1"):
        failure = resolved(resolver, "outlet.example")
        assert isinstance(failure.value, DNSLookupError)  # type: ignore[attr-defined]
        assert f"outlet.example resolves to {address}" in str(failure.value)  # type: ignore[attr-defined]


def test_a_private_address_is_refused_from_the_cache_too(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["192.168.1.1"])
    monkeypatch.setattr(socket, "gethostbyname", lambda _name: next(answers))
    resolver = GuardedResolver(Reactor(), cache_size=9, timeout=5)  # type: ignore[arg-type]
    for _ in range(2):
        failure = resolved(resolver, "outlet.example")
        assert isinstance(failure.value, DNSLookupError)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("2606:4700:4700::1111", True),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("fd00::1", False),
        ("fe80::1", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_what_resolves_to_ipv6_is_judged_alike(
    monkeypatch: pytest.MonkeyPatch, address: str, public: bool
) -> None:
    monkeypatch.setattr(socket, "gethostbyname", lambda _name: address)
    resolver = GuardedResolver(Reactor(), cache_size=0, timeout=5)  # type: ignore[arg-type]
    assert (resolved(resolver, "outlet.example") == address) is public


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://vietnamnews.vn/economy/1780781/tea.html", ""),
        ("http://www.vietnamnews.vn/", ""),
        ("https://m.vietnamnews.vn/", ""),
        ("https://vietnamnews.vn./", ""),
        (
            "https://vietnamnews.vn.example.org/economy/1780781/tea.html",
            "vietnamnews.vn.example.org",
        ),
        ("https://admin.vietnamnews.vn/", "admin.vietnamnews.vn"),
        ("https://en.vietnamplus.vn/", "en.vietnamplus.vn"),
        ("https://vietnamnews.vn@example.org/", "example.org"),
    ],
)
def test_an_edition_asks_its_own_hosts_only(url: str, host: str) -> None:
    assert stranger(url, load_outlets()["vns"]) == host


def test_a_host_that_only_announces_is_the_editions_own_too() -> None:
    for edition in load_outlets().values():
        for chain in edition.chains:
            assert not [source.url for source in chain if stranger(source.url, edition)]


def test_without_a_contact_one_line_says_what_to_set(caplog: pytest.LogCaptureFixture) -> None:
    reminder = ContactReminder()
    reminder.spider_opened()
    reminder.spider_opened()
    assert [record.message for record in caplog.records] == [
        "digest.toml has no contact: set it to an address where outlets can ask who reads them;"
        " without one some will block us rather than write"
    ]
