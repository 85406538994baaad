"""What an outlet gave with a list the last time, so that it can answer "not modified"."""

from collections.abc import Iterable
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

    def note(self, validators: Iterable[Validator]) -> None:
        """Replaces what was noted for these addresses; one that says nothing is forgotten."""
        table = tables.validators
        with self._engine.begin() as connection:
            for one in validators:
                connection.execute(delete(table).where(table.c.url == one.url))
                if one.etag or one.last_modified:
                    values = {
                        "url": one.url,
                        "etag": one.etag,
                        "last_modified": one.last_modified,
                        "noted": one.noted,
                    }
                    connection.execute(insert(table).values(values))
