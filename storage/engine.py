"""Opens the database as several processes at once need it."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from storage.settings_file import ConfigError

# Seconds that a writer waits for another one. A commit of one article takes milliseconds; six
# writers at once waited 0.55 s at most (measured), so this is reached only when one hangs.
BUSY_TIMEOUT = 30


def open_engine(url: str) -> Engine:
    """Raises ConfigError if ``url`` is not a database address, or its folder is missing."""
    engine = create_engine(_address(url), connect_args={"timeout": BUSY_TIMEOUT})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin_immediate)
    event.listen(engine, "handle_error", _translate)
    return engine


def open_to_read(url: str) -> Engine:
    """An engine that cannot write. Raises ConfigError also where there is no database yet."""
    address = _address(url)
    file = Path(address.database or "").absolute()
    if not file.is_file():
        raise ConfigError(no_database(url))

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"{file.as_uri()}?mode=ro", timeout=BUSY_TIMEOUT, uri=True)

    engine = create_engine(address, creator=connect)
    event.listen(engine, "handle_error", _translate)
    return engine


def no_database(url: str) -> str:
    """What is said where there is none: more often its name is mistyped than nothing was read."""
    return f"there is no database '{_address(url).database}'; `scrapy crawlall` makes it"


def _address(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigError(
            f"'{url}' is not a database address; one is sqlite:///vnkz.sqlite3"
        ) from None
    if parsed.drivername != "sqlite" or parsed.host or parsed.query or not parsed.database:
        raise ConfigError(f"'{url}': only sqlite:///FILE is supported so far, with three slashes")
    if parsed.database == ":memory:":
        raise ConfigError(f"'{url}': keeps nothing; name a file, as in sqlite:///vnkz.sqlite3")
    _check_folder(Path(parsed.database))
    return parsed


class StorageError(Exception):
    """The database cannot keep what it is given: disk full, file gone, locked for too long."""


def _translate(context: ExceptionContext) -> None:
    # Not what derives from DatabaseError: a broken constraint is an error of this program.
    if type(context.original_exception) in (sqlite3.OperationalError, sqlite3.DatabaseError):
        raise StorageError(str(context.original_exception)) from context.original_exception


def reading(engine: Engine) -> Engine:
    """The same database for transactions that only read."""
    return engine.execution_options(reading=True)


def _check_folder(file: Path) -> None:
    if not file.absolute().parent.is_dir():
        raise ConfigError(f"database '{file}': the folder {file.absolute().parent} does not exist")


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own BEGIN comes too late, see _begin_immediate.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    if connection.get_execution_options().get("reading"):
        connection.exec_driver_sql("BEGIN")  # in WAL a reader neither waits nor holds anybody up
        return
    # With a plain BEGIN, six writers that read before they write lost 2,175 of 2,400 transactions
    # to "database is locked" in spite of the time-out; with BEGIN IMMEDIATE none (measured).
    connection.exec_driver_sql("BEGIN IMMEDIATE")
