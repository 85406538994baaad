"""Candidate: an announced article before it is fetched, made of what a source says."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from urllib.parse import urljoin

from crawler.dates import Dated, Reading, from_epoch, is_ahead, read_date, stated_date
from crawler.identity import address_of
from crawler.outlet import Edition
from storage.records import Article

LONGEST_DATE = 200  # letters; of an element that is never closed, the rest of the page is text


@dataclass(frozen=True, slots=True)
class Candidate:
    """An announced article before it is fetched. ``url`` is canonical."""

    url: str
    title: str = ""
    dated: Dated | None = None  # published, as the source says
    changed: datetime | None = None  # a sitemap's lastmod: not before it was published
    claimed: datetime | None = None  # a date of publishing in the future: told, and not used

    @property
    def when(self) -> datetime | None:
        return self.dated.at if self.dated else self.changed


class Unreadable(ValueError):
    """A source answered with something else than it should."""


def newest_first(candidate: Candidate) -> float:
    """A key for a stable sort: without a date first, since lists show their newest on top."""
    return -candidate.when.timestamp() if candidate.when else float("-inf")


def told_together(known: Candidate | None, told: Candidate) -> Candidate:
    """What two announcements of one address say: the least vague date, whichever came first."""
    if known is None:
        return told
    dates = (one.dated for one in (known, told) if one.dated)
    return replace(
        known,
        title=known.title or told.title,
        dated=min(dates, key=lambda date: date.vagueness, default=None),
        changed=known.changed or told.changed,
        claimed=known.claimed or told.claimed,
    )


def dated_by(article: Article, candidate: Candidate) -> Article:
    """With the date of what announced it, where the page gives none, or the same day alone."""
    told = _without_midnight(candidate.dated) if candidate.dated else None
    if told is None:
        claimed = candidate.claimed if article.published is None else None
        return replace(article, claimed=article.claimed or claimed)
    if article.published is not None:
        same_day = abs(told.at - article.published) < timedelta(days=1)
        if not article.day_only or told.day_only or not same_day:
            return article
    return replace(
        article,
        published=told.at,
        day_only=told.day_only,
        origins=replace(article.origins, published="announced"),
    )


def _without_midnight(dated: Dated) -> Dated:
    """Programs write it where they know a day alone."""
    if dated.relative or dated.at.time() != time(0):
        return dated
    return replace(dated, at=dated.at.replace(hour=12), day_only=True)


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
    dated = date_at(date, edition, now)
    claimed = None if dated else _claimed(date, edition, now)
    return Candidate(url, " ".join(title.split()), dated, claimed=claimed)


def date_at(text: str, edition: Edition, now: datetime) -> Dated | None:
    """What a source of this edition means by a date; None for one in the future."""
    if epoch := from_epoch(text.strip()):
        return None if is_ahead(epoch, now) else epoch
    return read_date(text[:LONGEST_DATE], _reading(edition), now)


def _claimed(text: str, edition: Edition, now: datetime) -> datetime | None:
    text = text[:LONGEST_DATE]
    stated = from_epoch(text.strip()) or stated_date(text, _reading(edition))
    return stated.at if stated and is_ahead(stated, now) else None


def _reading(edition: Edition) -> Reading:
    outlet = edition.outlet
    return Reading(outlet.zone, edition.language, outlet.day_first)
