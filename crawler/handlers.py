"""How a request leaves; for the demo and the tests, to one server on this machine for all hosts."""

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.guard import LOOPBACK, LOOPBACK_OUTLETS


class WebHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https.

    With LOOPBACK_OUTLETS set it asks that server instead, naming the real host, and nothing leaves
    the machine. Everything above it sees the outlets' own addresses: patterns, robots, politeness.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._server = str(crawler.settings[LOOPBACK_OUTLETS] or "")
        if self._server and self._server.partition(":")[0] != LOOPBACK:
            raise ValueError(f"{LOOPBACK_OUTLETS} is '{self._server}'; it must be {LOOPBACK}:PORT")

    async def download_request(self, request: Request) -> Response:
        if not self._server:
            return await super().download_request(request)
        asked = urlparse_cached(request)
        path = asked.path + (f"?{asked.query}" if asked.query else "")
        local = request.replace(url=f"http://{self._server}{path}")
        local.headers["Host"] = asked.netloc
        response = await super().download_request(local)
        return response.replace(url=request.url)
