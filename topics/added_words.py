"""Further spellings of a kept person, place, institution or firm, from a topic's own file.

The decision here: an entity without a name has words (and offices) for the one of its id, which
must be there; nobody gets spellings by sounding alike.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from storage.settings_file import did_you_mean
from storage.toml_lines import Location
from topics.pieces import Piece, entities_of
from topics.topic_file import ENTITIES, Entity, Party


def without_owner(pieces: Iterable[Piece], place: Callable[[Path, Location], str]) -> Iterator[str]:
    """A line for each entity that has neither a name nor another one to add words to."""
    known: dict[tuple[str, str], list[str]] = {}
    for piece in pieces:
        for table, number, entity in entities_of(piece):
            ids = known.setdefault((piece.side, table), [])
            if entity.name:
                ids.append(entity.id)
            elif entity.id not in ids:
                at = (*piece.at, table, number, "id")
                yield (
                    f'{place(piece.file, at)}: "{entity.id}" has no name, and {piece.side} has none'
                    f" of that id among its {table} to add words to{did_you_mean(entity.id, ids)};"
                    " give it a name, or another id"
                )


def with_added_words(party: Party) -> Party:
    return party.model_copy(update={table: _merged(getattr(party, table)) for table in ENTITIES})


def _merged(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    found: list[Entity] = []
    places: dict[str, int] = {}
    for entity in entities:
        kept = places.get(entity.id)
        if entity.name or kept is None:  # of two with a name, clashes tell
            places[entity.id] = len(found)
            found.append(entity)
        else:
            known = found[kept]
            more = {"words": known.words + entity.words, "offices": known.offices + entity.offices}
            found[kept] = known.model_copy(update=more)
    return tuple(found)
