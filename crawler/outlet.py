"""Which outlets there are, where they announce, what is normal for them: the files in outlets/.

A file describes one publisher; ``families/NAME.toml`` holds what the sites made with one CMS share.
``load_outlets`` resolves both into ``Edition`` objects, so that no other module reads TOML.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.outlet_file import EditionFile, Expectation, OutletFile, Selectors, Source
from storage.settings_file import ConfigError, did_you_mean, read_toml

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher: what all its editions share."""

    key: str  # name of its file
    name: str
    country: str
    zone: ZoneInfo
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
    hosts: tuple[str, ...]  # the first is the canonical one
    article: re.Pattern[str]
    identity: re.Pattern[str] | None
    chains: tuple[tuple[Source, ...], ...]
    healthy: Expectation
    active: bool  # whether crawlall runs it

    @property
    def asked_hosts(self) -> frozenset[str]:
        """All that is asked for this edition: where its articles are, and where they are
        announced."""
        announcing = (urlsplit(source.url).hostname for chain in self.chains for source in chain)
        return frozenset(self.hosts) | frozenset(host for host in announcing if host)

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
        for edition in editions_in(path, read_toml(path, OutletFile), folder):
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


def editions_in(path: Path, file: OutletFile, folder: Path = HERE) -> Iterator[Edition]:
    """``path`` names the outlet; it need not exist. Raises ConfigError like ``load_outlets``."""
    outlet = Outlet(
        key=path.stem,
        name=file.name,
        country=file.country,
        zone=ZoneInfo(file.zone),
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
            hosts=tuple(host.replace("{locale}", entry.locale) for host in file.hosts),
            article=_pattern(entry.article or file.article, entry.locale),
            identity=_pattern(file.identity, entry.locale) if file.identity else None,
            chains=tuple(_chains(path, file, entry)),
            healthy=entry.healthy or file.healthy,
            active=entry.active,
        )


def _pattern(pattern: str, locale: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{locale}", re.escape(locale)))


def families(folder: Path = HERE) -> list[str]:
    return sorted(found.stem for found in (folder / "families").glob("*.toml"))


def _family(path: Path, name: str, folder: Path) -> Selectors:
    if not name:
        return Selectors()
    file = folder / "families" / f"{name}.toml"
    if not file.is_file():
        hint = did_you_mean(name, families(folder))
        raise ConfigError(f"{path}: 'family': there is no {file.name}{hint}")
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
