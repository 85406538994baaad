"""What other words change in a verdict: the decisions of ``shift`` and of what is said of it."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from storage.relevance import Match, Part, Relevance, Standing
from topics.why import reasons_kept

MOST_PARTS = 3  # on a line; the largest
MOST_WORDS = 3
LITTLE = 0.005  # scores are told to two decimals


class Shift(StrEnum):
    """What becomes of an article, in the words in which it is counted."""

    COMES_IN = "in"
    GOES_OUT = "out"
    NEARS = "to the near misses"
    LEAVES = "from the near misses"


def shift(before: Relevance | None, after: Relevance) -> Shift | None:
    """None where nothing changes for anybody, whatever the score."""
    was = before.standing if before else Standing.OUT
    if was is after.standing:
        return None
    if Standing.IN in (was, after.standing):
        return Shift.COMES_IN if after.relevant else Shift.GOES_OUT
    return Shift.NEARS if after.near else Shift.LEAVES


def reason(before: Relevance | None, after: Relevance) -> str:
    """ "1.9 → 4.1: title +3 of Kazakhstan; now found: Qazaqstan", in one line."""
    if before is None:
        return f"not judged for this topic before → {after.score:g}"
    scores = f"{before.score:g} → {after.score:g}"
    if not reasons_kept(before):
        return f"{scores} (judged before reasons were kept)"
    told = [_parts(before.parts, after.parts), *_words(before.matches, after.matches)]
    return ": ".join([scores, "; ".join(part for part in told if part)]).removesuffix(": ")


def _parts(before: Iterable[Part], after: Iterable[Part]) -> str:
    """What the parts gained and lost, the most first."""
    was, now = _worth(before), _worth(after)
    gains = {key: now.get(key, 0) - was.get(key, 0) for key in {**was, **now}}
    changed = [(key, gain) for key, gain in gains.items() if abs(gain) > LITTLE]
    changed.sort(key=lambda one: -abs(one[1]))
    told = (
        f"{name} {gain:+.4g}" + (f" of {side}" if side else "")
        for (name, side), gain in changed[:MOST_PARTS]
    )
    return ", ".join(told)


def _worth(parts: Iterable[Part]) -> dict[tuple[str, str], float]:
    return {(part.name, part.side): part.worth for part in parts}


def _words(before: Iterable[Match], after: Iterable[Match]) -> Iterator[str]:
    was, now = ({match.words: 1 for match in matches} for matches in (before, after))
    for told, words in (("now found", now.keys() - was.keys()), ("no more", was.keys() - now)):
        if words:
            listed = sorted(words)[:MOST_WORDS]
            yield f"{told}: {', '.join(listed)}{', …' if len(words) > MOST_WORDS else ''}"
