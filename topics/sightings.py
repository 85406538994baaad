"""Names in an article that no word of the topic covers, each with what stands beside it.

The decision here is what is left of a run of words with capitals once titles, institutions and the
topic's own words are taken out of it; and which side and which office a name stands nearest to.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from facts.full_names import FullName, Piece, find_full_names
from facts.titles import Span, common_names, institutions_in, titles_in
from topics.meanings import OF_A_SIDE, Kind
from topics.reading import SENTENCE_END
from topics.vocabulary import Mention, Topic

# In letters: a longer office, "Deputy Minister of Agriculture and Environment of Viet Nam", fits.
BESIDE = 60
BETWEEN_TITLES = 6  # "Deputy Prime Minister and Minister of …"
ENDS_OFFICE = re.compile(r"[,;:.!?()\[\]«»“”\"„\n、，。：；（）]")
APPOSITION = re.compile(r"(?:, | – | - | \(|，|（)")


@dataclass(frozen=True, slots=True)
class Sighting:
    """Part of a name, whose ``opens``, ``cased`` and ``dotted`` are as in ``facts.full_names``;
    ``side`` and ``office`` are "" for none."""

    pieces: tuple[Piece, ...]
    words: str  # as written
    opens: bool
    cased: bool
    dotted: bool
    side: str
    office: str


@dataclass(frozen=True, slots=True)
class Page:
    """A text with what is known of its words."""

    text: str
    mentions: Sequence[Mention]
    titles: Sequence[Span]
    institutions: Sequence[Span]
    breaks: Sequence[Span]  # where sentences end

    def sentence(self, start: int, end: int) -> Span:
        before = [stop for _, stop in self.breaks if stop <= start]
        after = [begin for begin, _ in self.breaks if begin >= end]
        return before[-1] if before else 0, after[0] if after else len(self.text)


def sightings(text: str, language: str, topic: Topic) -> Iterator[Sighting]:
    page = _page(unicodedata.normalize("NFC", text), language, topic)
    people = {one for one, entity in topic.entities.items() if entity.offices}
    left = [
        (name, pieces)
        for name in find_full_names(page.text, language)
        for pieces in _left_over(name, page, people)
        if _words(page, pieces).casefold() not in common_names(language)
    ]
    named = [one.end for one in page.mentions if one.entity in people]
    named += [pieces[-1].end for _, pieces in left]
    for name, pieces in left:
        yield _sighting(name, pieces, page, named)


def _page(text: str, language: str, topic: Topic) -> Page:
    return Page(
        text,
        list(topic.words_in(text, language)),
        titles_in(text, language),
        institutions_in(text, language),
        [match.span() for match in SENTENCE_END.finditer(text)],
    )


def _left_over(name: FullName, page: Page, people: set[str]) -> Iterator[tuple[Piece, ...]]:
    """The parts of a run between words that are known; a known surname has its first name too, and
    "Steppe" is the fund's in "Steppe Fund". A word that only hints, "Nguyen", may begin a name."""
    theirs = [(one.start, one.end) for one in page.mentions if one.entity in people]
    hints = [(one.start, one.end) for one in page.mentions if _only_hints(one)]
    known = [
        (one.start, one.end)
        for one in page.mentions
        if one.entity not in people and not _only_hints(one)
    ]
    taken = [*known, *page.titles, *page.institutions]
    parts = [
        (free, tuple(part))
        for free, part in groupby(name.pieces, lambda piece: not _overlaps(piece, taken))
    ]
    for number, (free, pieces) in enumerate(parts):
        beside = [part[-1] for _, part in parts[:number][-1:]]
        beside += [part[0] for _, part in parts[number + 1 :][:1]]
        owned = any(_overlaps(piece, theirs) for piece in pieces) or any(
            _overlaps(piece, page.institutions) for piece in beside
        )
        if free and not owned and not all(_overlaps(piece, hints) for piece in pieces):
            yield pieces


def _only_hints(mention: Mention) -> bool:
    return mention.kind is Kind.HINT and not mention.entity


def _overlaps(piece: Piece, spans: Iterable[Span]) -> bool:
    return any(piece.start < end and start < piece.end for start, end in spans)


def _words(page: Page, pieces: Sequence[Piece]) -> str:
    return page.text[pieces[0].start : pieces[-1].end]


def _sighting(
    name: FullName, pieces: tuple[Piece, ...], page: Page, named: Iterable[int]
) -> Sighting:
    """``named``: where names end, whose offices are not this one's."""
    start, end = pieces[0].start, pieces[-1].end
    first, last = page.sentence(start, end)
    begins = pieces[0] is name.pieces[0]
    others = max((place for place in named if place <= start), default=0)
    return Sighting(
        pieces,
        _words(page, pieces),
        opens=name.opens and begins,
        cased=name.cased,
        dotted=name.dotted,
        side=_side(page, (start, end), (first, last)),
        office=_office_before(page, start, max(first, others)) or _office_after(page, end, last),
    )


def _side(page: Page, name: Span, sentence: Span) -> str:
    """Of the sides that the sentence speaks of, the one that stands nearest; its name says more
    than a city, where others come to visit."""
    start, end = name
    near = [
        (one.kind is Kind.HINT, max(one.start - end, start - one.end), one.owner)
        for one in page.mentions
        if one.kind in OF_A_SIDE and sentence[0] <= one.start and one.end <= sentence[1]
    ]
    return min(near)[-1] if near else ""


def _office_before(page: Page, start: int, first: int) -> str:
    """ "Deputy Minister of Energy" Alibek Serikov."""
    begin = None
    for title_start, title_end in reversed(page.titles):
        if title_end > start or title_start < max(first, start - BESIDE):
            continue
        if begin is None and ENDS_OFFICE.search(page.text[title_end:start]):
            break
        if begin is not None and begin - title_end > BETWEEN_TITLES:
            break
        begin = title_start
    return "" if begin is None else page.text[begin:start].strip()


def _office_after(page: Page, end: int, last: int) -> str:
    """Alibek Serikov, "the Deputy Minister of Energy"."""
    apposition = APPOSITION.match(page.text, end)
    if not apposition:
        return ""
    begin = apposition.end()
    stop = ENDS_OFFICE.search(page.text, begin, last)
    until = min(stop.start() if stop else last, begin + BESIDE)
    titles = (one for one in page.titles if begin <= one[0] and one[1] <= until)
    return page.text[begin:until].strip() if next(titles, None) else ""
