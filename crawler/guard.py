"""Where we may connect: http(s) to public addresses only.

A feed, a redirect or a name server can send any crawler to an address inside the operator's own
network. The check stands where the connection is made: names are checked after they are resolved,
so a name that points to 127.0.0.1 is refused like the number.
"""

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

LOOPBACK_OUTLETS = "LOOPBACK_OUTLETS"  # the setting; "" on a real machine
LOOPBACK = "127.0.0.1"
PORTS = {"http": 80, "https": 443}


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet's, neither private, loopback nor multicast."""
    number = ipaddress.ip_address(address)
    if isinstance(number, ipaddress.IPv6Address):
        number = number.ipv4_mapped or number.sixtofour or number
    return number.is_global and not number.is_multicast


def objection(url: str) -> str:
    """Why ``url`` must not be asked, "" if it may; a name is judged later, when it is resolved."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS:
        return f"scheme {parts.scheme}: is not http or https"
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        return "port is not a number"
    if port not in PORTS.values():
        return f"port {port} is not a web server's"
    try:
        public = is_public(parts.hostname or "")
    except ValueError:  # a name
        return ""
    return "" if public else f"{parts.hostname} is not a public address"


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, which also sees numbers in their odd forms (0x7f000001, 2130706433)."""

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
