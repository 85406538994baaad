"""What of an article is shown to explain its verdict: the decision of ``explain``.

Title and lead whole; of the body the paragraphs in which words stand that counted. Pure; how it
looks: ``crawler/explained_table.py``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.marked import Mark, Paragraph, paragraphs_of, shortened, visible
from storage.records import Article
from storage.relevance import Relevance
from topics.gazetteer import office_on
from topics.judge import judge
from topics.meanings import OF_A_SIDE
from topics.reading import Passage, read
from topics.vocabulary import Topic
from topics.why import in_one_line

LONGEST_WORD = 20  # letters; what goes on for longer is a script without blanks


@dataclass(frozen=True, slots=True)
class Named:
    """A person, place, institution or firm. ``office``: on the article's day, "" if unknown."""

    id: str
    name: str
    office: str
    words: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Explanation:
    topic: Topic
    relevance: Relevance
    why: str
    title: Paragraph
    lead: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    named: tuple[Named, ...]

    @property
    def lowered(self) -> bool:
        """Whether anything shown is marked as lowering."""
        shown = (self.title, *self.lead, *self.body)
        return any(not mark.side for one in shown for mark in one.marks)


def explain(article: Article, topic: Topic) -> Explanation:
    relevance = judge(article, topic)
    reading = read(article, topic)
    lowering = {word for part in relevance.parts if part.worth < 0 for word in part.words}
    title, lead, body = (
        tuple(_marks(passage, lowering)) for passage in (reading.title, reading.lead, reading.body)
    )
    above = {mention.words for one in (reading.title, reading.lead) for mention in one.mentions}
    opening, rest = _parted(article, reading.opening, lead, body)
    return Explanation(
        topic,
        relevance,
        in_one_line(relevance, has_text=article.has_text),
        Paragraph(visible(article.title), title),
        tuple(opening),
        tuple(_shown(rest, above & lowering)),
        tuple(_named(article, relevance, topic)),
    )


def _parted(
    article: Article, opening: int, lead: Sequence[Mark], body: Sequence[Mark]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Lead and body. Of a paragraph that the lead ends in, what follows is no other one."""
    text = article.text
    if not opening:
        return list(paragraphs_of(article.lead, lead)), list(paragraphs_of(text, body))
    opening = _word_end(text, opening, body)
    first = list(paragraphs_of(text[:opening], lead))
    rest = list(paragraphs_of(text, body, opening))
    if first and "\n" not in text[opening - 1 : opening + 1] and text[opening:].strip():
        first[-1] = replace(first[-1], text=f"{first[-1].text.rstrip()} …")
        rest = rest if rest[0].marks else rest[1:]
    return first, rest


def _word_end(text: str, opening: int, body: Sequence[Mark]) -> int:
    """Where the word ends that the lead is cut in, so that none is shown in two halves."""
    end, most = opening, min(len(text), opening + LONGEST_WORD)
    while text[opening - 1].isalnum() and end < most and text[end].isalnum():
        end += 1
    if end == opening + LONGEST_WORD:
        return opening
    end += len(text[end:]) - len(text[end:].lstrip(" "))
    return min([end, *(mark.start for mark in body[:1])])


def _marks(passage: Passage, lowering: set[str]) -> Iterator[Mark]:
    for mention in passage.mentions:
        if mention.kind in OF_A_SIDE:
            yield Mark(mention.start, mention.end, mention.owner)
        elif mention.words in lowering:
            yield Mark(mention.start, mention.end, "")


def _shown(paragraphs: Iterable[Paragraph], seen: set[str]) -> Iterator[Paragraph]:
    """The others are only counted. What lowered, and was ``seen`` above, is not looked for."""
    without = 0
    for one in paragraphs:
        if not any(mark.side or one.text[mark.start : mark.end] not in seen for mark in one.marks):
            without += 1
            continue
        if without:
            yield Paragraph(left_out=without)
        without = 0
        yield shortened(one)
    if without:
        yield Paragraph(left_out=without)


def _named(article: Article, relevance: Relevance, topic: Topic) -> Iterator[Named]:
    """Each once, in the order of the article."""
    day = article.published.date() if article.published else None
    found = [match for match in relevance.matches if match.entity]
    for identifier in dict.fromkeys(match.entity for match in found):
        entity = topic.entities[identifier]
        own = [match for match in found if match.entity == identifier]
        yield Named(
            identifier,
            entity.name,
            office_on(entity, day) if day else "",
            tuple(dict.fromkeys(visible(match.words) for match in own)),
            sum(match.count for match in own),
        )
