"""What was read and how it was judged: articles, verdicts, pages, visits, and the search."""

import gzip
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, case, func, select, text
from sqlalchemy.dialects.sqlite import insert

from storage import tables
from storage.engine import reading
from storage.fold import fold, match_expression
from storage.records import Article, Match, Outcome, Relevance, Validator, Visit

# A page that failed is asked again on later runs, but not for ever: after this many failures in
# a row the address is left alone (the outlet announces what never was or is gone).
TRIES = 5
# SQLite binds at most 999 variables in old builds; a list of addresses is asked in parts.
PART = 500
READ_COLUMNS = [column for column in tables.articles.c if column.name != "id"]


class Articles:
    """Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def save(self, article: Article, visit: Visit) -> None:
        """Keeps the article, its verdicts and, where it is relevant, its page; notes the visit.

        The same canonical URL again replaces what was read before but keeps ``first_seen``.
        """
        with self._engine.begin() as connection:
            write_article(connection, article, visit.at)
            _upsert_visit(connection, visit)
            if article.announced_as:
                _upsert_visit(connection, replace(visit, url=article.announced_as))

    def note(self, visit: Visit) -> None:
        """Remembers an address that gave no article."""
        with self._engine.begin() as connection:
            _upsert_visit(connection, visit)

    def known(self, urls: Iterable[str], *, backfill: bool = False) -> set[str]:
        """Those of the canonical ``urls`` that need no further fetch.

        A ``backfill`` may reach further back than the run for which an address was too old.
        """
        asked = sorted(set(urls))
        found: set[str] = set()
        visits = tables.visits
        done = (visits.c.outcome != Outcome.FAILED) | (visits.c.tries >= TRIES)
        if backfill:
            done &= visits.c.outcome != Outcome.TOO_OLD
        with self._reading.connect() as connection:
            for start in range(0, len(asked), PART):
                part = visits.c.url.in_(asked[start : start + PART])
                found.update(connection.scalars(select(visits.c.url).where(part & done)))
                article = tables.articles.c.url.in_(asked[start : start + PART])
                found.update(connection.scalars(select(tables.articles.c.url).where(article)))
        return found

    def relevant(self, topic: str, since: datetime) -> list[Article]:
        """Articles relevant for ``topic`` published (or, without a date, first seen) ``since``.

        Without those that have no date and were not found as new: they may be of any age.
        """
        articles, verdicts = tables.articles, tables.verdicts
        when = func.coalesce(articles.c.published, articles.c.first_seen, type_=tables.Instant)
        query = (
            select(articles)
            .join(verdicts)
            .where(verdicts.c.topic == topic, verdicts.c.relevant, when >= since)
            .where(articles.c.published.is_not(None) | articles.c.found_new)
            .order_by(when, articles.c.url)
        )
        return self._read(query)

    def by_url(self, urls: Iterable[str]) -> list[Article]:
        """The stored ones of ``urls``, in no order."""
        return self._read(select(tables.articles).where(tables.articles.c.url.in_(sorted(urls))))

    def search(self, words: str, limit: int) -> list[Article]:
        """Articles that hold all ``words``, newest first; diacritics and case do not matter."""
        expression = match_expression(words)
        if not expression:
            return []
        found = text(
            "articles.id IN (SELECT rowid FROM article_search WHERE article_search MATCH :m)"
        )
        articles = tables.articles
        query = (
            select(articles)
            .where(found.bindparams(m=expression))
            .order_by(func.coalesce(articles.c.published, articles.c.first_seen).desc())
            .limit(limit)
        )
        return self._read(query)

    def page(self, url: str) -> bytes:
        """The page as received; b"" if it was not kept."""
        query = (
            select(tables.pages.c.html).join(tables.articles).where(tables.articles.c.url == url)
        )
        with self._reading.connect() as connection:
            packed = connection.scalar(query)
        return gzip.decompress(packed) if packed else b""

    def visits(self, edition: str) -> list[Visit]:
        """The last attempt at each address of an edition, newest first."""
        table = tables.visits
        query = select(table).where(table.c.edition == edition).order_by(table.c.at.desc())
        with self._reading.connect() as connection:
            return [
                Visit(row.url, row.edition, Outcome(row.outcome), row.at, row.reason)
                for row in connection.execute(query)
            ]

    def _read(self, query: Any) -> list[Article]:
        with self._reading.connect() as connection:
            return read_articles(connection, query)


def read_articles(connection: Connection, query: Any) -> list[Article]:
    """Of a query for rows of the articles' table."""
    rows = connection.execute(query).all()
    verdicts = _verdicts_of(connection, [row.id for row in rows])
    return [_article(row, verdicts[row.id]) for row in rows]


