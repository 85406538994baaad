"""Why a story is in the digest, from the matches of its articles: the decision of ``why_here``."""

from collections.abc import Sequence

from digest.issue import Place, Quote, Why
from storage.records import Article, Match


def why_here(fresh: Sequence[Article], headline: Article, topic: str) -> Why | None:
    """The most prominent place at which an article names every side of the topic.

    None if nothing was kept of what made the articles relevant.
    """
    sides = {match.side for article in fresh for match in _matches(article, topic)}
    found = [(place, each) for each in fresh if (place := _place(each, topic, sides))]
    if not found:
        return None
    best = min((place for place, _ in found), key=list(Place).index)
    there = [article for place, article in found if place is best]
    # The words are a receipt: they have to stand where we say that they do.
    receipt = headline if headline in there else there[0]
    words = tuple(Quote(words, receipt) for words in _words(receipt, topic))
    return Why(best, len(there), len(fresh), words)


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
    return [by_side[side] for side in sorted(by_side)]


def _prominence(match: Match) -> tuple[int, int, str]:
    places = [place.value for place in Place]
    return places.index(match.place), -match.count, match.words


def _matches(article: Article, topic: str) -> list[Match]:
    known = {place.value for place in Place}
    return [
        match
        for verdict in article.relevance
        if verdict.topic == topic
        for match in verdict.matches
        if match.place in known
    ]
