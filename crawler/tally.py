"""What one edition's run has come to so far; at its end, the CrawlReport without a verdict."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from crawler.extract import Extraction
from crawler.outlet import Edition
from crawler.outlet_file import Source
from crawler.trouble import NONE, Trouble
from storage.coverage import Coverage
from storage.records import CrawlReport, SourceResult, State

ELSEWHERE = "redirected to a page that is no article"


@dataclass(frozen=True, slots=True)
class PageRead:
    """What one page gave that was an article."""

    title: str
    length: int
    dated: bool
    selected: bool
    whole: bool


@dataclass(slots=True)
class Tally:
    """Counts of one run. The only mutable state that a spider has."""

    announced: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    sources: list[SourceResult] = field(default_factory=list)
    chains: list[bool] = field(default_factory=list)  # whether each finished chain announced
    silent: list[tuple[tuple[Source, ...], Trouble]] = field(default_factory=list)  # which did not
    fetched: int = 0
    stored: int = 0
    off_topic: int = 0  # pages that were glanced at only
    relevant: int = 0
    revisited: int = 0  # articles already sent that were looked at again
    corrected: int = 0  # of these, changed in what readers were told
    failures: Counter[Trouble] = field(default_factory=Counter)
    pages: list[PageRead] = field(default_factory=list)
    blank: Counter[str] = field(default_factory=Counter)  # pages without an article, by reason
    stopped: Trouble = NONE  # why the run ended before its work did

    def saw(self, found: Extraction, edition: Edition) -> None:
        """A page that was read as an article, whether or not it is kept."""
        article = found.article
        if not edition.is_article(article.url):
            self.saw_nothing(ELSEWHERE)
            return
        self.pages.append(
            PageRead(
                title=article.title,
                length=len(article.text),
                dated=bool(article.published),
                selected=found.selected,
                whole=not article.truncated,
            )
        )

    def saw_nothing(self, reason: str) -> None:
        """A page that should have been an article."""
        self.blank[reason] += 1


def report(tally: Tally, edition: Edition, started: datetime, ended: datetime) -> CrawlReport:
    """Without a verdict yet: see ``crawler/verdict.py``."""
    return CrawlReport(
        edition=edition.name,
        outlet=edition.outlet.key,
        outlet_name=edition.outlet.name,
        language=edition.language,
        started=started,
        ended=ended,
        announced=len(tally.announced),
        known=len(tally.known),
        fetched=tally.fetched,
        stored=tally.stored,
        off_topic=tally.off_topic,
        relevant=tally.relevant,
        failed=tally.failures.total(),
        state=State.WORKING,
        reasons={trouble.words: count for trouble, count in tally.failures.items()},
        sources=tuple(tally.sources),
        revisited=tally.revisited,
        corrected=tally.corrected,
        blank=dict(tally.blank),
        coverage=_coverage(tally),
    )


def _coverage(tally: Tally) -> Coverage:
    pages = tally.pages
    return Coverage(
        pages=len(pages) + tally.blank.total(),
        articles=len(pages),
        titles=Counter(Counter(page.title for page in pages).values())[1],
        dates=sum(page.dated for page in pages),
        selected=sum(page.selected for page in pages),
        whole=sum(page.whole for page in pages),
        length=round(median(page.length for page in pages)) if pages else 0,
    )
