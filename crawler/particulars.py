"""What a sentence says that could be wrong: its figures, dates, names and quotations, in place.

The decision here is when two wordings say the same: amounts by value and unit, dates by their days,
names by how they sound, or letter by letter where marks make another name.
"""

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date

from facts.dates import find_dates
from facts.figures import LETTER, NUMBER, find_amounts, read_number
from facts.people import find_names
from storage.looks import Aspect

# A time of day is one figure; digits inside a word (A321LR, COVID-19) are none.
BARE = re.compile(
    rf"(?<!{LETTER})(?<!{LETTER}-)(?<!\d)(?:\d{{1,2}}[:h]\d\d|{NUMBER})(?!\d)(?!{LETTER})"
)
QUOTED = re.compile(r"[“«„「『\"]([^“”«»„「」『』\"]+)[”»“」』\"]")
SHORTEST_QUOTE = 12  # letters; shorter ones mark a word as odd, and are nobody's statement
# Hùng and Hưng sound alike to an ear that drops vowels, and are two people. In other languages a
# mark that comes or goes is a matter of style.
SPELT = frozenset({"vi", "en"})
# Nothing in this script tells a name by its shape, but only names are looked for in it.
BY_TABLE = frozenset({"zh"})


@dataclass(frozen=True, slots=True)
class Particular:
    """One of them, with its receipt: ``text[start:end]`` of the sentence.

    ``key`` is equal for wordings that say the same; ``value`` also where only a unit differs.
    """

    aspect: Aspect
    key: str
    value: str
    words: str
    start: int
    end: int


def find_particulars(
    text: str, language: str, near: date | None, proven: Set[str]
) -> list[Particular]:
    """``near``: the day of publication. ``proven``: see ``proven_names``."""
    dates = [  # the months in them are no names, the days no figures
        Particular(Aspect.DATE, key := f"{d.first} {d.last}", key, d.words, d.start, d.end)
        for d in find_dates(text, language, near)
    ]
    others = [*_figures(text, language), *_names(text, language, proven)]
    return [*dates, *(one for one in others if not _within(one, dates)), *_quotes(text)]


def proven_names(text: str, language: str) -> frozenset[str]:
    """Keys of words that stand in the text as names only can: then they are names elsewhere too."""
    found = find_names(text, language)
    return frozenset(
        name_identity(name.words, name.key, language)
        for name in found
        if name.sure or language in BY_TABLE
    )


def name_identity(words: str, key: str, language: str) -> str:
    if language not in SPELT or words.isascii():
        return key
    apart = unicodedata.normalize("NFD", words.casefold())
    marks = sorted(char for char in apart if unicodedata.category(char) == "Mn")  # hòa is hoà
    return "".join(char for char in apart if unicodedata.category(char) != "Mn") + "".join(marks)


def _figures(text: str, language: str) -> Iterator[Particular]:
    taken: list[Particular] = []
    for amount in find_amounts(text, language):
        value = f"{amount.value:.10g}"
        key = f"{amount.unit} {value}"
        taken.append(Particular(Aspect.FIGURE, key, value, amount.words, amount.start, amount.end))
    yield from taken
    for match in BARE.finditer(text):
        words = match.group()
        value = words if re.search("[:h]", words) else f"{read_number(words, language):.10g}"
        bare = Particular(Aspect.FIGURE, value, value, words, match.start(), match.end())
        if not _within(bare, taken):
            yield bare


def _within(one: Particular, others: list[Particular]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _names(text: str, language: str, proven: Set[str]) -> Iterator[Particular]:
    cursor, last = 0, -1
    for name in find_names(text, language):
        start = text.find(name.words, cursor)
        if start < 0 and last >= 0 and text.startswith(name.words, last):
            start = last  # one word makes a name of its own and one with its neighbour
        key = name_identity(name.words, name.key, language)
        if start < 0 or key not in proven:
            continue
        if start != last:
            end = start + len(name.words)
            yield Particular(Aspect.NAME, key, key, name.words, start, end)
        cursor, last = start + len(name.words), start


def _quotes(text: str) -> Iterator[Particular]:
    for match in QUOTED.finditer(text):
        words = match[1].strip()
        if len(words) >= SHORTEST_QUOTE:
            key = " ".join(re.findall(r"\w+", words.casefold()))
            yield Particular(Aspect.QUOTE, key, key, words, match.start(1), match.end(1))
