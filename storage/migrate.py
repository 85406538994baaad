"""Brings the tables of a database up to this program's version: the decision of ``is_current``.

Alembic does it. It is loaded only where there is something to do: that takes longer than opening a
database, and tables change once in months.
"""

import logging
from pathlib import Path

from sqlalchemy import Engine, column, inspect, select, table

from storage.engine import reading
from storage.lock import waiting
from storage.settings_file import ConfigError

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION = table("alembic_version", column("version_num"))  # Alembic's own


def migrate(engine: Engine) -> None:
    """Processes that start together take turns.

    Raises ConfigError where a newer version of this program has written.
    """
    if is_current(engine):
        return
    with waiting(str(engine.url), "migrating"):
        known = _revisions()
        found = _version(engine)
        if found is not None and found not in known:
            raise ConfigError(
                f"database '{engine.url.database}' was written by a newer version;"
                " update this program"
            )
        _upgrade(engine)


def is_current(engine: Engine) -> bool:
    return _version(engine) == max(_revisions())


def _revisions() -> list[str]:
    """By the names of the files, each of which begins with its number."""
    return [file.stem.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")]


def _version(engine: Engine) -> str | None:
    with reading(engine).connect() as connection:
        if not inspect(connection).has_table(VERSION.name):
            return None
        found = connection.scalar(select(VERSION.c.version_num))
        return None if found is None else str(found)


def _upgrade(engine: Engine) -> None:
    # Alembic tells at INFO, which parts it loads and which database it speaks to.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    from alembic import command  # noqa: PLC0415 - see the module's docstring
    from alembic.config import Config  # noqa: PLC0415 - likewise

    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix().replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
