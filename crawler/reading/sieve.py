"""Whether words of a side of a topic can be in a text that has its tags and escapes still.

The decision here is what ``Words.are_in`` may overlook: nothing that ``topics.vocabulary`` finds
in what is read out of the text. So it looks for the same words with the same folding: first for
their letters alone, without any blank or sign between, which is cheap; then for the few that are
found so, whether they begin a word, and whether nothing but tags stands in them.
"""

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from ahocorasick_rs import BytesAhoCorasick

from topics.meanings import OF_A_SIDE
from topics.spelling import APOSTROPHES, LETTERS
from topics.topic_file import unspaced
from topics.vocabulary import Topic

GAP = "\x01"  # stands for a tag
SHORTEST = 5  # letters; shorter names must be written as the topic's file has them: "VN", "РК"
RARE = re.compile("[^\x00-\x7f]+")
UPPER, LOWER = string.ascii_uppercase.encode(), string.ascii_lowercase.encode()
TO_LOWER = bytes.maketrans(UPPER, LOWER)
# What LETTERS makes of ASCII, each of one letter.
SPELLED = bytes([*(ord(LETTERS[code]) for code in range(128)), *range(128, 256)])
SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
# A letter may follow that is a sign to ``topics.spelling``.
WORD_END = rf"(?![^\W_{''.join(sorted(APOSTROPHES))}])"


class Text:
    """One text of a page, in NFC, with GAPs for tags; what is made of it is made once for all."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def letters(self) -> bytes:
        return squashed(self.text).encode()

    @cached_property
    def spelled(self) -> str:
        return spelled(self.text)

    @cached_property
    def packed(self) -> bytes:
        """Without tags and blanks, and else as it is."""
        return "".join(self.text.replace(GAP, " ").split()).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Those of one side: ``spelled`` by their letters alone, each with the forms that it has in a
    text; ``written`` as they stand there."""

    spelled: Mapping[str, Sequence[str]]
    written: Sequence[str]
    letters: "Automaton"
    packed: "Automaton"

    def are_in(self, text: Text) -> bool:
        return any(
            _as_written(word).search(text.text) for word in self.packed.found_in(text.packed)
        ) or any(
            _form(form).search(text.spelled)  # not so "Astana" in "podcast analysis"
            for word in self.letters.found_in(text.letters)
            for form in self.spelled[word]
        )

    def all(self) -> tuple[str, ...]:
        return (*self.written, *sorted(self.spelled))


class Automaton:
    """Which of many words stand in a text, in one go however many they are."""

    def __init__(self, words: Iterable[tuple[bytes, str]]) -> None:
        """Each word as it stands in a text, and what to call it."""
        named = list(words)
        self._names = [name for _, name in named]
        self._automaton = BytesAhoCorasick([pattern for pattern, _ in named])

    def found_in(self, text: bytes) -> list[str]:
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [self._names[number] for number in {number for number, _, _ in hits}]


@cache  # for each edition the same
def words_of(topic: Topic, side: str) -> Words:
    spelled: dict[str, list[str]] = {}
    written: set[str] = set()
    for word, meanings in topic.aliases.items():
        for alias in meanings:
            if alias.owner != side or alias.kind not in OF_A_SIDE:
                continue
            if alias.exact and len(squashed(word)) < SHORTEST:
                written.add(alias.exact)
            else:
                spelled.setdefault(squashed(word), []).append(word)
    return Words(
        spelled,
        sorted(written),
        Automaton((word.encode(), word) for word in spelled),
        Automaton(("".join(word.split()).encode(), word) for word in sorted(written)),
    )


def spelled(text: str) -> str:
    """As ``topics.spelling`` folds it, letter by letter; a fifth of the time (measured)."""
    return RARE.sub(_folded, text.encode("utf-8", "replace").translate(SPELLED).decode())


def squashed(text: str) -> str:
    """The letters and figures of ``text``, in NFC, as ``topics.spelling`` folds them."""
    packed = text.encode("utf-8", "replace").translate(TO_LOWER, SIGNS)
    letters = packed.decode()
    if packed.isascii():
        return letters
    if len(packed) > len(letters) * 1.2:  # mostly other letters than Latin ones
        folded = letters.translate(LETTERS)
    else:
        folded = RARE.sub(_folded, letters)
    return folded.replace(" ", "").replace("'", "")  # dashes and apostrophes fold to these


def _folded(found: re.Match[str]) -> str:
    return _run(found[0])


@lru_cache(1000)  # "é", "’": six times as fast (measured)
def _run(letters: str) -> str:
    return letters.translate(LETTERS)


@lru_cache(1000)
def _form(word: str) -> re.Pattern[str]:
    """At the beginning of a word, or after a tag, wherever tags may stand in it."""
    first, *letters = (rf"[\s{GAP}]+" if sign == " " else re.escape(sign) for sign in word)
    # Its first letter first, which is quicker to look for than what may stand before it.
    begins = "" if unspaced(word) else rf"(?<!\w{first})"
    return re.compile(f"{GAP}*".join((first + begins, *letters)))


@lru_cache(1000)
def _as_written(word: str) -> re.Pattern[str]:
    """With no letter behind it, wherever tags may stand in it."""
    letters = (r"\s+" if sign == " " else re.escape(sign) for sign in word)
    return re.compile(f"{GAP}*".join(letters) + WORD_END)
