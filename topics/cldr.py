"""What countries, their languages and money are called, by the CLDR as Babel has it.

`python -m topics.cldr UZ` prints the table [names] of a party's file, to be frozen there: to ask
Babel takes seconds, and a name that CLDR drops is still in use.
"""

import json
import sys
from collections.abc import Iterator

import babel
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

VERSION = babel.__version__


def names_of(country: str) -> dict[str, tuple[str, ...]]:
    """By language, over all its scripts and regions; ``country`` is an ISO 3166 code."""
    found: dict[str, dict[str, None]] = {}
    for locale in _locales():
        name = locale.territories.get(country)
        if name:
            found.setdefault(locale.language, {})[str(name)] = None
    return {language: tuple(names) for language, names in found.items()}


def _locales() -> Iterator[Locale]:
    for identifier in sorted(locale_identifiers()):
        try:
            yield Locale.parse(identifier)
        except UnknownLocaleError:  # a template, "root"
            continue


def languages_of(country: str) -> list[str]:
    """Official ones, the most spoken first."""
    spoken = get_global("territory_languages").get(country, {})
    official = [one for one in spoken.items() if one[1]["official_status"] == "official"]
    return [code for code, _ in sorted(official, key=lambda one: -one[1]["population_percent"])]


def language_name(code: str, locale: str) -> str:
    try:
        return str(Locale.parse(locale).languages.get(code, ""))
    except UnknownLocaleError:
        return ""


def other_names(locale: str, countries: frozenset[str]) -> Iterator[str]:
    """Names of all countries, languages and currencies but those of ``countries``."""
    data = Locale.parse(locale)
    own_languages = {code for country in countries for code in _at_home(country)}
    own_money = {code for country in countries for code in _currencies(country)}
    yield from (name for code, name in data.territories.items() if code not in countries)
    yield from (name for code, name in data.languages.items() if code not in own_languages)
    yield from (name for code, name in data.currencies.items() if code not in own_money)


def _at_home(country: str) -> set[str]:
    """Languages that are official there, or spoken there more than anywhere else."""
    likely = get_global("likely_subtags").items()
    return {
        *languages_of(country),
        *(code for code, full in likely if full.endswith(f"_{country}")),
    }


def _currencies(country: str) -> set[str]:
    """Also those that are history."""
    return {currency[0] for currency in get_global("territory_currencies").get(country, ())}


def main(country: str) -> None:
    print("[names]")
    for language, names in names_of(country).items():
        print(f"{language} = {json.dumps(names, ensure_ascii=False)}")


if __name__ == "__main__":
    main(sys.argv[1])
