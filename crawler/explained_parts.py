"""The parts of a score as rows: what each gave to each side, and their sums."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.marked import visible
from storage.relevance import Relevance
from topics.parts import PartName, in_words
from topics.why import words_in_line


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the score: what it gave to each side, and the words by which."""

    name: str
    worth: tuple[float, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """``sides``: as of the cells of each row, that which decided first; the sums come last."""

    sides: tuple[str, ...]
    rows: tuple[Row, ...]
    sums: Row


def parts_of(relevance: Relevance) -> Parts:
    """A part of no side counts for each of them."""
    others = (part.side for part in relevance.parts if part.side)
    sides = tuple(dict.fromkeys((relevance.decided_by, *others)))
    rows = tuple(_rows(relevance, sides))
    sums = tuple(sum(row.worth[column] for row in rows) for column in range(len(sides)))
    return Parts(sides, rows, Row("sum", sums))


def _rows(relevance: Relevance, sides: tuple[str, ...]) -> Iterator[Row]:
    """In the order in which they are named in ``PartName``; of an older version's, at the end."""
    known = [str(name) for name in PartName]
    names = dict.fromkeys(part.name for part in relevance.parts)
    for name in sorted(names, key=lambda one: known.index(one) if one in known else len(known)):
        own = [part for part in relevance.parts if part.name == name]
        worth = (sum(part.worth for part in own if part.side in ("", side)) for side in sides)
        words = dict.fromkeys(word for part in own for word in part.words)
        yield Row(in_words(name), tuple(worth), visible(words_in_line(words)))
