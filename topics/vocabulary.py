"""Finds the words of a topic in a text, in any script, with any ending, in any usual spelling.

The decision here is what counts as a mention: the longest word of the topic that begins at a
word's start (anywhere in scripts without blanks) wins, so that "Vietnam Airlines" is the airline
and never the country. All words of a topic are one automaton (Aho-Corasick).
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from storage.installation import DEFAULT_TOPIC, TOPIC_FILE
from storage.settings_file import ConfigError, did_you_mean
from topics.meanings import Alias, Kind, meanings_of
from topics.spelling import Folded, as_written, fold
from topics.topic_file import Entity, unspaced
from topics.written import FOLDER, files_of, read_topic

# The modules that decide what a verdict is.
RULES = ("judge", "meanings", "reading", "spelling", "vocabulary", "weighing")
LAST_SPACED = "\u058f"  # Latin, Greek, Cyrillic and Armenian, asked first because most texts are
# Alphabets of UNSPACED in which a word can end: at a blank, or where kanji take over from katakana.
RUNS = tuple(
    re.compile(f"[{letters}]")
    for letters in ("\u05d0-\u05ea", "\u0620-\u06d3", "\u30a1-\u30fa\u30fc", "\uac00-\ud7a3")
)
SUBTAGS = re.compile("[-_]")
PROCLITICS = "وفبلك"  # "and", "so", "in", "for", "as" are written onto an Arabic word


class Word(NamedTuple):
    """One spelling as it is looked for."""

    folded: str
    glued: bool  # of a script without blanks: found anywhere, and without an ending
    meanings: tuple[Alias, ...]

    def end(self, text: str, start: int) -> int:
        """An ending belongs to the word that it is found on; "ASEAN会議" is no ending of it."""
        place = start + len(self.folded)
        while not self.glued and place < len(text) and _goes_on(text[place]):
            place += 1
        return place


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of the topic in a text, with the places where it begins and ends there."""

    kind: Kind
    owner: str
    words: str  # as they stand in the text
    start: int
    end: int
    entity: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """A topic ready for judging, of which there is one as long as its files are the same.

    ``name`` is its file's name without the ending; ``words_sum`` changes with its words
    and with the rules by which they are weighed.
    """

    name: str
    title: str
    sides: tuple[str, ...]
    countries: Mapping[str, str]  # ISO 3166 codes of the sides that are countries
    entities: Mapping[str, Entity] = field(repr=False)  # by id
    words_sum: str
    aliases: Mapping[str, tuple[Alias, ...]] = field(repr=False)
    words: tuple["Word", ...] = field(repr=False)  # in the order in which the automaton counts them
    automaton: AhoCorasick = field(repr=False)

    def mentions(self, text: str, language: str = "") -> Iterator[Mention]:
        """Every mention in ``text``, in order; words that never count are left out."""
        return (one for one in self.words_in(text, language) if one.kind is not Kind.NEVER)

    def words_in(self, text: str, language: str = "") -> Iterator[Mention]:
        """Every mention in ``text``, also of words that never count.

        With ``language``, of the words of contexts only those of that language and the English
        ones, which are used everywhere: French "boxe" is not in "46 boxes".
        """
        folded = fold(text)
        language = SUBTAGS.split(language)[0].lower()  # "pt-BR" and "zh_Hant" are read as well
        behind = 0
        for start, word in self._found(folded.text):
            if start < behind:
                continue
            end = word.end(folded.text, start)
            alias = _meant(folded, word, start, end, language)
            if alias is None:
                continue
            behind = end
            first, last = folded.span(start, end)
            words = text[first:last]
            yield Mention(alias.kind, alias.owner, words, first, last, alias.entity)

    def _found(self, text: str) -> list[tuple[int, Word]]:
        """What begins a word, by place, the longest first."""
        hits = self.automaton.find_matches_as_indexes(text, overlapping=True)
        found = ((start, self.words[number]) for number, start, _ in hits)
        begin = [hit for hit in found if hit[1].glued or _begins(text, hit[0])]
        return sorted(begin, key=lambda hit: (hit[0], -len(hit[1].folded)))


def _begins(text: str, place: int) -> bool:
    return not place or not _goes_on(text[place - 1])


def _goes_on(letter: str) -> bool:
    """Whether a word with blanks around it goes on with ``letter``."""
    return letter.isalnum() and not (letter > LAST_SPACED and unspaced(letter))


def _alone(text: str, start: int, end: int) -> bool:
    """Whether no letter of the same alphabet stands beside it, where words can be told by that:
    Mali (マリ) is not in マリーナ, nor Iran (이란) in a Korean word that ends so."""
    if start and text[start - 1] in PROCLITICS:
        start -= 1
    beside = text[max(start - 1, 0) : start] + text[end : end + 1]
    return not any(run.match(text[start]) and run.search(beside) for run in RUNS)


def _meant(folded: Folded, word: Word, start: int, end: int, language: str) -> Alias | None:
    """What it stands for; None where each meaning is of another language or written otherwise."""
    first, last = folded.span(start, end)
    written = as_written(folded.source[first:last])
    for alias in word.meanings:
        if not alias.spoken(language) or not alias.is_written(written):
            continue
        if not (alias.exact and word.glued) or _alone(folded.text, start, end):
            return alias
    return None


def load_topic(name: str | Path = DEFAULT_TOPIC) -> Topic:
    """The topic of that name among ours, or in the file at that path.

    Raises ConfigError, one line naming the file and the key, when it cannot be understood.
    """
    path = topic_file(name)
    return _compiled(path, tuple((file, file.stat().st_mtime_ns) for file in files_of(path)))


def topic_file(name: str | Path) -> Path:
    """Where the topic of that name, or at that path, is written."""
    path = Path(name)
    if path.suffix != TOPIC_FILE:
        path = _ours(str(name))
        if not path.exists():
            known = sorted(file.stem for file in FOLDER.glob(f"*{TOPIC_FILE}"))
            others = f"; known: {', '.join(known)}, or give a .toml file"
            raise ConfigError(
                f"there is no topic '{name}'{did_you_mean(str(name), known) or others}"
            )
    return path.resolve()


def _ours(name: str) -> Path:
    return FOLDER / f"{name}{TOPIC_FILE}"


@cache
def _rules() -> int:
    """Changes with the program's rules, so that verdicts are known that were given by older ones.

    Also with a comment there: too many are judged anew rather than too few, and at an upgrade only.
    """
    return zlib.crc32(b"".join((FOLDER / f"{name}.py").read_bytes() for name in RULES))


@cache
def _compiled(path: Path, _changed: tuple[tuple[Path, int], ...]) -> Topic:
    """Compiling takes a moment, and each edition of a crawl asks for the same topic."""
    content = read_topic(path)
    aliases = meanings_of(content)
    words = tuple(Word(word, unspaced(word), found) for word, found in aliases.items())
    return Topic(
        name=path.stem,
        title=content.title,
        sides=tuple(side.name for side in content.sides),
        countries={side.name: side.country for side in content.sides if side.country},
        entities={one.id: one for side in content.sides for _, one in side.entities()},
        words_sum=f"{zlib.crc32(repr(aliases).encode(), _rules()):08x}",
        aliases=aliases,
        words=words,
        automaton=AhoCorasick(aliases),
    )
