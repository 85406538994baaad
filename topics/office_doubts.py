"""What is doubtful in a gazetteer: gaps in offices, names without a spelling where it is needed.

The decision here is which offices one person holds at a time.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from topics import cldr
from topics.doubts import Doubt
from topics.pieces import Piece, entities_of
from topics.scripts import WANTED, written_in
from topics.topic_file import Entity, Office, bare

# Offices that several people hold at once, or that end when somebody is found for them.
SHARED = re.compile(
    r"((First |Senior )?(Deputy|Vice|Assistant)|Acting|Interim)\b"
    r"|Member|Advis|Senator|Ambassador-at-Large",
    re.IGNORECASE,
)
BRANDS = "firms"  # written in Latin letters in texts of any alphabet


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office, and where it is written."""

    person: Entity
    office: Office
    piece: Piece
    number: int
    office_number: int

    def doubt(self, text: str, other: "Term | None" = None) -> Doubt:
        also = (other.piece.file, other.at) if other else None
        return Doubt(self.piece.file, self.at, text, also)

    @property
    def at(self) -> tuple[int | str, ...]:
        return (*self.piece.at, "people", self.number, "offices", self.office_number)


def doubts_of_entities(pieces: Sequence[Piece], countries: Iterable[str]) -> Iterator[Doubt]:
    terms = list(_terms(pieces))
    for term in terms:
        if not term.office.since:
            yield term.doubt("an office without since")
    by_office: dict[str, list[Term]] = {}
    for term in terms:
        if term.office.since and not SHARED.match(term.office.office):
            by_office.setdefault(_of_anybody(term.office), []).append(term)
    for office, held in by_office.items():
        undated = any(
            _of_anybody(term.office) == office and not (term.office.since or term.office.until)
            for term in terms
        )
        yield from _of_office(office, held, undated=undated)
    yield from _not_spelled(pieces, countries)


def _of_anybody(office: Office) -> str:
    """A chairwoman may follow a chairman."""
    return office.office.replace("woman", "man")


def _terms(pieces: Iterable[Piece]) -> Iterator[Term]:
    for piece in pieces:
        for number, person in enumerate(piece.words.people):
            for office_number, office in enumerate(person.offices):
                yield Term(person, office, piece, number, office_number)


def _of_office(office: str, held: list[Term], *, undated: bool) -> Iterator[Doubt]:
    """``undated``: somebody else holds it since a day that is not known."""
    held.sort(key=lambda term: term.office.since or date.min)
    for before, after in pairwise(held):
        since, until = after.office.since, before.office.until
        if before.person.id != after.person.id and since and (until is None or until > since):
            names = f"{before.person.name} and {after.person.name}"
            end = "give the first an until" if until is None else "one of the days is wrong"
            text = f'{names} both hold "{office}" on {since}; {end}'
            yield before.doubt(text, after)
    last = held[-1]
    if last.office.until and not undated:
        left = f'"{last.office.office}" on {last.office.until}'
        yield last.doubt(f"nobody follows {last.person.name}, who left {left}")


def _not_spelled(pieces: Iterable[Piece], countries: Iterable[str]) -> Iterator[Doubt]:
    """Each name is needed in the letters of both sides: their outlets write of each other."""
    needed = _letters(countries)
    for piece in pieces:
        for table, number, entity in entities_of(piece):
            if table == BRANDS or not entity.name:  # adds words to another
                continue
            lacking = [
                f"{script} ({', '.join(languages)})"
                for script, languages in needed.items()
                if not any(written_in(bare(word), script) for word in entity.words)
            ]
            if lacking:
                text = f"{entity.name} has no spelling in {' and '.join(lacking)}"
                yield Doubt(piece.file, (*piece.at, table, number, "words"), text)


def _letters(countries: Iterable[str]) -> dict[str, list[str]]:
    """Languages of the sides by script, as far as topics are wanted in them."""
    official = {code for country in countries for code in cldr.languages_of(country)}
    found: dict[str, list[str]] = {}
    for wanted in WANTED:
        if wanted.locale in official:
            found.setdefault(wanted.script, []).append(wanted.locale)
    return found
