"""Is an announced article worth fetching: the decision of ``worth_fetching``."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime

from crawler.announcements import Candidate, newest_first

# Pages of one source in one run, at a second each: what is left is announced again, or was old. An
# outlet of ours publishes 40 to 120 articles a day.
MOST_PAGES = 150


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
    return Choice(tuple(sorted(fresh, key=newest_first)[:MOST_PAGES]), seen, old)
