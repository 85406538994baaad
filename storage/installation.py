"""Where this installation keeps its data, who answers for it, and what its readers want.

``scrapy`` and ``digest`` are two programs on one database: both read these keys from the same
``digest.toml``, so a spider started by hand stores where the digest looks, and what is read is
judged for each topic that a reader follows.
"""

import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from storage.settings_file import ConfigError, Settings

CONFIG = "VNKZ_CONFIG"  # names another file than ./digest.toml
DATABASE = "VNKZ_DATABASE"  # overrides the file's `database`
DEFAULT_DATABASE = "sqlite:///vnkz.sqlite3"
DEFAULT_TOPIC = "vietnam-kazakhstan"  # of a reader who names none
TOPIC_FILE = ".toml"  # what ends so is the path of an operator's own file, not the name of ours


class Installation(Settings):
    """The part of ``digest.toml`` that both programs read."""

    database: str = DEFAULT_DATABASE
    contact: str = ""  # e-mail or URL that outlets find in our User-Agent
    topics: tuple[str, ...] = (DEFAULT_TOPIC,)  # of all readers, as ``located`` gives them


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
        topics=_topics(path, values) or (DEFAULT_TOPIC,),
    )


def topic_name(given: str) -> str:
    """What a topic is called in the database: its file's name without the ending."""
    return Path(given).stem if given.endswith(TOPIC_FILE) else given


def located(given: str, config: Path) -> str:
    """A reader's topic as anybody can load it: a name, or the whole path of a file that
    ``config`` names as seen from its own folder."""
    return str(config.absolute().parent / given) if given.endswith(TOPIC_FILE) else given


def namesakes(topics: Iterable[str]) -> str:
    """What to say of two that the database could not tell apart; "" where there are none."""
    owners: dict[str, str] = {}
    for given in topics:
        first = owners.setdefault(topic_name(given), given)
        if first != given:
            one, other = (f if f.endswith(TOPIC_FILE) else "ours" for f in (first, given))
            return (
                f"two topics are called '{topic_name(given)}', {one} and {other}:"
                " rename one of the files, or name the same one everywhere"
            )
    return ""


def _topics(path: Path, values: dict[str, Any]) -> tuple[str, ...]:
    """Of a reader with other mistakes too: `digest` tells of these, and outlets are read."""
    readers = values.get("readers")
    topics = dict.fromkeys(
        located(topic, path)
        for number, reader in enumerate(readers if isinstance(readers, list) else (), start=1)
        if isinstance(reader, dict)
        for topic in _followed(reader, f"{path}: readers[{number}]")
    )
    if complaint := namesakes(topics):
        raise ConfigError(f"{path}: {complaint}")
    return tuple(topics)


def _followed(reader: dict[str, Any], place: str) -> list[str]:
    topics = reader.get("topics", [reader.get("topic", DEFAULT_TOPIC)])
    if isinstance(topics, list) and all(isinstance(topic, str) for topic in topics):
        return topics
    raise ConfigError(f'{place}: write topic = "{DEFAULT_TOPIC}", or topics = ["…", "…"]')


def _values(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
