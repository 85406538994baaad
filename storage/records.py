"""The nouns that are kept, one type each, the same from the page to the template.

All instants are aware; those that come back from the store are in UTC. A date that a page does not
give is ``None``, never "now".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from storage.coverage import Coverage
from storage.relevance import Relevance


@dataclass(frozen=True, slots=True)
class Address:
    """A canonical address, and what it says about which article stands there.

    ``key`` is "rule:scheme=value". Of one article: equal keys; and equal slugs where the schemes
    differ, for then it was numbered anew. "" says nothing.
    """

    url: str
    key: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """Which rule gave each field of an article, the kind of rule first ("json-ld", "meta og:title",
    "selector .body", "h1", "announced", "trafilatura"); "" where none did."""

    title: str = ""
    text: str = ""
    lead: str = ""
    published: str = ""
    modified: str = ""
    authors: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """What was read out of one page. ``url`` is canonical and is the article's identity.

    ``lead`` is the outlet's own summary ("" if the page has none) and is also the beginning of
    ``text``; paragraphs of ``text`` are separated by one line feed. ``html`` is the page as
    received, from the address in ``received``. They, ``announced_as`` and ``declared_as`` are empty
    when the article comes back from the store, which keeps them apart.
    """

    url: str
    outlet: str  # name of the outlet's file: "vovworld"
    edition: str  # name of the spider: "vovworld_de"
    language: str  # ISO 639-1
    title: str
    text: str
    lead: str = ""
    published: datetime | None = None
    day_only: bool = False  # the page names a day; ``published`` is noon there: show no time
    modified: datetime | None = None
    claimed: datetime | None = None  # a date of publishing in the future: stated, and not used
    authors: tuple[str, ...] = ()
    truncated: str = ""  # why the text cannot be the whole article; "" where nothing says so
    origins: Origins = Origins()
    first_seen: datetime | None = None
    # False: it has no date, and was found where old articles are listed too, by a search or in the
    # first run of its edition. Nothing says that it is news, so it is none.
    found_new: bool = True
    relevance: tuple[Relevance, ...] = ()
    html: bytes = field(default=b"", repr=False)
    received: "Validator | None" = None
    announced_as: str = ""  # canonical address that led here, where it is another one
    # What the page calls its address, where that is of another article by all that addresses say.
    declared_as: str = ""

    def passage(self, place: str) -> str:
        """What the offsets of a match in ``place`` count in."""
        if place == "title":
            return self.title
        own_lead = place == "lead" and not self.text.startswith(self.lead)
        return self.lead if own_lead else self.text

    @property
    def has_text(self) -> bool:
        """Whether there is more to judge it by than its title."""
        return bool(self.text.strip() or self.lead.strip())

    def verdict(self, topic: str) -> Relevance | None:
        """None where it was never judged for that topic."""
        return next((one for one in self.relevance if one.topic == topic), None)

    @property
    def when(self) -> datetime | None:
        """The instant to sort and show by: published, else first seen."""
        return self.published or self.first_seen


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an article that was given to the store."""

    url: str  # its address for readers
    again: bool = False  # it was there already: nothing but an address was added
    # The article that its addresses, or another page's, took it for; what they say differs.
    mistaken_for: str = ""


class Outcome(StrEnum):
    """What became of one announced address.

    ``FAILED`` is worth another try, ``GONE`` and ``NO_ARTICLE`` are worth one; ``TOO_OLD`` and
    ``TOO_NEW`` are for a run that asks for what was published then. An article is kept of
    ``RELEVANT`` and ``IRRELEVANT`` ones only.
    """

    RELEVANT = "relevant"
    IRRELEVANT = "irrelevant"
    OFF_TOPIC = "off-topic"  # nothing in the page names what a topic is about: it was not read
    NO_ARTICLE = "no article"  # the page is a list, a video, an empty shell
    TOO_OLD = "too old"
    TOO_NEW = "too new"  # for a backfill that ends before it was published
    FAILED = "failed"
    GONE = "gone"  # the outlet says so; some announce a page a moment before it is there


@dataclass(frozen=True, slots=True)
class Visit:
    """One attempt to read one announced address, and why it ended as it did."""

    url: str
    edition: str
    outcome: Outcome
    at: datetime
    reason: str = ""
    published: datetime | None = None  # where no article was kept, and it is known


class State(StrEnum):
    """What an edition's reports say about it."""

    WORKING = "working"
    QUIET = "quiet"
    BROKEN = "broken"


