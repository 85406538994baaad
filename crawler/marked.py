"""Text with the words in it that counted: paragraph by paragraph, and where nobody looks, less."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Letters that are shown before and after a word that counted, in a paragraph without an end: as
# much as most paragraphs have.
CONTEXT = 250
LEFT_OUT = " … "
# They turn the order of a line, or of what stands behind it, and are nothing to see.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that counted, from ``start`` to ``end``. ``side``: "" of one that lowered."""

    start: int
    end: int
    side: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``left_out``: of so many paragraphs that have no mark, instead of their text."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    left_out: int = 0


def visible(text: str) -> str:
    """Letter by letter, with a blank for what a page could do to a terminal."""
    return "".join(" " if _is_unseen(letter) else letter for letter in text)


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or letter in TURNING


def paragraphs_of(text: str, marks: Sequence[Mark], start: int = 0) -> Iterator[Paragraph]:
    """Those from ``start`` on that say something, with their marks: of one over a line's end, the
    first part."""
    for line in text[start:].split("\n"):
        end = start + len(line)
        own = [
            Mark(mark.start - start, min(mark.end, end) - start, mark.side)
            for mark in marks[_first_from(start, marks) : _first_from(end, marks)]
        ]
        if line.strip():
            yield Paragraph(visible(line), tuple(own))
        start = end + 1


def _first_from(place: int, marks: Sequence[Mark]) -> int:
    return bisect_left(marks, place, key=lambda mark: mark.start)


def shortened(paragraph: Paragraph) -> Paragraph:
    """With what is far from every mark left out."""
    text, marks, behind = "", [], 0
    for mark in (*paragraph.marks, None):
        start = mark.start if mark else len(paragraph.text)
        text += _between(paragraph.text[behind:start], first=not behind, last=mark is None)
        if mark:
            behind = mark.end
            words = paragraph.text[start:behind]
            marks.append(Mark(len(text), len(text) + len(words), mark.side))
            text += words
    return Paragraph(text, tuple(marks))


def _between(text: str, *, first: bool, last: bool) -> str:
    """Text without a mark, as it stands between two or at an end: where nobody looks, less."""
    head, tail = (0 if first else CONTEXT), (0 if last else CONTEXT)
    if len(text) <= head + tail + CONTEXT:
        return text
    before, after = text[:head], text[len(text) - tail :] if tail else ""
    before = before.rpartition(" ")[0] or before
    after = after.partition(" ")[2] or after
    return f"{before}{LEFT_OUT}{after}"
