"""How articles were judged, a verdict for each topic."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from storage import tables
from storage.records import Match, Relevance

# SQLite binds at most 999 variables in old builds; a long list is asked in parts.
PART = 500


def upsert(connection: Connection, identifier: int, relevance: Iterable[Relevance]) -> None:
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


def of(connection: Connection, identifiers: list[int]) -> dict[int, list[Relevance]]:
    """The verdicts on each article, by topic."""
    found: dict[int, list[Relevance]] = defaultdict(list)
    table = tables.verdicts
    for start in range(0, len(identifiers), PART):
        part = table.c.article_id.in_(identifiers[start : start + PART])
        for row in connection.execute(select(table).where(part).order_by(table.c.topic)):
            matches = tuple(Match(**match) for match in row.matches)
            found[row.article_id].append(Relevance(row.topic, row.relevant, row.score, matches))
    return found