class Obstacle(StrEnum):
    """What kept an edition from being read, as far as a reader is concerned."""

    NONE = ""
    REFUSED = "refused"
    BUSY = "busy"
    MISSING = "missing"
    SERVER = "server"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    ROBOTS = "robots"
    EMPTY = "empty"
    UNMATCHED = "unmatched"  # what it announces does not look like its articles any more
    FEW = "few"
    UNREADABLE = "unreadable"
    INTERRUPTED = "interrupted"
    NOT_TRIED = "not tried"
    OTHER = "other"
    # Of an edition that was read, see Concern.
    CHANGED = "changed"
    PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class Validator:
    """What an outlet sent along with a list or page (RFC 9110, 8.8), "" where it sent nothing.

    ``noted``: when it was last had in full, and everything that a list announced was kept; of a
    list that has neither, when it was followed to later pages that were not all kept.
    """

    url: str
    etag: str
    last_modified: str
    noted: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """A host asked to be left alone until then; ``reason`` says how."""

    host: str
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class SourceResult:
    """How one source answered in one run.

    ``problem`` is "" when it announced something, or had nothing new since it was last asked.
    """

    kind: str
    url: str
    announced: int
    problem: str = ""
    obstacle: Obstacle = Obstacle.NONE
    not_modified: bool = False


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that is wrong with an edition that was read all the same.

    ``words`` hold the evidence, for an operator; ``obstacle`` says it for a reader: CHANGED if
    what was read may be incomplete, PARTLY if part of it was not read.
    """

    words: str
    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """How one edition went in one run.

    Of one that is not working, ``problem`` tells an operator in one line why, and ``obstacle``
    says it for a reader.
    """

    edition: str
    outlet: str
    outlet_name: str  # as a reader knows it: "Viet Nam News"
    language: str
    started: datetime
    ended: datetime
    announced: int
    known: int
    fetched: int
    stored: int
    relevant: int
    failed: int
    state: State
    problem: str = ""
    obstacle: Obstacle = Obstacle.NONE
    reasons: Mapping[str, int] = field(default_factory=dict)  # failures by reason
    sources: tuple[SourceResult, ...] = ()
    revisited: int = 0  # articles already sent that were looked at again
    corrected: int = 0  # of these, changed in what readers were told
    blank: Mapping[str, int] = field(default_factory=dict)  # pages without an article, by reason
    received: int = 0  # bytes as they came over the wire, robots.txt and lists among them
    # Asked for by hand: in part, far back, or an edition that is not read otherwise. Says nothing
    # of what is usual.
    backfill: bool = False
    coverage: Coverage = field(default_factory=Coverage)
    concerns: tuple[Concern, ...] = ()
    since: datetime | None = None  # when its trouble began; None: it has none
    mended: datetime | None = None  # this run is the first without the trouble that began then
    last_new: datetime | None = None  # when a run last found an article that was new
    usual_gap: timedelta | None = None  # between two such runs; None: not known yet
    off_topic: int = 0  # new pages that were glanced at only: see Outcome

    @property
    def new(self) -> int:
        """Articles that were not known, kept or not."""
        return self.stored + self.off_topic

    @property
    def not_modified(self) -> int:
        """Lists that had nothing new since they were last asked."""
        return sum(source.not_modified for source in self.sources)

    @property
    def seconds(self) -> float:
        return (self.ended - self.started).total_seconds()

    @property
    def troubled(self) -> bool:
        return self.state is State.BROKEN or bool(self.concerns)


class DeliveryStatus(StrEnum):
    """Where one digest to one reader stands. Only ``SENT`` makes its articles old news."""

    READY = "ready"  # rendered and frozen, not yet accepted by the server
    SENT = "sent"
    REFUSED = "refused"  # the server will never take it (5xx for this reader)
    SUPERSEDED = "superseded"  # never sent; its articles went into a later digest
    NOTHING_NEW = "nothing new"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One digest to one reader, and what came of it. ``mail`` is the complete message."""

    reader: str
    topic: str
    created: datetime
    status: DeliveryStatus
    subject: str = ""
    message_id: str = ""
    articles: tuple[str, ...] = ()  # canonical URLs
    mail: bytes = field(default=b"", repr=False)
    attempts: int = 0
    error: str = ""
    sent: datetime | None = None
    id: int = 0  # 0 until it is stored
