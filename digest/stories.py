"""Which articles tell one story: the decision of ``group_into_stories``.

Articles join by what they say (``likeness.py``), the more the nearer in time they appeared; time
alone joins nothing. Stories of one occasion make a thread by a looser measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from digest.likeness import compare, same_happening, same_occasion
from digest.linkage import NEVER, Matrix, average_link
from digest.traits import traits_of
from storage.records import Article

# Cuts and gates (days) in the middle of the ranges in which B-cubed F1 stays within three points
# of its best, on labelled articles of other events, on our own and on the demo's: 0.18 to 0.26
# and 0.05 to 0.08.
STORY_CUT, STORY_DAYS = 0.22, 3.0
THREAD_CUT, THREAD_DAYS = 0.07, 7.0
# What is left of a likeness when time has passed: half, and after how many days about a third of
# the other half. An occasion lasts longer than an event.
LASTING = 0.5
STORY_FADE, THREAD_FADE = 2.0, 5.0
# An article whose page gives no date counts as published a day or two from everything.
UNDATED_GAP = 1.4

Groups = list[list[int]]


@dataclass(frozen=True, slots=True)
class Story:
    """The articles, in any language, about one event; earliest first.

    ``id`` is stable while the earliest article stays; ``thread`` is shared by the stories of one
    occasion (a visit of four days).
    """

    id: str
    thread: str
    articles: tuple[Article, ...]


def group_into_stories(articles: Sequence[Article]) -> list[Story]:
    """Every article in exactly one story, earliest story first, whatever the order given."""
    ordered = sorted(articles, key=_by_time)
    if not ordered:
        return []
    traits = [traits_of(article) for article in ordered]
    days = np.array([np.nan if one.day is None else one.day for one in traits])
    signals = compare(traits)
    alike = _near_in_time(same_happening(signals), days, STORY_FADE, STORY_DAYS)
    groups = average_link(alike, STORY_CUT, [[i] for i in np.flatnonzero(~np.isnan(days)).tolist()])
    occasions = _near_in_time(same_occasion(signals), days, THREAD_FADE, THREAD_DAYS)
    threads = average_link(occasions, THREAD_CUT, groups)
    return _told(ordered, _with_undated(groups, alike, days), threads)


def _by_time(article: Article) -> tuple[bool, float, str, str, str]:
    when = article.when
    stamp = when.timestamp() if when else 0.0
    return when is None, stamp, article.url, article.title, article.text


def _near_in_time(alike: Matrix, days: NDArray[np.float64], fade: float, gate: float) -> Matrix:
    gap = np.abs(days[:, None] - days[None, :])
    known = np.where(np.isnan(gap), UNDATED_GAP, gap)
    faded = alike * (LASTING + (1 - LASTING) * np.exp(-known / fade))
    return np.where(known > gate, NEVER, faded)


def _with_undated(groups: Groups, alike: Matrix, days: NDArray[np.float64]) -> Groups:
    """Undated articles come last: each may join a finished story, none can merge two.

    Those that join none are grouped among themselves.
    """
    complete = [list(group) for group in groups]
    left = []
    for article in np.flatnonzero(np.isnan(days)).tolist():
        means = [float(alike[article, group].mean()) for group in groups]
        best = int(np.argmax(means)) if means else 0
        if means and means[best] >= STORY_CUT:
            complete[best].append(article)
        else:
            left.append([article])
    return complete + average_link(alike, STORY_CUT, left)


def _told(articles: Sequence[Article], groups: Groups, threads: Groups) -> list[Story]:
    occasion = {member: min(thread) for thread in threads for member in thread}
    ids = {}
    stories = []
    for group in sorted(sorted(group) for group in groups):
        ids[group[0]] = _id(articles[group[0]])
        dated = [occasion[member] for member in group if member in occasion]
        # A thread is named by its first article, which is also the first of a story.
        thread = _id(articles[dated[0]]) if dated else ids[group[0]]
        stories.append(Story(ids[group[0]], thread, tuple(articles[i] for i in group)))
    return stories


def _id(article: Article) -> str:
    return sha256(article.url.encode()).hexdigest()[:12]
