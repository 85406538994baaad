"""Where this installation keeps its data and who answers for it.

``scrapy`` and ``digest`` are two programs on one database: both read these two keys from the same
``digest.toml``, so a spider started by hand stores where the digest looks.
"""

import os
import tomllib
from pathlib import Path

from storage.settings_file import ConfigError, Settings

CONFIG = "VNKZ_CONFIG"  # names another file than ./digest.toml
DATABASE = "VNKZ_DATABASE"  # overrides the file's `database`
DEFAULT_DATABASE = "sqlite:///vnkz.sqlite3"


class Installation(Settings):
    """The part of ``digest.toml`` that both programs read."""

    database: str = DEFAULT_DATABASE
    contact: str = ""  # e-mail or URL that outlets find in our User-Agent


def config_path() -> Path:
    return Path(os.environ.get(CONFIG) or "digest.toml")


def installation() -> Installation:
    """From the file if there is one, with the environment's word above it; the rest is default.

    Raises ConfigError if the file is there and is not TOML, or holds something else than text.
    """
    path = config_path()
    if os.environ.get(CONFIG) and not path.is_file():
        raise ConfigError(f"{path}: there is no such file; {CONFIG} names it")
    values = _values(path) if path.is_file() else {}
    for key in ("database", "contact"):
        if not isinstance(values.get(key, ""), str):
            raise ConfigError(f"{path}: '{key}' must be text in quotes")
    return Installation(
        database=os.environ.get(DATABASE) or values.get("database") or DEFAULT_DATABASE,
        contact=values.get("contact", ""),
    )


def _values(path: Path) -> dict[str, str]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
