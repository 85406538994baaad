"""One test for all editions: the source announces the page, the page gives exactly its article."""

import html
from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.announcements import Candidate, read_announcements
from crawler.extract import extract_article
from crawler.outlet import edition_of, load_outlets
from crawler.reading.charset import charset
from crawler.reading.prose import clean
from demo.server import load_articles
from storage.records import Article
from tests.recorded import PAGES, Announced, Recorded, load_recorded
from topics.judge import judge
from topics.vocabulary import load_topic

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
EDITIONS = load_outlets()
RECORDED = load_recorded()
# The demo's sites serve these whole, and its tests look closer: tests/test_demo_site.py.
IN_DEMO = {article.edition for article in load_articles()}

each_edition = pytest.mark.parametrize("made", RECORDED, ids=[one.edition for one in RECORDED])


def test_every_edition_that_runs_has_a_page() -> None:
    active = {name for name, edition in EDITIONS.items() if edition.active}
    folders = {one.edition for one in RECORDED}
    assert active - IN_DEMO <= folders, f"make their folders in {PAGES}"
    assert folders <= EDITIONS.keys()


def announced_by(made: Recorded) -> list[Candidate]:
    edition = EDITIONS[made.edition]
    source = made.source(edition)
    url = source.url.replace("{page}", str(source.first_page))
    return read_announcements(made.answer, url, source, edition, NOW)


def article_of(made: Recorded) -> Article:
    address = made.expected.announced[0].url
    return extract_article(made.page, address, EDITIONS[made.edition], NOW)


def stamp(when: datetime | None) -> tuple[datetime, timedelta | None] | None:
    """Two instants are the same only if they are written in the same zone."""
    return (when, when.utcoffset()) if when else None


def expected_stamp(when: datetime | date | None) -> object:
    if isinstance(when, datetime):
        assert when.utcoffset() is not None, f"{when} has no zone"
        return stamp(when)
    return when


def as_announced(candidate: Candidate) -> tuple[object, ...]:
    dated = candidate.dated
    when = (dated.at.date() if dated.day_only else stamp(dated.at)) if dated else None
    return candidate.url, candidate.title, when or stamp(candidate.changed)


def as_expected(announced: Announced) -> tuple[object, ...]:
    return announced.url, announced.title, expected_stamp(announced.published)


@each_edition
def test_the_source_announces_the_page_and_nothing_else(made: Recorded) -> None:
    found = [as_announced(candidate) for candidate in announced_by(made)]
    assert found == [as_expected(one) for one in made.expected.announced]


@each_edition
def test_an_announced_page_is_this_editions_alone(made: Recorded) -> None:
    for announced in made.expected.announced:
        assert edition_of(announced.url, EDITIONS.values()) is EDITIONS[made.edition]
        owners = [name for name, one in EDITIONS.items() if one.is_article(announced.url)]
        assert owners == [made.edition]


@each_edition
def test_the_page_gives_exactly_its_article(made: Recorded) -> None:
    found, expected = article_of(made), made.expected.article
    assert found.url == (expected.url or made.expected.announced[0].url)
    assert (found.edition, found.language) == (made.edition, expected.language)
    assert found.title == expected.title
    assert found.text == expected.text.strip()
    assert found.lead == expected.lead
    assert found.authors == expected.authors
    when = found.published.date() if found.published and found.day_only else stamp(found.published)
    assert when == expected_stamp(expected.published)
    assert stamp(found.modified) == stamp(expected.modified)


@each_edition
def test_its_relevance_is_judged_right(made: Recorded) -> None:
    assert judge(article_of(made), load_topic()).relevant is made.expected.article.relevant


@each_edition
def test_the_clutter_stands_in_the_page_and_not_in_the_text(made: Recorded) -> None:
    """Else the page would be no trial of anything."""
    page = clean(html.unescape(made.page.decode(charset(made.page))))
    article = made.expected.article
    assert len(article.clutter) >= 3
    for words in article.clutter:
        assert words in page
        assert words not in article.text
