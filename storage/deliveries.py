"""What was sent to whom, and what is still to be sent."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, insert, literal, select, update

from storage import tables
from storage.engine import reading
from storage.records import Delivery, DeliveryStatus

COLUMNS = [field.name for field in fields(Delivery) if field.name not in ("id", "articles")]


class Deliveries:
    """Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def add(self, delivery: Delivery) -> int:
        """Freezes a delivery with its articles; gives its id.

        What the same reader had READY before is superseded: its articles are in the new one.
        """
        values = {name: getattr(delivery, name) for name in COLUMNS}
        with self._engine.begin() as connection:
            _supersede(connection, delivery)
            key = connection.execute(insert(tables.deliveries).values(values)).inserted_primary_key
            identifier = int(key[0]) if key else 0
            rows = [
                {"delivery_id": identifier, "url": url} for url in sorted(set(delivery.articles))
            ]
            if rows:
                connection.execute(insert(tables.delivered_articles), rows)
        return identifier

    def ready(self, reader: str, topic: str) -> Delivery | None:
        """The one that is frozen and not yet accepted, if any."""
        table = tables.deliveries
        query = select(table).where(
            func.lower(table.c.reader) == reader.lower(),
            table.c.topic == topic,
            table.c.status == DeliveryStatus.READY.value,
        )
        found = self._read(query.order_by(table.c.id.desc()).limit(1))
        return found[0] if found else None

    def begin(self, identifier: int) -> None:
        """Notes that an attempt is about to be made: what cannot be noted must not be sent."""
        table = tables.deliveries
        change = update(table).where(table.c.id == identifier)
        with self._engine.begin() as connection:
            connection.execute(change.values(attempts=table.c.attempts + 1))

    def mark(
        self,
        identifier: int,
        status: DeliveryStatus,
        *,
        error: str = "",
        sent: datetime | None = None,
    ) -> None:
        """Notes how an attempt ended."""
        table = tables.deliveries
        change = (
            update(table)
            .where(table.c.id == identifier)
            .values(status=status.value, error=error, sent=sent)
        )
        with self._engine.begin() as connection:
            connection.execute(change)

    def sent_articles(self, reader: str, topic: str) -> dict[str, datetime]:
        """URL of every article this reader has been sent, with when it was first sent.

        Both as it was sent and as the article is called now, should that be another address.
        """
        table, link, place = tables.deliveries, tables.delivered_articles, tables.addresses
        query = (
            select(link.c.url, tables.articles.c.url.label("now"), table.c.sent)
            .join(table, table.c.id == link.c.delivery_id)
            .outerjoin(place, (place.c.url == link.c.url) & place.c.certain)
            .outerjoin(tables.articles, tables.articles.c.id == place.c.article_id)
            .where(
                func.lower(table.c.reader) == reader.lower(),
                table.c.topic == topic,
                table.c.status == DeliveryStatus.SENT.value,
            )
            .order_by(table.c.id.desc())
        )
        with self._reading.connect() as connection:
            rows = connection.execute(query).all()
        return {url: row.sent for row in rows for url in (row.url, row.now) if url}

    def last(self, reader: str, topic: str, statuses: Iterable[DeliveryStatus]) -> Delivery | None:
        """The newest delivery that stands at one of ``statuses``."""
        table = tables.deliveries
        query = select(table).where(
            func.lower(table.c.reader) == reader.lower(),
            table.c.topic == topic,
            table.c.status.in_([status.value for status in statuses]),
        )
        found = self._read(query.order_by(table.c.id.desc()).limit(1))
        return found[0] if found else None

    def _read(self, query: Any) -> list[Delivery]:
        link = tables.delivered_articles
        with self._reading.connect() as connection:
            rows = connection.execute(query).all()
            urls = {
                row.id: tuple(
                    connection.scalars(
                        select(link.c.url).where(link.c.delivery_id == row.id).order_by(link.c.url)
                    )
                )
                for row in rows
            }
        return [_delivery(row, urls[row.id]) for row in rows]


def _supersede(connection: Connection, delivery: Delivery) -> None:
    table = tables.deliveries
    connection.execute(
        update(table)
        .where(
            func.lower(table.c.reader) == delivery.reader.lower(),
            table.c.topic == delivery.topic,
            table.c.status == DeliveryStatus.READY.value,
        )
        .values(status=DeliveryStatus.SUPERSEDED.value)
    )


def holding(connection: Connection, urls: Iterable[str]) -> list[Delivery]:
    """Those that hold an article at one of ``urls``, newest first: without the mail, and without
    their other articles."""
    table, link = tables.deliveries, tables.delivered_articles
    light = [table.c[name] for name in (*COLUMNS, "id") if name != "mail"]
    query: Select[Any] = (
        select(*light, literal(b"").label("mail"), func.min(link.c.url).label("holds"))
        .join(link, link.c.delivery_id == table.c.id)
        .where(link.c.url.in_(sorted(urls)))
        .group_by(table.c.id)
    )
    rows = connection.execute(query.order_by(table.c.id.desc())).all()
    return [_delivery(row, (row.holds,)) for row in rows]


def _delivery(row: Row[Any], articles: tuple[str, ...]) -> Delivery:
    values = {name: getattr(row, name) for name in COLUMNS}
    values["status"] = DeliveryStatus(row.status)
    return Delivery(**values, articles=articles, id=row.id)
