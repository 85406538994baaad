"""What two places of a topic's files must not both say: the decision of ``clashes``.

A word speaks for one side, and of people, places, institutions and firms for one; an id is one
entity's; a name and a country are one side's.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.toml_lines import Location
from topics.spelling import key
from topics.topic_file import bare

PlaceOf = Callable[[Path, Location], str]  # FILE:LINE


@dataclass(frozen=True, slots=True)
class Claim:
    """A word that speaks for a side and, where ``entity`` is an id, for that entity.

    ``key``: the list it stands in, as its writer knows it: "people.tokayev", "stems.kk".
    """

    side: str
    entity: str
    key: str
    word: str
    file: Path
    at: Location

    @property
    def list(self) -> str:
        return f"{self.side}.{self.key}"

    def contradicts(self, other: "Claim") -> bool:
        both = self.entity and other.entity
        return self.side != other.side or bool(both and self.entity != other.entity)


@dataclass(frozen=True, slots=True)
class Only:
    """Something that may be said once: an id, a side's name or country."""

    what: str  # what is wrong where it is said twice: '"VN" is the country of two sides'
    advice: str
    file: Path
    at: Location


def clashes(claims: Iterable[Claim], once: Iterable[Only], place: PlaceOf) -> Iterator[str]:
    """A line for each pair of places, which ``place`` writes, naming both."""
    owners: dict[str, Claim] = {}
    for claim in claims:
        first = owners.setdefault(key(bare(claim.word)), claim)
        if claim.contradicts(first):
            yield (
                f'{place(claim.file, claim.at)}: "{claim.word}" is in {claim.list} and in'
                f" {first.list} ({place(first.file, first.at)}); keep it in one"
            )
    said: dict[str, Only] = {}
    for one in once:
        before = said.setdefault(one.what, one)
        if before != one:  # the very same place where a kept party is named twice
            also = place(before.file, before.at)
            yield f"{place(one.file, one.at)}: {one.what}, also at {also}; {one.advice}"
