"""One spelling for matching: what a reader takes for the same word becomes the same letters.

Decides what is ignored when names are compared: case, diacritics of the Latin, Greek, Cyrillic and
Arabic alphabets, composed or decomposed letters, kinds of dash, blank and apostrophe, soft hyphens.
Unlike the folding of full-text search it keeps track of where each letter stood, because a match is
shown in the article's own words.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters without a decomposition, and Arabic ones that Persian and Urdu write differently. ß
# becomes one letter, not two, so that a German text keeps its length.
SINGLE = str.maketrans("đðøłħŧıßẞæœىةکیے", "ddolhtissaoيهكيي")
APOSTROPHES = frozenset("'’‘ʼʻ`´ʹ′＇")
# Marks that a writer may add or drop; vowel signs of other scripts are letters and stay.
MARKS = frozenset(map(chr, [*range(0x300, 0x370), *range(0x483, 0x488), *range(0x64B, 0x656)]))
# Soft hyphen, zero-width blanks and joiners, tatweel: invisible in print.
INVISIBLE = frozenset("\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640")
# Alphabets whose marks are dropped: Latin, Greek, Cyrillic, Arabic and the Latin extensions.
MARKED_ALPHABETS = ((0x41, 0x530), (0x600, 0x780), (0x1E00, 0x2000))
# What is no mark and joins the letter before it: vowels and finals of decomposed Korean syllables,
# second halves of vowel signs in Indic scripts.
JOINING = frozenset(
    map(chr, [*range(0x1160, 0x1200), 0x9BE, 0x9D7, 0xB3E, 0xB56, 0xB57, 0xBBE, 0xBD7, 0xCC2])
) | frozenset("\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e")
BLANKS = re.compile("  +")
# To put marks in order takes time with the square of their number. 30 on one letter is what
# Unicode's stream-safe form allows (UAX 15); pieces of so many letters cost as little as a text.
MOST_MARKS, PIECE = 30, 500
NO_LETTER = "\ufffd"  # for half of a surrogate pair, which no other program would take


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its letters, where it stood in ``source``."""

    text: str
    source: str
    offsets: Sequence[int] | None = None  # None: letter by letter the same places

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Places in ``source`` of the letters ``start`` to ``end`` of the folded text, and of
        nothing that is invisible behind them."""
        if self.offsets is None:
            return start, end
        first = self.offsets[start]
        # One sign of the source may be several letters: it is in or out as a whole.
        last = self.offsets[bisect(self.offsets, self.offsets[end - 1])]
        while self.source[last - 1] in INVISIBLE:
            last -= 1
        return first, last


class _Letters(dict[int, str]):
    """Folded forms by code point, worked out when first met."""

    def __init__(self) -> None:
        self.several: set[str] = set()  # those that become more than one

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_letter(chr(code))
        if len(folded) > 1:
            self.several.add(chr(code))
        return folded


def _fold_letter(letter: str) -> str:
    if letter in MARKS or letter in INVISIBLE:
        return ""
    if letter in APOSTROPHES:
        return "'"
    if letter.isspace() or letter == "_" or unicodedata.category(letter) == "Pd":
        return " "
    if unicodedata.category(letter) == "Cs":
        return NO_LETTER
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
    folded = text.translate(LETTERS)
    # One letter less and one more would keep the length too.
    same_places = len(folded) == len(text) and not any(map(text.__contains__, LETTERS.several))
    if same_places and _is_composed(text):
        return _with_single_blanks(folded, text)
    letters: list[str] = []
    offsets: list[int] = []
    for start, cluster in _clusters(text):
        folded = unicodedata.normalize("NFC", cluster).translate(LETTERS)
        letters.append(folded)
        offsets.extend([start] * len(folded))
    folded = "".join(letters)
    return _with_single_blanks(folded, text, [*offsets, len(text)])


def as_written(words: str) -> str:
    """``words`` with their capitals and marks, without what nobody sees who reads them: how the
    letters are composed and how wide they are, which blank, dash or apostrophe it is."""
    letters = (_plain(letter) for letter in unicodedata.normalize("NFKC", words))
    return " ".join("".join(letters).split())


def _plain(letter: str) -> str:
    if letter in INVISIBLE:
        return ""
    if letter in APOSTROPHES:
        return "'"
    return "-" if unicodedata.category(letter) == "Pd" else letter


def _is_composed(text: str) -> bool:
    """In pieces, each with the first letter of the next one, with which its last one may join."""
    pieces = (text[start : start + PIECE + 1] for start in range(0, len(text), PIECE))
    return all(unicodedata.is_normalized("NFC", piece) for piece in pieces)


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
        if place < len(text) and place - start <= MOST_MARKS:
            letter = text[place]
            if unicodedata.combining(letter) or letter in JOINING:
                continue
        yield start, text[start:place]
        start = place


@lru_cache(maxsize=2**15)  # reading a topic asks for each of its 15,000 words three times
def key(word: str) -> str:
    """The folded form by which a word of a topic is looked up: one blank between its parts."""
    return " ".join(fold(word).text.split())
