"""What the stages cost on this machine, in CPU milliseconds an article.

On the demo's pages, which are generated: real ones of the same size cost an extractor about 2.4
times as much (measured); ``looks`` measures on those, with bounds. Figures are for comparing two
versions on one machine.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from rich.table import Table

from crawler.extract import extract_article
from crawler.outlet import Edition, load_outlets
from crawler.reading.page import NoArticle
from demo.server import DemoArticle, DemoSites, load_articles
from digest.stories import group_into_stories
from storage.fold import fold
from storage.installation import DEFAULT_TOPIC
from storage.records import Article
from topics.judge import judge
from topics.vocabulary import load_topic

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
T = TypeVar("T")
ROUNDS = 3  # the fastest counts: the others met something else that the machine did


def stages() -> Table:
    editions, topic = load_outlets(), load_topic(DEFAULT_TOPIC)
    pages = [(one.url, *_page(one, editions)) for one in load_articles() if not one.held_back]
    articles = [found for page in pages if (found := _read(*page))]
    judged = [replace(one, relevance=(judge(one, topic),)) for one in articles]
    relevant = [one for one in judged if one.relevance[0].relevant]
    table = Table("stage", box=None, padding=(0, 2, 0, 0))
    table.add_column("articles", justify="right")
    table.add_column("CPU ms each", justify="right")
    _row(table, "extract (with language)", pages, lambda page: _read(*page))
    _row(table, "judge", articles, lambda one: judge(one, topic))
    _row(table, "fold for the search", articles, lambda one: fold(one.text))
    _row(table, "group into stories", [relevant], group_into_stories, len(relevant))
    return table


def _page(article: DemoArticle, editions: dict[str, Edition]) -> tuple[bytes, Edition]:
    host, _, path = article.url.removeprefix("https://").partition("/")
    return DemoSites().answer(host, f"/{path}")[0].body, editions[article.edition]


def _read(url: str, body: bytes, edition: Edition) -> Article | None:
    try:
        return extract_article(body, url, edition, NOW)
    except NoArticle:
        return None


def _row(
    table: Table, stage: str, things: Iterable[T], work: Callable[[T], object], count: int = 0
) -> None:
    things = list(things)
    seconds = min(_timed(things, work) for _ in range(ROUNDS))
    number = count or len(things)
    table.add_row(stage, str(number), f"{1000 * seconds / number:.2f}")


def _timed(things: Iterable[T], work: Callable[[T], object]) -> float:
    began = time.process_time()
    for thing in things:
        work(thing)
    return time.process_time() - began
