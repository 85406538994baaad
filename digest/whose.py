"""Whose mail is meant: one person may follow several topics, and gets a mail on each."""

from collections.abc import Iterable

from digest.config import DigestConfig, Reader
from storage.settings_file import ConfigError, did_you_mean


def readers_named(
    config: DigestConfig, address: str | None, topic: str | None = None
) -> list[Reader]:
    """Those of that address who follow that topic; all where none is named.

    Raises ConfigError if there is none.
    """
    found = list(config.readers)
    if address:
        known = list(dict.fromkeys(reader.address for reader in found))
        found = [reader for reader in found if reader.address.lower() == address.lower()]
        if not found:
            close = did_you_mean(address, known) or f"; readers: {', '.join(known)}"
            raise ConfigError(f"no reader has the address '{address}'{close}")
    if topic:
        known = list(dict.fromkeys(reader.topic for reader in found))
        found = [reader for reader in found if reader.topic == topic]
        if not found:
            close = did_you_mean(topic, known) or f"; topics: {', '.join(known)}"
            raise ConfigError(f"no such reader follows the topic '{topic}'{close}")
    return found


def follows_several(address: str, readers: Iterable[Reader]) -> bool:
    """Whether this person gets a mail on more than one topic."""
    return len({one.topic for one in readers if one.address.lower() == address.lower()}) > 1


def called(address: str, topic: str, readers: Iterable[Reader]) -> str:
    """Whose mail it is, for an operator."""
    return f"{address} ({topic})" if follows_several(address, readers) else address
