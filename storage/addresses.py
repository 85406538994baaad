"""Where each article was announced or found: which addresses lead to what is stored already."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Row, false, or_, select, update
from sqlalchemy.dialects.sqlite import Insert, insert

from storage import tables
from storage.engine import reading
from storage.identity import fingerprint, same_article, scheme_of
from storage.records import Address

# SQLite binds at most 999 variables in old builds; each address asks for three.
PART = 300
TABLE = tables.addresses
NAMES = ("article_id", "edition", "key", "slug", "certain")


@dataclass(frozen=True, slots=True)
class Holder:
    """An article to which an address leads."""

    article: int
    certain: bool  # False: only a page has said so


class Addresses:
    """Every method is one transaction, but for ``refresh``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def known(self, addresses: Iterable[Address]) -> set[str]:
        """URLs of those that lead to a stored article."""
        with self._reading.connect() as connection:
            found = holders(connection, list(addresses))
        return {url for url, there in found.items() if any(one.certain for one in there)}

    def note(self, edition: str, addresses: Iterable[Address]) -> None:
        """Remembers those under which a stored article was announced; the others are left out."""
        with self._reading.connect() as connection:
            new = _unseen(connection, list(addresses))
        if not new:
            return
        with self._engine.begin() as connection:
            there = holders(connection, new)
            for address in new:
                sure = next(certain(there.get(address.url, [])), None)
                if sure is not None:
                    add(connection, sure, edition, [address])

    def of(self, url: str) -> tuple[str, ...]:
        """All addresses of the article that stands at ``url``, sorted; none if there is none."""
        article = select(TABLE.c.article_id).where(TABLE.c.url == url, TABLE.c.certain)
        query = select(TABLE.c.url).where(
            TABLE.c.article_id == article.scalar_subquery(), TABLE.c.certain
        )
        with self._reading.connect() as connection:
            return tuple(connection.scalars(query.order_by(TABLE.c.url)))

    def refresh(self, edition: str, rule: str, identify: Callable[[str], Address]) -> None:
        """Makes keys anew that another ``rule`` has made, or none: after an upgrade.

        In parts, so that other editions' crawls can write meanwhile.
        """
        stale = (TABLE.c.edition == edition) & ~TABLE.c.key.startswith(f"{rule}:", autoescape=True)
        last = ""
        while True:
            query = select(TABLE).where(stale, TABLE.c.url > last).order_by(TABLE.c.url)
            with self._engine.begin() as connection:
                rows = connection.execute(query.limit(PART)).all()
                for row in rows:
                    made = identify(row.url)
                    change = update(TABLE).where(TABLE.c.url == row.url)
                    connection.execute(change.values(key=made.key, slug=made.slug))
                _complete(connection, {row.article_id for row in rows})
            if not rows:
                return
            last = rows[-1].url


def holders(connection: Connection, addresses: Sequence[Address]) -> dict[str, list[Holder]]:
    """To which articles each URL leads: those at just this address first, then the oldest."""
    found: dict[str, list[Holder]] = {}
    for start in range(0, len(addresses), PART):
        part = addresses[start : start + PART]
        rows = _by_value(_rows(connection, part))
        for address in part:
            near = [rows[name, value] for name, value in _values(address) if (name, value) in rows]
            there = dict.fromkeys(row for several in near for row in several)
            if same := _same(address, list(there)):
                found[address.url] = [Holder(row.article_id, row.certain) for row in same]
    return found


def _same(address: Address, there: Sequence[Row[tuple[object]]]) -> list[Row[tuple[object]]]:
    """By address or number; by its slug alone only where that names one article, which has no
    number of this scheme yet. Else it is a column's: each of its articles has it."""
    own = scheme_of(address)
    numbered = {row.article_id for row in there if scheme_of(_address(row)) == own}
    same = [row for row in there if same_article(address, _address(row))]
    sure = [row for row in same if row.url == address.url or row.key == address.key]
    others = [row for row in same if row not in sure and row.article_id not in numbered]
    named = {row.article_id for row in others}
    return [*sure, *others] if len(named) == 1 else sure


def _unseen(connection: Connection, addresses: Sequence[Address]) -> list[Address]:
    seen: set[str] = set()
    for start in range(0, len(addresses), PART):
        urls = [address.url for address in addresses[start : start + PART]]
        query = select(TABLE.c.url).where(TABLE.c.url.in_(urls), TABLE.c.certain)
        seen.update(connection.scalars(query))
    return [address for address in addresses if address.url not in seen]


def certain(there: Iterable[Holder]) -> Iterator[int]:
    return (one.article for one in there if one.certain)


def _adding(*, sure: bool) -> Insert:
    """What is certain replaces what a page has said, and nothing else replaces anything."""
    statement = insert(TABLE)
    new = {name: statement.excluded[name] for name in NAMES}
    replaced = ~TABLE.c.certain if sure else false()
    return statement.on_conflict_do_update(index_elements=["url"], set_=new, where=replaced)


ADDING = {sure: _adding(sure=sure) for sure in (True, False)}  # built once


def add(
    connection: Connection,
    article: int,
    edition: str,
    addresses: Iterable[Address],
    *,
    sure: bool = True,
) -> None:
    for address in addresses:
        values = {
            "article_id": article,
            "edition": edition,
            "key": address.key,
            "slug": address.slug,
            "certain": sure,
        }
        connection.execute(ADDING[sure], {"url": address.url} | values)


def _rows(connection: Connection, addresses: Sequence[Address]) -> Sequence[Row[tuple[object]]]:
    asked: dict[str, set[str]] = {"url": set(), "key": set(), "slug": set()}
    for address in addresses:
        for name, value in _values(address):
            asked[name].add(value)
    anywhere = or_(*(TABLE.c[name].in_(sorted(values)) for name, values in asked.items()))
    return connection.execute(select(TABLE).where(anywhere).order_by(TABLE.c.article_id)).all()


def _values(address: Address) -> Iterator[tuple[str, str]]:
    yield "url", address.url
    if address.key:
        yield "key", address.key
    if address.slug:
        yield "slug", address.slug


def _by_value(
    rows: Iterable[Row[tuple[object]]],
) -> dict[tuple[str, str], list[Row[tuple[object]]]]:
    sorted_in: dict[tuple[str, str], list[Row[tuple[object]]]] = {}
    for row in rows:
        for name, value in _values(_address(row)):
            sorted_in.setdefault((name, value), []).append(row)
    return sorted_in


def _address(row: Row[tuple[object]]) -> Address:
    return Address(row.url, row.key, row.slug)


def _complete(connection: Connection, articles: Iterable[int]) -> None:
    """Fingerprints of articles that an older version has stored."""
    table = tables.articles
    query = select(table.c.id, table.c.title, table.c.text).where(
        table.c.id.in_(sorted(articles)), table.c.fingerprint == ""
    )
    for row in connection.execute(query).all():
        change = update(table).where(table.c.id == row.id)
        connection.execute(change.values(fingerprint=fingerprint(row.title, row.text)))
