"""The people, places, institutions and firms of a topic by how their names sound.

The decision here is when an unknown name may be a spelling of a known one: "the same" when all its
words sound alike, "near" when one of them differs by one sound or is all there is. A person
decides; nothing is merged here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from facts.full_names import find_full_names
from facts.people import LONG_ENOUGH
from topics.topic_file import TopicWords, bare

Keys = frozenset[str]
# Sounds from which on one different sound does not make another name: of a word beside others that
# agree, and of a word by itself, since syllables of Vietnamese names come close to each other.
SOUNDS = 4
SOUNDS_ALONE = 6
# Latin letters are read as in English and as in German, where a j is a y; signs as in Chinese.
READ_AS = ("en", "de", "zh")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Known:
    """One entity; ``table``: people, places, …"""

    id: str
    name: str
    side: str
    table: str


@dataclass(frozen=True, slots=True)
class Likeness:
    known: Known
    same: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """``surnames``: of several words the last, which often stands alone later."""

    by_name: Mapping[Keys, tuple[Known, ...]]
    by_part: Mapping[str, tuple[Keys, ...]]
    surnames: Mapping[str, tuple[Known, ...]]

    def alike(self, name: Keys) -> list[Likeness]:
        """The same ones first, then near ones."""
        same = self.by_name.get(name, ())
        candidates = {other for part in name for other in self.by_part.get(part, ())}
        if len(name) == 1:
            candidates |= {one for one in self.by_name if len(one) == 1}
        near = [
            known
            for other in sorted(candidates, key=sorted)
            if other != name and is_near(name, other)
            for known in self.by_name[other]
        ]
        if len(name) == 1:
            near += self.surnames.get(next(iter(name)), ())
        unique = dict.fromkeys(one for one in near if one not in same)
        return [Likeness(one, True) for one in same] + [Likeness(one, False) for one in unique]


def is_near(one: Keys, other: Keys) -> bool:
    """Whether all words but one sound alike, and that one differs by one sound, or is too much.

    "Nurlan Z. Nigmatulin" has one word more than "Nurlan Nigmatulin".
    """
    mine, theirs = sorted(one - other), sorted(other - one)
    if not (mine and theirs):
        return len(one & other) > 1 and sum(map(len, one & other)) >= SOUNDS
    return len(mine) == len(theirs) == 1 and one_sound_apart(
        mine[0], theirs[0], SOUNDS if one & other else SOUNDS_ALONE
    )


@cache
def one_sound_apart(one: str, other: str, fewest: int) -> bool:
    """One sound more, less or other, in words of ``fewest`` sounds or more that begin alike."""
    short, long = sorted((one, other), key=len)
    if short[0] != long[0] or len(short) < fewest or len(long) - len(short) > 1:
        return False
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def entities_by_id(words: TopicWords) -> dict[str, Known]:
    return {
        entity.id: Known(entity.id, entity.name, side.name, table)
        for side in words.sides
        for table, entity in side.entities()
    }


def gazetteer(words: TopicWords) -> Gazetteer:
    by_name: dict[Keys, dict[Known, None]] = defaultdict(dict)
    surnames: dict[str, dict[Known, None]] = defaultdict(dict)
    for side in words.sides:
        for table, entity in side.entities():
            known = Known(entity.id, entity.name, side.name, table)
            shown = {key for keys in _spellings((entity.name,)) for key in keys}
            for keys in _spellings((entity.name, *map(bare, entity.words))):
                # A byname of three sounds, "Elbasy", sounds like an Airbus.
                if len(keys) == 1 and len(keys[0]) < SOUNDS and keys[0] not in shown:
                    continue
                by_name[frozenset(keys)][known] = None
                if table == "people" and len(keys) > 1 and len(keys[-1]) >= SOUNDS:
                    surnames[keys[-1]][known] = None
    by_part: dict[str, list[Keys]] = defaultdict(list)
    for whole in by_name:
        for part in whole:
            by_part[part].append(whole)
    return Gazetteer(_frozen(by_name), {p: tuple(k) for p, k in by_part.items()}, _frozen(surnames))


def _spellings(words: Iterable[str]) -> set[tuple[str, ...]]:
    found = set()
    for word in words:
        for language in READ_AS:
            names = list(find_full_names(f"{word}.", language))
            keys = tuple(part for name in names for one in name.pieces for part in one.key.split())
            if len(names) == 1 and sum(map(len, keys)) >= LONG_ENOUGH:
                found.add(keys)
    return found


def _frozen(table: Mapping[K, Mapping[Known, None]]) -> dict[K, tuple[Known, ...]]:
    return {key: tuple(known) for key, known in table.items()}
