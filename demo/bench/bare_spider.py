"""Scrapy as it is, fetching only: the measure of the others. Run by `scrapy runspider`."""

from collections.abc import AsyncIterator

from scrapy import Request, Spider
from scrapy.http import Response


class BareSpider(Spider):
    """``-a address=HOST:PORT -a edition=NAME -a pages=NUMBER``; prints how many pages it got."""

    name = "bare"

    def __init__(self, address: str, edition: str, pages: str) -> None:
        super().__init__()
        self.first = f"http://{address}/{edition}"
        self.pages = int(pages)
        self.got = 0

    async def start(self) -> AsyncIterator[Request]:
        for number in range(self.pages):
            yield Request(f"{self.first}/post{number}.html")

    def parse(self, response: Response) -> None:
        self.got += response.status == 200

    def closed(self, reason: str) -> None:
        print(self.got, reason)
