"""Articles that were sent, looked at again: what is watched, what was found, what it was before."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select, update

from storage import tables
from storage.articles import read_articles, write_article
from storage.engine import reading
from storage.looks import SEEN, Aspect, Change, Correction, Finding, Look, Sent, Version
from storage.pages import origin
from storage.records import Article, DeliveryStatus, Validator

BEFORE = [column.name for column in tables.versions.c if column.name != "look_id"]


class Versions:
    """Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def watched(self, edition: str, since: datetime, until: datetime) -> list[Sent]:
        """The edition's articles whose first sending to any reader lies between the two."""
        articles, pages = tables.articles, tables.pages
        first = _first_sending(edition, since, until).subquery()
        query = (
            select(first.c.url, first.c.sent, pages)
            .join(articles, articles.c.url == first.c.url)
            .outerjoin(pages, pages.c.article_id == articles.c.id)
            .order_by(first.c.sent, first.c.url)
        )
        with self._reading.connect() as connection:
            rows = connection.execute(query).all()
            looks = _looks(connection, [row.url for row in rows])
        return [_sent(row, [look for look in looks if look.url == row.url]) for row in rows]

    def note(self, look: Look, received: Validator | None = None) -> None:
        """Remembers a look after which the article stays as it is.

        ``received``: with what to ask for the page the next time.
        """
        with self._engine.begin() as connection:
            _write_look(connection, look)
            if received:
                article = select(tables.articles.c.id).where(tables.articles.c.url == look.url)
                page = tables.pages.c.article_id == article.scalar_subquery()
                connection.execute(update(tables.pages).where(page).values(origin(received)))

    def keep(self, look: Look, article: Article) -> None:
        """Puts ``article`` in the place of what was stored, which is kept as a version."""
        with self._engine.begin() as connection:
            identifier = _write_look(connection, look)
            stored = select(tables.articles.c.id, *(tables.articles.c[name] for name in BEFORE))
            row = connection.execute(stored.where(tables.articles.c.url == look.url)).one()
            values = {"look_id": identifier} | {name: getattr(row, name) for name in BEFORE}
            connection.execute(insert(tables.versions).values(values))
            write_article(connection, row.id, article, look.at)

    def looks(self, url: str) -> list[Look]:
        """Every look at one article, oldest first."""
        with self._reading.connect() as connection:
            return _looks(connection, [url])

    def of(self, url: str) -> list[Version]:
        """What an article was before, oldest first; without the verdicts of that time."""
        looks, versions, articles = tables.looks, tables.versions, tables.articles
        query = (
            select(looks, versions, articles.c.outlet, articles.c.first_seen)
            .join(versions, versions.c.look_id == looks.c.id)
            .join(articles, articles.c.url == looks.c.url)
            .where(looks.c.url == url)
            .order_by(looks.c.at, looks.c.id)
        )
        with self._reading.connect() as connection:
            return [_version(row) for row in connection.execute(query)]

    def corrections(self, reader: str, topic: str, since: datetime) -> list[Correction]:
        """What was found after ``since`` of the articles that this reader was sent, oldest first.

        Only what was found after the mail was made that told the article: a reader who was sent
        the corrected text was told nothing wrong. A withdrawn article that came back is left out.
        """
        looks = tables.looks
        told = _told(reader, topic).subquery()
        changed = looks.c.finding.in_([Finding.CORRECTED.value, Finding.GONE.value])
        query = (
            select(told)
            .join(looks, looks.c.url == told.c.url)
            .where(changed, looks.c.at > since, looks.c.at > told.c.told)
            .distinct()
        )
        with self._reading.connect() as connection:
            made = {row.url: row.told for row in connection.execute(query)}
            stored = read_articles(connection, _articles(made))
            every = _looks(connection, list(made))
        articles = {article.url: article for article in stored}
        later = [look for look in every if look.at > made[look.url]]
        return [
            Correction(articles[look.url], look) for look in _standing(later) if look.at > since
        ]


def _standing(looks: Iterable[Look]) -> list[Look]:
    """Corrections, and the first look of those that found nothing, if nothing came back since."""
    found: list[Look] = []
    gone: dict[str, Look] = {}
    for look in looks:
        if look.finding is Finding.GONE:
            gone.setdefault(look.url, look)
        elif look.finding in SEEN:
            gone.pop(look.url, None)
        if look.finding is Finding.CORRECTED:
            found.append(look)
    return sorted([*found, *gone.values()], key=lambda look: (look.at, look.url))


def _first_sending(edition: str, since: datetime, until: datetime) -> Select[Any]:
    """Of what was sent between the two and never before: first the few, then their history."""
    deliveries, link, articles = tables.deliveries, tables.delivered_articles, tables.articles
    is_sent = deliveries.c.status == DeliveryStatus.SENT.value
    lately = (
        select(link.c.url)
        .join(deliveries, deliveries.c.id == link.c.delivery_id)
        .join(articles, articles.c.url == link.c.url)
        .where(articles.c.edition == edition, is_sent, deliveries.c.sent.between(since, until))
    )
    first = func.min(deliveries.c.sent, type_=tables.Instant)
    return (
        select(link.c.url, first.label("sent"))
        .join(deliveries, deliveries.c.id == link.c.delivery_id)
        .where(is_sent, link.c.url.in_(lately))
        .group_by(link.c.url)
        .having(first.between(since, until))
    )


def _told(reader: str, topic: str) -> Select[Any]:
    """Each article that a reader was sent, and when the mail was made that told it first."""
    deliveries, link = tables.deliveries, tables.delivered_articles
    made = func.min(deliveries.c.created, type_=tables.Instant)
    return (
        select(link.c.url, made.label("told"))
        .join(deliveries, deliveries.c.id == link.c.delivery_id)
        .where(
            func.lower(deliveries.c.reader) == reader.lower(),
            deliveries.c.topic == topic,
            deliveries.c.status == DeliveryStatus.SENT.value,
        )
        .group_by(link.c.url)
    )


def _articles(urls: Iterable[str]) -> Select[Any]:
    return select(tables.articles).where(tables.articles.c.url.in_(sorted(urls)))


def _write_look(connection: Connection, look: Look) -> int:
    values = {
        "url": look.url,
        "edition": look.edition,
        "mark": look.mark,
        "at": look.at,
        "finding": look.finding.value,
        "reason": look.reason,
        "changes": [asdict(change) for change in look.changes],
    }
    statement = insert(tables.looks).values(values).returning(tables.looks.c.id)
    return int(connection.execute(statement).scalar_one())


def _looks(connection: Connection, urls: list[str]) -> list[Look]:
    table = tables.looks
    query = select(table).where(table.c.url.in_(urls)).order_by(table.c.at, table.c.id)
    return [_look(row) for row in connection.execute(query)]


def _look(row: Row[Any]) -> Look:
    changes = tuple(
        Change(**change | {"aspect": Aspect(change["aspect"])}) for change in row.changes
    )
    finding = Finding(row.finding)
    return Look(row.url, row.edition, row.mark, row.at, finding, row.reason, changes)


def _sent(row: Row[Any], looks: list[Look]) -> Sent:
    page = Validator(row.address or row.url, row.etag or "", row.last_modified or "", row.sent)
    return Sent(row.url, row.sent, page, tuple(looks))


def _version(row: Row[Any]) -> Version:
    values = {name: getattr(row, name) for name in BEFORE}
    values["authors"] = tuple(values["authors"])
    article = Article(
        url=row.url, outlet=row.outlet, edition=row.edition, first_seen=row.first_seen, **values
    )
    return Version(_look(row), article)
