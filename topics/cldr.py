"""What a country is called in all languages of the CLDR, as Babel has it.

`python -m topics.cldr UZ` prints the table [names] of a party's file, to be frozen there: to ask
Babel takes seconds, and a name that CLDR drops is still in use.
"""

import json
import sys
from collections.abc import Iterator

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers


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


def main(country: str) -> None:
    print("[names]")
    for language, names in names_of(country).items():
        print(f"{language} = {json.dumps(names, ensure_ascii=False)}")


if __name__ == "__main__":
    main(sys.argv[1])
