"""One seed: a page or an answer, broken, read, and what came of it looked at."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from crawler.announcements import Unreadable, announced_by
from crawler.extract import extract_article
from crawler.limits import PAGE_SECONDS, TooSlow, time_limit
from crawler.outlet import Edition, load_outlets
from crawler.reading.page import NoArticle
from storage.records import Article
from tests.fuzz.damage import damaged
from tests.kinds.articles import ARTICLES
from tests.kinds.others import OTHERS
from tests.recorded import Recorded, load_recorded

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
ADDRESSES = (
    "", "x", "http://[::1/", "https://paper.example/", "https://paper.example/2026/11/a-story",
    "https://paper.example/tag/tea?s=%ff", "https://paper.example:x/", "//", "file:///a",
    "https://é..x/%ff",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Whole:
    """A page before anything happened to it."""

    name: str
    body: bytes
    url: str
    edition: Edition | None


@cache
def wholes() -> tuple[Whole, ...]:
    """The recorded pages, each as its outlet's and as a stranger's, and the odd ones."""
    editions = _editions()
    known = [_whole(made, editions) for made in _recorded()]
    strangers = [replace(whole, edition=None) for whole in known]
    odd = [Whole(made.name, made.html.encode(), made.url, None) for made in ARTICLES + OTHERS]
    return (*known, *strangers, *odd)


def _whole(made: Recorded, editions: Mapping[str, Edition]) -> Whole:
    url = made.expected.article.url or made.expected.announced[0].url
    return Whole(made.edition, made.page, url, editions[made.edition])


def play(seed: int, pages: tuple[Whole, ...] = ()) -> str:
    """Which page it was. Raises AssertionError, or whatever the reading raised that it must not;
    TooSlow among that."""
    chance = random.Random(seed)  # noqa: S311
    whole = chance.choice(pages or wholes())
    url = whole.url if chance.random() < 0.8 else chance.choice(ADDRESSES)
    body = damaged(whole.body, chance)
    try:
        with time_limit(PAGE_SECONDS):
            found = extract_article(body, url, whole.edition, NOW)
    except NoArticle as error:
        assert str(error), whole.name  # noqa: PT017 - either way is right
    else:
        _check(found)
    return whole.name


def _check(found: Article) -> None:
    """What a database, a mail and a reader can take."""
    words = [found.title, found.text, found.lead, found.truncated, found.url, *found.authors]
    "\n".join(words).encode()
    assert found.title
    assert found.text
    assert found.lead in found.text
    assert not any(letter in word for word in words for letter in "\0\r\x1b")
    assert not any("\n" in word for word in (found.title, found.lead, *found.authors))
    instants = (found.published, found.modified, found.claimed)
    assert all(instant is None or instant.utcoffset() is not None for instant in instants)


def play_source(seed: int) -> str:
    """The same with what a source answered: candidates, or a word why there are none; that it is
    too slow is one as well (``hearing`` says so)."""
    chance = random.Random(seed)  # noqa: S311
    made = chance.choice(_recorded())
    edition = _editions()[made.edition]
    source = made.source(edition)
    answer = damaged(made.answer, chance)
    try:
        with time_limit(PAGE_SECONDS):
            found = announced_by(answer, source.url, source, edition, NOW)
    except (Unreadable, TooSlow) as error:
        assert str(error), made.edition  # noqa: PT017 - either way is right
    else:
        for candidate in found.candidates:
            f"{candidate.url}{candidate.title}".encode()
            assert edition.is_article(candidate.url)
    return made.edition


@cache
def _recorded() -> tuple[Recorded, ...]:
    return tuple(load_recorded())


@cache
def _editions() -> Mapping[str, Edition]:
    return load_outlets()
