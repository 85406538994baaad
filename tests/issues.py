"""Issues made of the invented events, and the outlets' health on that morning."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from digest.config import Channel, Reader
from digest.health import assess
from digest.issue import Digest, Health, Imprint
from digest.selection import select_new
from digest.stories import Story
from storage.records import Article, CrawlReport, Obstacle, State
from tests.invented import CHESS, FILMS, LICENCES, NAMES, NOW, PEPPER, SURGEONS

IMPRINT = Imprint("Vietnam–Kazakhstan News Digest", "leave@digest.example")
CHANNEL = Channel(sender="digest@digest.example", reply_to="desk@digest.example")


def reader(language: str = "en") -> Reader:
    return Reader.model_validate({"address": "press@embassy.example", "language": language})


SENT = {FILMS[0].url: NOW - timedelta(days=3)}


def story(articles: Iterable[Article]) -> Story:
    ordered = tuple(sorted(articles, key=lambda each: each.when or NOW))
    return Story(id=ordered[0].url, thread=ordered[0].url, articles=ordered)


STORIES = tuple(story(group) for group in (PEPPER, LICENCES, CHESS, FILMS, SURGEONS))


def report(
    outlet: str, language: str, obstacle: Obstacle = Obstacle.NONE, hours: float = 1
) -> CrawlReport:
    """``hours``: how long before the issue the run began; it took six minutes."""
    problem = f"in the operator's words: {obstacle}" if obstacle else ""
    return CrawlReport(
        edition=f"{outlet}_{language}",
        outlet=outlet,
        outlet_name=NAMES[outlet],
        language=language,
        started=NOW - timedelta(hours=hours),
        ended=NOW - timedelta(hours=hours - 0.1),
        announced=0 if problem else 40,
        known=0,
        fetched=0,
        stored=0,
        relevant=0,
        failed=0,
        state=State.BROKEN if problem else State.WORKING,
        problem=problem,
        obstacle=obstacle,
    )


def health(*, gaps: bool = True) -> Health:
    """Six outlets, eight editions; with ``gaps`` one outlet and one edition are not read."""
    forbidden = Obstacle.REFUSED if gaps else Obstacle.NONE
    late = Obstacle.TIMEOUT if gaps else Obstacle.NONE
    reports = [
        report("lotus", "en"),
        *(report("radio", language) for language in ("vi", "en")),
        report("radio", "de", late),
        report("steppe", "ru"),
        report("dala", "kk"),
        replace(report("silk", "zh", forbidden), since=NOW - timedelta(hours=75) if gaps else None),
        report("apple", "en"),
    ]
    return assess(reports, NOW)


def many(number: int) -> tuple[Story, ...]:
    """Stories with one to five sources, in turn; titles of usual length in six languages."""
    return tuple(story(_variant(each, n) for each in _group(n)) for n in range(number))


def _group(n: int) -> tuple[Article, ...]:
    return (LICENCES, SURGEONS, FILMS[1:], PEPPER, CHESS)[n % 5]


def _variant(original: Article, n: int) -> Article:
    return replace(
        original,
        url=f"{original.url}-{n}",
        title=f"({n + 1}) {original.title}" if n else original.title,
    )


def issue(
    language: str = "en", stories: Iterable[Story] = STORIES, state: Health | None = None
) -> Digest:
    return select_new(stories, SENT, state or health(), reader(language), IMPRINT, NOW)
