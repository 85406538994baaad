"""Where we may connect: http(s) to public addresses only, and for an edition to its own hosts.

A feed, a redirect or a name server can send any crawler to an address inside the operator's own
network. The check stands where the connection is made: names are checked after they are resolved,
so a name that points to 127.0.0.1 is refused like the number.
"""

import ipaddress
import socket
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.outlet import Edition
from crawler.urls import is_among

LOOPBACK_OUTLETS = "LOOPBACK_OUTLETS"  # the setting; "" on a real machine
LOOPBACK = "127.0.0.1"
PORTS = {"http": 80, "https": 443}


GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")  # RFC 4291: all that may be public of IPv6


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet's, neither private, loopback nor multicast."""
    number = ipaddress.ip_address(address)
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour
        if inner is None and number not in GLOBAL_UNICAST:
            return False  # Python calls ::127.0.0.1, fec0::1 and 64:ff9b::7f00:1 global
        number = inner or number
    return number.is_global and not number.is_multicast


def objection(url: str) -> str:
    """Why ``url`` must not be asked, "" if it may; a name is judged again when it is resolved."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return "it is no address"
    if parts.scheme not in PORTS:
        return f"scheme {parts.scheme}: is not http or https"
    if port not in PORTS.values():
        return f"port {port} is not a web server's"
    number = number_of(parts.hostname or "")
    return f"{parts.hostname} is not a public address" if number and not is_public(number) else ""


@lru_cache(1000)  # a crawl asks for the same few hosts
def number_of(host: str) -> str:
    """The IP address that ``host`` writes, in any of the forms that resolvers take: 0x7f000001,
    2130706433, 127.1, full-width digits. "" for a name."""
    host = unicodedata.normalize("NFKC", unquote(host)).rstrip(".")
    with suppress(ValueError):
        return str(ipaddress.ip_address(host.partition("%")[0]))  # behind it an interface's name
    with suppress(OSError, UnicodeEncodeError):
        return socket.inet_ntoa(socket.inet_aton(host))
    return ""


def stranger(url: str, edition: Edition) -> str:
    """The host of ``url`` where it is not one of the edition's, "" if it is.

    The same paths on a mirror are somebody else's copy, of unknown age and honesty.
    """
    host = urlsplit(url).hostname or ""
    return "" if is_among(host, edition.asked_hosts) else host


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver. What it answers is checked each time, for a name may lead to the internet
    once and into this network the next time."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._allowed: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> "GuardedResolver":
        resolver = super().from_crawler(crawler, reactor)
        if crawler.settings[LOOPBACK_OUTLETS]:
            resolver._allowed = frozenset({LOOPBACK})
        return resolver

    def getHostByName(  # noqa: N802 - Twisted's name
        self, name: str, timeout: Sequence[int] = ()
    ) -> "Deferred[str]":
        resolved: Deferred[str] = super().getHostByName(name, timeout)
        return resolved.addCallback(lambda address: self._public(name, address))

    def _public(self, name: str, address: str) -> str:
        if is_public(address) or address in self._allowed:
            return address
        raise DNSLookupError(f"{name} resolves to {address}, which is not a public address")
