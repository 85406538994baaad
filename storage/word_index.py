"""The words of articles, folded, for the search.

The index is written here and not by triggers: Alembic's batch_alter_table drops those silently
(measured). It keeps no text of its own, and SQLite before 3.43 removes a row from such an index
only when it is told the words again.
"""

from sqlalchemy import Connection, TextClause, select, text

from storage import tables
from storage.fold import fold, match_expression


def matching(words: str) -> TextClause | None:
    """A condition on articles: they hold all ``words``. None if nothing searchable was typed."""
    expression = match_expression(words)
    if not expression:
        return None
    found = "articles.id IN (SELECT rowid FROM article_search WHERE article_search MATCH :m)"
    return text(found).bindparams(m=expression)


def remove(connection: Connection, identifier: int) -> None:
    """To be called before the article changes."""
    articles = tables.articles.c
    query = select(articles.title, articles.text).where(articles.id == identifier)
    old = connection.execute(query).one()
    statement = (
        "INSERT INTO article_search (article_search, rowid, words) VALUES ('delete', :i, :w)"
    )
    connection.execute(text(statement), {"i": identifier, "w": _words(old.title, old.text)})


def add(connection: Connection, identifier: int, title: str, body: str) -> None:
    statement = "INSERT INTO article_search (rowid, words) VALUES (:i, :w)"
    connection.execute(text(statement), {"i": identifier, "w": _words(title, body)})


def _words(title: str, body: str) -> str:
    return " ".join(f"{fold(title)}\n{fold(body)}".split())
