"""Candidate: an announced article before it is fetched, made of what a source says."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin

from crawler.dates import Dated, Reading, read_date
from crawler.identity import address_of
from crawler.outlet import Edition
from storage.records import Article


@dataclass(frozen=True, slots=True)
class Candidate:
    """An announced article before it is fetched. ``url`` is canonical."""

    url: str
    title: str = ""
    dated: Dated | None = None  # published, as the source says
    changed: datetime | None = None  # a sitemap's lastmod: not before it was published

    @property
    def when(self) -> datetime | None:
        return self.dated.at if self.dated else self.changed


class Unreadable(ValueError):
    """A source answered with something else than it should."""


def newest_first(candidate: Candidate) -> float:
    """A key for a stable sort: without a date first, since lists show their newest on top."""
    return -candidate.when.timestamp() if candidate.when else float("-inf")


def dated_by(article: Article, candidate: Candidate) -> Article:
    """With the date of what announced it, where the page gives none."""
    if article.published is not None or candidate.dated is None:
        return article
    return replace(
        article,
        published=candidate.dated.at,
        day_only=candidate.dated.day_only,
        origins=replace(article.origins, published="announced"),
    )


def candidate_at(
    address: str, base: str, title: str, date: str, edition: Edition, now: datetime
) -> Candidate | None:
    """None if the address is not one of this edition's articles. ``date``: of publishing."""
    try:
        url = address_of(urljoin(base, address), edition)
    except ValueError:
        return None
    if not edition.is_article(url):
        return None
    return Candidate(url, " ".join(title.split()), date_at(date, edition, now))


def date_at(text: str, edition: Edition, now: datetime) -> Dated | None:
    """What a source of this edition means by a date."""
    outlet = edition.outlet
    return read_date(text, Reading(outlet.zone, edition.language, outlet.day_first), now)
