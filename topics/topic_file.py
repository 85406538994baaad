"""What a topic file may say, the parties and contexts that it names, and which words are mistakes.

The decision here is what is refused before anything is judged with it: unknown keys and languages,
empty words, words so short that they would match everything, one word claimed by two sides, one id
borne by two people.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

from babel import localedata
from babel.core import get_global
from pydantic import AfterValidator, Field, model_validator

from storage.settings_file import ConfigError, Settings, check, read_toml
from topics.spelling import key

FOLDER = Path(__file__).parent
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
    """One person, place, institution or firm: all ``words`` are spellings of its one name."""

    id: Annotated[str, AfterValidator(an_id)]
    name: str = Field(min_length=1)  # as it is shown
    words: Words
    offices: tuple[Office, ...] = ()


Kept = TypeVar("Kept", bound=Settings)
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

    @model_validator(mode="after")
    def a_country_is_one_side(self) -> "TopicWords":
        codes = [side.country for side in self.sides if side.country]
        for code in {code for code in codes if codes.count(code) > 1}:
            raise ValueError(f'"{code}" is the country of two sides; name it at one')
        return self

    @model_validator(mode="after")
    def no_word_speaks_for_two(self) -> "TopicWords":
        owners: dict[str, tuple[str, str, str]] = {}
        for side, place, owner, word in self._claims():
            mine = (side, owner, f"{side}.{place}")
            first = owners.setdefault(key(bare(word)), mine)
            if first[0] != side or (owner and first[1] and first[1] != owner):
                raise ValueError(f'"{word}" is in {first[2]} and in {mine[2]}; keep it in one')
        return self

    @model_validator(mode="after")
    def no_id_is_borne_twice(self) -> "TopicWords":
        seen: dict[str, str] = {}
        for side in self.sides:
            for table, entity in side.entities():
                mine = f"{side.name}.{table}"
                first = seen.setdefault(entity.id, mine)
                if first != mine or sum(one.id == entity.id for one in getattr(side, table)) > 1:
                    raise ValueError(f'the id "{entity.id}" is in {first} and again in {mine}')
        return self

    def _claims(self) -> Iterator[tuple[str, str, str, str]]:
        for side in self.sides:
            for place, words in side.naming():
                yield from ((side.name, place, "", word) for word in words)
            for place, entity, words in side.hinting():
                yield from ((side.name, place, entity, word) for word in words)


def read_topic(path: Path) -> TopicWords:
    """Raises ConfigError, one line naming the file and the key, when it cannot be understood."""
    content = read_toml(path, TopicFile)
    contexts = Contexts()
    if content.contexts:
        contexts = read_toml(_beside(path, "contexts", content.contexts), Contexts)
    contexts = _joined(contexts, content, Contexts.model_fields)
    values = {name: getattr(contexts, name) for name in Contexts.model_fields}
    sides = tuple(_party(path, number, side) for number, side in enumerate(content.sides, 1))
    return check(
        {"title": content.title, "sides": sides, **values},
        TopicWords,
        str(path),
    )


def files_of(path: Path) -> list[Path]:
    """The topic's file and those that it refers to."""
    content = read_toml(path, TopicFile)
    named = [("contexts", content.contexts), *(("parties", side.party) for side in content.sides)]
    return [path, *(_beside(path, folder, name) for folder, name in named if name)]


def _beside(path: Path, folder: str, name: str) -> Path:
    """A file that a topic refers to: its neighbour, else ours."""
    found = [place / folder / f"{name}.toml" for place in (path.parent, FOLDER)]
    for file in found:
        if file.is_file():
            return file
    known = ", ".join(sorted(file.stem for file in (FOLDER / folder).glob("*.toml")))
    raise ConfigError(f"{path}: there is no file {found[0]}; of ours there are: {known}")


def _party(path: Path, number: int, side: Side) -> Party:
    own = {name: getattr(side, name) for name in PartyWords.model_fields}
    if not side.party:
        whole = {"name": side.name, "country": side.country, **own}
        return check(whole, Party, f"{path}: sides[{number}]")
    if side.name or side.country:
        raise ConfigError(
            f"{path}: sides[{number}] names the party '{side.party}', whose file says its name and"
            " country; remove them here"
        )
    kept = read_toml(_beside(path, "parties", side.party), Party)
    return _joined(kept, side, PartyWords.model_fields)


def _joined(kept: Kept, added: Settings, fields: Iterable[str]) -> Kept:
    """``kept`` with what ``added`` says beyond it."""
    return kept.model_copy(
        update={name: _with(getattr(kept, name), getattr(added, name)) for name in fields}
    )


def _with(kept: Any, added: Any) -> Any:
    if isinstance(kept, dict):
        groups = dict.fromkeys([*kept, *added])
        return {group: (*kept.get(group, ()), *added.get(group, ())) for group in groups}
    return (*kept, *added)
