"""judge → store: what happens to an article after it is read, in this order."""

from collections.abc import Sequence
from dataclasses import replace

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.judging import judging
from crawler.revisit import Revision
from crawler.spiders.edition import EditionSpider
from storage.engine import StorageError
from storage.looks import Finding
from storage.records import Article, Kept, Outcome, Visit
from topics.judge import judge
from topics.vocabulary import Topic

MISTAKEN = (
    "%s: a page declares that this and %s are one article, but their texts differ:"
    " both are kept; look at what the pages' head names as canonical"
)


class JudgePipeline:
    """Gives an article its verdict for each topic that the crawl judges for."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._topics = topics

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "JudgePipeline":
        return cls(judging(crawler.settings).topics)

    def process_item(self, item: Article | Revision) -> Article | Revision:
        if isinstance(item, Revision):
            return replace(item, article=self._judged(item.article))
        return self._judged(item)

    def _judged(self, article: Article) -> Article:
        return replace(article, relevance=tuple(judge(article, topic) for topic in self._topics))


class StorePipeline:
    """Keeps every judged article, relevant or not, in a transaction of its own.

    One that was sent and lost its relevance by a correction stays, with the new verdict: who was
    sent it hears of the correction, nobody else hears of the article.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._mistaken: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StorePipeline":
        return cls(crawler)

    def process_item(self, item: Article | Revision) -> Article:
        spider = self._crawler.spider
        assert isinstance(spider, EditionSpider)  # noqa: S101 - for mypy; the loader makes no other
        article = item.article if isinstance(item, Revision) else item
        try:
            if isinstance(item, Revision):
                _revise(spider, item)
                return article
            kept = _save(spider, item)
        except StorageError as error:
            spider.give_up(error)
            raise DropItem(f"{article.url}: not stored: {error}") from error
        if kept.mistaken_for and kept.mistaken_for not in self._mistaken:
            self._mistaken.add(kept.mistaken_for)  # a template may do it on every page
            spider.logger.warning(MISTAKEN, article.url, kept.mistaken_for)
        if kept.again:
            raise DropItem(f"{article.url}: is {kept.url}, which is stored", log_level="DEBUG")
        return replace(article, url=kept.url)


def _save(spider: EditionSpider, article: Article) -> Kept:
    relevant = any(verdict.relevant for verdict in article.relevance)
    outcome = Outcome.RELEVANT if relevant else Outcome.IRRELEVANT
    own = [spider.identify(url) for url in (article.url, article.announced_as) if url]
    declared = spider.identify(article.declared_as) if article.declared_as else None
    visit = Visit(article.url, spider.name, outcome, spider.now)
    kept = spider.store.articles.save(article, visit, own, declared)
    if not kept.again:
        spider.tally.stored += 1
        spider.tally.relevant += relevant
    return kept


def _revise(spider: EditionSpider, revision: Revision) -> None:
    spider.store.versions.keep(revision.look, revision.article)
    spider.tally.revisited += 1
    spider.tally.corrected += revision.look.finding is Finding.CORRECTED
