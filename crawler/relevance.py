"""Is an article about something between the sides of a topic? The verdict and its receipt.

The decision here: an article is relevant when even the weaker of its two strongest sides is
prominent enough. Named in the title or the lead is prominent, named in passing is not, named in a
list of countries hardly at all; related headlines below the text can never bring a page in.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

from crawler.aliases import Kind, Mention, Topic
from storage.records import Article, Match, Relevance

# Weights and threshold: found by hand on 148 labelled articles in 15 languages (title 3, lead 2,
# log of the rest, +1, +1, -0.45, -8, keep from 2.6: F1 0.986), where hand weights held on other
# events better than fitted ones. What differs from that experiment says so.
THRESHOLD = 2.6
TITLE = 3.0
TITLE_HINT = 2.2
TITLE_LISTED = 1.5  # new here: "To visit Azerbaijan, Kazakhstan, Russia and Belarus"
LEAD = 2.0
LEAD_HINT = 1.0  # also a name in a list
# Times log2(1 + mentions): a sidebar that repeats a headline seven times stays below the threshold.
PER_DOUBLING = 0.8
BOTH_IN_TITLE = 1.0
# Both names within a sentence's reach, in the title or the lead. Not further down as in the
# experiment: a related headline that names both sides stands there.
CLOSE_TOGETHER = 1.0
PER_OTHER_COUNTRY = -0.45  # from the second on
# A title about somebody else (a third country, a bloc) while this side is missing from it. New
# here: visits to neighbours and treaties of blocs were the false ones that remained.
TITLE_ON_OTHERS = -1.5
# What the lead says of a side that the title does not name: with no other country in title and lead
# the article is about the two of them; with one, about that one as well. New here.
AMONG_THEMSELVES = 0.75
WITH_ANOTHER = -0.45
# Counts of visitors by country, as long as the title does not name the side. New here.
STATISTICS = -1.5
# Enough to outweigh title, lead and bonuses of a match between the two national teams.
SPORT = -8.0
# Without one in the title: two words of sport in the lead, or four anywhere (a word in the lead is
# worth two). One word is a remark, as of the evening's match on a visit.
SPORT_WORDS = 4
# A name among several others, as in "Russia, Belarus, Kazakhstan and Armenia", is worth so much of
# one that stands for itself. New here; three such names weigh like one.
LISTED = 0.3
# So many other countries in reach make a list.
LIST_LENGTH = 2

# Letters that are read: ten times a long article. What only comes later is not what it is about.
LONGEST = 50_000
# In letters: half a long sentence, a short paragraph. A sign of Chinese, Japanese or Korean says as
# much as three letters.
REACH = 60
LEAD_LENGTH = 300
SIGNS_PER_LETTER = 3
LEAD_SENTENCES = 2  # the first may be only a dateline or a headline's echo
SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SENTENCE_END = re.compile(r"(?<=[^\s.][^\s.][.!?…])\s+|(?<=[。！？])|\n")


@dataclass(frozen=True, slots=True)
class Part:
    """Title, lead or body with what was found in it; ``reach`` in letters of its script."""

    place: str
    mentions: Sequence[Mention]
    reach: int

    def of(self, kind: Kind, owner: str = "") -> list[Mention]:
        return [m for m in self.mentions if m.kind is kind and owner in ("", m.owner)]

    def others(self) -> set[str]:
        """Other countries, and blocs of several."""
        return {m.owner for m in self.mentions if m.kind in (Kind.COUNTRY, Kind.BLOC)}

    def listed(self, mention: Mention) -> bool:
        """Whether ``mention`` stands in a list of countries."""
        near = {m.owner for m in self.of(Kind.COUNTRY) if gap(m, mention) <= self.reach}
        return len(near) >= LIST_LENGTH

    def alone(self, side: str) -> list[Mention]:
        """Names of ``side`` that stand for themselves."""
        return [mention for mention in self.of(Kind.NAME, side) if not self.listed(mention)]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it is weighed."""

    title: Part
    lead: Part
    body: Part

    def in_title(self, side: str) -> bool:
        return bool(self.title.alone(side) or self.title.of(Kind.HINT, side))


def judge(article: Article, topic: Topic) -> Relevance:
    """The verdict on ``article``; its matches are the words that named or hinted at a side."""
    reading = read(article, topic)
    # Two sides make a relation; of a topic with more of them the two strongest.
    weaker = sorted(weight(reading, side) for side in topic.sides)[-2]
    score = round(weaker + bonus(reading, topic) + penalty(reading, topic), 2)
    return Relevance(topic.name, score >= THRESHOLD, score, tuple(matches(reading)))


