"""What the answer of a list comes to: ``hear``; and whether one that gave nothing ever will."""

from dataclasses import dataclass
from datetime import datetime

from crawler.announcements import Announced, Unreadable, announced_by
from crawler.asked import Asked
from crawler.limits import PAGE_SECONDS, TooSlow, time_limit
from crawler.outlet import Edition
from crawler.sitemaps import DEEPEST
from crawler.trouble import Trouble, redirected_home, unreadable
from crawler.unmatched import why_nothing
from crawler.walls import instead
from storage.records import Obstacle

# Asking again would not help: there is no such list or page, or it is not ours to read.
FOR_GOOD = frozenset({Obstacle.MISSING, Obstacle.ROBOTS})


@dataclass(frozen=True, slots=True)
class Silence:
    """A list that announces nothing. ``for_good``: asking it again would not help."""

    trouble: Trouble
    for_good: bool


def hear(
    body: bytes, url: str, asked: Asked, edition: Edition, now: datetime, most: int
) -> Announced | Silence:
    """``url``: where the answer was found in the end."""
    try:
        with time_limit(PAGE_SECONDS):
            found = announced_by(body, url, asked.source, edition, now, most)
    except Unreadable as error:
        return _silent(body, unreadable(str(error)))
    except TooSlow as error:
        return Silence(unreadable(str(error)), for_good=False)
    if elsewhere := redirected_home(asked.url, url):
        return Silence(elsewhere, for_good=True)
    if found.children and len(asked.above) >= DEEPEST and not found.candidates:
        words = f"names further sitemaps only, {DEEPEST} levels deep"
        return Silence(unreadable(words), for_good=True)
    # A search may well find nothing, and of the sitemaps of an index some name no articles; a feed
    # or a list without any is a fault.
    may_be_empty = asked.page or asked.above or asked.source.kind == "search"
    if not (found.candidates or found.children or may_be_empty):
        why = why_nothing(body, url, asked.source, edition, now)
        return _silent(body, why)
    return found


def _silent(body: bytes, otherwise: Trouble) -> Silence:
    """A wall in the list's place may be gone the next time."""
    why = instead(body, otherwise)
    return Silence(why, for_good=why is otherwise)
