"""Why a verdict is what it is, in one short line for an operator: the decision of ``in_one_line``.

Both programs say it: ``scrapy explain`` of a page, ``digest near-misses`` of what is stored.
"""

from collections.abc import Iterable, Iterator

from storage.relevance import Part, Relevance
from topics.judge import THRESHOLD
from topics.parts import PLACES, PartName, in_words

WITHOUT_REASONS = "judged before reasons were kept; `digest topic apply` judges anew"
TITLE_ALONE = "judged on its title alone: it has no text"
MOST_WORDS, LONGEST_WORD = 3, 40  # of what lowered, so that it stays one line


def in_one_line(relevance: Relevance, *, has_text: bool = True) -> str:
    """ "near miss, 2.1 of 2.6: Kazakhstan only in the body (2 times); the title is on others
    (Путин) −1.5". ``has_text``: whether the article had more to judge by than its title."""
    line = f"{relevance.standing}{_score(relevance)}: {_reason(relevance)}"
    return line if has_text else f"{line}; {TITLE_ALONE}"


def sides_missing(relevance: Relevance, sides: Iterable[str]) -> tuple[str, ...]:
    """Those of the topic's ``sides`` of which the article holds no word."""
    named = {match.side for match in relevance.matches}
    return tuple(side for side in sides if side not in named)


def number(worth: float) -> str:
    """2.59 is not 2.6, which is enough."""
    return f"{round(worth, 2):g}".replace("-", "−")


def signed(worth: float) -> str:
    return number(worth) if worth < 0 else f"+{number(worth)}"


def words_in_line(words: Iterable[str]) -> str:
    """Some of the words that made a part: "Путин, Россия, …"; "" if there are none."""
    shown = [" ".join(word.split())[:LONGEST_WORD] for word in words]
    more = ["…"] if len(shown) > MOST_WORDS else []
    return ", ".join([*shown[:MOST_WORDS], *more])


def counted(relevance: Relevance) -> list[Part]:
    """The parts whose sum is the score."""
    return [part for part in relevance.parts if part.side in ("", relevance.decided_by)]


def reasons_kept(relevance: Relevance) -> bool:
    return bool(relevance.words_sum)


def _score(relevance: Relevance) -> str:
    """Where a side is not named at all, a number says nothing."""
    if reasons_kept(relevance) and sides_missing(relevance, [relevance.decided_by]):
        return ""
    return f", {number(relevance.score)} of {number(THRESHOLD)}"


def _reason(relevance: Relevance) -> str:
    if not reasons_kept(relevance):
        return WITHOUT_REASONS
    if not relevance.matches:
        return "no side is named"
    if sides_missing(relevance, [relevance.decided_by]):
        return f"{relevance.decided_by} is not named"
    raised = ", ".join(_raised(relevance))
    return "; ".join([raised, *_lowered(relevance)])


def _raised(relevance: Relevance) -> Iterator[str]:
    """Where the side stands that decided, then what else spoke for it."""
    parts = [part for part in counted(relevance) if part.worth > 0]
    names = [part.name for part in parts]
    if PartName.BOTH_IN_TITLE not in names:
        yield _standing_place(relevance, names)
    for part in parts:
        if part.name not in PLACES:
            yield in_words(part.name)


def _standing_place(relevance: Relevance, names: list[str]) -> str:
    side = relevance.decided_by
    place = next((place for place in PLACES if place in names), PartName.BODY)
    if place is not PartName.BODY:
        return f"{side} {in_words(place)}{'' if place is PartName.TITLE else ', not in the title'}"
    there = (one.count for one in relevance.matches if one.side == side and one.place == place)
    times = sum(there)
    return f"{side} only {in_words(place)} ({'once' if times == 1 else f'{times} times'})"


def _lowered(relevance: Relevance) -> Iterator[str]:
    for part in counted(relevance):
        if part.worth < 0:
            words = words_in_line(part.words)
            yield f"{in_words(part.name)}{f' ({words})' if words else ''} {signed(part.worth)}"
