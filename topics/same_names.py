"""Which of the names that were seen are one name, over all articles, languages and scripts.

The decision here: words that sound alike are one name, whatever their order; a shorter name is that
of the longer one that has all its words, if the same article, or else all of them, know only one.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from facts.full_names import Piece
from facts.people import LONG_ENOUGH
from topics.known_names import SOUNDS, Keys
from topics.sightings import Sighting

# In Vietnamese each syllable of a name is also an ordinary word, and written apart.
SYLLABIC = frozenset({"vi"})
ALL_NOUNS = frozenset({"de"})  # where they have a capital
MOST_SPLIT = 2  # "Serik Omirov" stays together, "There Bolat Omirov" need not


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting with the article that it was made in; ``keys``: by which it is grouped."""

    keys: Keys
    words: str
    later: tuple[Keys, str]  # without a first word that begins a sentence and may be none of it
    number: int  # of the article
    sighting: Sighting
    sure: bool  # whether its spelling proves that it is a name


def seen(number: int, one: Sighting, language: str, lower: Container[str]) -> Seen | None:
    """A sighting in the article ``number`` without words at its edges that are no name; None where
    nothing is left. ``lower``: what stands in the language's articles in small letters."""
    pieces = _trimmed(one, language, lower)
    keys = _keys(pieces)
    if sum(map(len, keys)) < LONG_ENOUGH:
        return None
    rest = pieces[1:] if one.opens and len(pieces) > MOST_SPLIT else pieces
    later = _keys(rest), _words(one, rest)
    return Seen(keys, _words(one, pieces), later, number, one, _is_sure(one, pieces, language))


def _keys(pieces: Sequence[Piece]) -> Keys:
    whole = [piece for piece in pieces if len(piece.words) > 1] or pieces  # no initials
    return frozenset(key for piece in whole for key in piece.key.split())


def _words(one: Sighting, pieces: Sequence[Piece]) -> str:
    start = one.pieces[0].start
    return one.words[pieces[0].start - start : pieces[-1].end - start]


def _trimmed(one: Sighting, language: str, lower: Container[str]) -> tuple[Piece, ...]:
    """Without first words that are written small elsewhere: they begin a sentence or an office."""
    pieces = one.pieces
    if not one.cased:
        return pieces
    while pieces and len(pieces[-1].words) == 1:  # the A of an Airbus A321
        pieces = pieces[:-1]
    if language in SYLLABIC:
        if len(pieces) == 1 and _word(pieces[0]) in lower:
            return ()
        ordinary = one.opens and len(pieces) > MOST_SPLIT and _word(pieces[0]) in lower
        return pieces[1:] if ordinary else pieces
    while pieces and _word(pieces[0]) in lower:
        pieces = pieces[1:]
    shouted = len(pieces) == 1 and pieces[0].words.isupper()  # GDP
    return () if shouted else pieces


def _is_sure(one: Sighting, pieces: Sequence[Piece], language: str) -> bool:
    """Two nouns seldom stand together in German, where each has a capital."""
    opens = one.opens and pieces[0] is one.pieces[0]
    alone = len(pieces) == 1
    return one.dotted or (one.cased and not (alone and (opens or language in ALL_NOUNS)))


def together(found: Sequence[Seen]) -> Iterator[Seen]:
    """The same sightings, those of a shorter name under the key of the longer one that it is of:
    of the same article's, else of the only one. What nothing proves to be a name is left out."""
    proven = {one.keys for one in found if one.sure and not one.sighting.opens}
    named = [
        replace(one, keys=one.later[0], words=one.later[1]) if one.later[0] in proven else one
        for one in found
    ]
    sure = {one.keys for one in named if one.sure}
    longer: dict[str, set[Keys]] = defaultdict(set)
    for keys in sure:
        for key in keys:
            longer[key].add(keys)
    within: dict[int, set[Keys]] = defaultdict(set)
    for one in named:
        within[one.number].add(one.keys)
    for one in named:
        wider = {keys for keys in longer[min(one.keys)] if one.keys < keys}
        here = wider & within[one.number]
        keys = _only(here) or _only(wider if _distinct(one.keys) else set()) or one.keys
        if keys in sure and (one.sure or _distinct(one.keys)):
            yield replace(one, keys=keys)


def _only(keys: set[Keys]) -> Keys | None:
    return next(iter(keys)) if len(keys) == 1 else None


def _distinct(keys: Keys) -> bool:
    """Whether a name is told from others by its sounds alone."""
    return sum(map(len, keys)) >= SOUNDS


def _word(piece: Piece) -> str:
    return piece.words.lower()
