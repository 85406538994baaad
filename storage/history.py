"""All that is known of one address: what became of it, the article that stands there, and who was
sent that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from storage import addresses as places
from storage import deliveries, tables, visits
from storage.articles import read_articles
from storage.engine import reading
from storage.records import Address, Article, Delivery
from storage.visits import Attempt


@dataclass(frozen=True, slots=True)
class Known:
    """``addresses``: all of the article, ``article.url`` first; without one, those asked for.

    ``deliveries`` come without their mail, and of their articles hold only this one's addresses.
    """

    addresses: tuple[str, ...]
    article: Article | None = None
    attempts: tuple[Attempt, ...] = ()
    deliveries: tuple[Delivery, ...] = ()

    @property
    def met(self) -> bool:
        """Whether any crawl has met it."""
        return self.article is not None or bool(self.attempts)


class History:
    """Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._reading = reading(engine)

    def of(self, asked: Sequence[Address]) -> Known:
        """Of one article's addresses, as they are known outside; newest first, each."""
        with self._reading.connect() as connection:
            article, all_of_it = _article_at(connection, asked)
            urls = tuple(dict.fromkeys([*all_of_it, *(address.url for address in asked)]))
            return Known(
                urls if article is None else tuple(all_of_it),
                article,
                tuple(visits.at(connection, urls)),
                tuple(deliveries.holding(connection, urls)),
            )


def _article_at(
    connection: Connection, asked: Sequence[Address]
) -> tuple[Article | None, list[str]]:
    """The article with its addresses; by what a page merely says of another one, none."""
    there = places.holders(connection, asked)
    found = (there.get(address.url, []) for address in asked)
    identifier = next((one for several in found for one in places.certain(several)), None)
    if identifier is None:
        return None, []
    query = select(tables.articles).where(tables.articles.c.id == identifier)
    article = read_articles(connection, query)[0]
    table = tables.addresses.c
    others = select(table.url).where(
        table.article_id == identifier, table.certain, table.url != article.url
    )
    return article, [article.url, *connection.scalars(others.order_by(table.url))]
