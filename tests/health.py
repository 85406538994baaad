"""Runs of one edition, for the tests of what is made of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.outlet import Edition, load_outlets
from crawler.tally import Tally, report
from crawler.verdict import Past, judged
from storage.coverage import Coverage
from storage.records import CrawlReport

BEGAN = datetime(2026, 9, 1, tzinfo=UTC)
EVERY = timedelta(hours=3)
EDITIONS = load_outlets()
HANOI = EDITIONS["hanoitimes"]


def coverage(pages: int, **fewer: int) -> Coverage:
    """Of pages that gave all there is, but for what is said."""
    usual = {"articles": pages, "titles": pages, "dates": pages, "selected": pages, "length": 2000}
    whole = fewer.get("articles", pages)
    return Coverage(pages=pages, **usual | {"whole": whole} | fewer)


def tally(*, announced: int = 20, **given: Any) -> Tally:
    """A run whose one list answered."""
    urls = {f"https://hanoitimes.vn/a-{number}.html" for number in range(announced)}
    return Tally(**{"announced": urls, "chains": [True]} | given)


class Desk:
    """Judges one edition run by run, with the past that the store would give it."""

    def __init__(self, edition: Edition = HANOI, began: datetime = BEGAN) -> None:
        self.edition, self.now = edition, began
        self.runs: list[CrawlReport] = []  # newest first

    def run(
        self, new: int | Coverage = 0, *, after: timedelta = EVERY, **given: Any
    ) -> CrawlReport:
        """``new``: pages that were read, all as they should be, or what they gave; a page without
        an article has no text."""
        self.now += after
        counts = coverage(new) if isinstance(new, int) else new
        backfill, blank = given.pop("backfill", False), Counter[str]()
        if counts.pages > counts.articles:
            blank["no text"] = counts.pages - counts.articles
        work = tally(stored=counts.articles, fetched=counts.pages, blank=blank, **given)
        made = report(work, self.edition, self.now - timedelta(minutes=2), self.now)
        made = replace(made, coverage=counts, backfill=backfill)
        made = judged(made, work, self.edition, self._past())
        self.runs.insert(0, made)
        return made

    def _past(self) -> Past:
        usual = [run for run in self.runs if not run.backfill]
        return Past(
            usual=usual[:50],
            sound=[run for run in usual if run.fetched and not run.troubled][:50],
            news=[run.ended for run in reversed(usual) if run.stored],
            began=self.runs[-1].started if self.runs else None,
        )


def after_runs(*new: int, edition: Edition = HANOI) -> Desk:
    desk = Desk(edition)
    for number in new:
        desk.run(number)
    return desk


def words(made: CrawlReport) -> Sequence[str]:
    return [concern.words for concern in made.concerns]
