"""What each word of a topic's files means: the decision of ``meanings_of``.

Of one word's meanings the first stands: never, a side, the rest. A person or place whose words
hold the side's own name means the side; a firm that bears it only hints at it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from ahocorasick_rs import AhoCorasick

from topics.spelling import as_written, key
from topics.topic_file import CAPITALS, EXACT, TopicWords, bare

PART = re.compile(r"\w\S*")  # of "Niu Di-lân" two


class Kind(Enum):
    """What a word of the topic is good for."""

    NAME = auto()  # means a side
    HINT = auto()  # makes one think of a side
    NEVER = auto()  # looks like a side and is none
    SPORT = auto()
    STATISTICS = auto()
    RELATION = auto()  # what states and firms have with each other
    PAST = auto()  # a war that is over
    BEARER = auto()  # what is named for a city elsewhere
    COUNTRY = auto()  # another one
    BLOC = auto()


# Tables of a contexts' file, in the order in which their words are meant.
CONTEXTS = {
    "sport": Kind.SPORT,
    "statistics": Kind.STATISTICS,
    "relations": Kind.RELATION,
    "past": Kind.PAST,
    "bearers": Kind.BEARER,
    "blocs": Kind.BLOC,
    "countries": Kind.COUNTRY,
}
OF_A_SIDE = (Kind.NAME, Kind.HINT)
OF_A_LANGUAGE = (Kind.SPORT, Kind.STATISTICS, Kind.RELATION, Kind.PAST, Kind.BEARER)


@dataclass(frozen=True, slots=True)
class Alias:
    """One word of the topic. ``owner`` is the side or the other country that it stands for; of a
    word of a context, its language. ``entity``: the id of the person or place that it names."""

    kind: Kind
    owner: str
    exact: str = ""  # how it must be written; "" for in any spelling and with any ending
    capitals: bool = False  # whether each of its parts must begin with one
    entity: str = ""

    def spoken(self, language: str) -> bool:
        """Whether it counts in a text of ``language``; "" if that is not known."""
        if self.kind not in OF_A_LANGUAGE or not language:
            return True
        return self.owner in (language, "en")

    def is_written(self, as_in_text: str) -> bool:
        """Whether words as ``spelling.as_written`` are this one, not one that only folds to it."""
        if self.capitals:
            return all(part[0].isupper() for part in PART.findall(as_in_text))
        return self.exact in ("", as_in_text)


def alias_of(word: str, kind: Kind, owner: str, entity: str = "") -> Alias:
    """``word``: as a file gives it, with the sign that says how it is to be written."""
    exact = as_written(bare(word)) if word.startswith(EXACT) else ""
    return Alias(kind, owner, exact, word.startswith(CAPITALS), entity)


def meanings_of(content: TopicWords) -> dict[str, tuple[Alias, ...]]:
    """Aliases by folded word, the one that stands first."""
    entries: dict[str, tuple[Alias, ...]] = {}
    for kind, owner, entity, words in _in_order(content):
        for word in words:
            folded = key(bare(word))
            alias = alias_of(word, kind, owner, entity)
            entries[folded] = (*entries.get(folded, ()), alias)
    sides = tuple(_owned_by_sides(entries))
    left = {word: _without_sides(word, found, sides) for word, found in entries.items()}
    return {word: found for word, found in left.items() if found}


def _without_sides(
    word: str, meanings: Iterable[Alias], sides: tuple[str, ...]
) -> tuple[Alias, ...]:
    """A country that is a side of this topic is not another one, so one list serves all topics."""
    return tuple(
        meaning
        for meaning in meanings
        if meaning.kind is not Kind.COUNTRY
        or not (word.startswith(sides) or key(meaning.owner) in sides)
    )


def _in_order(content: TopicWords) -> Iterator[tuple[Kind, str, str, Iterable[str]]]:
    for never in (content.never, *(side.never for side in content.sides)):
        for group, words in never.items():
            yield Kind.NEVER, group, "", words
    for side in content.sides:
        for _, words in side.naming():
            yield Kind.NAME, side.name, "", words
        stems = AhoCorasick(
            f" {key(word)}" for _, words in side.naming() for word in words if word == bare(word)
        )
        for place, entity, words in side.hinting():
            for word in words:
                named = not place.startswith("firms.") and _names_it(word, stems)
                yield Kind.NAME if named else Kind.HINT, side.name, entity, (word,)
    for table, kind in CONTEXTS.items():
        for group, words in getattr(content, table).items():
            yield kind, group, "", words


def _names_it(word: str, stems: AhoCorasick) -> bool:
    """Whether the side's own name is in it: the Communist Party of Vietnam names Vietnam."""
    return bool(stems.find_matches_as_indexes(f" {key(bare(word))}"))


def _owned_by_sides(entries: Mapping[str, tuple[Alias, ...]]) -> Iterator[str]:
    for word, found in entries.items():
        if any(alias.kind is Kind.NAME and not alias.exact for alias in found):
            yield word
