"""Soundings: where in time a page of an undated list lies, from a few of its articles.

Years of a list may lie in front of a backfill's window. Reading all that they announce, only to
learn that it is too new, would cost the outlet thousands of pages for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crawler.candidate import Candidate
from crawler.window import Window

FEW = 5  # so many are read at once


@dataclass(slots=True)
class _Held:
    rest: tuple[Candidate, ...]
    waiting: set[str]
    dates: list[datetime | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sounded:
    """The list at ``url`` has been sounded: what of it is to be read after all."""

    url: str
    rest: tuple[Candidate, ...]


class Soundings:
    """Of one run. A list is newest first, so what lies between two articles of a page that are too
    new is too new as well; what it repeats on every page is not new to the run, and not sounded."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._held: dict[str, _Held] = {}

    def hold(self, url: str, chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """What to read first of a list at ``url``: all that is dated; the first, the middle and the
        last of what is not."""
        undated = [one for one in chosen if one.when is None]
        if self._window.until is None or len(undated) <= FEW:
            return tuple(chosen)
        picks = {undated[place].url for place in (0, len(undated) // 2, -1)}
        rest = tuple(one for one in undated if one.url not in picks)
        self._held[url] = _Held(rest, picks)
        return tuple(one for one in chosen if one not in rest)

    def is_held(self, url: str) -> bool:
        return url in self._held

    def settled(self, url: str, published: datetime | None) -> list[Sounded]:
        """An article was read, or could not be (then it has no date)."""
        done = []
        for address, held in list(self._held.items()):
            if url not in held.waiting:
                continue
            held.waiting.discard(url)
            held.dates.append(published)
            if not held.waiting:
                del self._held[address]
                too_new = all(when and self._window.is_after(when) for when in held.dates)
                done.append(Sounded(address, () if too_new else held.rest))
        return done
