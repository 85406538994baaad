"""Is an article about something between the sides of a topic? The verdict and its receipt.

The decision here: an article is relevant when even the weaker of its two strongest sides is
prominent enough. Named in the title or the lead is prominent, named in passing is not, named in a
list of countries hardly at all; related headlines below the text can never bring a page in.
"""

from collections.abc import Iterable, Iterator

from storage.records import Article
from storage.relevance import Match, Part, Relevance
from topics.meanings import OF_A_SIDE
from topics.reading import Reading, read
from topics.vocabulary import Topic
from topics.weighing import bonus, penalty, weight

# Of the experiment that ``topics.weighing`` tells of.
THRESHOLD = 2.6
# Below the threshold, and worth a person's look: less by no more than what one name in the lead is
# worth, or only for what lowered it. The experiment sent scores from 1.6 on to review.
NEAR = 1.6


def judge(article: Article, topic: Topic) -> Relevance:
    """The verdict on ``article``; its matches are the words that named or hinted at a side."""
    reading = read(article, topic)
    # Two sides make a relation; of a topic with more of them the two strongest.
    of_sides = sorted((weight(reading, side) for side in topic.sides), key=total)[-2:]
    shared = [*bonus(reading, topic), *penalty(reading, topic)]
    counted = [*of_sides[0], *shared]
    score = round(total(counted), 2)
    decided_by = of_sides[0][0].side
    return Relevance(
        topic=topic.name,
        relevant=score >= THRESHOLD,
        score=score,
        matches=tuple(matches(reading)),
        near=score < THRESHOLD and is_near(reading, counted),
        parts=tuple(part for part in (*of_sides[0], *of_sides[1], *shared) if part.worth),
        decided_by=decided_by,
        words_sum=topic.words_sum,
    )


def total(parts: Iterable[Part]) -> float:
    return sum(part.worth for part in parts)


def is_near(reading: Reading, counted: Iterable[Part]) -> bool:
    """Whether what is not relevant almost is: by its score, or were it not for what lowered it."""
    parts = list(counted)
    raised = sum(part.worth for part in parts if part.worth > 0)
    named = reading.names(parts[0].side)
    return named and (total(parts) >= NEAR or raised >= THRESHOLD)


def matches(reading: Reading) -> Iterator[Match]:
    """The receipt: each word once for each part that it stands in."""
    for passage in reading.passages():
        spans: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
        for one in passage.mentions:
            if one.kind in OF_A_SIDE:
                key = (one.owner, one.words, one.entity)
                spans.setdefault(key, []).append((one.start, one.end))
        for (side, words, entity), there in spans.items():
            yield Match(side, words, passage.place, len(there), entity, tuple(there))
