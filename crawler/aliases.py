"""Finds the words of a topic in a text, in any script, with any ending, in any usual spelling.

The decision here is what counts as a mention: the longest word of the topic that begins at a
word's start (anywhere in scripts without blanks) wins, so that "Vietnam Airlines" is the airline
and never the country. All words of a topic are one compiled pattern.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from pathlib import Path

from crawler.spelling import Folded, fold, key
from crawler.topic import EXACT, TopicFile, unspaced, words_of
from storage.settings_file import ConfigError, read_toml

TOPICS = Path(__file__).parent / "topics"
DEFAULT_TOPIC = "vietnam-kazakhstan"


class Kind(Enum):
    """What a word of the topic is good for."""

    NAME = auto()  # means a side
    HINT = auto()  # makes one think of a side
    NEVER = auto()  # looks like a side and is none
    SPORT = auto()
    STATISTICS = auto()
    COUNTRY = auto()  # another one
    BLOC = auto()


@dataclass(frozen=True, slots=True)
class Alias:
    """One word of the topic. ``owner`` is the side or the other country that it stands for; of a
    word that lowers, its language."""

    kind: Kind
    owner: str
    exact: str = ""  # how it must be written; "" for in any spelling and with any ending

    def spoken(self, language: str) -> bool:
        """Whether it counts in a text of ``language``; "" if that is not known."""
        lowers = self.kind in (Kind.SPORT, Kind.STATISTICS)
        return not lowers or not language or self.owner in (language, "en")


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of the topic in a text, with the places where it begins and ends there."""

    kind: Kind
    owner: str
    words: str  # as they stand in the text
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic ready for judging. ``name`` is its file's name without the ending."""

    name: str
    title: str
    sides: tuple[str, ...]
    countries: Mapping[str, str]  # ISO 3166 codes of the sides that are countries
    aliases: Mapping[str, tuple[Alias, ...]] = field(repr=False)
    pattern: re.Pattern[str] = field(repr=False)

    def mentions(self, text: str, language: str = "") -> Iterator[Mention]:
        """Every mention in ``text``, in order; words that never count are left out.

        With ``language``, of the words that lower only those of that language and the English ones,
        which are used everywhere: French "boxe" is not in "46 boxes".
        """
        folded = fold(text)
        for found in self.pattern.finditer(folded.text):
            start, end = folded.span(*found.span())
            alias = self._meant(folded, found, language)
            if alias is not None and alias.kind is not Kind.NEVER:
                yield Mention(alias.kind, alias.owner, text[start:end], start, end)

    def _meant(self, folded: Folded, found: re.Match[str], language: str) -> Alias | None:
        """The alias that was found; None where each is of another language or written otherwise."""
        word = found["word"] or found["sign"]
        start, end = folded.span(*found.span())
        written = unicodedata.normalize("NFC", folded.source[start:end])
        for alias in self.aliases[" ".join(word.split())]:
            if alias.spoken(language) and (not alias.exact or alias.exact == written):
                return alias
        return None


def load_topic(name: str | Path = DEFAULT_TOPIC) -> Topic:
    """The topic of that name among ours, or in the file at that path.

    Raises ConfigError, one line naming the file and the key, when it cannot be understood.
    """
    path = Path(name)
    if path.suffix != ".toml":
        path = TOPICS / f"{name}.toml"
        if not path.exists():
            known = ", ".join(sorted(file.stem for file in TOPICS.glob("*.toml")))
            raise ConfigError(f"there is no topic '{name}'; known: {known}, or give a .toml file")
    return _compiled(path.resolve(), path.stat().st_mtime_ns if path.exists() else 0)


@cache
def _compiled(path: Path, _changed: int) -> Topic:
    """Compiling takes a moment, and each edition of a crawl asks for the same topic."""
    content = read_toml(path, TopicFile)
    aliases = _aliases(content)
    sides = tuple(side.name for side in content.sides)
    countries = {side.name: side.country for side in content.sides if side.country}
    return Topic(path.stem, content.title, sides, countries, aliases, _pattern(aliases))


def _aliases(content: TopicFile) -> dict[str, tuple[Alias, ...]]:
    """Aliases by folded word. Of one word's meanings the first stands: never, side, the rest."""
    entries: dict[str, tuple[Alias, ...]] = {}
    for kind, owner, words in _in_order(content):
        for word in words:
            exact = word.removeprefix(EXACT) if word.startswith(EXACT) else ""
            alias = Alias(kind, owner, unicodedata.normalize("NFC", exact))
            folded = key(exact or word)
            entries[folded] = (*entries.get(folded, ()), alias)
    # A country that is a side of this topic is not another country, so one list serves all topics.
    sides = tuple(_owned_by_sides(entries))
    return {
        word: found
        for word, found in entries.items()
        if found[0].kind is not Kind.COUNTRY or not word.startswith(sides)
    }


def _in_order(content: TopicFile) -> Iterator[tuple[Kind, str, Iterable[str]]]:
    for group, words in content.never.items():
        yield Kind.NEVER, group, words
    for side in content.sides:
        for place, words in words_of(side):
            yield (Kind.HINT if place.startswith("hints.") else Kind.NAME), side.name, words
    for language, words in content.sport.items():
        yield Kind.SPORT, language, words
    for language, words in content.statistics.items():
        yield Kind.STATISTICS, language, words
    for bloc, words in content.blocs.items():
        yield Kind.BLOC, bloc, words
    for country, words in content.countries.items():
        yield Kind.COUNTRY, country, words


def _owned_by_sides(entries: Mapping[str, tuple[Alias, ...]]) -> Iterator[str]:
    for word, found in entries.items():
        if any(alias.kind is Kind.NAME and not alias.exact for alias in found):
            yield word


def _pattern(words: Collection[str]) -> re.Pattern[str]:
    """One pattern for all words; an ending belongs to the word it is found on."""
    signs = [word for word in words if unspaced(word)]
    spaced = [word for word in words if not unspaced(word)]
    return re.compile(
        rf"(?<!\w){_beginning(spaced)}(?P<word>{_branches(spaced)})\w*"
        rf"|{_beginning(signs)}(?P<sign>{_branches(signs)})"
    )


def _beginning(words: Iterable[str]) -> str:
    """Looks at one letter before the branches are tried in turn: four times as fast."""
    letters = "".join(sorted({re.escape(word[0]) for word in words}))
    return f"(?=[{letters}])" if letters else "(?!)"


def _branches(words: Iterable[str]) -> str:
    """A pattern that matches the longest of ``words``, its branches sharing their beginnings.

    A flat list of thousands of words would be tried one after the other at every place.
    """
    groups: dict[str, list[str]] = {}
    whole = False
    for word in words:
        if word:
            groups.setdefault(word[0], []).append(word[1:])
        whole = whole or not word
    if not groups:
        return ""
    parts = [
        (" +" if first == " " else re.escape(first)) + _branches(rest)
        for first, rest in groups.items()
    ]
    if len(parts) == 1 and not whole:
        return parts[0]
    return f"(?:{'|'.join(parts)}){'?' if whole else ''}"
