"""What an outlet gave with a list the last time, so that it can answer "not modified"."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects.sqlite import insert

from storage import tables
from storage.engine import reading
from storage.records import Validator


class Validators:
    """Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def of(self, url: str, since: datetime) -> Validator | None:
        """What was noted for an address; None if that was before ``since``."""
        table = tables.validators
        query = select(table).where(table.c.url == url, table.c.noted >= since)
        with self._reading.connect() as connection:
            row = connection.execute(query).one_or_none()
        return Validator(row.url, row.etag, row.last_modified, row.noted) if row else None

    def is_owing(self, url: str) -> bool:
        """Whether a list was followed to later pages that were not all kept."""
        table = tables.validators.c
        query = select(table.url).where(
            table.url == url, table.etag == "", table.last_modified == ""
        )
        with self._reading.connect() as connection:
            return connection.scalar(query) is not None

    def owe(self, url: str, now: datetime) -> None:
        """Notes that a list is being followed; ``note`` says later that all was kept."""
        self.note([Validator(url, "", "", now)], owing=(url,))

    def note(self, validators: Iterable[Validator], owing: Collection[str] = ()) -> None:
        """Replaces what was noted for these addresses; one that says nothing is forgotten, unless
        it is ``owing``."""
        table = tables.validators
        with self._engine.begin() as connection:
            for one in validators:
                connection.execute(delete(table).where(table.c.url == one.url))
                if one.etag or one.last_modified or one.url in owing:
                    values = {
                        "url": one.url,
                        "etag": one.etag,
                        "last_modified": one.last_modified,
                        "noted": one.noted,
                    }
                    connection.execute(insert(table).values(values))
