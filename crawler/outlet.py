"""Which outlets there are, where they announce, what is normal for them: the files in outlets/.

A file describes one publisher; ``families/NAME.toml`` holds what the sites made with one CMS share.
``load_outlets`` resolves both into ``Edition`` objects, so that no other module reads TOML.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator
from pydantic import AfterValidator, Field

from storage.settings_file import ConfigError, Settings, did_you_mean, read_toml

HERE = Path(__file__).parent
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


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"no time zone is called '{name}'") from None
    return name


Selector = Annotated[str, AfterValidator(_selector)]
Pattern = Annotated[str, AfterValidator(_pattern)]


class Selectors(Settings):
    """Where things stand in the pages of a CMS. The first selector that finds something wins."""

    title: tuple[Selector, ...] = ()
    lead: tuple[Selector, ...] = ()
    body: tuple[Selector, ...] = ()
    date: tuple[Selector, ...] = ()
    authors: tuple[Selector, ...] = ()
    remove: tuple[Selector, ...] = ()  # clutter, cut before anything is read
    drop_lines: tuple[Pattern, ...] = ()  # lines of text that are clutter, matched whole
    item: tuple[Selector, ...] = ()  # one announcement in a list ...
    link: Selector = "a[href]"  # ... its link, and its date
    item_date: Selector | None = None


class Source(Settings):
    """A place where an edition announces articles."""

    kind: Literal["feed", "sitemap", "listing", "search"]
    url: str = Field(pattern="^https?://")  # may hold {page} and, for a search, {words}
    evidence: Evidence
    pages: int = Field(default=1, ge=1, le=50)
    first_page: int = Field(default=1, ge=0)


class Expectation(Settings):
    """A healthy run: outside these bounds an edition is reported."""

    announced: int = Field(default=1, ge=0)  # fewer in one run: something is wrong with its lists
    quiet_days: int = Field(default=7, ge=1)  # without any new article: quiet


class EditionFile(Settings):
    spider: str = Field(pattern="^[a-z][a-z0-9_]*$")
    language: str = Field(pattern="^[a-z]{2}$")
    locale: str = ""  # what {locale} stands for in addresses
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
    hosts: tuple[str, ...] = Field(min_length=1)  # the first is the canonical one
    article: Pattern  # of a canonical address; may hold {locale}
    refuse: tuple[Pattern, ...] = ()  # addresses that are never articles of ours
    day_first: bool = True  # 11/12 is the 11th of December
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    chains: tuple[tuple[Source, ...], ...] = ()  # of every edition; an edition's own come first
    select: Selectors = Selectors()
    healthy: Expectation = Expectation()
    max_age_days: int = Field(default=30, ge=1)  # an older announcement is history, not fetched
    editions: tuple[EditionFile, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher: what all its editions share."""

    key: str  # name of its file
    name: str
    country: str
    zone: ZoneInfo
    hosts: tuple[str, ...]
    refuse: tuple[re.Pattern[str], ...]
    day_first: bool
    select: Selectors
    max_age_days: int


@dataclass(frozen=True, slots=True)
class Edition:
    """An outlet in one language; one spider runs it. ``name`` is the spider's."""

    name: str
    outlet: Outlet
    language: str
    article: re.Pattern[str]
    chains: tuple[tuple[Source, ...], ...]
    healthy: Expectation
    active: bool  # whether crawlall runs it

    def is_article(self, url: str) -> bool:
        """Whether a canonical address is one of this edition's articles."""
        return bool(self.article.search(url)) and not any(
            pattern.search(url) for pattern in self.outlet.refuse
        )


def load_outlets(folder: Path = HERE) -> dict[str, Edition]:
    """Every edition by its spider's name. Raises ConfigError naming file and key."""
    editions: dict[str, Edition] = {}
    origin: dict[str, Path] = {}
    for path in sorted((folder / "outlets").glob("*.toml")):
        for edition in _editions(path, read_toml(path, OutletFile), folder):
            if edition.name in editions:
                raise ConfigError(
                    f"{path}: spider '{edition.name}' is already in {origin[edition.name]}"
                )
            editions[edition.name] = edition
            origin[edition.name] = path
    return editions


def edition_of(url: str, editions: Iterable[Edition]) -> Edition | None:
    """The edition that publishes a canonical address, if any of ours does."""
    return next((edition for edition in editions if edition.is_article(url)), None)


def _editions(path: Path, file: OutletFile, folder: Path) -> Iterator[Edition]:
    outlet = Outlet(
        key=path.stem,
        name=file.name,
        country=file.country,
        zone=ZoneInfo(file.zone),
        hosts=file.hosts,
        refuse=tuple(re.compile(pattern) for pattern in file.refuse),
        day_first=file.day_first,
        select=_merged(_family(path, file.family, folder), file.select),
        max_age_days=file.max_age_days,
    )
    for entry in file.editions:
        yield Edition(
            name=entry.spider,
            outlet=outlet,
            language=entry.language,
            article=re.compile(file.article.replace("{locale}", re.escape(entry.locale))),
            chains=tuple(_chains(path, file, entry)),
            healthy=entry.healthy or file.healthy,
            active=entry.active,
        )


def _family(path: Path, name: str, folder: Path) -> Selectors:
    if not name:
        return Selectors()
    file = folder / "families" / f"{name}.toml"
    if not file.is_file():
        known = sorted(found.stem for found in file.parent.glob("*.toml"))
        raise ConfigError(f"{path}: 'family': there is no {file.name}{did_you_mean(name, known)}")
    return read_toml(file, Selectors)


def _merged(family: Selectors, own: Selectors) -> Selectors:
    """The outlet's own selectors are tried first; what is to be removed adds up."""
    values = {}
    for field in Selectors.model_fields:
        mine, theirs = getattr(own, field), getattr(family, field)
        values[field] = mine + theirs if isinstance(mine, tuple) else mine
        if field not in own.model_fields_set and not isinstance(mine, tuple):
            values[field] = theirs
    return Selectors.model_validate(values)


def _chains(path: Path, file: OutletFile, entry: EditionFile) -> Iterator[tuple[Source, ...]]:
    chains = entry.chains + file.chains
    if not chains:
        raise ConfigError(f"{path}: '{entry.spider}' has no chains: nothing would announce it")
    for chain in chains:
        if not chain:
            raise ConfigError(f"{path}: '{entry.spider}' has an empty chain")
        if any("{words}" in source.url for source in chain):
            if not entry.words:
                raise ConfigError(f"{path}: '{entry.spider}' has no words for its {{words}}")
            for words in entry.words:
                yield tuple(_filled(source, entry.locale, words) for source in chain)
        else:
            yield tuple(_filled(source, entry.locale, "") for source in chain)


def _filled(source: Source, locale: str, words: str) -> Source:
    url = source.url.replace("{locale}", locale).replace("{words}", words)
    return source.model_copy(update={"url": url})
