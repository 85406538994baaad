"""How often an edition usually has something new: the decision of ``usual_gap``.

Gaps between runs that found something new are judged, not the days between articles: an article
may be announced long after it was dated.
"""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

FEWEST = 3  # gaps; fewer show no rhythm, and what the outlet's file says counts alone
# The longest gaps of a quarter that an edition with many of them is not judged by: new year's
# holidays, an outage. A quarter has thirteen weekends, so those stay.
EXCEPTIONS, MANY = 2, 20
PATIENCE = 1.5  # a weekly publisher may be half a week late before anybody is told


def usual_gap(news: Sequence[datetime]) -> timedelta | None:
    """The longest silence that is normal. ``news``: runs with something new, oldest first.

    None where too few are known.
    """
    gaps = sorted((later - earlier for earlier, later in pairwise(news)), reverse=True)
    if len(gaps) < FEWEST:
        return None
    return gaps[EXCEPTIONS if len(gaps) >= MANY else 0]


def longest_silence(usual: timedelta | None, quiet_days: int) -> timedelta:
    """Longer than this without anything new is quiet. ``quiet_days``: the outlet's file's floor."""
    floor = timedelta(days=quiet_days)
    return max(floor, usual * PATIENCE) if usual else floor


def silence_words(last_new: datetime, usual: timedelta | None, quiet_days: int) -> str:
    since = f"nothing new since {last_new:%d %b %Y}"
    if usual is None:
        return f"{since}; its file expects something within {_plural(quiet_days, 'day')}"
    return f"{since}; usually something every {_at_most(usual)} at the latest"


def _at_most(length: timedelta) -> str:
    hours = max(1, math.ceil(length.total_seconds() / 3600))
    return _plural(hours, "hour") if hours <= 36 else _plural(math.ceil(hours / 24), "day")


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
