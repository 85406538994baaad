"""Names that recur in a topic's articles and that no word of it finds, for a person to judge.

The decision here is which of them are worth a person's look, and in which order. Nothing is added
to a topic by this.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from facts.people import WORD
from storage.records import Article
from topics.known_names import Gazetteer, Keys, Likeness
from topics.same_names import Seen, seen, together
from topics.sightings import Sighting, sightings
from topics.vocabulary import Topic

NO_DATE = datetime.min.replace(tzinfo=UTC)
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
        for one in together(list(self._seen())):
            groups[one.keys].append(one)
        made = (
            self._proposal(keys, group, gazetteer)
            for keys, group in groups.items()
            if len({one.number for one in group}) >= least
        )
        return sorted((one for one in made if _is_worth_a_look(one, least)), key=_rank)

    def _seen(self) -> Iterator[Seen]:
        for number, sighting in self.sightings:
            language = self.articles[number].language
            if one := seen(number, sighting, language, self.lower[language]):
                yield one

    def _proposal(self, keys: Keys, group: list[Seen], gazetteer: Gazetteer) -> Proposal:
        articles = [self.articles[number] for number in sorted({one.number for one in group})]
        days = [article.when for article in articles if article.when]
        spellings = _counted((one.words, self.articles[one.number].language) for one in group)
        offices = _counted(
            (one.sighting.office, self.articles[one.number].language)
            for one in group
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
            newest=max(reversed(articles), key=_when),
            side=_side(group),
            offices=offices,
            alike=tuple(gazetteer.alike(keys)),
        )


def _side(group: Iterable[Seen]) -> str:
    sides = Counter(one.sighting.side for one in group if one.sighting.side)
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


def _when(article: Article) -> datetime:
    return article.when or NO_DATE


def _rank(one: Proposal) -> tuple[bool, int, int, str]:
    return not one.alike, -one.articles, -one.outlets, one.name


def without_text(article: Article) -> Article:
    return replace(article, text="", lead="", relevance=())
