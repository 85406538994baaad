"""Names that recur in a topic's articles and that no word of it finds, for a person to judge.

The decision here is which spellings, over all languages and scripts, are proposed as one name, and
what is no name at all. Nothing is added to a topic by this.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from facts.full_names import Piece
from facts.people import LONG_ENOUGH, WORD
from storage.records import Article
from topics.known_names import SOUNDS, Gazetteer, Keys, Likeness
from topics.sightings import Sighting, sightings
from topics.vocabulary import Topic

# In Vietnamese each syllable of a name is also an ordinary word, and written apart.
SYLLABIC = frozenset({"vi"})
ALL_NOUNS = frozenset({"de"})  # where they have a capital
MOST_SPLIT = 2  # "Serik Omirov" stays together, "There Bolat Omirov" need not
LONE = 2  # times as many articles are asked of a single word
# A side that most sentences with the name are about, if it is any.
MOST = 0.6


@dataclass(frozen=True, slots=True)
class Proposal:
    """``spellings`` and ``offices``: the most frequent first, with language and number of times."""

    name: str
    keys: Keys
    spellings: tuple[tuple[str, str, int], ...]
    articles: int
    outlets: int
    days: int
    first: datetime | None
    newest: Article  # without its text
    side: str  # a guess; "" where the name stands near none, or near both
    offices: tuple[tuple[str, str, int], ...]
    alike: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting with the article that it was made in; ``keys``: by which it is grouped."""

    keys: Keys
    words: str
    later: tuple[Keys, str]  # without a first word that begins a sentence and may be none of it
    number: int  # of the article
    sighting: Sighting
    sure: bool  # whether its spelling proves that it is a name


@dataclass(slots=True)
class Names:
    """What articles hold, one after another; their texts are not kept."""

    topic: Topic
    articles: list[Article] = field(default_factory=list)
    lower: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sightings: list[tuple[int, Sighting]] = field(default_factory=list)

    def read(self, article: Article) -> None:
        text = unicodedata.normalize("NFC", article.text)
        number = len(self.articles)
        self.articles.append(without_text(article))
        found = (match.group() for match in WORD.finditer(text))
        self.lower[article.language].update(word for word in found if word.islower())
        self.sightings += [(number, one) for one in sightings(text, article.language, self.topic)]

    def proposals(self, gazetteer: Gazetteer, least: int) -> list[Proposal]:
        """Those that stand in ``least`` articles or more; what may be a known name first."""
        groups: dict[Keys, list[Seen]] = defaultdict(list)
        for one in _together(list(self._seen())):
            groups[one.keys].append(one)
        made = (
            self._proposal(keys, seen, gazetteer)
            for keys, seen in groups.items()
            if len({one.number for one in seen}) >= least
        )
        return sorted((one for one in made if _is_worth_a_look(one, least)), key=_rank)

    def _seen(self) -> Iterator[Seen]:
        """Each sighting without the words at its beginning that are no name."""
        for number, one in self.sightings:
            language = self.articles[number].language
            pieces = _trimmed(one, language, self.lower[language])
            keys = _keys(pieces)
            if sum(map(len, keys)) >= LONG_ENOUGH:
                rest = pieces[1:] if one.opens and len(pieces) > MOST_SPLIT else pieces
                later = _keys(rest), _words(one, rest)
                sure = _is_sure(one, pieces, language)
                yield Seen(keys, _words(one, pieces), later, number, one, sure)

    def _proposal(self, keys: Keys, seen: list[Seen], gazetteer: Gazetteer) -> Proposal:
        articles = [self.articles[number] for number in sorted({one.number for one in seen})]
        dated = [article for article in articles if article.when]
        days = [article.when for article in dated if article.when]
        spellings = _counted((one.words, self.articles[one.number].language) for one in seen)
        offices = _counted(
            (one.sighting.office, self.articles[one.number].language)
            for one in seen
            if one.sighting.office
        )
        return Proposal(
            name=_shown(spellings),
            keys=keys,
            spellings=spellings,
            articles=len(articles),
            outlets=len({article.outlet for article in articles}),
            days=len({day.date() for day in days}),
            first=min(days, default=None),
            newest=max(dated, key=lambda one: str(one.when)) if dated else articles[-1],
            side=_side(seen),
            offices=offices,
            alike=tuple(gazetteer.alike(keys)),
        )


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
        return pieces[1:] if one.opens and len(pieces) > 2 and _word(pieces[0]) in lower else pieces
    while pieces and _word(pieces[0]) in lower:
        pieces = pieces[1:]
    shouted = len(pieces) == 1 and pieces[0].words.isupper()  # GDP
    return () if shouted else pieces


def _is_sure(one: Sighting, pieces: Sequence[Piece], language: str) -> bool:
    """Two nouns seldom stand together in German, where each has a capital."""
    opens = one.opens and pieces[0] is one.pieces[0]
    alone = len(pieces) == 1
    return one.dotted or (one.cased and not (alone and (opens or language in ALL_NOUNS)))


def _together(seen: list[Seen]) -> Iterator[Seen]:
    """The same sightings, those of a shorter name under the key of the longer one that it is of:
    of the same article's, else of the only one. What nothing proves to be a name is left out."""
    proven = {one.keys for one in seen if one.sure and not one.sighting.opens}
    seen = [
        replace(one, keys=one.later[0], words=one.later[1]) if one.later[0] in proven else one
        for one in seen
    ]
    sure = {one.keys for one in seen if one.sure}
    longer: dict[str, set[Keys]] = defaultdict(set)
    for keys in sure:
        for key in keys:
            longer[key].add(keys)
    within: dict[int, set[Keys]] = defaultdict(set)
    for one in seen:
        within[one.number].add(one.keys)
    for one in seen:
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


def _side(seen: Iterable[Seen]) -> str:
    sides = Counter(one.sighting.side for one in seen if one.sighting.side)
    (side, count), *_ = sides.most_common(1) or [("", 0)]
    return side if count >= MOST * sides.total() else ""


def _counted(found: Iterable[tuple[str, str]]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(found)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple((words, language, count) for (words, language), count in ordered)


def _shown(spellings: Iterable[tuple[str, str, int]]) -> str:
    """The spelling by which the name is shown: Latin, whole, English, frequent."""

    def order(one: tuple[str, str, int]) -> tuple[bool, int, bool, int]:
        words, language, count = one
        return _is_latin(words), len(words.split()), language == "en", count

    return max(spellings, key=order)[0]


def _is_latin(words: str) -> bool:
    return all(
        unicodedata.name(letter, "").startswith("LATIN") for letter in words if letter.isalpha()
    )


def _is_worth_a_look(one: Proposal, least: int) -> bool:
    """A single word with a capital is often no name; something else must speak for it."""
    languages = {language for _, language, _ in one.spellings}
    speaks_for_it = one.alike or one.offices or len(languages) > 1
    return bool(len(one.keys) > 1 or speaks_for_it or one.articles >= LONE * least)


def _rank(one: Proposal) -> tuple[bool, int, int, str]:
    return not one.alike, -one.articles, -one.outlets, one.name


def _word(piece: Piece) -> str:
    return piece.words.lower()


def without_text(article: Article) -> Article:
    return replace(article, text="", lead="", relevance=())
