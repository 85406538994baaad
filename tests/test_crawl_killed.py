"""A crawl that is killed at any moment loses nothing and doubles nothing."""

import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from demo.server import load_articles
from storage.records import Article, Visit
from storage.store import Store, open_store
from tests.crawling import Outlets, outlets

# Two hosts and two reports; feeds, a search, validators, a crawl delay, a video without text.
EDITIONS = ("vietnamtimes", "kaziss_en")
ADDRESSES = [one.url for one in load_articles()]
KILLS = 20
SEED = 20261122
ENDING = 0.04  # seconds: the last page, two reports and the validators took 0.02 (measured)
# Every word of the search index with the numbers of its articles and places.
INDEX = "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'article_search', 'row')"


@dataclass(frozen=True, slots=True)
class Moment:
    """So many ``seconds`` after the request with this number, counted from 1."""

    request: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Kept:
    articles: list[Article]
    pages: list[bytes]
    visits: list[Visit]
    found: list[list[str]]  # by the search for each article's title
    indexed: list[Any]
    validators: list[Any]
    rows: list[Any]  # counts of articles, verdicts and pages
    sound: list[Any]


def test_twenty_kills_at_random_moments_change_nothing(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - moments to kill at, not secrets
    with outlets(tmp_path) as served:
        crawl(served)
        expected = kept(served.database)
        assert expected.sound == [("ok",)]
        assert len(expected.articles) > 9
        both = zip(expected.articles, expected.found, strict=True)
        assert all(urls.count(article.url) == 1 for article, urls in both)
        times = [request.at - served.sites.requests[0].at for request in served.sites.requests]
        kills = 0
        for number, moments in enumerate(series(chance, len(times), times[-1])):
            disturbed = replace(served, database=f"sqlite:///{tmp_path / f'{number}.sqlite3'}")
            kills += sum(was_killed(disturbed, moment) for moment in moments)
            crawl(disturbed)
            assert kept(disturbed.database) == expected, f"seed {SEED}, killed at {moments}"
            if kills >= KILLS:
                break


def series(chance: random.Random, requests: int, lasting: float) -> Iterator[list[Moment]]:
    """One for each database: kills all over a crawl, then one amid the writes at its end.

    A crawl that goes on after a kill has less to do: it is given the time to the next moment.
    """
    while True:
        cuts = sorted(chance.uniform(0, lasting) for _ in range(chance.randint(2, 5)))
        yield [
            Moment(1, later - earlier) for earlier, later in zip([0.0, *cuts], cuts, strict=False)
        ]
        yield [Moment(requests, chance.uniform(0, ENDING))]


def crawl(served: Outlets) -> None:
    done = served.scrapy("crawl", *EDITIONS)
    assert done.returncode == 0, done.stderr


def was_killed(served: Outlets, moment: Moment) -> bool:
    """False if it had ended before."""
    asked = len(served.sites.requests) + moment.request
    with served.start("crawl", *EDITIONS) as running:
        while len(served.sites.requests) < asked and running.poll() is None:
            time.sleep(0.005)
        time.sleep(moment.seconds)
        running.kill()
        return running.wait(30) == -signal.SIGKILL


def kept(database: str) -> Kept:
    with open_store(database) as store:
        found = sorted(store.articles.by_url(ADDRESSES), key=lambda article: article.url)
        visits = [visit for name in EDITIONS for visit in store.articles.visits(name)]
        return Kept(
            articles=found,
            pages=[store.articles.page(article.url) for article in found],
            visits=sorted(visits, key=lambda visit: visit.url),
            found=[urls_found(store, article.title) for article in found],
            indexed=rows(database, INDEX, "SELECT * FROM temp.words ORDER BY term"),
            validators=rows(database, "SELECT * FROM validators ORDER BY url"),
            rows=[
                rows(database, f"SELECT count(*) FROM {table}")  # noqa: S608 - names of ours
                for table in ("articles", "verdicts", "pages")
            ],
            sound=rows(database, "PRAGMA integrity_check"),
        )


def urls_found(store: Store, words: str) -> list[str]:
    return [article.url for article in store.articles.search(words, limit=50)]


def rows(database: str, *statements: str) -> list[Any]:
    """What the last of the statements gives."""
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as connection:
        return [connection.execute(statement).fetchall() for statement in statements][-1]
