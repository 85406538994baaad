"""What an outlet's file may say: the models of outlets/NAME.toml and families/NAME.toml."""

import re
from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator
from pydantic import AfterValidator, Field

from storage.settings_file import Settings

# How sure we are of a line in an outlet's file: a stored page or a dated measurement shows it; a
# public program uses it and nobody has checked; it follows from a sibling site or the CMS.
Evidence = Literal["seen", "listed", "inferred"]


def _selector(css: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(css)
    except SelectorError as error:
        raise ValueError(f"'{css}' is not a CSS selector: {error}") from None
    return css


def _pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"'{pattern}' is not a regular expression: {error}") from None
    return pattern


def _identity(pattern: str) -> str:
    if not set(re.compile(pattern).groupindex) - {"slug"}:
        raise ValueError(f"'{pattern}' names no part that tells articles apart: (?P<id>...)")
    return pattern


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"no time zone is called '{name}'") from None
    return name


Selector = Annotated[str, AfterValidator(_selector)]
Pattern = Annotated[str, AfterValidator(_pattern)]
# Which part of an address says which article it is. A group for each way of numbering that the
# outlet has had, of any name: equal values of one group are one article, whatever else is in the
# address. And perhaps (?P<slug>...), which numbers of two groups may share: an article that was
# numbered anew. Numbers of one group never share it: a column has one title every day.
Identity = Annotated[Pattern, AfterValidator(_identity)]


class Selectors(Settings):
    """Where things stand in the pages of a CMS. The first selector that finds something wins."""

    title: tuple[Selector, ...] = ()
    lead: tuple[Selector, ...] = ()
    body: tuple[Selector, ...] = ()
    date: tuple[Selector, ...] = ()
    authors: tuple[Selector, ...] = ()
    remove: tuple[Selector, ...] = ()  # clutter, cut before anything is read
    drop_lines: tuple[Pattern, ...] = ()  # lines of text that are clutter, matched whole
    cut_from: tuple[Pattern, ...] = ()  # a line matched whole: it and all behind it are clutter
    item: tuple[Selector, ...] = ()  # one announcement in a list ...
    link: Selector = "a[href]"  # ... its link, its headline (else the link's own words), its date
    item_title: Selector | None = None
    item_date: Selector | None = None
    dateline: Pattern | None = None  # what stands in front of a first sentence
    end_mark: Pattern | None = None  # what closes an article: lines behind it are other articles'


class Source(Settings):
    """A place where an edition announces articles."""

    kind: Literal["feed", "sitemap", "listing", "search"]
    # May hold {page}; {year} and {month}, whose pages lead back by months; for a search, {words}.
    url: str = Field(pattern="^https?://")
    evidence: Evidence
    pages: int = Field(default=1, ge=1, le=50)  # of an ordinary run; a backfill goes on
    first_page: int = Field(default=1, ge=0)
    # For what leads far back and says nothing first: archives of months, a feed's older pages. An
    # ordinary run does not ask it.
    only: Literal["backfill"] | None = None

    @property
    def is_monthly(self) -> bool:
        """Each page holds what was published in one month."""
        return "{month}" in self.url

    @property
    def leads_back(self) -> bool:
        """Whether more of it can be asked for than its newest entries."""
        return self.is_monthly or "{page}" in self.url or self.kind == "sitemap"

    def address(self, page: int, today: date) -> str:
        """Where page ``page`` is, counted from 0. ``today``: at the outlet; in a backfill the day
        from which months lead back."""
        month = today.year * 12 + today.month - 1 - page
        known = {"page": self.first_page + page, "year": month // 12, "month": month % 12 + 1}
        return re.sub(r"\{(page|year|month)\}", lambda found: str(known[found[1]]), self.url)


class Expectation(Settings):
    """A healthy run: outside these bounds an edition is reported."""

    announced: int = Field(default=1, ge=0)  # fewer in one run: something is wrong with its lists
    quiet_days: int = Field(default=7, ge=1)  # without any new article: quiet


class EditionFile(Settings):
    spider: str = Field(pattern="^[a-z][a-z0-9_]*$")
    language: str = Field(pattern="^[a-z]{2}$")
    locale: str = ""  # what {locale} stands for in addresses
    article: Pattern | None = None  # instead of the outlet's, where older addresses live on
    words: tuple[str, ...] = ()  # what is searched for: the topic's foreign side, in this language
    chains: tuple[tuple[Source, ...], ...] = ()
    healthy: Expectation | None = None
    evidence: Evidence = "seen"  # that this language is published at all
    active: bool = True  # false: run by hand only, until somebody has seen it work


class OutletFile(Settings):
    name: str
    country: str = Field(pattern="^[A-Z]{2}$")
    zone: Annotated[str, AfterValidator(_zone)]
    family: str = ""
    # The first is the canonical one; may hold {locale}, where each language has its own.
    hosts: tuple[str, ...] = Field(min_length=1)
    article: Pattern  # of a canonical address; may hold {locale}
    identity: Identity | None = None  # without it: the whole address; may hold {locale}
    refuse: tuple[Pattern, ...] = ()  # addresses that are never articles of ours
    day_first: bool = True  # 11/12 is the 11th of December
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    chains: tuple[tuple[Source, ...], ...] = ()  # of every edition; an edition's own come first
    select: Selectors = Selectors()
    healthy: Expectation = Expectation()
    max_age_days: int = Field(default=30, ge=1)  # an older announcement is history, not fetched
    editions: tuple[EditionFile, ...] = Field(min_length=1)
