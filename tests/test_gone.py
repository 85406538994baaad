"""How often a page that cannot be had, or holds no text, is asked for again, over runs."""

from datetime import datetime, timedelta

import pytest

from storage.records import Outcome, Visit
from storage.store import Store

URL = "https://vietnamnews.vn/economy/1780781/tea.html"


@pytest.mark.parametrize(
    ("outcomes", "left"),
    [
        ([Outcome.GONE], False),  # some outlets announce a page a moment before it is there
        ([Outcome.GONE, Outcome.GONE], True),
        ([Outcome.FAILED, Outcome.GONE], True),
        ([Outcome.FAILED] * 4, False),
        ([Outcome.FAILED] * 5, True),
        ([Outcome.GONE, Outcome.FAILED], False),
        ([Outcome.TOO_OLD, Outcome.GONE], False),
        ([Outcome.NO_ARTICLE], False),  # an agency's stub, whose text comes minutes later
        ([Outcome.NO_ARTICLE, Outcome.NO_ARTICLE], True),
        ([Outcome.TOO_OLD, Outcome.NO_ARTICLE], False),
    ],
)
def test_a_page_that_is_gone_or_empty_is_asked_once_more(
    store: Store, now: datetime, outcomes: list[Outcome], left: bool
) -> None:
    for run, outcome in enumerate(outcomes):
        assert store.articles.known([URL]) == set() or outcomes[run - 1] is Outcome.TOO_OLD
        store.articles.note(Visit(URL, "vns", outcome, now + timedelta(hours=3 * run), "status"))
    assert store.articles.known([URL]) == ({URL} if left else set())
