"""What a topic file, a party's and a contexts' may say.

The decision here is what is refused in one of them by itself: unknown keys and languages, empty
words, words so short that they would match everything, offices that end before they begin. What
two places of them must not both say is refused in ``topics.clashes``.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from babel import localedata
from babel.core import get_global
from pydantic import AfterValidator, Field, model_validator

from storage.settings_file import Settings
from topics.spelling import key

EXACT = "="  # "=VN" stands for VN alone, written just so: no endings, capitals and marks as given
CAPITALS = "^"  # "^Phú Quốc" is Phu Quôc too, and not "chính phủ quốc gia": each part is a name
# Fewer letters than this, with any ending, turn up inside ordinary words of some language.
FEWEST_LETTERS = 4
# Scripts that put no blanks between words: a name is found anywhere, and two signs are a name.
# Arabic and Hebrew write "and", "in", "the" onto the next word, Korean its particles and compounds.
UNSPACED_RANGES = (
    *((0x0590, 0x0780), (0x0E00, 0x1100), (0x1780, 0x1800), (0x3040, 0xA000)),
    *((0xAC00, 0xD7B0), (0xF900, 0xFB00), (0xFB1D, 0xFE00), (0xFE70, 0xFEFF)),
)
UNSPACED = re.compile(
    f"[{''.join(f'{chr(low)}-{chr(high - 1)}' for low, high in UNSPACED_RANGES)}]"
)
AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def unspaced(word: str) -> bool:
    """Whether ``word`` has signs of a script in which words do not begin after a blank."""
    return bool(UNSPACED.search(word))


def bare(word: str) -> str:
    """``word`` without the sign that says how it is to be written."""
    return word[1:] if word.startswith((EXACT, CAPITALS)) else word


def a_word(word: str) -> str:
    """One alias as the file gives it. Raises ValueError saying how to write it better."""
    folded = key(bare(word))
    if not any(letter.isalnum() for letter in folded):
        raise ValueError(f"an empty word ({word!r}); remove it")
    letters = len(folded.replace(" ", ""))  # vowel signs of Indic scripts are letters too
    fewest = 1 if unspaced(folded) else FEWEST_LETTERS
    if word.startswith(CAPITALS) and not all(part[:1].isupper() for part in bare(word).split()):
        raise ValueError(f'"{word}": after "^" each part begins with a capital')
    if not word.startswith(EXACT) and letters < fewest:
        raise ValueError(f'"{word}" would match everywhere; write "={word}" for that word alone')
    return word


def a_language(code: str) -> str:
    if not localedata.exists(code.replace("-", "_")):
        raise ValueError(f'"{code}" is no language code (vi, kk, zh_Hant, …)')
    return code


def a_country(code: str) -> str:
    if code and (len(code) != 2 or code not in get_global("territory_languages")):
        raise ValueError(f'"{code}" is no country code (VN, KZ, …)')
    return code


def an_id(text: str) -> str:
    if not AN_ID.fullmatch(text):
        raise ValueError(f'"{text}" is no id; write it as "le-hoai-trung"')
    return text


Words = Annotated[tuple[Annotated[str, AfterValidator(a_word)], ...], Field(min_length=1)]
ByLanguage = dict[Annotated[str, AfterValidator(a_language)], Words]
ByGroup = dict[str, Words]


class Office(Settings):
    """An office with the days on which it was taken and left; None where that is not known."""

    office: str = Field(min_length=1)
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def it_ends_after_it_began(self) -> "Office":
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"the office ends ({self.until}) before it begins ({self.since})")
        return self


class Entity(Settings):
    """One person, place, institution or firm: all ``words`` are spellings of its one name.

    Without a name, in a topic's file, it has further words of the kept party's one with its id.
    """

    id: Annotated[str, AfterValidator(an_id)]
    name: str = ""  # as it is shown
    words: Words
    offices: tuple[Office, ...] = ()


ENTITIES = ("people", "institutions", "places", "firms")


class PartyWords(Settings):
    """Names that mean a party, words that only hint at it, and words that look like it."""

    names: ByLanguage = {}
    stems: ByLanguage = {}
    hints: ByGroup = {}
    people: tuple[Entity, ...] = ()
    institutions: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    firms: tuple[Entity, ...] = ()
    never: ByGroup = {}

    def entities(self) -> Iterator[tuple[str, Entity]]:
        """Each with the table that it stands in."""
        for table in ENTITIES:
            for entity in getattr(self, table):
                yield table, entity

    def naming(self) -> Iterator[tuple[str, Words]]:
        """Every list of words that mean the party, with the key it stands under."""
        for table, words in (("names", self.names), ("stems", self.stems)):
            for language, listed in words.items():
                yield f"{table}.{language}", listed

    def hinting(self) -> Iterator[tuple[str, str, Words]]:
        """Every list of words that hint at it: its key, the id of what it names, the words."""
        for table, entity in self.entities():
            yield f"{table}.{entity.id}", entity.id, entity.words
        for group, listed in self.hints.items():
            yield f"hints.{group}", "", listed


class Party(PartyWords):
    """A side as it is kept for all topics."""

    name: str = Field(min_length=1)
    # An outlet of this country names the side on each of its pages; "" where it is no country.
    country: Annotated[str, AfterValidator(a_country)] = ""


class Side(PartyWords):
    """A side in a topic's file: a kept party, a party of its own, or a kept one with more words."""

    party: str = ""  # a file in parties/, beside the topic's or ours
    name: str = ""
    country: Annotated[str, AfterValidator(a_country)] = ""


class Contexts(Settings):
    """What lowers and what raises, whoever the sides are."""

    sport: ByLanguage = {}
    statistics: ByLanguage = {}
    relations: ByLanguage = {}
    past: ByLanguage = {}  # a war that is over
    bearers: ByLanguage = {}  # streets and clubs, which bear the names of cities elsewhere
    blocs: ByGroup = {}
    countries: ByGroup = {}
    never: ByGroup = {}  # what looks like one of these, or like a side, and is none


class TopicFile(Contexts):
    """A topic as a person writes it."""

    title: str = Field(min_length=1)
    contexts: str = ""  # a file in contexts/, beside the topic's or ours
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]


class TopicWords(Contexts):
    """A topic with all that its file refers to."""

    title: str
    sides: tuple[Party, ...]
