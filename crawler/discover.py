"""Is an announced article worth fetching: the decision of ``worth_fetching``."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.candidate import Candidate, newest_first
from crawler.window import Window

# Pages of one source in one run, at a second each: what is left is announced again, or was old. An
# outlet of ours publishes 40 to 120 articles a day. A backfill has no such bound: it goes on where
# it was.
MOST_PAGES = 150
# A page of a sitemap may have been changed later than it was published: corrected within days, but
# also touched years later with the whole site. In a backfill, what changed so long after the window
# is not read to find that out: of one month's backfill it would make one of all years since.
LATE_CHANGE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Choice:
    """What one source's announcements come to."""

    fetch: tuple[Candidate, ...]  # newest first, those without a date in the source's order
    known: int
    too_old: int
    too_new: int = 0
    past: bool = False  # all that it dates is too old: what follows is older still
    left: int = 0  # for another run, which ``most`` did not let through

    @property
    def goes_on(self) -> bool:
        """Whether the source's next page may hold anything new."""
        return bool(self.fetch) and not self.past


def worth_fetching(
    candidates: Iterable[Candidate],
    known: Set[str],
    since: datetime | None,
    until: datetime | None = None,
    most: int | None = MOST_PAGES,
) -> Choice:
    """Drops what is known and what was not published from ``since`` to before ``until``; a
    candidate without a date stays, for its page may tell. At most ``most`` stay."""
    window = Window(since, until) if since else None
    fresh, dates, seen, old, new = [], [], 0, 0, 0
    for candidate in candidates:
        dates += [candidate.when] if candidate.when else []
        if candidate.url in known:
            seen += 1
        elif window and candidate.when and window.is_before(candidate.when):
            old += 1
        elif window and is_too_new(candidate, window):
            new += 1
        else:
            fresh.append(candidate)
    past = window is not None and bool(dates) and all(map(window.is_before, dates))
    chosen = tuple(sorted(fresh, key=newest_first)[:most])
    return Choice(chosen, seen, old, new, past, len(fresh) - len(chosen))


def is_too_new(candidate: Candidate, window: Window) -> bool:
    """Whether it was published behind the window."""
    if candidate.dated:
        return window.is_after(candidate.dated.at)
    # That it was changed later does not say that it was published later.
    return candidate.changed is not None and window.is_after(candidate.changed - LATE_CHANGE)
