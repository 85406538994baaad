"""Words of a topic that are no mistakes by themselves and will be: each a warning with its place.

The decision here is which words are doubtful: those that can never be found, and those that begin
words which mean something else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.toml_lines import Location
from topics import cldr
from topics.entries import Entry
from topics.meanings import OF_A_LANGUAGE, OF_A_SIDE, Alias, Kind
from topics.scripts import WANTED
from topics.spelling import key
from topics.topic_file import bare, unspaced
from topics.vocabulary import Mention, Topic


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """``also``: a second place, told after the text."""

    file: Path
    at: Location
    text: str
    also: tuple[Path, Location] | None = None


def doubts_of_words(topic: Topic, words: Sequence[Entry]) -> Iterator[Doubt]:
    yield from _never_found(topic, words)
    yield from _within_others(words)
    yield from _within_names(topic, words)


def _never_found(topic: Topic, words: Sequence[Entry]) -> Iterator[Doubt]:
    """Words that have the letters of another one which is always taken first."""
    first: dict[tuple[str, Alias], Entry] = {}
    for entry in words:
        first.setdefault((entry.folded, entry.alias), entry)
    for entry in words:
        alias = entry.alias
        for other in topic.aliases.get(entry.folded, ()):
            if other == alias:
                break
            before = first.get((entry.folded, other))
            if before and _covers(other, alias) and before.meaning != entry.meaning:
                text = f'"{entry.word}" is never found as {_said(entry)}: it is {_said(before)}'
                yield Doubt(entry.file, entry.at, text, (before.file, before.at))
                break


def _covers(other: Alias, alias: Alias) -> bool:
    """Whether ``other`` is meant wherever ``alias`` could be."""
    everywhere = other.kind not in OF_A_LANGUAGE or other.owner in (alias.owner, "en")
    anyhow = not other.exact and not other.capitals
    alike = (other.exact, other.capitals) == (alias.exact, alias.capitals)
    return everywhere and (anyhow or alike)


def _within_others(words: Iterable[Entry]) -> Iterator[Doubt]:
    """Words of a side that stand at a word's start inside one that means something else."""
    loose: dict[str, Entry] = {}
    words = list(words)
    for entry in words:
        if entry.kind in OF_A_SIDE and entry.word == bare(entry.word):
            loose.setdefault(entry.folded, entry)
    for entry in words:
        if entry.kind is Kind.NEVER:
            continue
        for part in _cuts(entry.folded):
            found = loose.get(part)
            if found and _differ(found, entry):
                text = f'"{found.word}" of {found.owner} is in "{entry.word}", {_said(entry)}'
                yield Doubt(found.file, found.at, text, (entry.file, entry.at))


def _cuts(word: str) -> set[str]:
    """As what the words in ``word`` could be taken by a shorter one with an ending."""
    glued = unspaced(word)
    starts = [n for n in range(len(word)) if glued or not n or not word[n - 1].isalnum()]
    ends = [n for n in range(1, len(word)) if word[n].isalnum()]
    return {word[start:end] for start in starts for end in ends if start < end}


def _differ(one: Entry, other: Entry) -> bool:
    """Not so "越捷" and the other side's "越捷哈萨克": who wrote both meant both."""
    if other.kind not in OF_A_SIDE:
        return True
    meant = unspaced(one.folded) and other.folded.startswith(one.folded)
    return other.owner != one.owner and not meant


def _within_names(topic: Topic, words: Iterable[Entry]) -> Iterator[Doubt]:
    """Words that find the names of other countries, languages or currencies."""
    places = {(entry.owner, entry.folded): entry for entry in words if entry.kind in OF_A_SIDE}
    seen = set()
    for label, language, name in _other_names(frozenset(topic.countries.values())):
        for mention in topic.mentions(name, language):
            entry = _found_as(mention, places)
            if entry and (entry, name) not in seen:
                seen.add((entry, name))
                text = f'"{entry.word}" of {entry.owner} is found in "{name}", a name in {label}'
                yield Doubt(entry.file, entry.at, text)


def _other_names(own: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    for wanted in WANTED:
        for name in cldr.other_names(wanted.locale, own) if wanted.locale else ():
            yield wanted.label, wanted.language, name


def _found_as(mention: Mention, places: Mapping[tuple[str, str], Entry]) -> Entry | None:
    """The word that a mention is of: the longest that it begins with."""
    folded = key(mention.words)
    found = (places.get((mention.owner, folded[:end])) for end in range(len(folded), 0, -1))
    return next((entry for entry in found if entry), None)


def _said(entry: Entry) -> str:
    owner = f" of {entry.owner}" if entry.kind in OF_A_SIDE else ""
    return f"{entry.table}.{entry.group}{owner}"


def missing_names(
    topic: Topic, countries: Mapping[str, tuple[str, Path, Location]]
) -> Iterator[Doubt]:
    """Names in CLDR that no word finds. ``countries``: by side, its code and where names stand."""
    for side, (country, file, at) in countries.items():
        for language, name in _each(cldr.names_of(country)):
            mentions = topic.mentions(name)
            if not any(one.kind is Kind.NAME and one.owner == side for one in mentions):
                text = f'CLDR (Babel {cldr.VERSION}) says "{name}" for {side} in {language}; add it'
                yield Doubt(file, at, text)


def _each(names: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((language, name) for language, each in names.items() for name in each)
