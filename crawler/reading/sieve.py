"""Whether words of a side of a topic can be in a text that has its tags and escapes still.

The decision here is what ``Words.are_in`` may overlook: nothing that ``topics.vocabulary`` finds
in what is read out of the text. So it looks for the same words with the same folding: first for
their letters alone, without any blank or sign between, which is cheap; then for the few that are
found so, whether they begin a word, and whether nothing but tags stands in them.
"""

import re
import string
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from topics.spelling import APOSTROPHES, LETTERS
from topics.topic_file import unspaced
from topics.vocabulary import Kind, Topic

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
# A search looks closer only where a first letter fits, so each word is found by its letter that is
# rarest in texts in Latin letters: three times as fast (measured).
RAREST_FIRST = "zqxjkvbpygwfmucldrhsnioate"


@dataclass(frozen=True, slots=True)
class Words:
    """Those of one side: ``latin`` and ``other`` are found in letters alone, ``written`` in the
    text as it is. ``spelled``: each word's letters with the forms that they have in a text."""

    latin: re.Pattern[str]
    other: re.Pattern[str]
    written: re.Pattern[str]
    spelled: Mapping[str, Sequence[str]]

    def are_in(self, text: str, letters: str) -> bool:
        """``text`` in NFC, with GAPs for tags; ``letters``: the same squashed."""
        if self.written.search(text):
            return True
        found = self.latin.search(letters)
        if not found and not letters.isascii():
            found = self.other.search(letters)
        return bool(found) and self._begin_a_word(text, letters)

    def all(self) -> tuple[str, ...]:
        return (self.written.pattern, *sorted(self.spelled))

    def _begin_a_word(self, text: str, letters: str) -> bool:
        """Not so "Astana" in "podcast analysis"."""
        there = (forms for word, forms in self.spelled.items() if word in letters)
        folded = spelled(text)
        return any(_form(form).search(folded) for forms in there for form in forms)


def words_of(topic: Topic, side: str) -> Words:
    spelled: dict[str, list[str]] = {}
    written: set[str] = set()
    for word, meanings in topic.aliases.items():
        for alias in meanings:
            if alias.owner != side or alias.kind not in (Kind.NAME, Kind.HINT):
                continue
            if alias.exact and len(squashed(word)) < SHORTEST:
                written.add(alias.exact)
            else:
                spelled.setdefault(squashed(word), []).append(word)
    latin = frozenset(word for word in spelled if word.isascii())
    other = frozenset(spelled.keys() - latin)
    return Words(_anywhere(latin), _anywhere(other), _as_written(frozenset(written)), spelled)


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
    letters = (rf"[\s{GAP}]+" if sign == " " else re.escape(sign) for sign in word)
    return re.compile(("" if unspaced(word) else r"(?<!\w)") + f"{GAP}*".join(letters))


@cache
def _as_written(words: Set[str]) -> re.Pattern[str]:
    """With no letter behind them, wherever tags may stand in them."""
    branches = (
        f"{GAP}*".join(r"\s+" if sign == " " else re.escape(sign) for sign in word)
        for word in sorted(words)
    )
    return re.compile(f"(?:{'|'.join(branches) or '(?!)'}){WORD_END}")


@cache
def _anywhere(words: Set[str]) -> re.Pattern[str]:
    shortest = [word for word in words if not any(o != word and o in word for o in words)]
    tails = [(_tail(word), word) for word in sorted(shortest)]
    return re.compile(_branches(tails))


def _tail(word: str) -> str:
    """From its rarest letter on."""
    return word[min(range(len(word)), key=lambda place: RAREST_FIRST.find(word[place])) :]


def _branches(tails: Iterable[tuple[str, str]]) -> str:
    """A pattern for what is left of the tail of each word, with the word behind it at its end."""
    groups: dict[str, list[tuple[str, str]]] = {}
    whole = []
    for tail, word in tails:
        if tail:
            groups.setdefault(tail[0], []).append((tail[1:], word))
        else:
            whole.append(f"(?<={re.escape(word)})")
    parts = [*whole, *(re.escape(first) + _branches(rest) for first, rest in groups.items())]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
