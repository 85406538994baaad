"""The draft of an outlet's file: what was seen and what was guessed, said line by line.

What could not be found becomes a comment that says what to do; the file can be read all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from crawler.countries import NOWHERE
from crawler.toml import comment, literal, quoted

NO_PATTERN = "^(?!)"  # matches nothing: better no article than every page of a site


@dataclass(frozen=True, slots=True)
class Place:
    """A source, with what is known of it in words. ``evidence`` as in an outlet's file."""

    kind: str
    url: str
    note: str
    evidence: str = "seen"
    pages: int = 1


@dataclass(slots=True)
class Draft:
    """Grows while a site is asked."""

    key: str
    asked: str  # the address that it began with
    day: datetime
    host: str
    name: str
    country: str = NOWHERE
    zone: str = "UTC"
    language: str = "en"
    locale: str = ""
    words: tuple[str, ...] = ()
    family: str = ""
    pattern: str = NO_PATTERN
    notes: dict[str, str] = field(default_factory=dict)  # by key of the file
    examples: tuple[str, ...] = ()
    chains: list[list[Place]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # what was not found, and what to do


def toml_of(draft: Draft) -> str:
    """Loads as an outlet's file if there is a chain."""
    return "\n".join((*_outlet(draft), "", *_edition(draft), *_missing(draft), ""))


def _outlet(draft: Draft) -> Iterator[str]:
    yield comment(f"{draft.name}: drafted on {draft.day:%Y-%m-%d} from what this answered:")
    yield comment(draft.asked)
    yield f"# What is guessed wants a person's eye; then ask `scrapy probe {draft.key}`."
    yield f"name = {quoted(draft.name)}"
    yield from _noted(draft, "country", quoted(draft.country))
    yield from _noted(draft, "zone", quoted(draft.zone))
    if draft.family:
        yield from _noted(draft, "family", quoted(draft.family))
    yield f"hosts = [{quoted(draft.host)}]"
    yield from _noted(draft, "article", literal(draft.pattern))
    if draft.examples:
        yield "# Announced, for comparison:"
        yield from (comment(f"- {example}") for example in draft.examples)
    yield 'evidence = { article = "inferred", zone = "inferred", selectors = "inferred" }'


def _edition(draft: Draft) -> Iterator[str]:
    yield "[[editions]]"
    yield f"spider = {quoted(draft.key)}"
    yield from _noted(draft, "language", quoted(draft.language))
    if draft.locale:
        yield "# Stands for {locale} in addresses; another language is one more [[editions]]."
        yield f"locale = {quoted(draft.locale)}"
    if draft.words:
        yield f"words = [{', '.join(quoted(word) for word in draft.words)}]"
    yield "# Run by hand only (`scrapy crawl NAME`) until somebody has seen it work: then true."
    yield "active = false"
    yield "chains = ["
    for chain in draft.chains:
        for place, start, end in _in_brackets(chain):
            yield f"  {comment(place.note)}"
            yield f"  {start}{_source(place)}{end},"
    yield "]"


def _in_brackets(chain: list[Place]) -> Iterator[tuple[Place, str, str]]:
    for number, place in enumerate(chain):
        first, last = number == 0, number == len(chain) - 1
        yield place, "[" if first else " ", "]" if last else ""


def _source(place: Place) -> str:
    pages = f", pages = {place.pages}" if place.pages > 1 else ""
    url, kind, evidence = quoted(place.url), quoted(place.kind), quoted(place.evidence)
    return f"{{ kind = {kind}, url = {url}{pages}, evidence = {evidence} }}"


def _missing(draft: Draft) -> Iterator[str]:
    if draft.missing:
        yield ""
        yield "# Not found:"
        yield from (comment(f"- {one}") for one in draft.missing)


def _noted(draft: Draft, key: str, value: str) -> Iterator[str]:
    if key in draft.notes:
        yield comment(draft.notes[key])
    yield f"{key} = {value}"
