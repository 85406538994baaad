"""Stored articles to be judged again with other words, and their new verdicts.

The decision here: both in parts. Whoever reads holds nobody up, whoever writes does so for
milliseconds, and a process that is killed leaves each article with one whole verdict, the old or
the new; by ``words_sum`` the next one knows where to go on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, func, select

from storage import tables, verdicts
from storage.articles import read_articles
from storage.engine import reading
from storage.records import Article, Outcome
from storage.relevance import Relevance

# Articles: some half a second of judging between two transactions, some MB of text. Fewer than
# the variables that old builds of SQLite bind.
PART = 250


@dataclass(frozen=True, slots=True)
class Stored:
    """An article with all its verdicts, as it was when it was read from the database."""

    id: int
    article: Article

    def as_judged(self, other: "Stored") -> bool:
        """Whether a verdict on ``other`` is one on this."""
        return _read_by_judge(self.article) == _read_by_judge(other.article)


def _read_by_judge(article: Article) -> tuple[str, ...]:
    return article.title, article.lead, article.text, article.language


class Rejudging:
    """Every part is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def count(self, topic: str, since: datetime | None = None, other_than: str = "") -> int:
        """How many articles ``parts`` will give."""
        chosen = _chosen(topic, since, other_than).subquery()
        with self._reading.connect() as connection:
            return int(connection.scalar(select(func.count()).select_from(chosen)) or 0)

    def parts(
        self, topic: str, since: datetime | None = None, other_than: str = ""
    ) -> Iterator[list[Stored]]:
        """Articles in the order in which they were stored.

        ``since``: published (or, without a date, first seen) then or later. ``other_than``: only
        those that have no verdict for ``topic`` by the words of that sum.
        """
        table, last = tables.articles, 0
        while True:
            after = _chosen(topic, since, other_than).where(table.c.id > last)
            with self._reading.connect() as connection:
                chosen = connection.scalars(after.order_by(table.c.id).limit(PART))
                part = _read(connection, list(chosen))
            if not part:
                return
            yield part
            last = part[-1].id

    def replace(self, judged: Sequence[tuple[Stored, Relevance]]) -> list[Stored]:
        """Keeps the new verdicts; returns the articles that changed meanwhile, to be judged again.

        A crawl may have read a corrected page since: its verdict is not overwritten with one on
        the text before.
        """
        changed = []
        with self._engine.begin() as connection:
            now = {one.id: one for one in _read(connection, [stored.id for stored, _ in judged])}
            for stored, verdict in judged:
                if stored.id in now and now[stored.id].as_judged(stored):
                    verdicts.upsert(connection, stored.id, [verdict])
                elif stored.id in now:
                    changed.append(now[stored.id])
        return changed

    def with_other_words(self, topic: str, words_sum: str) -> tuple[int, int]:
        """How many verdicts for ``topic`` were given with other words, and how many there are."""
        table = tables.verdicts.c
        others = func.count().filter(table.words_sum != words_sum)
        query = select(others, func.count()).where(table.topic == topic)
        with self._reading.connect() as connection:
            other, there = connection.execute(query).one()
        return other, there

    def not_kept(self) -> dict[Outcome, int]:
        """How many pages were left without being stored, of those that may be articles."""
        table = tables.visits.c
        left = (Outcome.OFF_TOPIC, Outcome.TOO_OLD, Outcome.TOO_NEW)
        query = select(table.outcome, func.count()).where(table.outcome.in_(left))
        with self._reading.connect() as connection:
            rows = connection.execute(query.group_by(table.outcome)).all()
        return {Outcome(outcome): count for outcome, count in rows}


def _chosen(topic: str, since: datetime | None, other_than: str) -> Select[Any]:
    articles, judged = tables.articles, tables.verdicts
    query = select(articles.c.id)
    if since:
        query = query.where(since <= verdicts.WHEN)
    if other_than:
        its = and_(judged.c.article_id == articles.c.id, judged.c.topic == topic)
        query = query.outerjoin(judged, its).where(
            judged.c.words_sum.is_(None) | (judged.c.words_sum != other_than)
        )
    return query


def _read(connection: Connection, identifiers: Iterable[int]) -> list[Stored]:
    table = tables.articles
    chosen = sorted(identifiers)
    found = list(
        connection.scalars(select(table.c.id).where(table.c.id.in_(chosen)).order_by("id"))
    )
    articles = read_articles(connection, select(table).where(table.c.id.in_(found)).order_by("id"))
    return [Stored(*pair) for pair in zip(found, articles, strict=True)]
