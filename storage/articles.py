"""What was read and how it was judged."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, update

from storage import addresses as places
from storage import pages, tables, verdicts, visits, word_index
from storage.engine import reading
from storage.finding import find
from storage.identity import fingerprint
from storage.records import Address, Article, Kept, Origins, Visit
from storage.relevance import Relevance
from storage.verdicts import NearMisses

NOT_READ = ("id", "fingerprint")
READ_COLUMNS = [column for column in tables.articles.c if column.name not in NOT_READ]
# What stays as it was when the article was first read: readers were sent its address.
FIRST = ("url", "first_seen", "found_new")
ADDING = insert(tables.articles).returning(tables.articles.c.id)  # built once


class Articles:
    """Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def save(
        self,
        article: Article,
        visit: Visit,
        own: Sequence[Address] = (),
        declared: Address | None = None,
    ) -> Kept:
        """Keeps the article, its verdicts and, where it is relevant, its page; notes the visit.

        ``own``: where it was found and announced, each with its key; without it, just the URLs.
        ``declared``: what its page calls its address, where that is another article's by all that
        addresses say. The same article again, at any of its addresses, replaces what was read
        before but keeps ``url`` and ``first_seen``.
        """
        own = own or [Address(url) for url in (article.url, article.announced_as) if url]
        with self._engine.begin() as connection:
            found = find(connection, article, own, declared)
            identifier = found.article
            if identifier is None or found.certain:
                identifier = write_article(connection, identifier, article, visit.at)
            places.add(connection, identifier, article.edition, own)
            if declared:
                places.add(connection, identifier, article.edition, [declared], sure=False)
            for address in own:
                visits.upsert(connection, replace(visit, url=address.url))
            url = _url(connection, identifier)
        again = found.article is not None and not found.certain
        return Kept(url, again, found.mistaken_for)

    def note(self, visit: Visit) -> None:
        """Remembers an address that gave no article."""
        with self._engine.begin() as connection:
            visits.upsert(connection, visit)

    def reopen(self, edition: str, at: datetime) -> None:
        """Has what the run that began ``at`` could not read asked again: it could read nothing."""
        with self._engine.begin() as connection:
            visits.reopen(connection, edition, at)

    def known(
        self,
        urls: Iterable[str],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        begun: datetime | None = None,
        why_left: str = "",
    ) -> set[str]:
        """Those of the canonical ``urls`` that need no further fetch: read, or of no use.

        A page that was too old or too new for an earlier run needs none if it is so for a run that
        asks for what was published from ``since`` to before ``until``. A backfill, ``begun`` at
        that instant, reads again where nobody noted when a page was published, and what came to
        nothing before it: pages that failed too often, or that no rule could read then. Off-topic
        pages that were left for another reason than ``why_left`` are read again. An article that
        was read under another address: see ``Addresses.known``.
        """
        asked = list(urls)
        with self._reading.connect() as connection:
            found = places.holders(connection, [Address(url) for url in asked])
            return visits.settled(connection, asked, since, until, begun, why_left) | {
                url for url, there in found.items() if [*places.certain(there)]
            }

    def relevant(self, topic: str, since: datetime) -> list[Article]:
        """Articles relevant for ``topic``: see ``verdicts.judged``."""
        query = verdicts.judged(topic, since, verdicts.RELEVANT)
        return self._read(query.order_by(verdicts.WHEN, tables.articles.c.url))

    def near_misses(self, topic: str, since: datetime, limit: int) -> NearMisses:
        """What is not relevant, and a person should look whether it is; of the same articles."""
        query = verdicts.judged(topic, since, verdicts.NEAR)
        newest = query.order_by(verdicts.WHEN.desc(), tables.articles.c.url).limit(limit)
        unreasoned = verdicts.judged(topic, since, verdicts.UNREASONED)
        with self._reading.connect() as connection:
            return NearMisses(
                tuple(read_articles(connection, newest)),
                verdicts.count(connection, query),
                verdicts.count(connection, unreasoned),
            )

    def by_url(self, urls: Iterable[str]) -> list[Article]:
        """The stored ones of ``urls``, in no order."""
        return self._read(select(tables.articles).where(tables.articles.c.url.in_(sorted(urls))))

    def search(self, words: str, limit: int) -> list[Article]:
        """Articles that hold all ``words``, newest first; diacritics and case do not matter."""
        matching = word_index.matching(words)
        if matching is None:
            return []
        query = select(tables.articles).where(matching).order_by(verdicts.WHEN.desc())
        return self._read(query.limit(limit))

    def page(self, url: str) -> bytes:
        """The page as received; b"" if it was not kept."""
        with self._reading.connect() as connection:
            return pages.of(connection, url)

    def visits(self, edition: str) -> list[Visit]:
        """The last attempt at each address of an edition, newest first."""
        with self._reading.connect() as connection:
            return visits.of(connection, edition)

    def _read(self, query: Any) -> list[Article]:
        with self._reading.connect() as connection:
            return read_articles(connection, query)


def read_articles(connection: Connection, query: Any) -> list[Article]:
    """Of a query for rows of the articles' table."""
    rows = connection.execute(query).all()
    judged = verdicts.of(connection, [row.id for row in rows])
    return [_article(row, judged[row.id]) for row in rows]


def _url(connection: Connection, identifier: int) -> str:
    table = tables.articles.c
    return str(connection.execute(select(table.url).where(table.id == identifier)).scalar_one())


def _article(row: Row[Any], relevance: Sequence[Relevance]) -> Article:
    values = {column.name: getattr(row, column.name) for column in READ_COLUMNS}
    values["authors"] = tuple(values["authors"])
    values["origins"] = Origins(**values["origins"])
    return Article(**values, relevance=tuple(relevance))


def write_article(
    connection: Connection, identifier: int | None, article: Article, seen: datetime
) -> int:
    """Article, verdicts, search words and, where it is relevant, its page.

    ``identifier``: of the stored article that this is, whatever its URL; None for a new one.
    """
    values = _values(article, seen)
    if identifier is None:
        identifier = int(connection.execute(ADDING, values).scalar_one())
    else:
        word_index.remove(connection, identifier)
        change = update(tables.articles).where(tables.articles.c.id == identifier)
        changed = {name: value for name, value in values.items() if name not in FIRST}
        connection.execute(change.values(changed))
    verdicts.upsert(connection, identifier, article.relevance)
    if article.html and any(verdict.relevant for verdict in article.relevance):
        pages.upsert(connection, identifier, article, seen)
    word_index.add(connection, identifier, article.title, article.text)
    return identifier


def _values(article: Article, seen: datetime) -> dict[str, Any]:
    values = {column.name: getattr(article, column.name) for column in READ_COLUMNS}
    values["authors"] = list(article.authors)
    values["origins"] = {rule: by for rule, by in asdict(article.origins).items() if by}
    values["first_seen"] = article.first_seen or seen
    values["fingerprint"] = fingerprint(article.title, article.text)
    return values
