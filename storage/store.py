"""The one door to the database. No other package of the project writes SQL."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from storage.addresses import Addresses
from storage.articles import Articles
from storage.backfills import Backfills
from storage.deliveries import Deliveries
from storage.engine import StorageError, open_engine
from storage.lock import waiting
from storage.pauses import Pauses
from storage.reports import Reports
from storage.settings_file import ConfigError
from storage.validators import Validators
from storage.versions import Versions

MIGRATIONS = Path(__file__).parent / "migrations"


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


def migrate(engine: Engine) -> None:
    """Brings the tables up to this program's version. Processes that start together take turns."""
    # Alembic tells at INFO, on every opening, which database it speaks to.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix().replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    if _version(engine) == scripts.get_current_head():
        return
    with waiting(str(engine.url), "migrating"):
        known = {script.revision for script in scripts.walk_revisions()}
        found = _version(engine)
        if found is not None and found not in known:
            raise ConfigError(
                f"database '{engine.url.database}' was written by a newer version;"
                " update this program"
            )
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
