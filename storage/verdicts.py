"""How articles were judged, a verdict for each topic."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select
from sqlalchemy.dialects.sqlite import Insert, insert

from storage import tables
from storage.records import Article
from storage.relevance import Match, Part, Relevance

# SQLite binds at most 999 variables in old builds; a long list is asked in parts.
PART = 500

RELEVANT = tables.verdicts.c.relevant
NEAR = tables.verdicts.c.near & ~RELEVANT
# Given by a version that kept no reasons: nobody can tell which of them almost came in.
UNREASONED = (tables.verdicts.c.words_sum == "") & ~RELEVANT
# What an article is sorted by: see records.Article.when.
WHEN = func.coalesce(
    tables.articles.c.published, tables.articles.c.first_seen, type_=tables.Instant
)


@dataclass(frozen=True, slots=True)
class NearMisses:
    """Articles that almost came in, newest first."""

    articles: tuple[Article, ...]
    count: int  # with those beyond the limit
    unreasoned: int  # out, by a version that did not say which of them almost came in


KEY = ("article_id", "topic")
JUDGED = [column.name for column in tables.verdicts.c if column.name not in KEY]


def _writing() -> Insert:
    statement = insert(tables.verdicts)
    new = {name: statement.excluded[name] for name in JUDGED}
    return statement.on_conflict_do_update(index_elements=KEY, set_=new)


WRITING = _writing()  # building it anew costs more than its execution


def upsert(connection: Connection, identifier: int, relevance: Iterable[Relevance]) -> None:
    for verdict in relevance:
        values = {name: getattr(verdict, name) for name in JUDGED}
        values["matches"] = [asdict(match) for match in verdict.matches]
        values["parts"] = [asdict(part) for part in verdict.parts]
        connection.execute(WRITING, {"article_id": identifier, "topic": verdict.topic} | values)


def judged(topic: str, since: datetime, verdict: ColumnElement[bool]) -> Select[Any]:
    """Articles so judged for ``topic``, published (or, without a date, first seen) ``since``.

    Without those that have no date and were not found as new: they may be of any age.
    """
    articles, table = tables.articles, tables.verdicts
    return (
        select(articles)
        .join(table)
        .where(table.c.topic == topic, verdict, since <= WHEN)
        .where(articles.c.published.is_not(None) | articles.c.found_new)
    )


def count(connection: Connection, query: Select[Any]) -> int:
    return connection.scalar(select(func.count()).select_from(query.subquery())) or 0


def of(connection: Connection, identifiers: list[int]) -> dict[int, list[Relevance]]:
    """The verdicts on each article, by topic."""
    found: dict[int, list[Relevance]] = defaultdict(list)
    table = tables.verdicts
    for start in range(0, len(identifiers), PART):
        part = table.c.article_id.in_(identifiers[start : start + PART])
        for row in connection.execute(select(table).where(part).order_by(table.c.topic)):
            found[row.article_id].append(_verdict(row))
    return found


def _verdict(row: Row[Any]) -> Relevance:
    values = {name: getattr(row, name) for name in JUDGED}
    values["matches"] = tuple(_match(match) for match in row.matches)
    values["parts"] = tuple(_part(part) for part in row.parts)
    return Relevance(topic=row.topic, **values)


def _match(stored: dict[str, Any]) -> Match:
    spans = tuple((start, end) for start, end in stored.pop("spans", ()))
    return Match(**stored, spans=spans)


def _part(stored: dict[str, Any]) -> Part:
    return Part(**stored | {"words": tuple(stored["words"])})
