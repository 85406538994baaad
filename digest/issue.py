"""One issue of the digest, frozen: all that mail, text and page are made from, and nothing else.

Built by ``digest/selection.py``. Because every face is rendered from this one object, they cannot
disagree, and an old issue renders to the same bytes again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from digest.config import DigestConfig, Reader
from digest.whose import follows_several
from storage.records import Article, Obstacle


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every issue says about itself."""

    title: str
    unsubscribe: str  # the mailbox that takes "unsubscribe" mails
    topic: str = ""  # its title, for a reader who gets mails on others too
    leaving: str = "unsubscribe"  # what such a mail says

    @classmethod
    def of(cls, config: DigestConfig, reader: Reader, topic: str) -> "Imprint":
        """``topic``: its title."""
        mailbox = config.channel.unsubscribe or config.channel.sender
        title = config.title or f"{topic} News Digest"
        if config.title and len({one.topic for one in config.readers}) > 1:
            title = f"{config.title}: {topic}"
        if not follows_several(reader.address, config.readers):
            return cls(title, mailbox)
        return cls(title, mailbox, topic, f"unsubscribe {reader.topic}")

    @property
    def unsubscribe_uri(self) -> str:
        """One address for the header and the links, so that they cannot differ."""
        return f"mailto:{quote(self.unsubscribe, safe='@')}?subject={quote(self.leaving)}"


def told_at(article: Article, made: datetime) -> datetime | None:
    """When the article was published; one dated later than the issue was first seen then."""
    when = article.when
    return when if when is None or when <= made else article.first_seen


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence as its article has it: the receipt of a line that we print."""

    text: str
    article: Article


class Place(StrEnum):
    """Where in an article both sides of the topic are named, most prominent first."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a story is here: ``count`` of ``total`` fresh articles name all sides at ``place``."""

    place: Place
    count: int
    total: int
    words: tuple[Quote, ...] = ()  # one name a side, as one of these articles writes it


@dataclass(frozen=True, slots=True)
class SentArticle:
    """An article of the story that this reader was sent before."""

    article: Article
    sent: datetime


@dataclass(frozen=True, slots=True)
class DigestStory:
    """One numbered story. The counts are over all its articles, sent before or not."""

    number: int
    headline: Article  # always one of ``fresh``
    lead: tuple[Quote, ...]
    fresh: tuple[Article, ...]  # earliest first
    before: tuple[SentArticle, ...]  # not empty: the story is an update
    outlets: int
    languages: int
    countries: int
    why: Why | None = None

    @property
    def first_sent(self) -> datetime | None:
        return min((old.sent for old in self.before), default=None)

    @property
    def one_source(self) -> bool:
        return self.outlets == 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Editions of one outlet that were not read, for one and the same reason."""

    outlet_name: str
    languages: tuple[str, ...]  # of the editions not read
    whole: bool  # no edition of the outlet was read
    since: datetime | None  # first run of the outage; None: only the last run is known
    obstacle: Obstacle
    detail: str = ""  # the crawler's own line, in English
    editions: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """They were read after all, but what was read may not be all."""
        return self.obstacle in (Obstacle.CHANGED, Obstacle.PARTLY)


@dataclass(frozen=True, slots=True)
class Recovery:
    """Editions of one outlet that are read again, after a mail told this reader that they were
    not."""

    outlet_name: str
    languages: tuple[str, ...]  # of those editions; () if no other is still unread
    since: datetime | None  # when the outage began
    until: datetime  # the first run that read them
    doubtful: bool  # they were read all the time, though perhaps not all of it


@dataclass(frozen=True, slots=True)
class Health:
    """What was read and what was not. ``names`` gives outlets' names as readers know them."""

    outlets: int = 0
    gaps: tuple[Gap, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    recovered: tuple[Recovery, ...] = ()

    @property
    def outlets_with_gaps(self) -> int:
        return len({gap.outlet_name for gap in self.gaps})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Articles and stories that are not in the issue, by rule."""

    too_old: int = 0  # articles found since the last issue, but older than the reader's limit
    postponed: int = 0  # stories over the limit of one issue; they stay unsent and come next


@dataclass(frozen=True, slots=True)
class Digest:
    """One issue for one reader. Without stories it is the honest mail of an empty day."""

    imprint: Imprint
    reader: Reader
    made: datetime
    stories: tuple[DigestStory, ...]
    health: Health
    left_out: LeftOut = LeftOut()
    previous: datetime | None = None  # when this reader was last sent something
    # The topic's file is broken: of what was found after this, nothing is known to be on it.
    judged_until: datetime | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """The canonical URLs that are news to the reader in this issue, in its order."""
        return tuple(article.url for story in self.stories for article in story.fresh)

    @property
    def languages(self) -> int:
        return len({article.language for story in self.stories for article in story.fresh})
