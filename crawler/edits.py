"""Where two wordings differ: which sentence became which, and which words in it.

The decision here is when a sentence is another wording of an old one, and what is no sentence at
all: captions, notes of when a page was updated, headings and teasers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from facts.sentences import ENDS, split_sentences

# Signs of unspaced scripts are words of their own; so are signs that make a number an amount.
WORD = re.compile(
    r"\d+(?:[.,:\u00a0\u202f]\d+)*|[\u3040-\u30ff\u3400-\u9fff]"
    r"|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+(?:['’-][^\W\d_\u3040-\u30ff\u3400-\u9fff]+)*"
    r"|[%％$€£¥₸₫₽]"
)
# Of the words of two sentences. Of 1,200 pairs from two articles in one language, one in twenty
# reached 0.2, none 0.47 (measured).
ALIKE = 0.5
# Sentences on both sides of a rewritten passage that are still compared each with each.
PASSAGE = 40
TYPO = 0.75  # of the letters: Goverment and Government; "rise" and "fall" share none
UPDATED = re.compile(
    r"\W*(?:last\s)?(?:updated?|cập\snhật|обновлен[оа]|жаңартылды|mise?\sà\sjour|aktualisiert|"
    r"actualizado|更新)\b",
    re.IGNORECASE,
)
PICTURE = "photos?|ảnh|hình|фото|сурет|fotos?|图|圖|写真|사진|ภาพ"
# A line such as Photo: …, or one that ends in a credit: — Photo courtesy of the port, (Фото: …),
# VNA/VNS Photo Minh Hoàng
CAPTION = re.compile(
    rf"^\W*(?:{PICTURE})(?:\s\w+){{0,2}}\s*[:：/]"
    rf"|(?:[—–(（]\s*|/\w+\s)(?:{PICTURE})[^.。]{{0,80}}\W*$",
    re.IGNORECASE,
)
LONGEST_CAPTION = 300  # characters; a paragraph that ends with a credit is a paragraph
HEADING = 80  # characters; a shorter line without a full stop is no prose


@dataclass(frozen=True, slots=True)
class Edit:
    """``old[a:b]`` became ``new[c:d]``; an empty stretch where words came or went."""

    a: int
    b: int
    c: int
    d: int

    def words(self, old: str, new: str) -> tuple[str, str]:
        return old[self.a : self.b], new[self.c : self.d]


def sentences(text: str, language: str) -> list[str]:
    """Of a stored text, without what is no prose."""
    return [
        sentence
        for line in text.split("\n")
        if _is_prose(line)
        for sentence in split_sentences(line, language)
    ]


def _is_prose(line: str) -> bool:
    if len(line) <= HEADING and UPDATED.match(line):
        return False
    if len(line) <= LONGEST_CAPTION and CAPTION.search(line):
        return False
    return bool(ENDS.search(line)) or len(line) > HEADING


def normal(text: str) -> tuple[str, ...]:
    """The words without what a reader does not hear: case, punctuation, spaces."""
    return tuple(word.casefold() for word in WORD.findall(text))


def edits(old: str, new: str) -> list[Edit]:
    """In the order of the text; none if only case, punctuation or spaces differ."""
    mine, theirs = list(WORD.finditer(old)), list(WORD.finditer(new))
    matcher = SequenceMatcher(None, normal(old), normal(new), autojunk=False)
    return [
        Edit(*_stretch(mine, i1, i2), *_stretch(theirs, j1, j2))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _stretch(words: Sequence[re.Match[str]], first: int, end: int) -> tuple[int, int]:
    if first == end:  # between two words
        at = words[first - 1].end() if first else 0
        return at, at
    return words[first].start(), words[end - 1].end()


def is_typo(edit: Edit, old: str, new: str) -> bool:
    """Whether the same is only spelt otherwise."""
    before, after = (part.casefold() for part in edit.words(old, new))
    if not before or not after or re.search(r"\d", before + after):
        return False
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= TYPO


def pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Sentences that became others; ("", new) were added, (old, "") taken out.

    An old one that vanished where others were added may have been rewritten beyond recognition,
    or was a teaser in a box that shows another one now: it is not told as taken out.
    """
    mine, theirs = [normal(one) for one in old], [normal(one) for one in new]
    stay, came = frozenset(mine), frozenset(theirs)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        # What stands elsewhere in the other text was only moved.
        before = [old[i] for i in range(i1, i2) if mine[i] not in came]
        after = [new[j] for j in range(j1, j2) if theirs[j] not in stay]
        yield from _paired(before, after)


def _paired(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    left = list(after)
    lost = []
    for one in before:
        best = _most_alike(one, left) if max(len(before), len(after)) <= PASSAGE else None
        if best is None:
            lost.append(one)
        else:
            left.remove(best)
            yield one, best
    yield from (("", one) for one in left)
    if not left:
        yield from ((one, "") for one in lost)


def _most_alike(one: str, others: Sequence[str]) -> str | None:
    rated = [(_likeness(one, other), other) for other in others]
    best = max(rated, default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, normal(one), normal(other), autojunk=False).ratio()
