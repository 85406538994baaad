"""What went wrong, in words for the operator and as the obstacle for the reader."""

from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import HtmlResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.failures import trouble_of
from crawler.refusals import (
    AnotherHost,
    AskedToWait,
    ForbiddenByRobots,
    NotPublic,
    RobotsUnavailable,
    TooSlowForRobots,
)
from crawler.trouble import Trouble, redirected_home
from storage.records import Obstacle

PAGE = "https://outlet.example/a"


def answered(status: int, body: bytes = b"") -> HttpError:
    return HttpError(HtmlResponse(PAGE, status=status, body=body, request=Request(PAGE)))


def without_robots(cause: BaseException) -> RobotsUnavailable:
    error = RobotsUnavailable("https://outlet.example/robots.txt")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "words", "obstacle"),
    [
        (answered(403), "status 403", Obstacle.REFUSED),
        (answered(404), "status 404", Obstacle.MISSING),
        (answered(410), "status 410", Obstacle.MISSING),
        (answered(429), "status 429", Obstacle.BUSY),
        (answered(503), "status 503", Obstacle.BUSY),
        (answered(500), "status 500", Obstacle.SERVER),
        (answered(418), "status 418", Obstacle.OTHER),
        (
            answered(403, b"<html><title>Just a\n moment\x07</title>"),
            'status 403 "Just a moment"',
            Obstacle.REFUSED,
        ),
        (DownloadTimeoutError(), "no answer in time", Obstacle.TIMEOUT),
        (CannotResolveHostError(), "its name could not be resolved", Obstacle.UNREACHABLE),
        (DownloadConnectionRefusedError(), "connection refused", Obstacle.UNREACHABLE),
        (DownloadCancelledError(), "larger than 8 MB", Obstacle.UNREADABLE),
        (DownloadFailedError("reset"), "connection lost", Obstacle.UNREACHABLE),
        (
            DownloadFailedError("certificate verify failed"),
            "its certificate is not valid",
            Obstacle.CERTIFICATE,
        ),
        (ForbiddenByRobots(PAGE), "robots.txt does not allow it", Obstacle.ROBOTS),
        (NotPublic(PAGE), "not a public address", Obstacle.UNREACHABLE),
        (
            AskedToWait(datetime(2026, 11, 24, 2, 0, tzinfo=UTC), "status 429, Retry-After 9 days"),
            "asked to be left alone until 24 Nov 02:00 UTC (status 429, Retry-After 9 days)",
            Obstacle.BUSY,
        ),
        (AnotherHost("mirror.example"), "redirected to mirror.example", Obstacle.UNREADABLE),
        (
            TooSlowForRobots(3600),
            "robots.txt asks for 3600 s between two requests, too slow for a run",
            Obstacle.ROBOTS,
        ),
        (
            without_robots(CannotResolveHostError()),
            "robots.txt could not be had (its name could not be resolved), so nothing was read",
            Obstacle.UNREACHABLE,
        ),
        (
            RobotsUnavailable("https://outlet.example/robots.txt", 502),
            "robots.txt could not be had (status 502), so nothing was read",
            Obstacle.SERVER,
        ),
        (KeyError("surprise"), "KeyError: 'surprise'", Obstacle.OTHER),
    ],
)
def test_each_failure_has_its_words(error: BaseException, words: str, obstacle: Obstacle) -> None:
    assert trouble_of(Failure(error)) == Trouble(words, obstacle)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("asked", "answered", "told"),
    [
        ("https://a.example/news", "https://a.example/", True),
        ("https://a.example/news", "https://a.example/news/", False),
        ("https://a.example/", "https://a.example/", False),
    ],
)
def test_a_section_that_leads_to_the_front_page_is_gone(
    asked: str, answered: str, told: bool
) -> None:
    assert bool(redirected_home(asked, answered)) is told
