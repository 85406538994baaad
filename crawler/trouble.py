"""What went wrong at an outlet: in words for the operator, and as the obstacle for the reader."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from storage.records import Obstacle


@dataclass(frozen=True, slots=True)
class Trouble:
    """``words``: one short line that says what to look at."""

    words: str
    obstacle: Obstacle


NONE = Trouble("", Obstacle.NONE)
NO_ARTICLES = Trouble("announces no article", Obstacle.EMPTY)


def ended_early(reason: str) -> Trouble:
    """``reason`` as Scrapy gives it when a spider closes."""
    known = {
        "shutdown": "stopped by hand before it was done",
        "closespider_timeout": "took longer than an edition may and was stopped",
    }
    return Trouble(known.get(reason, f"ended early: {reason}"), Obstacle.INTERRUPTED)


def unreadable(words: str) -> Trouble:
    """Something came, and it was not what it should be."""
    return Trouble(words, Obstacle.UNREADABLE)


def redirected_home(asked: str, answered: str) -> Trouble | None:
    """A section that is gone often leads to the front page, which announces other things."""
    if urlsplit(answered).path in ("", "/") and urlsplit(asked).path not in ("", "/"):
        return Trouble("redirects to the front page", Obstacle.MISSING)
    return None


def of_status(status: int, title: str, size: int = 0) -> Trouble:
    """With title and size of the page that came along: a wall that says "Access denied" is another
    matter than a page that has moved. Below 1 kB a page says nothing but its status."""
    words = f"status {status}" + (f' "{title}"' if title else "")
    words += f", {round(size / 1000)} kB" if size >= 1000 else ""
    if status in (429, 503):
        return Trouble(words, Obstacle.BUSY)
    if status in (404, 410):
        return Trouble(words, Obstacle.MISSING)
    if status >= 500:
        return Trouble(words, Obstacle.SERVER)
    refused = status in (401, 402, 403, 407, 451)
    return Trouble(words, Obstacle.REFUSED if refused else Obstacle.OTHER)
