"""One issue as the templates print it: cleaned and in the reader's words, without markup.

Filled by ``digest/show.py``.
"""

from dataclasses import dataclass

from digest.clean import clean_text, direction, language_tag, name_language, safe_link
from storage.records import Article

MAX_TITLE = 200  # columns; longer headlines are floods or whole paragraphs
MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with the language it is in and, where it leads somewhere, its address."""

    text: str
    language: str
    direction: str = "ltr"
    url: str | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """What one outlet tells of a story beside the headline; of its own outlet no ``title``."""

    outlet: Phrase
    language: str  # in the reader's words; "" for the reader's own
    when: str
    caution: str  # what is known to be wrong with what was read of it; "" for most
    title: Phrase | None
    others: tuple[Phrase, ...]  # further articles: their language as label, or their title


@dataclass(frozen=True, slots=True)
class StoryView:
    number: int
    full: bool
    title: Phrase
    byline: SourceView
    breadth: str
    update: str
    lead: tuple[Phrase, ...]
    titled: tuple[SourceView, ...]  # the sources whose headlines are shown
    sources: tuple[SourceView, ...]  # further ones, on one line
    more_sources: str
    before: tuple[Phrase, ...]
    why: str
    words: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class GlanceView:
    number: int
    title: Phrase
    note: str  # how many outlets, which language, where it is not the expected
    update: bool


@dataclass(frozen=True, slots=True)
class GapView:
    """As RecoveryView: sixty lines of one and the same would bury the rest on a phone."""

    outlets: tuple[tuple[Phrase, str], ...]
    reason: str
    since: str
    detail: Phrase


@dataclass(frozen=True, slots=True)
class RecoveryView:
    """Outlets of which one and the same is said, each with the languages that it is said of."""

    outlets: tuple[tuple[Phrase, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the templates print."""

    language: str
    title: Phrase
    topic: Phrase | None  # in the subject, where the reader gets mails on several
    day: str
    counts: str
    made: str
    previous: str
    health: str
    worrying: bool
    glance: tuple[GlanceView, ...]
    more_below: str
    several: tuple[StoryView, ...]
    single: tuple[StoryView, ...]
    recovered: tuple[RecoveryView, ...]
    gaps: tuple[GapView, ...]
    left_out: tuple[str, ...]
    address: str
    unsubscribe: str
    preheader: tuple[Phrase, ...]


def title_of(article: Article, most: int = MAX_TITLE) -> Phrase:
    """The headline as published, or the address where the page has none."""
    text = clean_text(article.title, most) or clean_text(article.url, most)
    return Phrase(text, language_tag(article.language), direction(text), safe_link(article.url))


def quote_of(text: str, article: Article) -> Phrase:
    cleaned = clean_text(text)
    return Phrase(cleaned, language_tag(article.language), direction(cleaned))


def name_of(name: str) -> Phrase:
    cleaned = clean_text(name, MAX_NAME)
    return Phrase(cleaned, name_language(cleaned), direction(cleaned))
