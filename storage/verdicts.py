"""How articles were judged, a verdict for each topic."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import Insert, insert

from storage import tables
from storage.records import Match, Relevance

# SQLite binds at most 999 variables in old builds; a long list is asked in parts.
PART = 500


KEY = ("article_id", "topic")


def _writing() -> Insert:
    statement = insert(tables.verdicts)
    new = {name: statement.excluded[name] for name in ("relevant", "score", "matches")}
    return statement.on_conflict_do_update(index_elements=KEY, set_=new)


WRITING = _writing()  # building it anew costs more than its execution


def upsert(connection: Connection, identifier: int, relevance: Iterable[Relevance]) -> None:
    for verdict in relevance:
        values = {
            "relevant": verdict.relevant,
            "score": verdict.score,
            "matches": [asdict(match) for match in verdict.matches],
        }
        connection.execute(WRITING, {"article_id": identifier, "topic": verdict.topic} | values)


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
