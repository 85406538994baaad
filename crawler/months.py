"""Which month a word names, in any language: CLDR's names, and what papers make of them."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError


def month_of(word: str, language: str) -> int:
    """The number of the month that ``word`` names or abbreviates; 0 for any other word."""
    key = _key(word)
    for names in (months(language), months("en")):
        # CLDR has "Sep" and "нояб."; papers write "Sept." and "ноя" as well.
        begun = {number for name, number in names.items() if name.startswith(key)}
        if key in names or (len(key) >= 3 and len(begun) == 1):
            return names.get(key) or begun.pop()
    return 0


@cache
def months(language: str) -> dict[str, int]:
    """Names of months, wide and short, in running text and alone, by CLDR; of names in several
    words, those that only one month has (not the "tháng" of "tháng Ba")."""
    found: dict[str, set[int]] = defaultdict(set)
    for name, number in _month_names(language):
        for word in {name, *name.split()}:
            found[_key(word)].add(number)
    unique = ((word, number) for word, (number, *more) in found.items() if not more)
    return {word: number for word, number in unique if len(word) > 1 and not word.isdigit()}


def _month_names(language: str) -> Iterator[tuple[str, int]]:
    try:
        names = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return
    for context in ("stand-alone", "format"):
        for width in ("abbreviated", "wide"):
            yield from ((name, number) for number, name in names[context][width].items())


# Vietnamese months are numbers, in words or in figures; the twelfth and the first have names.
VIETNAMESE = {
    word: number
    for number, words in enumerate(
        ("một giêng", "hai", "ba", "tư bốn", "năm", "sáu", "bảy bẩy", "tám", "chín", "mười"), 1
    )
    for word in words.split()
} | {"mười một": 11, "mười hai": 12, "chạp": 12}


def _key(word: str) -> str:
    return word.casefold().rstrip(".")
