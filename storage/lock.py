"""One worker at a time: locks that stand beside the database and die with their holder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from filelock import FileLock, Timeout
from sqlalchemy.engine import make_url

from storage.settings_file import ConfigError


class Busy(Exception):
    """Somebody else holds the lock."""


@contextmanager
def hold(database: str, name: str) -> Iterator[None]:
    """Raises Busy at once where another process, or another block of this one, holds ``name``."""
    path = _made(lock_path(database, name))
    lock = FileLock(path, is_singleton=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Busy(name) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def waiting(database: str, name: str) -> Iterator[None]:
    """Like ``hold``, but waits its turn."""
    path = _made(lock_path(database, name))
    with FileLock(path, is_singleton=False):
        yield


def _made(path: Path) -> Path:
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{path.parent} cannot be made: {error.strerror}") from None
    return path


def lock_path(database: str, name: str) -> Path:
    """A file in a folder beside an SQLite database; without one, in the temporary folder.

    The files stay when the locks are released; only a lock that is held means anything.
    """
    file = make_url(database).database
    base = Path(file) if file and file != ":memory:" else Path(gettempdir()) / "vnkz"
    return base.with_name(f"{base.name}.locks") / name
