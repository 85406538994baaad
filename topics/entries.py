"""Every word of a topic with the place where somebody wrote it, for those who look for mistakes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from storage.toml_lines import Location
from topics.meanings import CONTEXTS, OF_A_SIDE, Alias, Kind, alias_of
from topics.pieces import Piece, claims_of
from topics.spelling import key
from topics.topic_file import Contexts, bare
from topics.vocabulary import Topic
from topics.written import Written

KINDS = {"never": Kind.NEVER, **CONTEXTS}
NAMING = ("names", "stems")


@dataclass(frozen=True, slots=True)
class Entry:
    """``owner`` as in ``meanings.Alias``; ``table`` and ``group``: the list that it stands in."""

    kind: Kind
    owner: str
    entity: str
    table: str
    group: str
    word: str
    file: Path
    at: Location

    @property
    def alias(self) -> Alias:
        """As the vocabulary has it."""
        return alias_of(self.word, self.kind, self.owner, self.entity)

    @property
    def folded(self) -> str:
        return key(bare(self.word))

    @property
    def meaning(self) -> tuple[Kind, str, str]:
        """What its mention says; of a context's word, in whatever language."""
        return self.kind, self.owner if self.kind in OF_A_SIDE else "", self.entity


def entries(written: Written, topic: Topic) -> Iterator[Entry]:
    """``topic``: what the vocabulary has made of them."""
    for piece in written.pieces:
        yield from _groups(Kind.NEVER, piece.file, (*piece.at, "never"), piece.words.never)
        yield from _of_side(piece, topic)
    if written.contexts_file:
        yield from _contexts(written.contexts_file, written.contexts, topic)
    yield from _contexts(written.path, written.topic, topic)


def _of_side(piece: Piece, topic: Topic) -> Iterator[Entry]:
    for claim in claims_of(piece):
        table, _, group = claim.key.partition(".")
        aliases = topic.aliases.get(key(bare(claim.word)), ())
        # "Communist Party of Vietnam" names its side though it stands among the institutions.
        named = any(
            (one.kind, one.owner, one.entity) == (Kind.NAME, claim.side, claim.entity)
            for one in aliases
        )
        kind = Kind.NAME if table in NAMING or named else Kind.HINT
        yield Entry(kind, piece.side, claim.entity, table, group, claim.word, claim.file, claim.at)


def _contexts(file: Path, contexts: Contexts, topic: Topic) -> Iterator[Entry]:
    """Without the countries that are sides: they are passed over where others are meant."""
    for table, kind in KINDS.items():
        for entry in _groups(kind, file, (table,), getattr(contexts, table)):
            if kind is not Kind.COUNTRY or entry.alias in topic.aliases.get(entry.folded, ()):
                yield entry


def _groups(
    kind: Kind, file: Path, at: Location, groups: Mapping[str, tuple[str, ...]]
) -> Iterator[Entry]:
    table = str(at[-1])
    for group, words in groups.items():
        for number, word in enumerate(words):
            yield Entry(kind, group, "", table, group, word, file, (*at, group, number))
