"""What one article says, as weighted terms per signal: what articles are compared by.

The decision here is where in an article a word counts how much: the title and the lead say what
it is about, the body only what it also mentions.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import log1p

from anyascii import anyascii
from babel import Locale, UnknownLocaleError

from digest.concepts import find_concepts
from facts.dates import find_dates
from facts.figures import find_amounts
from facts.people import LONG_ENOUGH, find_names, name_key, stage_keys
from storage.records import Article

LEAD = 500  # characters: two or three sentences, the length of an outlet's own summary
BODY = 2000  # beyond it articles recall the history of the relations, which is the same in all
PLACES = {"title": 3.0, "lead": 2.0, "body": 0.5}
COUNTRY = 0.3  # every article about a topic names its countries
DOUBTFUL = 0.25  # a capital that grammar explains too (sentence start, German noun)
RANGE = 10  # days; longer spans (a month, a visa period) are background
DAYS_AROUND = (-15, 120)  # dates nearer than that to publication belong to the news itself

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Traits:
    """Terms with weights. ``doubtful`` names count in full once another article proves them."""

    names: Weights
    doubtful: Weights
    concepts: Weights
    figures: Weights
    dates: Weights
    grams: Weights
    day: float | None  # publication, in days; None if the page does not say


def traits_of(article: Article) -> Traits:
    places = dict(_places(article))
    names, doubtful = _names(places, article.language)
    return Traits(
        names=names,
        doubtful=doubtful,
        concepts=_concepts(places, article.language),
        figures=_figures(places, article.language),
        dates=_dates(places, article),
        grams=_grams(f"{article.title} {places['lead']}"),
        day=article.published.timestamp() / 86400 if article.published else None,
    )


def _places(article: Article) -> Iterator[tuple[str, str]]:
    text = article.text if article.lead in article.text else f"{article.lead}\n{article.text}"
    cut = text.find("\n", LEAD, LEAD + 200)
    cut = cut if cut > 0 else LEAD
    yield "title", article.title
    yield "lead", text[:cut]
    yield "body", text[cut:BODY]


def _names(places: Mapping[str, str], language: str) -> tuple[Weights, Weights]:
    weights: dict[str, float] = defaultdict(float)
    sure: set[str] = set()
    for place, text in places.items():
        headline = place == "title" and _title_case(text)
        for name in find_names(text, language):
            weights[name.key] += PLACES[place]
            if name.sure and not headline:
                sure.add(name.key)
    countries = _countries(language)
    damped = {
        key: log1p(weight) * (COUNTRY if _is_country(key, countries) else 1.0)
        for key, weight in weights.items()
    }
    return (
        {key: weight for key, weight in damped.items() if key in sure},
        {key: weight for key, weight in damped.items() if key not in sure},
    )


def _title_case(title: str) -> bool:
    words = [word for word in title.split() if len(word) > 3]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _is_country(key: str, countries: frozenset[str]) -> bool:
    """Vietnam, and by its first four consonants Vietnamese."""
    return key in countries or key[:4] in countries


@cache
def _countries(language: str) -> frozenset[str]:
    """Keys of all countries in the article's language (CLDR) and in English, and their stems."""
    keys = {"vt nm"}  # Viet Nam in two words, which the CLDR writes in one
    for code in {language, "en"}:
        try:
            territories = Locale.parse(code).territories.items()
        except (UnknownLocaleError, ValueError):
            continue
        keys |= {name_key(str(t), language) for number, t in territories if str(number).isalpha()}
    long = [key for key in keys if len(key) >= LONG_ENOUGH]
    return frozenset(long) | frozenset(key[:4] for key in long) | stage_keys()


def _concepts(places: Mapping[str, str], language: str) -> Weights:
    weights: dict[str, float] = defaultdict(float)
    for place, text in places.items():
        for concept, count in find_concepts(text, language).items():
            weights[concept] += PLACES[place] * min(count, 3)
    return {concept: log1p(weight) for concept, weight in weights.items()}


def _figures(places: Mapping[str, str], language: str) -> Weights:
    weights: dict[str, float] = {}
    for place, text in places.items():
        for amount in find_amounts(text, language):
            weights.setdefault(amount.key, log1p(PLACES[place]))
    return weights


def _dates(places: Mapping[str, str], article: Article) -> Weights:
    near = article.published.date() if article.published else None
    weights: dict[str, float] = {}
    for place, text in places.items():
        for mention in find_dates(text, article.language, near):
            for day in _days(mention.first, mention.last, near):
                weights.setdefault(day, log1p(PLACES[place]))
    return weights


def _days(first: date, last: date, near: date | None) -> Iterator[str]:
    length = (last - first).days
    if length > RANGE:
        return
    for day in (first + timedelta(days=number) for number in range(length + 1)):
        if near is None or DAYS_AROUND[0] <= (day - near).days <= DAYS_AROUND[1]:
            yield day.isoformat()


def _grams(text: str) -> Weights:
    """Runs of 3 to 5 letters of the romanised text: the same words, also across scripts."""
    plain = " ".join(anyascii(text).lower().split())
    counts = Counter(
        plain[start : start + size] for size in (3, 4, 5) for start in range(len(plain) - size + 1)
    )
    return {gram: log1p(count) for gram, count in counts.items()}
