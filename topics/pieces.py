"""Words of one side that stand together in a file, and what each of them claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.toml_lines import Location
from topics.clashes import Claim, Only
from topics.topic_file import ENTITIES, Entity, PartyWords


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one side that stand together: ``at`` in ``file``, () where they are all of it."""

    side: str
    file: Path
    at: Location
    words: PartyWords


def claims(pieces: Iterable[Piece]) -> Iterator[Claim]:
    """Every word that speaks for a side."""
    for piece in pieces:
        yield from claims_of(piece)


def said_once(pieces: Iterable[Piece]) -> Iterator[Only]:
    """What may be said only once."""
    for piece in pieces:
        yield from _of_side(piece)
    for piece in pieces:
        for table, number, entity in entities_of(piece):
            at = (*piece.at, table, number, "id")
            if entity.name:  # without one it adds words to another
                what = f'"{entity.id}" is the id of two'
                yield Only(what, "choose another one", piece.file, at)


def _of_side(piece: Piece) -> Iterator[Only]:
    """A kept party's name and country stand in its file; a topic may add words to it only once."""
    values = {key: getattr(piece.words, key, "") for key in ("name", "country", "party")}
    for key, value in values.items():
        if value:
            what = f'"{value}" is the {key} of two sides'
            yield Only(what, "name each side once", piece.file, (*piece.at, key))


def claims_of(piece: Piece) -> Iterator[Claim]:
    for table in ("names", "stems", "hints"):
        for group, words in getattr(piece.words, table).items():
            for n, word in enumerate(words):
                at = (*piece.at, table, group, n)
                yield Claim(piece.side, "", f"{table}.{group}", word, piece.file, at)
    for table, number, entity in entities_of(piece):
        for n, word in enumerate(entity.words):
            at = (*piece.at, table, number, "words", n)
            yield Claim(piece.side, entity.id, f"{table}.{entity.id}", word, piece.file, at)


def entities_of(piece: Piece) -> Iterator[tuple[str, int, Entity]]:
    for table in ENTITIES:
        for number, entity in enumerate(getattr(piece.words, table)):
            yield table, number, entity
