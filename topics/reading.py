"""An article as it is weighed: which words of a topic stand in its title, its lead and its body.

The decision here is where the lead ends, and which names stand for themselves and which in a list.
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from storage.records import Article
from topics.meanings import OF_A_SIDE, Kind
from topics.vocabulary import Mention, Topic

# Letters that are read: ten times a long article. What only comes later is not what it is about.
LONGEST = 50_000
# Letters of a title or a lead that are read: several times the longest; more is no title.
LONGEST_OPENING = 2_000
# In letters: half a long sentence, a short paragraph. A sign of Chinese, Japanese or Korean says as
# much as three letters.
REACH = 60
LEAD_LENGTH = 300
LEAD_LEAST = 150  # outlets mark a sentence as their lead, or half a one
SIGNS_PER_LETTER = 3
LEAD_SENTENCES = 2  # the first may be only a dateline or a headline's echo
SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SENTENCE_END = re.compile(r"(?<=[^\s.][^\s.][.!?…])\s+|(?<=[。！？])|\n")
# So many other countries in reach make a list.
LIST_LENGTH = 2
# How a sentence ends in the scripts that mark its end. Below a text, what does not end so is a
# headline of another article, a caption or a by-line.
ENDS = tuple(".!?…:;»”\"'’)]。！？」』）।॥؟۔።։")
# Between a name and what bears it. The few signs are counted, so that a page full of blanks costs
# no more than a glance.
SOME = r"[\s«»\"“”„'’-]{0,3}"
LINK = re.compile(rf"{SOME}(?:d|d[aeiou]|du|des|del|of|имени)?{SOME}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """Title, lead or body with what was found in it; ``reach`` in letters of its script."""

    place: str
    mentions: Sequence[Mention]
    reach: int
    breaks: Sequence[int] = ()  # where its paragraphs end

    def of(self, kind: Kind, owner: str = "") -> list[Mention]:
        return [m for m in self.mentions if m.kind is kind and owner in ("", m.owner)]

    def names(self, side: str) -> bool:
        """Whether any word of ``side`` stands in it."""
        return any(m.owner == side and m.kind in OF_A_SIDE for m in self.mentions)

    def others(self) -> list[Mention]:
        """Other countries, and blocs of several."""
        return [m for m in self.mentions if m.kind in (Kind.COUNTRY, Kind.BLOC)]

    def paragraphs(self, side: str) -> int:
        """In how many paragraphs a word of ``side`` stands."""
        there = (m for m in self.mentions if m.owner == side and m.kind in OF_A_SIDE)
        return len({bisect(self.breaks, mention.start) for mention in there})

    def alone(self, side: str) -> list[Mention]:
        """Names of ``side`` that stand for themselves."""
        countries = self.of(Kind.COUNTRY)
        return [
            name
            for name in self.of(Kind.NAME, side)
            if len(owners_near(name, countries, self.reach)) < LIST_LENGTH
        ]

    def together(self, sides: Iterable[str]) -> bool:
        """Whether names of two sides stand within reach of each other: then two neighbours do."""
        names = sorted(chain.from_iterable(map(self.alone, sides)), key=lambda name: name.start)
        return any(
            one.owner != other.owner and gap(one, other) <= self.reach
            for one, other in pairwise(names)
        )


@dataclass(frozen=True, slots=True)
class Reading:
    title: Passage
    lead: Passage
    body: Passage
    company: Passage  # where other countries are looked for: see ``beginning``
    opening: int = 0  # letters of the text that are the lead; 0 of a lead that stands apart

    def passages(self) -> tuple[Passage, Passage, Passage]:
        return self.title, self.lead, self.body

    def in_title(self, side: str) -> bool:
        """A word that only hints at it does not do so beside a bloc: its head is no minister."""
        hinted = self.title.of(Kind.HINT, side) and not self.title.of(Kind.BLOC)
        return bool(self.title.alone(side) or hinted)

    def in_opening(self, side: str) -> bool:
        """Whether any word of ``side`` stands in the title or the lead."""
        return self.title.names(side) or self.lead.names(side)

    def names(self, side: str) -> bool:
        """Whether any word of ``side`` stands anywhere."""
        return any(passage.names(side) for passage in self.passages())


def read(article: Article, topic: Topic) -> Reading:
    """What the topic's words are in each part of ``article``."""
    headline, own_lead = article.title[:LONGEST_OPENING], article.lead[:LONGEST_OPENING]
    text = article.text[:LONGEST]
    text = text[: prose_length(text)]
    per_letter = SIGNS_PER_LETTER if dense(headline + text) else 1
    reach = REACH // per_letter
    title = meant(topic, headline, article.language)
    found = meant(topic, text, article.language)
    opening = 0
    if own_lead and not text.startswith(own_lead):
        lead, body = meant(topic, own_lead, article.language), found
        first = sentence_length(own_lead)
    else:
        opening = max(len(own_lead), lead_length(text, per_letter))
        first = sentence_length(text)
        lead = [mention for mention in found if mention.start < opening]
        body = found[len(lead) :]
    return Reading(
        Passage("title", title, reach),
        Passage("lead", lead, reach),
        Passage("body", body, reach, [found.start() for found in re.finditer("\n", text)]),
        Passage("lead", beginning(lead, first), reach),
        opening,
    )


