"""What kinds of things an article tells of (a visit, a visa, wheat), the same in every language.

The words live in ``concepts.toml``; the decision here is only what counts as finding one.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("concepts.toml")
# Written without spaces between words: a stem may stand anywhere in the run.
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})


def find_concepts(text: str, language: str) -> Counter[str]:
    """How often each concept is named. Languages that the table lacks have no concepts."""
    pattern = _pattern(language)
    if pattern is None:
        return Counter()
    concept_of = _stems(language)
    # A trailing space lets a stem such as "reis " end the text or stand before a full stop.
    spaced = re.sub(r"[\W_]+", " ", text.casefold()) + " "
    return Counter(concept_of[match.group()] for match in pattern.finditer(spaced))


@cache
def _stems(language: str) -> dict[str, str]:
    """Stem -> concept; ``"=port"`` becomes ``"port "``, which only a whole word can match."""
    table: dict[str, dict[str, str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {
        stem: concept
        for concept, words in table.items()
        for stem in _read(words.get(language, ""), language)
    }


def _read(words: str, language: str) -> Iterator[str]:
    for word in filter(str.strip, words.split(",")):
        stem = word.lstrip()
        whole = stem.startswith("=") or (stem.endswith(" ") and language not in UNSPACED)
        plain = re.sub(r"[\W_]+", " ", stem.casefold()).strip()
        yield f"{plain} " if whole else plain


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    stems = _stems(language)
    if not stems:
        return None
    # German compounds hide stems inside words; five letters are not found by chance.
    free = {s for s in stems if language in UNSPACED or (language == "de" and len(s) >= 5)}
    branches = []
    if free:
        branches.append(_trie(free))
    if stems.keys() - free:
        branches.append(r"(?<!\w)" + _trie(stems.keys() - free))
    return re.compile("|".join(branches))


def _trie(words: Collection[str]) -> str:
    """One pattern for many words, longest first: ten times faster than to try one after another."""
    tails: dict[str, set[str]] = {}
    for word in filter(None, words):
        tails.setdefault(word[0], set()).add(word[1:])
    if not tails:
        return ""
    branches = "|".join(re.escape(first) + _trie(tails[first]) for first in sorted(tails))
    return f"(?:{branches})" + ("?" if "" in words else "")
