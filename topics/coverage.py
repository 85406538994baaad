"""What a topic has for each language that it is wanted in, and what it lacks.

Decided here: by which words of a party its capital, its head of state, its head of government and
its foreign minister are known. Of a party that is no country these are gaps that nobody minds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from topics import cldr
from topics.meanings import CONTEXTS, OF_A_LANGUAGE, Kind
from topics.scripts import WANTED, Wanted
from topics.topic_file import Entity, Party, TopicWords, bare
from topics.vocabulary import Topic

BY_LANGUAGE = tuple(table for table, kind in CONTEXTS.items() if kind in OF_A_LANGUAGE)
REALM = r"(the )?((\w+ )?Republic of |Kingdom of )?"
OFFICES = {
    "state": rf"((State )?President|King|Queen|Emir|Sultan|Head of State) of {REALM}",
    "government": rf"(Prime Minister|Chancellor|Head of Government) of {REALM}",
    "diplomacy": rf"(Minister (of|for) Foreign Affairs|Foreign Minister) of {REALM}",
}
BEFORE = r"([\w ]+ and )?"  # "Deputy Prime Minister and Minister of Foreign Affairs of …"


@dataclass(frozen=True, slots=True)
class Row:
    """``words``: of a party its name, its people, its capital, its head of state, its head of
    government and its foreign minister, the first word of each; "" for a gap."""

    label: str
    words: tuple[str, ...]


def rows_of(party: Party, topic: Topic) -> Iterator[Row]:
    known = [_capital(party), *(holder(party, office) for office in OFFICES)]
    for wanted in WANTED:
        entities = (_first(entity, wanted) for entity in known)
        words = (_name(party, wanted), _people(party, wanted, topic), *entities)
        yield Row(wanted.label, words)


def context_rows(content: TopicWords) -> Iterator[Row]:
    """How many words of each context count in a text of that language and script, beside English
    ones."""
    for wanted in WANTED:
        counts = (len([*_listed(getattr(content, name), wanted)]) for name in BY_LANGUAGE)
        yield Row(wanted.label, tuple(str(count) if count else "" for count in counts))


def holder(party: Party, office: str) -> Entity | None:
    """Who holds it by the file: of those without an end, the last to begin."""
    pattern = re.compile(BEFORE + OFFICES[office] + re.escape(party.name))
    held = [
        (str(one.since or ""), number, person)
        for number, person in enumerate(party.people)
        for one in person.offices
        if not one.until and pattern.fullmatch(one.office)
    ]
    return max(held)[2] if held else None


def _capital(party: Party) -> Entity | None:
    return party.places[0] if party.places else None


def _name(party: Party, wanted: Wanted) -> str:
    return next(chain(_listed(party.names, wanted), _listed(party.stems, wanted)), "")


def _people(party: Party, wanted: Wanted, topic: Topic) -> str:
    """A demonym: kept by hand, or what finds the name that CLDR gives the country's language."""
    for by_hand in _listed(party.stems, wanted):
        if by_hand != _name(party, wanted):
            return by_hand
    for language in cldr.languages_of(party.country):
        name = cldr.language_name(language, wanted.locale) if wanted.locale else ""
        for mention in topic.mentions(name):
            if mention.kind is Kind.NAME and mention.owner == party.name:
                return mention.words
    return ""


def _listed(groups: dict[str, tuple[str, ...]], wanted: Wanted) -> Iterator[str]:
    for language in wanted.keys:
        words = (bare(word) for word in groups.get(language, ()))
        yield from filter(wanted.has, words)


def _first(entity: Entity | None, wanted: Wanted) -> str:
    words = (bare(word) for word in (entity.words if entity else ()))
    return next(filter(wanted.writes, words), "")
