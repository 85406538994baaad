"""Asks single addresses by hand, as politely as a crawl does: for the commands that explain."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawler.answer import Answer
from crawler.failures import trouble_of, trouble_of_page
from crawler.trouble import NONE

# (address asked, address it came from, body, problem or "")
Fetched = tuple[str, str, bytes, str]
Talk = Callable[["PagesSpider"], Awaitable[None]]


class PagesSpider(Spider):
    """Not an edition: it stores nothing. It asks what ``talk`` wants, one address after another."""

    name = "pages"

    def __init__(self, talk: Talk, **given: Any) -> None:
        super().__init__(**given)
        self._talk = talk
        self._answers: dict[str, Answer] = {}
        self._robots: dict[str, Answer] = {}
        self.ended = False
        self.error: Exception | None = None  # Scrapy would log it and go on

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "PagesSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.came, signal=signals.response_received)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        try:
            await self._talk(self)
        except Exception as error:
            self.error = error
        self.ended = True
        none: tuple[Request, ...] = ()  # makes this the generator that Scrapy wants
        for request in none:
            yield request

    async def ask(self, url: str) -> Answer:
        """Through every middleware of a crawl; an address that was asked already is not again."""
        if url not in self._answers:
            self._answers[url] = await self._ask(url)
        return self._answers[url]

    def robots(self, url: str) -> Answer | None:
        """The robots.txt that was read before ``url`` was asked; None if it could not be had."""
        return self._robots.get(_root(url))

    async def _ask(self, url: str) -> Answer:
        try:
            response = await self.crawler.engine.download_async(Request(url))
        except Exception as error:
            return Answer(url, url, trouble=trouble_of(Failure(error)))  # type: ignore[no-untyped-call]
        return _answer(url, response)

    def came(self, response: Response, request: Request) -> None:
        """The middleware asks for robots.txt itself: once is enough for a host."""
        first = request.meta.get("redirect_urls", [request.url])[0]
        if request.meta.get("dont_obey_robotstxt"):
            self._robots[_root(first)] = _answer(first, response)


def _root(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower()


def _answer(asked: str, response: Response) -> Answer:
    meta = response.request.meta if response.request else {}
    good = 200 <= response.status < 300
    return Answer(
        asked=asked,
        url=response.url,
        body=response.body,
        status=response.status,
        content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
        trouble=NONE if good else trouble_of_page(response.status, response.body),
        hops=tuple(meta.get("redirect_urls", ())),
    )


def converse(talk: Talk, settings: Settings) -> None:
    """Lets ``talk`` ask until it is done. Starts and ends a reactor: once in a process.

    Raises what ``talk`` raised, and KeyboardInterrupt if it was stopped before its end.
    """
    alone = settings.copy()
    alone.set("ITEM_PIPELINES", {}, priority="cmdline")
    alone.set("EXTENSIONS", {}, priority="cmdline")
    process = AsyncCrawlerProcess(alone)
    crawler = process.create_crawler(PagesSpider)
    process.crawl(crawler, talk=talk)
    process.start()
    spider = crawler.spider
    if not isinstance(spider, PagesSpider) or not spider.ended:
        raise KeyboardInterrupt
    if spider.error:
        raise spider.error


def fetch(urls: list[str], settings: Settings) -> list[Fetched]:
    """Each address once, in their order. Starts and ends a reactor."""
    fetched: list[Fetched] = []

    async def talk(spider: PagesSpider) -> None:
        for url in urls:
            answer = await spider.ask(url)
            fetched.append((url, answer.url, answer.body, answer.trouble.words))

    converse(talk, settings)
    return fetched