def read(article: Article, topic: Topic) -> Reading:
    """What the topic's words are in each part of ``article``."""
    text = article.text[:LONGEST]
    if article.lead and not text.startswith(article.lead):
        text = f"{article.lead}\n{text}"
    per_letter = SIGNS_PER_LETTER if dense(article.title + text) else 1
    opening = len(article.lead) or lead_length(text, LEAD_LENGTH // per_letter)
    reach = REACH // per_letter
    found = list(topic.mentions(text, article.language))
    title = list(topic.mentions(article.title, article.language))
    return Reading(
        Part("title", title, reach),
        Part("lead", [mention for mention in found if mention.start < opening], reach),
        Part("body", [mention for mention in found if mention.start >= opening], reach),
    )


def dense(text: str) -> bool:
    """Whether ``text`` is in a script whose signs are syllables or words."""
    sample = text[:200]
    return len(SIGNS.findall(sample)) * 3 > len(sample)


def lead_length(text: str, most: int) -> int:
    """Where the lead of a text ends for which the outlet gives none."""
    ends = [end.end() for end in SENTENCE_END.finditer(text, 0, most + 1)]
    return ends[LEAD_SENTENCES - 1] if len(ends) >= LEAD_SENTENCES else min(len(text), most)


def weight(reading: Reading, side: str) -> float:
    """How prominent ``side`` is."""
    title, lead, body = reading.title, reading.lead, reading.body
    alone = len(body.alone(side))
    listed = len(body.of(Kind.NAME, side)) - alone
    hints = len(lead.of(Kind.HINT, side)) + len(body.of(Kind.HINT, side))
    passing = log2(1 + alone + LISTED * listed) + log2(1 + hints)
    opening = in_part(title, side, (TITLE, TITLE_HINT, TITLE_LISTED))
    opening += in_part(lead, side, (LEAD, LEAD_HINT, LEAD_HINT))
    return opening + PER_DOUBLING * passing + unless_in_title(reading, side)


def in_part(part: Part, side: str, worth: tuple[float, float, float]) -> float:
    """The worth of a name, else of a hint, else of a name in a list."""
    named, hinted, listed = worth
    if part.alone(side):
        return named
    if part.of(Kind.HINT, side):
        return hinted
    return listed if part.of(Kind.NAME, side) else 0.0


def unless_in_title(reading: Reading, side: str) -> float:
    """What the company it is in gives to or takes from a side that the title does not name."""
    if reading.in_title(side):
        return 0.0
    counts = reading.title.of(Kind.STATISTICS) or reading.lead.of(Kind.STATISTICS)
    return company(reading, side) + (STATISTICS if counts else 0.0)


def company(reading: Reading, side: str) -> float:
    if reading.title.others():
        return TITLE_ON_OTHERS
    if reading.lead.others():
        return WITH_ANOTHER
    return AMONG_THEMSELVES if reading.lead.alone(side) else 0.0


def bonus(reading: Reading, topic: Topic) -> float:
    """What the sides gain by standing together, unless the title is on somebody else."""
    both = both_in_title(reading, topic)
    close = together(reading.title, topic.sides)
    if both or not reading.title.others():
        close = close or together(reading.lead, topic.sides)
    return (BOTH_IN_TITLE if both else 0.0) + (CLOSE_TOGETHER if close else 0.0)


def both_in_title(reading: Reading, topic: Topic) -> bool:
    return sum(reading.in_title(side) for side in topic.sides) > 1


def together(part: Part, sides: Iterable[str]) -> bool:
    """Whether names of two sides stand within reach of each other."""
    return any(
        gap(one, other) <= part.reach
        for first, second in combinations(sides, 2)
        for one in part.alone(first)
        for other in part.alone(second)
    )


def gap(one: Mention, other: Mention) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def penalty(reading: Reading, topic: Topic) -> float:
    """What takes an article away from the sides, whichever of them is the weaker."""
    lost = SPORT if a_match(reading) else 0.0
    if not both_in_title(reading, topic):
        others = len(reading.title.others() | reading.lead.others())
        lost += PER_OTHER_COUNTRY * max(0, others - 1)
    return lost


def a_match(reading: Reading) -> bool:
    """Whether the article reports sport: by its title, or by several words of sport below it."""
    if reading.title.of(Kind.SPORT):
        return True
    in_lead = {mention.words.casefold() for mention in reading.lead.of(Kind.SPORT)}
    in_body = {mention.words.casefold() for mention in reading.body.of(Kind.SPORT)}
    return 2 * len(in_lead) + len(in_body - in_lead) >= SPORT_WORDS


def matches(reading: Reading) -> Iterator[Match]:
    """The receipt: each word once for each part that it stands in."""
    for part in (reading.title, reading.lead, reading.body):
        sides = (m for m in part.mentions if m.kind in (Kind.NAME, Kind.HINT))
        for (side, words), count in Counter((m.owner, m.words) for m in sides).items():
            yield Match(side, words, part.place, count)
