"""The one door to the database. No other package of the project writes SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from storage.addresses import Addresses
from storage.articles import Articles
from storage.backfills import Backfills
from storage.deliveries import Deliveries
from storage.engine import StorageError, no_database, open_engine, open_to_read
from storage.history import History
from storage.migrate import is_current, migrate
from storage.pauses import Pauses
from storage.rejudging import Rejudging
from storage.reports import Reports
from storage.settings_file import ConfigError
from storage.validators import Validators
from storage.versions import Versions


class Store:
    """What one database holds, a noun each."""

    def __init__(self, engine: Engine) -> None:
        self.articles = Articles(engine)
        self.addresses = Addresses(engine)
        self.reports = Reports(engine)
        self.deliveries = Deliveries(engine)
        self.validators = Validators(engine)
        self.versions = Versions(engine)
        self.backfills = Backfills(engine)
        self.pauses = Pauses(engine)
        self.history = History(engine)
        self.rejudging = Rejudging(engine)
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> "Store":
        """Brings the tables up to date first.

        Raises ConfigError if there is no such place, it is no database or cannot be written, or a
        newer program has written there.
        """
        engine = open_engine(url)
        try:
            migrate(engine)
        except StorageError as error:
            engine.dispose()
            raise ConfigError(f"database '{engine.url.database}' cannot be used: {error}") from None
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        self._engine.dispose()


@contextmanager
def open_store(url: str) -> Iterator[Store]:
    """Store.open, closed at the end of the block."""
    store = Store.open(url)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def open_if_there(url: str) -> Iterator[Store | None]:
    """The same, for who only looks: where there is no database yet, none is made."""
    engine = open_engine(url)
    engine.dispose()
    if not Path(engine.url.database or "").is_file():
        yield None
        return
    with open_store(url) as store:
        yield store


@contextmanager
def open_existing(url: str) -> Iterator[Store]:
    """The same, for who has nothing to do where nothing is stored: raises ConfigError then."""
    with open_if_there(url) as store:
        if store is None:
            raise ConfigError(no_database(url))
        yield store


def _is_current(engine: Engine) -> bool:
    try:
        return is_current(engine)
    except StorageError as error:
        # In WAL mode there are files beside the database while anybody reads it.
        hint = "; who reads it needs the right to write in its folder"
        more = hint if "readonly" in str(error) else ""
        raise ConfigError(
            f"database '{engine.url.database}' cannot be read: {error}{more}"
        ) from None


@contextmanager
def read_store(url: str) -> Iterator[Store]:
    """The database as it is, for looking only: not a byte of it is changed.

    Raises ConfigError if there is none, it cannot be read, or an older version of this program
    wrote it.
    """
    engine = open_to_read(url)
    try:
        if not _is_current(engine):
            raise ConfigError(
                f"database '{engine.url.database}' was written by another version of this program;"
                " `digest status` brings an older one up to date"
            )
        yield Store(engine)
    finally:
        engine.dispose()
