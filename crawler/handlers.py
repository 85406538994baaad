"""How a request leaves; for the demo and the tests, to one server on this machine for all hosts."""

from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

from crawler.guard import LOOPBACK, LOOPBACK_OUTLETS

# DOWNLOAD_MAXSIZE bounds bodies only, and Twisted nothing: headers without end would fill the
# memory until the time is up. Chrome reads as much as this.
MOST_HEADERS = 256 * 1024  # bytes

PACKED = "latin-1"  # any bytes are


class HeadersTooLong(Exception):
    """They do not end where any real answer's would have."""


class WebHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, which reads headers of any length.

    With LOOPBACK_OUTLETS set it asks that server instead, naming the real host, and nothing leaves
    the machine. Everything above it sees the outlets' own addresses: patterns, robots, politeness.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory  # there is no public way to it
        self._server = str(crawler.settings[LOOPBACK_OUTLETS] or "")
        if self._server and self._server.partition(":")[0] != LOOPBACK:
            raise ValueError(f"{LOOPBACK_OUTLETS} is '{self._server}'; it must be {LOOPBACK}:PORT")

    async def download_request(self, request: Request) -> Response:
        if not self._server:
            return _marked(await super().download_request(request))
        asked = urlparse_cached(request)
        path = asked.path + (f"?{asked.query}" if asked.query else "")
        local = request.replace(url=f"http://{self._server}{path}")
        local.headers["Host"] = asked.netloc
        response = await super().download_request(local)
        return _marked(response).replace(url=request.url)


def _marked(response: Response) -> Response:
    """With a charset for as long as its body is packed: Scrapy searches even the packed bytes for
    one, which costs as much as a glance at the page. When it unpacks them it asks anew."""
    if isinstance(response, TextResponse) and "Content-Encoding" in response.headers:
        response._encoding = PACKED
    return response


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    def request(self, request: Any) -> Any:
        self._received = 0
        answer = super().request(request)
        if self._parser is not None:
            self._parser.MAX_LENGTH = 2 * MOST_HEADERS  # of one line: else it just hangs up
        return answer

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        if self._parser is not None and self._parser.state in (STATUS, HEADER):
            self._received += len(data)
            if self._received > MOST_HEADERS:
                self._giveUp(Failure(HeadersTooLong()))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: object) -> _BoundedProtocol:  # noqa: ARG002, N802 - Twisted's name
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
