"""What the operator decides: readers, schedule, channel. One file, ``digest.toml``.

A reader of several topics is several here: each with one topic, a mail of their own, and what they
were sent.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, PrivateAttr, field_validator, model_validator

from storage.installation import (
    DATABASE,
    DEFAULT_DATABASE,
    DEFAULT_TOPIC,
    located,
    namesakes,
    topic_name,
)
from storage.settings_file import Settings, did_you_mean, read_toml

# One mailbox, plain: display names belong in `name`. Stricter than RFC 5321 on purpose, since a
# line feed or a comma here would become a header or a second recipient.
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
HOST = re.compile(r"[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+")
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
PASSWORD = "VNKZ_SMTP_PASSWORD"  # noqa: S105 - the variable's name; secrets never stand in a file


def _address(value: str) -> str:
    if not ADDRESS.fullmatch(value):
        raise ValueError(f"'{value}' is not an e-mail address such as press@embassy.example")
    return value


def _zone(value: str) -> str:
    known = available_timezones()
    if value not in known:
        raise ValueError(f"no time zone is called '{value}'{did_you_mean(value, sorted(known))}")
    return value


def _hour(value: str) -> str:
    if not HOUR.fullmatch(value):
        raise ValueError(f"'{value}' is not a time of day such as \"07:00\"")
    return value


def _host(value: str) -> str:
    # A name that Python cannot encode (two dots in a row) fails far from here, without the key.
    if not HOST.fullmatch(value):
        raise ValueError(f"'{value}' is not the name of a server such as smtp.example.org")
    return value


Address = Annotated[str, AfterValidator(_address)]
Language = Literal["en", "vi", "ru", "kk"]


class Reader(Settings):
    """One person, and how they want their digest."""

    address: Address
    name: str = ""
    language: Language = "en"  # of the digest's own words; titles stay as published
    zone: Annotated[str, AfterValidator(_zone)] = "Asia/Almaty"
    hour: Annotated[str, AfterValidator(_hour)] = "07:00"
    # As the file has it a name, or the path of an operator's own file; then its name.
    topic: str = DEFAULT_TOPIC
    topics: tuple[str, ...] = ()  # in the file: several instead of one
    _topic_file: str = PrivateAttr(default="")
    # A story first read today may have been published long ago (a search page lists years):
    # older than this it is history, not news, and goes to no digest.
    max_age_days: int = Field(default=14, ge=1, le=366)

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def topic_file(self) -> str:
        """What ``topics.vocabulary.load_topic`` takes."""
        return self._topic_file or self.topic

    @field_validator("topics", mode="before")
    @classmethod
    def _a_list(cls, topics: object) -> object:
        if not isinstance(topics, list | tuple):
            raise ValueError(f'write topics = ["{DEFAULT_TOPIC}", …], or topic for a single one')  # noqa: TRY004
        return topics

    @model_validator(mode="after")
    def _one_way_to_name_topics(self) -> "Reader":
        if "topics" in self.model_fields_set and not self.topics:
            raise ValueError("topics = [] is nothing to hear about: name a topic, or leave it out")
        if self.topics and "topic" in self.model_fields_set:
            raise ValueError("has both topic and topics: write all of them into topics")
        return self

    def of_each_topic(self) -> Iterator["Reader"]:
        for given in self.topics or (self.topic_file,):
            one = self.model_copy(update={"topic": topic_name(given), "topics": ()})
            one._topic_file = given
            yield one

    def located(self, config: Path) -> "Reader":
        """With the whole path of an own topic's file."""
        one = self.model_copy()
        one._topic_file = located(self.topic_file, config)
        return one


# Whose digest is previewed, and in whose zone dates are shown, while there is no digest.toml.
STAND_IN = Reader(address="reader@example.org")


def chosen(readers: Iterable[Reader]) -> list[str]:
    """Their topics as they can be loaded, each once; ours where there are no readers yet."""
    return list(dict.fromkeys(reader.topic_file for reader in readers)) or [STAND_IN.topic]


class Channel(Settings):
    """How a digest leaves: by an SMTP server, or as files into a folder."""

    kind: Literal["smtp", "folder"] = "folder"
    sender: Address = "digest@localhost.localdomain"
    sender_name: str | None = None  # default: the digest's title
    reply_to: Address | None = None
    unsubscribe: Address | None = None  # where "unsubscribe" mails go; default: the sender
    folder: Path = Path("out/mail")
    host: Annotated[str, AfterValidator(_host)] = "localhost"
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    timeout: float = Field(default=30, gt=0, le=600)  # seconds; smtplib has none of its own

    @property
    def password(self) -> str:
        return os.environ.get(PASSWORD, "")

    @model_validator(mode="after")
    def _no_password_in_clear(self) -> "Channel":
        if self.security == "none" and self.user:
            raise ValueError(
                'a user needs security = "starttls" or "tls": a password is not sent in clear'
            )
        return self


class Crawl(Settings):
    """How often outlets are read. Feeds hold 6 to 11 hours of news (measured 2026-09-14)."""

    # An outlet must rest between two visits; a quarter of an hour is short already.
    every_hours: float = Field(default=3, ge=0.25, le=24)
    timeout_minutes: float = Field(default=60, gt=0, le=1440)


class DigestConfig(Settings):
    """The whole of ``digest.toml``."""

    database: str = DEFAULT_DATABASE
    contact: str = ""
    title: str = ""  # default: by the topic's, "Vietnam–Kazakhstan News Digest"
    channel: Channel = Channel()
    crawl: Crawl = Crawl()
    readers: tuple[Reader, ...]

    @field_validator("readers")
    @classmethod
    def _each_address_once(cls, readers: tuple[Reader, ...]) -> tuple[Reader, ...]:
        if not readers:
            raise ValueError("list at least one [[readers]]")
        readers = tuple(one for reader in readers for one in reader.of_each_topic())
        if complaint := namesakes(reader.topic_file for reader in readers):
            raise ValueError(complaint)
        seen = [(reader.address.lower(), reader.topic) for reader in readers]
        doubled = next((pair for pair in seen if seen.count(pair) > 1), None)
        if doubled:
            raise ValueError(f"{doubled[0]} is listed twice for the topic {doubled[1]}")
        return readers


def load_config(path: Path) -> DigestConfig:
    """Raises ConfigError with one line for the operator."""
    config = read_toml(path, DigestConfig)
    readers = tuple(reader.located(path) for reader in config.readers)
    database = os.environ.get(DATABASE) or config.database
    return config.model_copy(update={"database": database, "readers": readers})
