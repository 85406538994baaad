"""Until when hosts asked to be left alone."""

from datetime import datetime

from sqlalchemy import Engine, Row, select
from sqlalchemy.dialects.sqlite import insert

from storage import tables
from storage.engine import reading
from storage.records import Pause


class Pauses:
    """Every method is one transaction. A pause that has ended is replaced by the next."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    def note(self, pause: Pause) -> None:
        values = {"until": pause.until, "reason": pause.reason}
        statement = insert(tables.pauses).values({"host": pause.host} | values)
        statement = statement.on_conflict_do_update(index_elements=["host"], set_=values)
        with self._engine.begin() as connection:
            connection.execute(statement)

    def of(self, host: str, now: datetime) -> Pause | None:
        """None if ``now`` the host may be asked."""
        table = tables.pauses
        query = select(table).where(table.c.host == host, table.c.until > now)
        with self._reading.connect() as connection:
            row = connection.execute(query).one_or_none()
        return _pause(row) if row else None

    def lasting(self, now: datetime) -> list[Pause]:
        """All that have not ended."""
        table = tables.pauses
        query = select(table).where(table.c.until > now).order_by(table.c.host)
        with self._reading.connect() as connection:
            return [_pause(row) for row in connection.execute(query)]


def _pause(row: Row[tuple[str, datetime, str]]) -> Pause:
    return Pause(row.host, row.until, row.reason)
