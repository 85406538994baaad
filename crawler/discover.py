"""Is an announced article worth fetching: the decision of ``worth_fetching``."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime

from crawler.announcements import Candidate


@dataclass(frozen=True, slots=True)
class Choice:
    """What one source's announcements come to."""

    fetch: tuple[Candidate, ...]  # newest first, those without a date in the source's order
    known: int
    too_old: int

    @property
    def goes_on(self) -> bool:
        """Whether the source's next page may hold anything new."""
        return bool(self.fetch)


def worth_fetching(
    candidates: Iterable[Candidate], known: Set[str], since: datetime | None
) -> Choice:
    """Drops what is known and what was published before ``since``; a candidate without a date
    stays, for its page may tell."""
    fresh, old, seen = [], 0, 0
    for candidate in candidates:
        if candidate.url in known:
            seen += 1
        elif since and candidate.when and candidate.when < since:
            old += 1
        else:
            fresh.append(candidate)
    return Choice(tuple(sorted(fresh, key=_newest_first)), seen, old)


def _newest_first(candidate: Candidate) -> float:
    # A stable sort: without a date first, since lists show their newest on top.
    return -candidate.when.timestamp() if candidate.when else float("-inf")
