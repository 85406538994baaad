"""Names as they sound: one key for Токаев, Toqajew, Tokayev and 托卡耶夫.

The decision here is when two spellings are the same name: when the consonants that are left of
them after romanisation agree. Vowels go because every transcription writes them differently.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from anyascii import anyascii

TABLE = Path(__file__).with_name("people.toml")
# Three consonants tell a name from chance; shorter words only count together with a neighbour.
LONG_ENOUGH = 3
J_IS_Y = frozenset({"de", "nl", "pl", "cs", "sk", "hu", "fi", "sv", "da", "no", "sl", "hr", "lv"})
# Case endings that add a consonant (Токаевым, Тоқаевтың). Vowels at the end vanish by themselves.
ENDINGS = {
    "ru": re.compile(r"(?<=\w{4})(?:ым|ом|ем|ами|ями|ого|ому|ых)$"),
    "kk": re.compile(
        r"(?<=\w{4})(?:[ндт][ыі]ң|[ндт][ыі]|[ғгқк][ае]|[дт][ае]н?|н[ае]н|[мбп]ен|[дт]ағы|[дт]егі)$"
    ),
}
# Sounds in the order in which they are looked for; capitals are sounds that are done. Sibilants
# are one sound (ж is zh, j, sch, s), so are v, w and f (-ev, -ew, -eff), and k, q and hard c.
SOUNDS = (
    ("shch", "S"), ("schtsch", "S"), ("tsch", "C"), ("dsch", "S"), ("dzh", "S"), ("tch", "C"),
    ("sch", "S"), ("dj", "S"), ("zh", "S"), ("sh", "S"), ("ch", "C"), ("tr", "C"), ("kkh", "h"),
    ("tkh", "t"), ("kh", "h"), ("gh", "g"), ("ph", "v"), ("bh", "v"), ("th", "t"), ("ts", "S"),
    ("tz", "S"),
    ("ck", "k"), ("q", "k"), ("x", "S"), ("ce", "S"), ("ci", "S"), ("cy", "S"), ("c", "k"),
    ("s", "S"), ("z", "S"), ("j", "S"), ("w", "v"), ("f", "v"),
)  # fmt: skip
SOUND = re.compile("|".join(spelling for spelling, _ in SOUNDS))
SOUND_OF = dict(SOUNDS)
WORD = re.compile(
    r"(?P<latin>[A-Za-zÀ-ɏḀ-ỿ]+(?:['’][A-Za-zÀ-ɏḀ-ỿ]+)*)|(?P<cyrillic>[\u0400-\u052f]+)"
    r"|(?P<kana>[\u30a1-\u30fa\u30fc]{3,})|(?P<han>[\u4e00-\u9fff]+)"
    r"|(?P<other>[\u0900-\u0dff]{4,}|[^\W\d_a-zA-Z\u3041-\u309f]{4,})"
)
# What stands before a word that is capitalised anyhow.
STARTS = re.compile(r"(?:^|[.!?…:\n«„“\"‘·]\s*|\s[-–—]\s*)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name's key. It is ``sure`` where capitals in mid-sentence prove that it is a name."""

    key: str
    words: str
    sure: bool


@lru_cache(maxsize=65536)  # the names of a window come back in article after article
def name_key(word: str, language: str = "") -> str:
    """The consonants of one word as they sound; "" if it has none."""
    plain = anyascii(word).lower().replace("'", "")
    if language in J_IS_Y:
        plain = re.sub(r"(?<!s)ch|(?<!d)j", "", plain.replace("tsch", "C"))
    plain = re.sub(r"(?<=\w)x", "ks" if language != "vi" else "s", plain)
    spelt = SOUND.sub(lambda found: SOUND_OF[found.group()], plain)
    consonants = re.sub(r"[^a-zCS]|[aeiouy]|(?<!^)h", "", spelt)
    return re.sub(r"(.)\1+", r"\1", consonants).lower().replace("c", "ch")


def same_name(one: str, other: str, language: str = "", other_language: str = "") -> bool:
    """Whether two spellings, of one or several words each, can be one person or place."""
    mine = {name.key for name in find_names(f"· {one}", language)}
    theirs = {name.key for name in find_names(f"· {other}", other_language)}
    shorter = min(mine, theirs, key=len)
    return bool(mine & theirs) and len(mine & theirs) * 2 >= len(shorter)


