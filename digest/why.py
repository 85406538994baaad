"""Why a story is in the digest, from the matches of its articles: the decision of ``why_here``."""

from collections.abc import Sequence

from digest.issue import Place, Quote, Why
from storage.records import Article
from storage.relevance import Match


def why_here(fresh: Sequence[Article], headline: Article, topic: str) -> Why | None:
    """The most prominent place at which an article names both sides that its verdict is about.

    None if nothing was kept of what made the articles relevant.
    """
    found = [(place, each) for each in fresh if (place := _place(each, topic, _sides(each, topic)))]
    if not found:
        return None
    best = min((place for place, _ in found), key=list(Place).index)
    there = [article for place, article in found if place is best]
    # The words are a receipt: they have to stand where we say that they do.
    receipt = headline if headline in there else there[0]
    words = tuple(Quote(words, receipt) for words in _words(receipt, topic))
    return Why(best, len(there), len(fresh), words)


def _sides(article: Article, topic: str) -> set[str]:
    """Of a topic with more than two, those that were weighed; a verdict that was stored before
    parts were kept is about all that it names."""
    verdicts = [verdict for verdict in article.relevance if verdict.topic == topic]
    weighed = {part.side for verdict in verdicts for part in verdict.parts if part.side}
    return weighed or {match.side for match in _matches(article, topic)}


def _place(article: Article, topic: str, sides: set[str]) -> Place | None:
    """How far one has to read until every side has been named."""
    named: set[str] = set()
    for place in Place:
        named |= {match.side for match in _matches(article, topic) if match.place == place}
        if named and named >= sides:
            return place
    return None


def _words(article: Article, topic: str) -> list[str]:
    """For each side its most prominent name, as the article writes it."""
    matches = sorted(_matches(article, topic), key=_prominence)
    by_side: dict[str, str] = {}
    for match in matches:
        by_side.setdefault(match.side, match.words)
    return [by_side[side] for side in sorted(_sides(article, topic) & by_side.keys())]


def _prominence(match: Match) -> tuple[int, bool, int, str]:
    """In one place the side's own name before its people, cities and firms: it says the most."""
    places = [place.value for place in Place]
    return places.index(match.place), bool(match.entity), -match.count, match.words


def _matches(article: Article, topic: str) -> list[Match]:
    known = {place.value for place in Place}
    return [
        match
        for verdict in article.relevance
        if verdict.topic == topic
        for match in verdict.matches
        if match.place in known
    ]
