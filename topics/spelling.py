"""One spelling for matching: what a reader takes for the same word becomes the same letters.

Decides what is ignored when names are compared: case, diacritics of the Latin, Greek, Cyrillic and
Arabic alphabets, composed or decomposed letters, kinds of dash, blank and apostrophe, soft hyphens.
Unlike the folding of full-text search it keeps track of where each letter stood, because a match is
shown in the article's own words.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters without a decomposition, and Arabic ones that Persian and Urdu write differently. ß
# becomes one letter, not two, so that a German text keeps its length.
SINGLE = str.maketrans("đðøłħŧıßæœىةکیے", "ddolhtisaoيهكيي")
APOSTROPHES = frozenset("'’‘ʼʻ`´ʹ′＇")
# Marks that a writer may add or drop; vowel signs of other scripts are letters and stay.
MARKS = frozenset(map(chr, [*range(0x300, 0x370), *range(0x483, 0x488), *range(0x64B, 0x656)]))
# Soft hyphen, zero-width blanks and joiners, tatweel: invisible in print.
INVISIBLE = frozenset("\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640")
# Alphabets whose marks are dropped: Latin, Greek, Cyrillic, Arabic and the Latin extensions.
MARKED_ALPHABETS = ((0x41, 0x530), (0x600, 0x780), (0x1E00, 0x2000))
# Vowels and finals of decomposed Korean syllables join the letter before them.
JAMO = range(0x1160, 0x1200)
BLANKS = re.compile("  +")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its letters, where it stood in ``source``."""

    text: str
    source: str
    offsets: Sequence[int] | None = None  # None: letter by letter the same places

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Places in ``source`` of the letters ``start`` to ``end`` of the folded text."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]


class _Letters(dict[int, str]):
    """Folded forms by code point, worked out when first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_letter(chr(code))
        return folded


def _fold_letter(letter: str) -> str:
    if letter in MARKS or letter in INVISIBLE:
        return ""
    if letter in APOSTROPHES:
        return "'"
    if letter.isspace() or letter == "_" or unicodedata.category(letter) == "Pd":
        return " "
    bare = unicodedata.normalize("NFKD", letter)
    if any(low <= ord(bare[0]) < high for low, high in MARKED_ALPHABETS):
        bare = "".join(part for part in bare if part not in MARKS)
    else:
        bare = unicodedata.normalize("NFKC", letter)
    bare = bare.translate(SINGLE).casefold().translate(SINGLE)
    # An ellipsis or a trade mark sign is no word; one blank keeps the length.
    return bare if len(bare) == 1 or letter.isalnum() else " "


LETTERS = _Letters()


def fold(text: str) -> Folded:
    """``text`` folded. Composed text keeps its length, which is the fast and the usual case."""
    if unicodedata.is_normalized("NFC", text):
        folded = text.translate(LETTERS)
        if len(folded) == len(text):
            return _with_single_blanks(folded, text)
    letters: list[str] = []
    offsets: list[int] = []
    for start, cluster in _clusters(text):
        folded = unicodedata.normalize("NFC", cluster).translate(LETTERS)
        letters.append(folded)
        offsets.extend([start] * len(folded))
    folded = "".join(letters)
    return _with_single_blanks(folded, text, [*offsets, len(text)])


def _with_single_blanks(folded: str, source: str, offsets: Sequence[int] | None = None) -> Folded:
    """A name is the same with two blanks between its words, or a dash among blanks."""
    if "  " not in folded:
        return Folded(folded, source, offsets)
    places = offsets or range(len(folded) + 1)
    kept: list[int] = []
    start = 0
    for blanks in BLANKS.finditer(folded):
        kept += places[start : blanks.start() + 1]
        start = blanks.end()
    return Folded(BLANKS.sub(" ", folded), source, [*kept, *places[start:]])


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each letter with the marks that follow it, and its place."""
    start = 0
    for place in range(1, len(text) + 1):
        if place < len(text):
            letter = text[place]
            if unicodedata.combining(letter) or ord(letter) in JAMO:
                continue
        yield start, text[start:place]
        start = place


@lru_cache(maxsize=2**15)  # reading a topic asks for each of its 15,000 words three times
def key(word: str) -> str:
    """The folded form by which a word of a topic is looked up: one blank between its parts."""
    return " ".join(fold(word).text.split())
