"""Fetches single pages by hand, as politely as a crawl does: for the commands that explain."""

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawler.failures import trouble_of

# (address asked, address it came from, body, problem or "")
Fetched = tuple[str, str, bytes, str]


class PagesSpider(Spider):
    """Not an edition: it stores nothing."""

    name = "pages"

    def __init__(self, urls: list[str], fetched: list[Fetched], **given: Any) -> None:
        super().__init__(**given)
        self._urls = urls
        self._fetched = fetched

    async def start(self) -> AsyncIterator[Request]:
        for url in self._urls:
            yield Request(
                url,
                callback=self.arrived,
                errback=self.failed,
                dont_filter=True,
                cb_kwargs={"asked": url},
            )

    def arrived(self, response: Response, asked: str) -> None:
        self._fetched.append((asked, response.url, response.body, ""))

    def failed(self, failure: Failure) -> None:
        asked = failure.request.cb_kwargs["asked"]  # type: ignore[attr-defined]
        self._fetched.append((asked, asked, b"", trouble_of(failure).words))


def fetch(urls: list[str], settings: Settings) -> list[Fetched]:
    """Each address once, in the order in which the answers came. Starts and ends a reactor."""
    alone = settings.copy()
    alone.set("ITEM_PIPELINES", {}, priority="cmdline")
    alone.set("EXTENSIONS", {}, priority="cmdline")
    fetched: list[Fetched] = []
    process = AsyncCrawlerProcess(alone)
    process.crawl(PagesSpider, urls=urls, fetched=fetched)
    process.start()
    return fetched
