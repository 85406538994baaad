"""Why a list announces no article of ours: it is empty, or it holds what no pattern knows."""

import re
from dataclasses import replace
from datetime import datetime

from crawler.announcements import Unreadable, read_announcements
from crawler.limits import PAGE_SECONDS, TooSlow, time_limit
from crawler.outlet import Edition
from crawler.outlet_file import Source
from crawler.patterns import guess_pattern
from crawler.trouble import NO_ARTICLES, Trouble
from storage.records import Obstacle

ANYTHING = re.compile("")


def of_anything(edition: Edition) -> Edition:
    """To read what is announced besides this edition's articles."""
    return replace(edition, article=ANYTHING, outlet=replace(edition.outlet, refuse=()))


def why_nothing(body: bytes, url: str, source: Source, edition: Edition, now: datetime) -> Trouble:
    """Of a readable answer that announces no article of this edition.

    A feed holds articles and nothing else; of the links of a page those count that have the marks
    of an article's address, so that a menu is no announcement.
    """
    try:
        with time_limit(PAGE_SECONDS):
            found = read_announcements(body, url, source, of_anything(edition), now)
    except (Unreadable, TooSlow):
        return NO_ARTICLES
    addresses = [one.url for one in found]
    if source.kind == "listing":
        guess = guess_pattern(addresses, announced=False)
        pattern = guess and re.compile(guess.pattern.replace("{locale}", re.escape(guess.locale)))
        addresses = [address for address in addresses if pattern and pattern.search(address)]
    if not addresses:
        return NO_ARTICLES
    words = f"none of {len(addresses)} addresses matches the article pattern, such as"
    return Trouble(f"{words} {addresses[0]}", Obstacle.UNMATCHED)