def find_names(text: str, language: str) -> list[Name]:
    """Every name with its key, in the order of the text; pairs of short words make one key."""
    found: list[Name] = []
    previous: tuple[str, int, bool] | None = None  # key, end, sure
    for match in WORD.finditer(text):
        kind = match.lastgroup
        if kind in {"latin", "cyrillic"}:
            current = _cased(match, text, language)
            if current is not None:
                found.extend(_with_neighbour(current, previous, match, text))
                found.extend(_with_ending(current, language))
            previous = (current.key, match.end(), current.sure) if current else None
        else:
            found.extend(_caseless(match.group(), kind or ""))
            previous = None
    return found


def _cased(match: re.Match[str], text: str, language: str) -> Name | None:
    word = match.group()
    if not word[0].isupper():
        return _after_elision(word, language)
    word = re.sub(r"['’]\w{1,4}$", "", word)  # Tokayev's, Vietnam'a
    ending = ENDINGS.get(language)
    stem = ending.sub("", word) if ending else word
    begins = STARTS.search(text[max(0, match.start() - 3) : match.start()])
    return Name(name_key(stem, language), word, sure=not begins and language != "de")


def _after_elision(word: str, language: str) -> Name | None:
    """d'Astana, l'Ambasciata: the name stands behind the apostrophe."""
    _, apostrophe, rest = word.replace("’", "'").partition("'")
    if apostrophe and rest[0].isupper():
        return Name(name_key(rest, language), rest, sure=language != "de")
    return None


def _with_neighbour(
    current: Name, previous: tuple[str, int, bool] | None, match: re.Match[str], text: str
) -> Iterator[Name]:
    if len(current.key) >= LONG_ENOUGH:
        yield current
    if previous and text[previous[1] : match.start()] in {" ", "-", "\u00a0", "\u2011"}:
        key, _, sure = previous
        short = min(len(key), len(current.key)) < LONG_ENOUGH
        if short and key and current.key:
            yield Name(f"{key} {current.key}", current.words, sure or current.sure)


def _with_ending(current: Name, language: str) -> Iterator[Name]:
    """What looks like a case ending can be the name's own: the end of Алматы."""
    key = name_key(current.words, language)
    if language in ENDINGS and key != current.key and len(key) >= LONG_ENOUGH:
        yield Name(key, current.words, sure=False)


def _caseless(run: str, kind: str) -> Iterator[Name]:
    if kind == "han":
        yield from _chinese(run)
        return
    key = name_key(run)
    if len(key) >= LONG_ENOUGH:
        # Katakana spells what is foreign; elsewhere only another article can tell.
        yield Name(key, run, sure=kind == "kana")


def _chinese(run: str) -> Iterator[Name]:
    for words, _, spelt in chinese_names(run):
        if spelt:
            yield from find_names(f"· {spelt.title()}", "vi")
        elif len(key := name_key(words)) >= LONG_ENOUGH:
            yield Name(key, words, sure=False)


def chinese_names(text: str) -> Iterator[tuple[str, int, str]]:
    """What Chinese signs can be a name: the signs, their place, and the Vietnamese words that they
    stand for ("阮富仲": "nguyen phu trong"), "" where they write a sound."""
    pattern, readings = _chinese_names()
    for match in pattern.finditer(text):
        words, spelt = match.group(), ""
        if match.lastgroup != "sound":
            spelt = readings.get(words) or " ".join(readings[letter] for letter in words)
        yield words, match.start(), spelt


@cache
def stage_keys() -> frozenset[str]:
    """Keys of the cities in which so much happens that their names tell no event from another."""
    stages: str = tomllib.loads(TABLE.read_text(encoding="utf-8"))["stages"]
    return frozenset(name.key for name in find_names(f"· {stages}", "en"))


@cache
def _chinese_names() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, Any] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    sounds = re.sub(r"\s", "", table["transliteration"])
    surnames = "".join(table["surnames"])
    following = "".join(table["readings"])
    places = "|".join(table["places"])
    pattern = re.compile(
        f"(?P<place>{places})|(?P<person>[{surnames}][{following}]{{1,3}})|(?P<sound>[{sounds}]{{3,}})"
    )
    return pattern, table["readings"] | table["surnames"] | table["places"]
