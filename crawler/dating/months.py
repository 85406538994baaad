"""Which month a word names, in any language: CLDR's names, and what papers make of them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError

# Pages quote, and templates keep the language of another edition: where neither the page's own
# language nor English has a word, a whole name that only one month has in all of these counts.
OTHERS = ("vi", "kk", "ru", "de", "fr", "es", "pt", "id", "it", "tr", "uz", "th", "lo", "km", "ar",
          "hi", "bn", "uk", "pl", "nl", "cs", "ro", "sv", "el", "fa", "az", "ky", "tg")  # fmt: skip

# What the CLDR has not: Kazakh in Latin letters, of 2018, 2021 and as typed without marks; Uzbek in
# Cyrillic; the Arabic of the Levant and of the Maghreb; Indonesian and Portuguese short forms.
MORE = {
    1: "qańtar qańtar qantar qañtar январ كانون_الثاني جانفي",
    2: "aqpan феврал شباط فيفري peb",
    3: "naýryz nauryz март آذار мартам",
    4: "sáýir säuir sauir апрел نيسان أفريل",
    5: "mamyr май أيار ماي",
    6: "maýsym mausym июн حزيران جوان",
    7: "shilde şilde июл تموز جويلية",
    8: "tamyz август آب أوت agt ags ağu",
    9: "qyrkúıek qyrkúiek qyrküiek qyrkuiek сентябр أيلول",
    10: "qazan октябр تشرين_الأول اكتوبر",
    11: "qarasha qaraşa ноябр تشرين_الثاني nop",
    12: "jeltoqsan желтоксан декабр كانون_الأول",
}
EXTRA = {name.replace("_", " "): month for month, names in MORE.items() for name in names.split()}
TWO_WORDS = re.compile("|".join(name for name in EXTRA if " " in name))
# "The month of", written together with its name in Thai, Lao and Khmer.
MONTH_OF = ("เดือน", "ເດືອນ", "ខែ")


def joined(text: str) -> str:
    """With one word for the names of months that have two."""
    return TWO_WORDS.sub(lambda name: name[0].replace(" ", "_"), text)


def month_of(word: str, language: str) -> int:
    """The number of the month that ``word`` names or abbreviates; 0 for any other word."""
    key = _key(word)
    for names in (months(language), months("en")):
        # CLDR has "Sep" and "нояб."; papers write "Sept." and "ноя" as well.
        begun = {number for name, number in names.items() if name.startswith(key)}
        if key in names or (len(key) >= 3 and len(begun) == 1):
            return names.get(key) or begun.pop()
    return EXTRA.get(key.replace("_", " ")) or everywhere().get(key, 0)


@cache
def everywhere() -> dict[str, int]:
    """Whole names that mean one month in whatever language has them."""
    found: dict[str, set[int]] = defaultdict(set)
    for language in OTHERS:
        for name, number in months(language).items():
            found[name].add(number)
    return {name: number for name, (number, *more) in found.items() if not more and len(name) > 2}


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
    key = word.casefold().rstrip(".")
    prefix = next((prefix for prefix in MONTH_OF if key.startswith(prefix)), "")
    return key[len(prefix) :]
