"""judge → store: what happens to an article after it is read, in this order."""

from collections.abc import Sequence
from dataclasses import replace

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.aliases import Topic, load_topic
from crawler.relevance import judge
from crawler.spiders.edition import EditionSpider
from storage.engine import StorageError
from storage.records import Article, Outcome, Visit


class JudgePipeline:
    """Gives an article its verdict for each topic of the setting TOPICS."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._topics = topics

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "JudgePipeline":
        return cls([load_topic(name) for name in crawler.settings.getlist("TOPICS")])

    def process_item(self, item: Article) -> Article:
        return replace(item, relevance=tuple(judge(item, topic) for topic in self._topics))


class StorePipeline:
    """Keeps every judged article, relevant or not, in a transaction of its own."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StorePipeline":
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        spider = self._crawler.spider
        assert isinstance(spider, EditionSpider)  # noqa: S101 - for mypy; the loader makes no other
        relevant = any(verdict.relevant for verdict in item.relevance)
        outcome = Outcome.RELEVANT if relevant else Outcome.IRRELEVANT
        try:
            spider.store.articles.save(item, Visit(item.url, spider.name, outcome, spider.now))
        except StorageError as error:
            spider.give_up(error)
            raise DropItem(f"{item.url}: not stored: {error}") from error
        spider.tally.stored += 1
        spider.tally.relevant += relevant
        return item
