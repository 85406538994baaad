"""What was seen when an article that readers had been sent was looked at again.

The nouns of ``storage/versions.py``, apart from the SQL, for the pure functions that fill them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records import Article, Validator


class Aspect(StrEnum):
    """What an outlet wrote otherwise."""

    TITLE = "title"
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    QUOTE = "quote"
    PUBLISHED = "published"
    AUTHORS = "authors"


# Outlets stamp and sign an article anew whenever they touch it: true, and no news to a reader.
ASIDE = frozenset({Aspect.PUBLISHED, Aspect.AUTHORS})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an outlet wrote otherwise, with its receipts: the sentences it stands in.

    ``before`` is "" where it was added, ``after`` where it was taken out; so are the sentences
    where a whole one was.
    """

    aspect: Aspect
    before: str
    after: str
    sentence_before: str = ""
    sentence_after: str = ""

    @property
    def corrects(self) -> bool:
        """Whether something that readers were sent no longer stands."""
        return bool(self.before) and self.aspect not in ASIDE


class Finding(StrEnum):
    """What one look came to. ``MISSING`` and ``FAILED`` are tried again, see ``SEEN``."""

    UNCHANGED = "unchanged"  # or changed in nothing that a reader would want to know
    CORRECTED = "corrected"
    EXTENDED = "extended"  # there is more, and all that was sent still stands
    GONE = "gone"  # withdrawn
    MISSING = "missing"  # not found, once: a site that is being rebuilt says so too
    FAILED = "failed"


SEEN = frozenset({Finding.UNCHANGED, Finding.CORRECTED, Finding.EXTENDED, Finding.GONE})


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one article; ``mark``: hours after sending at which it was due."""

    url: str
    edition: str
    mark: int
    at: datetime
    finding: Finding
    reason: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it needs no other try."""
        return self.finding in SEEN


@dataclass(frozen=True, slots=True)
class Sent:
    """An article that at least one reader was sent, first at ``sent``; ``looks``: oldest first.

    ``page`` holds the address that gave it, and what came along to ask for it conditionally.
    """

    url: str
    sent: datetime
    page: Validator
    looks: tuple[Look, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """What an article was until ``look`` found it changed."""

    look: Look
    article: Article


@dataclass(frozen=True, slots=True)
class Correction:
    """Of something that a reader was sent: corrected, or withdrawn (then without changes).

    ``article`` as it stands now; of a withdrawn one, as it was last seen.
    """

    article: Article
    look: Look
