"""First of all: whether an address may be asked, by the decisions of ``crawler/guard.py``."""

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.guard import objection, stranger
from crawler.outlet import Edition
from crawler.refusals import AnotherHost, NotPublic


class GuardMiddleware:
    """Before robots.txt, of which a strange host is not even asked.

    robots.txt itself, every redirect and every retry pass here too: each is a request of its own.
    """

    def __init__(self, edition: Edition | None) -> None:
        self._edition = edition

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "GuardMiddleware":
        # `scrapy shell`, `probe` and the like run no edition: they ask what their user names.
        return cls(getattr(crawler.spidercls, "edition", None))

    def process_request(self, request: Request) -> None:
        reason = objection(request.url)
        if reason:
            raise NotPublic(f"{request.url}: {reason}")
        if self._edition and (host := stranger(request.url, self._edition)):
            raise AnotherHost(host)
