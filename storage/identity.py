"""Are two articles one: by their addresses (``same_article``), else by what they say.

Only articles of one outlet in one language are ever compared by text. A copy at another outlet is
another article of the same story, which is the grouping's matter.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from storage.fold import fold
from storage.records import Address

# A shorter text may be a standing notice under a recording or a gallery. It is what the crawler
# asks of a text that it had to guess: three sentences, or 200 Han characters.
TELLING = 600  # bytes
# A paragraph that is no more than a name, a place or a credit says nothing.
PARAGRAPH = 40  # bytes
# A renumbered page keeps its date. A page that names only a day stands at noon of it, and one that
# was published at night may have been dated by another clock.
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wording:
    """What of an article is compared."""

    title: str
    text: str
    published: datetime | None


def same_article(one: Address, other: Address) -> bool:
    """By the addresses alone."""
    if one.url == other.url or (one.key and one.key == other.key):
        return True
    renumbered = scheme_of(one) != scheme_of(other)
    return bool(one.slug) and one.slug == other.slug and renumbered


def scheme_of(address: Address) -> str:
    """The edition's rule, and which of its ways to number articles."""
    return address.key.partition("=")[0]


@lru_cache(2)  # asked for when an article is looked for, and when it is written
def fingerprint(title: str, text: str) -> str:
    """The words alone, so that quotation marks and spaces may differ; "" for a text that is too
    short to tell."""
    words = _words(text)
    if len(words.encode()) < TELLING:
        return ""
    return hashlib.sha256(f"{_words(title)}\n{words}".encode()).hexdigest()


def may_be_of_one_day(one: datetime | None, other: datetime | None) -> bool:
    """Dates contradict only where both are given: a column says the same on another day."""
    return one is None or other is None or abs(one - other) <= ONE_DAY


def alike(one: Wording, other: Wording) -> bool:
    """Whether the same article may be read out of both; asked only where a page says that it is.

    Paragraphs that are half of the shorter one, or the headline of one day: a text may have been
    corrected, and a page for phones may have less.
    """
    if not may_be_of_one_day(one.published, other.published):
        return False
    mine, theirs = _paragraphs(one.text), _paragraphs(other.text)
    shorter = min(_length(mine), _length(theirs))
    if shorter and 2 * _length(mine & theirs) >= shorter:
        return True
    dated = one.published is not None and other.published is not None
    return dated and _words(one.title) == _words(other.title)


def _paragraphs(text: str) -> set[str]:
    lines = (_words(line) for line in text.split("\n"))
    return {line for line in lines if len(line.encode()) >= PARAGRAPH}


def _length(paragraphs: set[str]) -> int:
    return sum(map(len, paragraphs))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