def beginning(lead: Sequence[Mention], first: int) -> Sequence[Mention]:
    """Of a lead whose first sentence names two sides, that sentence: what it says of them stands,
    whoever comes after."""
    said = [mention for mention in lead if mention.start < first]
    return said if len({m.owner for m in said if m.kind in OF_A_SIDE}) > 1 else lead


def sentence_length(text: str) -> int:
    """Where the first sentence ends."""
    end = SENTENCE_END.search(text)
    return end.start() if end else len(text)


def prose_length(text: str) -> int:
    """Where the last paragraph ends that ends as a sentence does, if any does."""
    length = len(text)
    for line in reversed(text.split("\n")):
        if line.rstrip().endswith(ENDS):
            return length
        length -= len(line) + 1
    return len(text)


def meant(topic: Topic, text: str, language: str) -> list[Mention]:
    """What the topic's words mean in ``text``: a street that bears the name of a city, or of a
    person, hints at no side."""
    found = list(topic.mentions(text, language))
    beside_a_bearer = {
        mention
        for pair in pairwise(found)
        if Kind.BEARER in (pair[0].kind, pair[1].kind) and linked(*pair, text)
        for mention in pair
    }
    return [m for m in found if m.kind is not Kind.HINT or m not in beside_a_bearer]


def linked(first: Mention, second: Mention, text: str) -> bool:
    """Whether nothing but "of" stands between them."""
    return LINK.fullmatch(text, first.end, second.start) is not None


def dense(text: str) -> bool:
    """Whether ``text`` is in a script whose signs are syllables or words."""
    sample = text[:200]
    return len(SIGNS.findall(sample)) * 3 > len(sample)


def lead_length(text: str, per_letter: int) -> int:
    """Where the lead of a text ends, whatever the outlet marks as one: some mark a single sentence,
    or the beginning of one."""
    least, most = LEAD_LEAST // per_letter, LEAD_LENGTH // per_letter
    ends = [end.end() for end in SENTENCE_END.finditer(text, 0, most + 1)]
    enough = (end for end in ends[LEAD_SENTENCES - 1 :] if end >= least)
    return next(enough, min(len(text), most))


def gap(one: Mention, other: Mention) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def owners_near(mention: Mention, among: Sequence[Mention], reach: int) -> set[str]:
    """Whose words of ``among``, which are in order, stand within ``reach`` letters of it. Not all
    of them are looked at: a page may hold thousands."""
    first = bisect_left(among, mention.start - reach, key=lambda one: one.end)
    last = bisect(among, mention.end + reach, key=lambda one: one.start)
    return {one.owner for one in among[first:last]}
