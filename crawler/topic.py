"""What a topic file may say, and which words in it are mistakes.

The decision here is what is refused before anything is judged with it: unknown keys and languages,
empty words, words so short that they would match everything, one word claimed by two sides.
"""

import re
from typing import Annotated

from babel import localedata
from babel.core import get_global
from pydantic import AfterValidator, Field, model_validator

from crawler.spelling import key
from storage.settings_file import Settings

EXACT = "="  # "=VN" stands for VN alone, written just so: no endings, capitals and marks as given
# Fewer letters than this, with any ending, turn up inside ordinary words of some language.
FEWEST_LETTERS = 4
# Scripts that put no blanks between words: a name is found anywhere, and two signs are a name.
# Arabic and Hebrew write "and", "in", "the" onto the next word, Korean its particles and compounds.
UNSPACED_RANGES = (
    *((0x0590, 0x0780), (0x0E00, 0x1100), (0x1780, 0x1800), (0x3040, 0xA000)),
    *((0xAC00, 0xD7B0), (0xF900, 0xFB00), (0xFB1D, 0xFE00), (0xFE70, 0xFEFF)),
)


UNSPACED = re.compile(
    f"[{''.join(f'{chr(low)}-{chr(high - 1)}' for low, high in UNSPACED_RANGES)}]"
)


def unspaced(word: str) -> bool:
    """Whether ``word`` has signs of a script in which words do not begin after a blank."""
    return bool(UNSPACED.search(word))


def a_word(word: str) -> str:
    """One alias as the file gives it. Raises ValueError saying how to write it better."""
    folded = key(word.removeprefix(EXACT))
    if not any(letter.isalnum() for letter in folded):
        raise ValueError(f"an empty word ({word!r}); remove it")
    letters = len(folded.replace(" ", ""))  # vowel signs of Indic scripts are letters too
    fewest = 1 if unspaced(folded) else FEWEST_LETTERS
    if not word.startswith(EXACT) and letters < fewest:
        raise ValueError(f'"{word}" would match everywhere; write "={word}" for that word alone')
    return word


def a_language(code: str) -> str:
    if not localedata.exists(code.replace("-", "_")):
        raise ValueError(f'"{code}" is no language code (vi, kk, zh_Hant, …)')
    return code


def a_country(code: str) -> str:
    if code and (len(code) != 2 or code not in get_global("territory_languages")):
        raise ValueError(f'"{code}" is no country code (VN, KZ, …)')
    return code


Words = Annotated[tuple[Annotated[str, AfterValidator(a_word)], ...], Field(min_length=1)]
ByLanguage = dict[Annotated[str, AfterValidator(a_language)], Words]
ByGroup = dict[str, Words]


class SideOfTopic(Settings):
    """One party: names that mean it, and words that only hint at it."""

    name: str = Field(min_length=1)
    # An outlet of this country names the side on each of its pages; "" where it is no country.
    country: Annotated[str, AfterValidator(a_country)] = ""
    names: ByLanguage
    stems: ByLanguage = {}
    hints: ByGroup = {}


class TopicFile(Settings):
    """A topic as a person writes it; which part does what stands in the shipped file."""

    title: str = Field(min_length=1)
    sides: Annotated[tuple[SideOfTopic, ...], Field(min_length=2)]
    never: ByGroup = {}
    sport: ByLanguage = {}
    statistics: ByLanguage = {}
    blocs: ByGroup = {}
    countries: ByGroup = {}

    @model_validator(mode="after")
    def a_country_is_one_side(self) -> "TopicFile":
        codes = [side.country for side in self.sides if side.country]
        for code in {code for code in codes if codes.count(code) > 1}:
            raise ValueError(f'"{code}" is the country of two sides; name it at one')
        return self

    @model_validator(mode="after")
    def no_word_speaks_for_two_sides(self) -> "TopicFile":
        owners: dict[str, str] = {}
        for side in self.sides:
            for place, words in words_of(side):
                for word in words:
                    mine = f"{side.name}.{place}"
                    first = owners.setdefault(key(word.removeprefix(EXACT)), mine)
                    if first.partition(".")[0] != side.name:
                        raise ValueError(f'"{word}" is in {first} and in {mine}; keep it in one')
        return self


def words_of(side: SideOfTopic) -> list[tuple[str, Words]]:
    """Every list of words of a side with the key it stands under."""
    tables = (("names", side.names), ("stems", side.stems), ("hints", side.hints))
    return [(f"{name}.{key}", words) for name, table in tables for key, words in table.items()]
