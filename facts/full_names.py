"""Names of one or several words as they stand in a text, and the keys of their words.

The decision here is where a name of several words begins and ends: words with a capital, next to
each other on one line. ``facts.people`` says when two words sound the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facts.people import ENDINGS, LONG_ENOUGH, STARTS, WORD, chinese_names, name_key
from facts.sentences import ENDS

JOINTS = frozenset({" ", "-", "\u00a0", "\u2011"})  # between the words of one name
DOTS = frozenset("·•・‧")  # between the parts of a foreign one in Chinese
POSSESSIVE = re.compile(r"['’]\w{1,4}$")  # Tokayev's, Vietnam'a
# A line that ends as no sentence does, and of which so many words have capitals, is a headline or a
# row of a table: there capitals prove nothing.
HEADLINE = 2 / 3
ENOUGH_WORDS = 4
# Katakana names have a dot between their parts; without one it may be any foreign word.
KANA_DOTS = re.compile("[・＝=]")
KANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}(?:[・＝=][\u30a1-\u30fa\u30fc]{2,})+")
# Elsewhere without capitals every word may be a name; the longer the less by chance.
OTHER = re.compile(r"[\u0590-\u06ff\u0750-\u077f\u0900-\u0fff\uac00-\ud7af]{3,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a name, with the places where it begins and ends in the text."""

    words: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FullName:
    """``opens``: its first word begins a sentence, so that it may be any word. ``cased``: capitals
    tell it from other words; ``dotted``: dots between its parts do."""

    pieces: tuple[Piece, ...]
    opens: bool = False
    cased: bool = True
    dotted: bool = False


def find_full_names(text: str, language: str) -> Iterator[FullName]:
    """Every run of words that can be a name, line by line; ``text`` composed (NFC)."""
    start = 0
    for line in text.split("\n"):
        if not _is_headline(line):
            yield from _cased(line, language, start)
            yield from _caseless(line, language, start)
        start += len(line) + 1


def _is_headline(line: str) -> bool:
    if ENDS.search(line.rstrip()):
        return False
    words = [m.group() for m in WORD.finditer(line) if m.lastgroup in {"latin", "cyrillic"}]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= ENOUGH_WORDS and capitals >= HEADLINE * len(words)


def _cased(line: str, language: str, offset: int) -> Iterator[FullName]:
    run: list[re.Match[str]] = []
    for match in WORD.finditer(line):
        if run and line[run[-1].end() : match.start()] not in _joints(run[-1].group()):
            yield _name(run, line, language, offset)
            run = []
        if match.lastgroup in {"latin", "cyrillic"} and match.group()[0].isupper():
            run.append(match)
        elif run:
            yield _name(run, line, language, offset)
            run = []
    if run:
        yield _name(run, line, language, offset)


def _joints(before: str) -> frozenset[str]:
    return JOINTS | {".", ". "} if len(before) == 1 else JOINTS


def _name(run: list[re.Match[str]], line: str, language: str, offset: int) -> FullName:
    opens = bool(STARTS.search(line[max(0, run[0].start() - 3) : run[0].start()]))
    pieces = tuple(_piece(match, language, offset) for match in run)
    return FullName(pieces, opens)


def _piece(match: re.Match[str], language: str, offset: int) -> Piece:
    words = POSSESSIVE.sub("", match.group())
    ending = ENDINGS.get(language)
    key = _key(ending.sub("", words) if ending else words, language)
    if len(key) < LONG_ENOUGH:  # what looks like an ending may be the name's own
        key = _key(words, language)
    start = offset + match.start()
    return Piece(words, key, start, start + len(words))


def _key(word: str, language: str) -> str:
    """Chinese writes both l and r with the signs of l, Japanese with those of r."""
    return name_key(word, language).replace("r", "l")


def _caseless(line: str, language: str, offset: int) -> Iterator[FullName]:
    if language == "zh":
        yield from _chinese(line, offset)
    for pattern in (KANA, OTHER):
        for match in pattern.finditer(line):
            parts = KANA_DOTS.split(match.group())
            yield _spelt(match.group(), parts, offset + match.start())


def _chinese(line: str, offset: int) -> Iterator[FullName]:
    """Signs that write sounds, with dots between them, are one name."""
    parts: list[str] = []
    start = end = 0
    for words, place, spelt in chinese_names(line):
        if parts and (spelt or line[end:place] not in DOTS):
            yield _spelt(line[start:end], parts, offset + start)
            parts = []
        if spelt:
            yield _spelt(words, spelt.split(), offset + place, "vi")
            continue
        start = start if parts else place
        end = place + len(words)
        parts.append(words)
    if parts:
        yield _spelt(line[start:end], parts, offset + start)


def _spelt(words: str, parts: list[str], start: int, language: str = "") -> FullName:
    """One piece, whose key has those of all its parts: they stand together."""
    key = " ".join(filter(None, (_key(part, language) for part in parts)))
    dotted = len(parts) > 1 and not language
    piece = Piece(words, key, start, start + len(words))
    return FullName((piece,), cased=False, dotted=dotted)
