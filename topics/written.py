"""A topic as it is written: its own file and those that it names, and the whole that they make.

The decision here is where a file that a topic names is looked for, and how what a topic adds to a
kept party joins it. What stands where is kept, so that a mistake is told with its file and line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from storage.settings_file import ConfigError, Settings, in_file, read_text, read_toml
from storage.toml_lines import Location, line_at, lines_of
from topics.added_words import with_added_words, without_owner
from topics.clashes import clashes
from topics.pieces import Piece, claims, said_once
from topics.topic_file import (
    Contexts,
    Party,
    PartyWords,
    Side,
    TopicFile,
    TopicWords,
)

FOLDER = Path(__file__).parent
Kept = TypeVar("Kept", bound=Settings)


@dataclass(frozen=True, slots=True)
class Written:
    """``pieces``: of each side the kept party first, if it has one, then what the topic says."""

    path: Path
    topic: TopicFile
    contexts: Contexts  # that it names
    contexts_file: Path | None
    parties: tuple[Party, ...]
    pieces: tuple[Piece, ...]

    @property
    def files(self) -> list[Path]:
        named = [self.contexts_file, *(piece.file for piece in self.pieces)]
        return list(dict.fromkeys([self.path, *(file for file in named if file)]))


def _without_words(written: Written) -> Iterator[str]:
    """No article would ever be about such a side."""
    for number, side in enumerate(written.parties):
        if not any(side.naming()) and not any(side.hinting()):
            place = place_of(written.path, ("sides", number))
            yield f'{place}: {side.name} has no word to be found by; add names = {{ en = ["…"] }}'


def is_ours(name: str) -> bool:
    """Whether crawls can find a topic by this name alone."""
    return (FOLDER / f"{name}.toml").is_file()


def read_topic(path: Path) -> TopicWords:
    """Raises ConfigError, each fault naming file, line and key, when it cannot be understood."""
    written = read_written(path)
    pieces = written.pieces
    faults = [
        *without_owner(pieces, place_of),
        *clashes(claims(pieces), said_once(pieces), place_of),
        *_without_words(written),
    ]
    if faults:
        raise ConfigError(*faults)
    return joined(written)


def joined(written: Written) -> TopicWords:
    """The whole, with what the topic adds to its parties and contexts."""
    content = written.topic
    contexts = _joined(written.contexts, content, Contexts.model_fields)
    values = {name: getattr(contexts, name) for name in Contexts.model_fields}
    # Each word was looked at in its own file: to do so once more takes as long as all the rest.
    return TopicWords.model_construct(title=content.title, sides=written.parties, **values)


def read_written(path: Path) -> Written:
    """Raises ConfigError where one of the files cannot be understood by itself."""
    content = read_toml(path, TopicFile)
    contexts, contexts_file = Contexts(), None
    if content.contexts:
        contexts_file = _beside(path, "contexts", content.contexts, ("contexts",))
        contexts = read_toml(contexts_file, Contexts)
    sides = [_side(path, number, side) for number, side in enumerate(content.sides)]
    return Written(
        path,
        content,
        contexts,
        contexts_file,
        tuple(party for party, _ in sides),
        tuple(piece for _, pieces in sides for piece in pieces),
    )


def files_of(path: Path) -> list[Path]:
    """The topic's file and those that it refers to."""
    content = read_toml(path, TopicFile)
    named = [
        ("contexts", content.contexts, ("contexts",)),
        *(("parties", side.party, ("sides", n, "party")) for n, side in enumerate(content.sides)),
    ]
    return [path, *(_beside(path, folder, name, at) for folder, name, at in named if name)]


def place_of(file: Path, location: Location) -> str:
    """FILE:LINE of a value."""
    return in_file(file, line_of(file, location))


def line_of(file: Path, location: Location) -> int | None:
    """The file is read again, which is worth it only to tell of a mistake."""
    return line_at(_lines(file, file.stat().st_mtime_ns), location)


@cache
def _lines(file: Path, _changed: int) -> Mapping[Location, int]:
    return lines_of(read_text(file))


def _beside(path: Path, folder: str, name: str, at: Location) -> Path:
    """A file that a topic refers to: its neighbour, else ours."""
    found = [place / folder / f"{name}.toml" for place in (path.parent, FOLDER)]
    for file in found:
        if file.is_file():
            return file
    known = ", ".join(sorted(file.stem for file in (FOLDER / folder).glob("*.toml")))
    raise ConfigError(
        f"{place_of(path, at)}: there is no file {found[0]}; write it, or name one of ours: {known}"
    )


def _side(path: Path, number: int, side: Side) -> tuple[Party, list[Piece]]:
    at = ("sides", number)
    if not side.party:
        if not side.name:
            raise ConfigError(
                f"{place_of(path, at)}: sides[{number + 1}] says neither whose words these are"
                ' (name = "…") nor which kept party it is (party = "…")'
            )
        whole = {name: getattr(side, name) for name in Party.model_fields}
        return Party(**whole), [Piece(side.name, path, at, side)]
    for key in ("name", "country"):
        if getattr(side, key):
            raise ConfigError(
                f"{place_of(path, (*at, key))}: sides[{number + 1}] names the party"
                f" '{side.party}', whose file says its name and country; remove '{key}' here"
            )
    file = _beside(path, "parties", side.party, (*at, "party"))
    kept = read_toml(file, Party)
    pieces = [Piece(kept.name, file, (), kept), Piece(kept.name, path, at, side)]
    return with_added_words(_joined(kept, side, PartyWords.model_fields)), pieces


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
