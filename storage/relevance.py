"""The verdict on an article, with its receipt and its reasons, as it is kept."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Match:
    """Words that spoke for one side of a topic: the receipt of a verdict."""

    side: str
    words: str  # as they stand in the article
    place: str  # "title", "lead" or "body"
    count: int = 1
    entity: str = ""  # id of the person, place, institution or firm; "" for the side itself
    # Where they begin and end in ``Article.passage(place)``.
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one observation gave to a score or took from it. ``side``: "" where it is of all."""

    name: str  # see ``topics.judge``
    worth: float
    side: str = ""
    words: tuple[str, ...] = ()  # what lowered or raised, as it stands in the article


class Standing(StrEnum):
    """Which of the three outcomes a verdict is."""

    IN = "in"
    NEAR = "near miss"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Relevance:
    """The verdict on one article for one topic; ``score`` is comparable within a topic only.

    It is the sum of the parts of the weaker of the article's two strongest sides, which is
    ``decided_by``, and of those of no side; the other parts are there to be looked at.
    """

    topic: str
    relevant: bool
    score: float
    matches: tuple[Match, ...] = ()
    near: bool = False  # it is not relevant, and a person should look whether it is
    parts: tuple[Part, ...] = ()
    decided_by: str = ""
    words_sum: str = ""  # of words and rules at that time; "" in verdicts that are older than it

    @property
    def standing(self) -> Standing:
        if self.relevant:
            return Standing.IN
        return Standing.NEAR if self.near else Standing.OUT
