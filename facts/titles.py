"""What stands beside a name in a text and is no part of it: titles, days, months, countries.

The decision here is which words with a capital are no names, whatever the topic.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

TABLE = Path(__file__).with_name("titles.toml")
EVERYWHERE = "en"
# Letters from which a word may have an ending, and how long that may be: "ministerinin" has four.
STEM = 4
ENDING = 5
UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7af]")  # no blanks between words
Span = tuple[int, int]


def titles_in(text: str, language: str) -> list[Span]:
    return [match.span() for match in _pattern("titles", language).finditer(text)]


def institutions_in(text: str, language: str) -> list[Span]:
    """Without what is a title: a Botschafter is no Botschaft."""
    titles = {start for start, _ in titles_in(text, language)}
    found = (match.span() for match in _pattern("institutions", language).finditer(text))
    return [span for span in found if span[0] not in titles]


@cache
def _pattern(table: str, language: str) -> re.Pattern[str]:
    """The longest word first, so that a minister of foreign affairs is no mere minister."""
    words = {word for code in (EVERYWHERE, language) for word in _table(table).get(code, ())}
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_found_as, ordered)), re.IGNORECASE)


def _found_as(word: str) -> str:
    spelt = re.escape(word).replace(r"\ ", r"[\s-]")
    if UNSPACED.search(word):
        return spelt
    ending = rf"\w{{0,{ENDING}}}" if len(word) >= STEM else ""
    return rf"(?<!\w){spelt}{ending}(?!\w)"


def _table(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))[name]
    return found


@cache
def common_names(language: str) -> frozenset[str]:
    """Names, in small letters, of days, months, countries, continents, languages and currencies."""
    return frozenset(
        name.casefold() for code in (EVERYWHERE, language) for name in _in_cldr(code) if name
    )


def _in_cldr(language: str) -> Iterator[str]:
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):  # a code that CLDR does not know
        return
    for names in (locale.months, locale.days):
        for context in names.values():
            yield from (str(name) for name in context["wide"].values())
    for table in (locale.territories, locale.languages, locale.currencies):
        yield from (str(name) for name in table.values())
