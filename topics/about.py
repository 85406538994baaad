"""What a digest says of a topic itself: its title, and why it cannot be judged by."""

import tomllib
from pathlib import Path

from storage.settings_file import ConfigError
from topics.vocabulary import load_topic, topic_file


def title_of(name: str | Path) -> str:
    """As its file has it, even if something else in it is wrong; at worst the topic's name."""
    try:
        title = tomllib.loads(topic_file(name).read_text(encoding="utf-8-sig")).get("title")
    except (OSError, ValueError):  # there is none, or it is no TOML, or no UTF-8
        title = None
    return title if isinstance(title, str) and title else Path(name).stem


def problem_of(name: str | Path) -> str:
    """Why nothing can be judged for that topic; "" if all is well."""
    try:
        load_topic(name)
    except ConfigError as error:
        return str(error)
    return ""
