"""Which stored article a page that was read is: the decision of ``find``.

By the page's own addresses; else by what it declares, if its words agree; else by its words alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from storage import addresses as places
from storage import tables
from storage.identity import Wording, alike, fingerprint, may_be_of_one_day
from storage.records import Address, Article


@dataclass(frozen=True, slots=True)
class Found:
    """The stored article that a page is, if any."""

    article: int | None = None
    certain: bool = False  # by its addresses: what is read now replaces what was read
    mistaken_for: str = ""  # see records.Kept


def find(
    connection: Connection, article: Article, own: Sequence[Address], declared: Address | None
) -> Found:
    """What a page declares is believed only where the words agree: some templates declare one
    address on every page."""
    there = places.holders(connection, [*own, *([declared] if declared else [])])
    for address in own:
        for identifier in places.certain(there.get(address.url, [])):
            return Found(identifier, certain=True)
    mistaken_for = ""
    said = (one.article for several in there.values() for one in several)
    for identifier in dict.fromkeys(said):
        url, wording = _wording(connection, identifier)
        if alike(wording, _wording_of(article)):
            return Found(identifier)
        mistaken_for = url
    return Found(_twin(connection, article), mistaken_for=mistaken_for)


def _twin(connection: Connection, article: Article) -> int | None:
    """The article that this outlet published before, in the same words on the same day."""
    same = fingerprint(article.title, article.text)
    table = tables.articles.c
    query = select(table.id, table.published).where(
        table.fingerprint == same,
        table.outlet == article.outlet,
        table.language == article.language,
    )
    rows = connection.execute(query.order_by(table.id)).all() if same else ()
    fitting = (row.id for row in rows if may_be_of_one_day(row.published, article.published))
    return next(fitting, None)


def _wording(connection: Connection, identifier: int) -> tuple[str, Wording]:
    table = tables.articles.c
    query = select(table.url, table.title, table.text, table.published)
    row = connection.execute(query.where(table.id == identifier)).one()
    return row.url, Wording(row.title, row.text, row.published)


def _wording_of(article: Article) -> Wording:
    return Wording(article.title, article.text, article.published)
