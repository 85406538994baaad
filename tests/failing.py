"""A part of the pipeline that fails for one article: an error of a program, as any may have."""

from scrapy.crawler import Crawler

from storage.records import Article


class FailingPipeline:
    def __init__(self, url: str) -> None:
        self._url = url

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "FailingPipeline":
        return cls(str(crawler.settings["FAILS_FOR"]))

    def process_item(self, item: Article) -> Article:
        if item.url == self._url:
            raise LookupError(item.url)
        return item
