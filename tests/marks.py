"""How well one page was read: each mark from 0 to 1, and more is better."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from crawler.reading.prose import clean
from storage.records import Article

# One token a character where no spaces part the words: Thai, Lao, Khmer, kana, Han. Their vowel
# signs count too. In other scripts one a word.
UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
# What is marked, in the words of the table.
MARKS = {
    "seen": "an article is seen where there is one, and none where there is none",
    "body": "token F1 of the text",
    "exact": "the text is right to the letter",
    "clean": "share of the clutter's phrases that are not in the text",
    "title": "the title is right",
    "day": "the day of publishing is right; none, if there is none",
    "no_wrong_day": "the day is right or none was given",
    "modified": "the day of the last change is right; none, if the page says none",
    "authors": "exactly its authors",
    "language": "its language is right",
}


@dataclass(frozen=True, slots=True)
class Truth:
    """What a page holds, and the phrases that must not be taken for its text."""

    title: str
    text: str  # "": the page is no article
    published: datetime | date | None
    modified: datetime | None
    authors: tuple[str, ...]
    language: str
    clutter: tuple[str, ...]


def marks_of(found: Article | None, truth: Truth) -> Mapping[str, float]:
    """``found`` None: no article was seen, so nothing of it was right, and nothing leaked.

    A page without an article has the first mark alone.
    """
    if not truth.text:
        return {"seen": float(found is None)}
    if found is None:
        return dict.fromkeys(MARKS, 0.0) | {"clean": 1.0, "no_wrong_day": 1.0}
    day = same_day(found.published, truth.published)
    leaked = sum(phrase in found.text for phrase in truth.clutter)
    return {
        "seen": 1.0,
        "body": token_f1(found.text, truth.text),
        "exact": float(found.text == truth.text),
        "clean": 1 - leaked / len(truth.clutter) if truth.clutter else 1.0,
        "title": float(found.title == clean(truth.title)),
        "day": float(day),
        "no_wrong_day": float(day or found.published is None),
        "modified": float(same_day(found.modified, truth.modified)),
        "authors": float(set(found.authors) == set(truth.authors)),
        "language": float(found.language == truth.language),
    }


def token_f1(found: str, wanted: str) -> float:
    """The harmonic mean of precision and recall over two bags of tokens."""
    left, right = _tokens(found), _tokens(wanted)
    shared = (left & right).total()
    return 2 * shared / (left.total() + right.total()) if shared else float(left == right)


def _tokens(text: str) -> Counter[str]:
    return Counter(TOKEN.findall(clean(text).casefold()))


def same_day(found: datetime | None, wanted: datetime | date | None) -> bool:
    """The day as it was written there, or the same instant in another zone's words."""
    if found is None or wanted is None:
        return found is wanted
    if isinstance(wanted, datetime):
        return found.date() == wanted.date() or found == wanted
    return found.date() == wanted