def write_article(connection: Connection, article: Article, at: datetime) -> None:
    """Article, verdicts, search words and, where it is relevant, its page."""
    _unindex(connection, article.url)
    identifier = _upsert_article(connection, article, at)
    _upsert_verdicts(connection, identifier, article.relevance)
    if article.html and any(verdict.relevant for verdict in article.relevance):
        _upsert_page(connection, identifier, article, at)
    _index(connection, identifier, article)


def _article(row: Row[Any], relevance: Sequence[Relevance]) -> Article:
    values = {column.name: getattr(row, column.name) for column in READ_COLUMNS}
    values["authors"] = tuple(values["authors"])
    return Article(**values, relevance=tuple(relevance))


def _verdicts_of(connection: Connection, identifiers: list[int]) -> dict[int, list[Relevance]]:
    found: dict[int, list[Relevance]] = defaultdict(list)
    table = tables.verdicts
    for start in range(0, len(identifiers), PART):
        part = table.c.article_id.in_(identifiers[start : start + PART])
        for row in connection.execute(select(table).where(part).order_by(table.c.topic)):
            matches = tuple(Match(**match) for match in row.matches)
            found[row.article_id].append(Relevance(row.topic, row.relevant, row.score, matches))
    return found


def _upsert_article(connection: Connection, article: Article, seen: datetime) -> int:
    values = {column.name: getattr(article, column.name) for column in READ_COLUMNS}
    values["authors"] = list(article.authors)
    values["first_seen"] = article.first_seen or seen
    first = ("url", "first_seen", "found_new")  # what stays as it was when it was first read
    changed = {name: value for name, value in values.items() if name not in first}
    statement = insert(tables.articles).values(values)
    statement = statement.on_conflict_do_update(index_elements=["url"], set_=changed)
    return int(connection.execute(statement.returning(tables.articles.c.id)).scalar_one())


def _upsert_verdicts(
    connection: Connection, identifier: int, relevance: Iterable[Relevance]
) -> None:
    for verdict in relevance:
        values = {
            "relevant": verdict.relevant,
            "score": verdict.score,
            "matches": [asdict(match) for match in verdict.matches],
        }
        key = {"article_id": identifier, "topic": verdict.topic}
        statement = insert(tables.verdicts).values(key | values)
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=values)
        connection.execute(statement)


def _upsert_page(
    connection: Connection, identifier: int, article: Article, fetched: datetime
) -> None:
    values = {
        "html": gzip.compress(article.html, mtime=0),
        "sha256": hashlib.sha256(article.html).hexdigest(),
        "fetched": fetched,
        **origin(article.received),
    }
    statement = insert(tables.pages).values({"article_id": identifier} | values)
    statement = statement.on_conflict_do_update(index_elements=["article_id"], set_=values)
    connection.execute(statement)


def origin(received: Validator | None) -> dict[str, str]:
    """The columns that say where a page came from."""
    if received is None:
        return {"address": "", "etag": "", "last_modified": ""}
    return {
        "address": received.url,
        "etag": received.etag,
        "last_modified": received.last_modified,
    }


# The search index is written here and not by triggers: Alembic's batch_alter_table drops those
# silently (measured). It keeps no text of its own, and SQLite before 3.43 removes a row from such
# an index only when it is told the words again.


def _words(title: str, body: str) -> str:
    return re.sub(r"\s+", " ", fold(f"{title}\n{body}"))


def _unindex(connection: Connection, url: str) -> None:
    articles = tables.articles.c
    query = select(articles.id, articles.title, articles.text).where(articles.url == url)
    old = connection.execute(query).one_or_none()
    if old:
        connection.execute(
            text(
                "INSERT INTO article_search (article_search, rowid, words)"
                " VALUES ('delete', :i, :w)"
            ),
            {"i": old.id, "w": _words(old.title, old.text)},
        )


def _index(connection: Connection, identifier: int, article: Article) -> None:
    connection.execute(
        text("INSERT INTO article_search (rowid, words) VALUES (:i, :w)"),
        {"i": identifier, "w": _words(article.title, article.text)},
    )


def _upsert_visit(connection: Connection, visit: Visit) -> None:
    values = {
        "edition": visit.edition,
        "outcome": visit.outcome.value,
        "reason": visit.reason,
        "at": visit.at,
    }
    before = tables.visits.c
    in_a_row = case((before.outcome == Outcome.FAILED, before.tries + 1), else_=1)
    statement = insert(tables.visits).values({"url": visit.url, "tries": 1} | values)
    statement = statement.on_conflict_do_update(
        index_elements=["url"], set_=values | {"tries": in_a_row}
    )
    connection.execute(statement)
