"""Writes files that a reader or a mail program may open at any moment."""

import contextlib
import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Whoever opens ``path`` finds the old contents or the new, never half of them.

    Makes the folder. Raises OSError; nothing half-written stays behind then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp gives 0600; other programs (a mail reader, a web server) are meant to read this.
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):  # it was renamed: all went well
            temporary.unlink()
