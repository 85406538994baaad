"""Whether a text shorter than an article is an agency's flash: one sentence, and the news.

A caption under a video is as short, so it must stand where the outlet's file says, close a
sentence, and be on a page that declares an article and shows no player.
"""

import re

from crawler.reading.called import declares_article
from crawler.reading.page import Page
from crawler.reading.text import SHORTEST, Text

# "Tokayev has arrived in Hanoi.", with a dateline before it. In UTF-8, as SHORTEST.
SHORTEST_FLASH = 60  # bytes
CLOSED = re.compile(r"[.!?…。！？]['\"’”»」』）)]*$")
PLAYERS = ("video", "audio", "iframe", "embed", "object")


def is_long_enough(text: Text, page: Page) -> bool:
    """For an article, or for a flash."""
    length = len(text.whole.encode("utf-8", "replace"))
    return length >= SHORTEST or (length >= SHORTEST_FLASH and _is_flash(text, page))


def _is_flash(text: Text, page: Page) -> bool:
    closed = text.selected and CLOSED.search(text.lines[-1])
    return bool(closed) and declares_article(page) and not _has_player(page)


def _has_player(page: Page) -> bool:
    """Counters of readers stand in frames that are shown only where no scripts run."""
    return any(
        all(above.tag != "noscript" for above in player.iterancestors())
        for player in page.tree.iter(*PLAYERS)
    )
