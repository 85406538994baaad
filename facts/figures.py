"""Amounts as values: 610.9 million dollars, 610,9 Millionen US-Dollar and 6.109亿美元 are one.

The decision here is how a number reads in its language (which sign is the decimal one), and which
numbers are amounts at all: those with a unit or a magnitude. The words live in ``figures.toml``.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

TABLE = Path(__file__).with_name("figures.toml")
NUMBER = r"\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+[.,]\d+(?!\d)|\d+"
GROUPS = re.compile(r"[’'\u00a0\u202f ]")
GAP = r"[\s\u00a0\u202f]*"
LETTER = r"[a-zA-ZÀ-ỹ\u0400-\u052f]"
ENDING = r"[a-zà-ỹ\u0400-\u052f\u0900-\u0dff]*"
SHORT = re.compile(r"[a-zà-ɏḁ-ỹ]+$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value with its unit ("" if none is named) and its receipt: ``text[start:end]``."""

    value: float
    unit: str
    words: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """Unit and three digits: what is compared between languages, where figures are rounded."""
        return f"{self.unit} {self.value:.2e}"


def find_amounts(text: str, language: str) -> tuple[Amount, ...]:
    """Every number with a unit, a currency sign before it, or a magnitude, as the text has them."""
    found = []
    for match in _pattern(language).finditer(text):
        amount = _read(match, language)
        if amount is not None:
            found.append(amount)
    return tuple(found)


def read_number(digits: str, language: str) -> float:
    """The value of digits with separators. One group of three is a thousand where it can be."""
    plain = GROUPS.sub("", digits)
    signs = [sign for sign in plain if sign in ".,"]
    if not signs:
        return float(plain)
    decimal = signs[-1]
    if len(set(signs)) == 1 and _groups_thousands(plain, decimal, language):
        return float(plain.replace(decimal, ""))
    other = "," if decimal == "." else "."
    return float(plain.replace(other, "").replace(decimal, "."))


def _groups_thousands(plain: str, sign: str, language: str) -> bool:
    """Whether the only kind of sign in ``plain`` parts thousands: 1.500 in de, 1,500 in en."""
    first, *groups = plain.split(sign)
    if any(len(group) != 3 for group in groups) or len(first) > 3 or first == "0":
        return False
    return len(groups) > 1 or sign != _decimal_sign(language)


@cache
def _decimal_sign(language: str) -> str:
    try:
        symbols = Locale.parse(language).number_symbols
    except (UnknownLocaleError, ValueError):
        return "."
    return str(symbols.get("latn", symbols).get("decimal", "."))


def _read(match: re.Match[str], language: str) -> Amount | None:
    names = _names(language)
    value = read_number(match["number"], language)
    for word in (match["magnitude"], match["second"]):
        value *= float(names[f"x {word.lower()}"]) if word else 1.0
    if match["rest"]:  # 6億1090万
        value += read_number(match["rest"], language) * 1e4
    unit = _unit_of(match, names)
    if not unit and not match["magnitude"]:
        return None
    return Amount(value, unit, match.group().strip(), match.start(), match.end())


def _unit_of(match: re.Match[str], names: dict[str, str]) -> str:
    if match["unit"]:
        return names[f"u {match['unit'].lower()}"]
    return names[f"p {match['prefix'].lower()}"] if match["prefix"] else ""


@cache
def _names(language: str) -> dict[str, str]:
    """Spelling -> meaning; "x" for magnitudes, "u" for units, "p" for what stands before."""
    table: dict[str, dict[str, str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    for kind, group in (("x", "magnitudes"), ("u", "units"), ("p", "prefixes")):
        for meaning, spellings in table[group].items():
            names |= {f"{kind} {spelling}": meaning for spelling in spellings.split("|")}
    if language in table["long_scale"]:
        names[f"x {table['long_scale'][language]}"] = "1e12"
    return names


@cache
def _pattern(language: str) -> re.Pattern[str]:
    names = _names(language)
    magnitude, unit = _choice(names, "x"), _choice(names, "u")
    prefix = "|".join(re.escape(name[2:]) for name in _longest_first(names, "p"))
    return re.compile(
        rf"(?:(?<!{LETTER})(?P<prefix>{prefix}){GAP}|(?<!{LETTER})(?<![\d.,]))(?P<number>{NUMBER})"
        rf"(?:{GAP}(?P<magnitude>{magnitude}){ENDING})?(?:{GAP}(?P<second>{magnitude}){ENDING})?"
        rf"(?:(?P<rest>[\d,]+)[万萬만])?"
        rf"(?:[\s\u00a0\u202f-]*(?:(?:of|de|d['’]|di|lượt|chiếc)\b\s*|[个個])?(?P<unit>{unit}){ENDING})?",
        re.IGNORECASE,
    )


def _choice(names: dict[str, str], kind: str) -> str:
    return "|".join(_spelling(name[2:]) for name in _longest_first(names, kind))


def _longest_first(names: dict[str, str], kind: str) -> list[str]:
    return sorted(
        (name for name in names if name.startswith(f"{kind} ")), key=lambda n: (-len(n), n)
    )


def _spelling(word: str) -> str:
    """Short Latin spellings must be whole words ("t", "bn", "days"); others may take an ending."""
    whole = len(word) <= 3 and SHORT.match(word)
    return re.escape(word) + (r"(?=(?:s|e|en)?\b)" if whole else "")
