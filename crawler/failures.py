"""Why a request came to nothing: the decision of ``trouble_of``."""

import re
import unicodedata

from lxml import etree, html
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import DNSLookupError
from twisted.python.failure import Failure

from crawler.middlewares import AskedToWait, ForbiddenByRobots, NotPublic, RobotsUnavailable
from crawler.trouble import Trouble, of_status
from storage.records import Obstacle

# In the order in which they are tried: the first class that fits names the trouble.
TROUBLES: tuple[tuple[type[BaseException], str, Obstacle], ...] = (
    (ForbiddenByRobots, "robots.txt does not allow it", Obstacle.ROBOTS),
    (NotPublic, "not a public address", Obstacle.UNREACHABLE),
    (AskedToWait, "asked us to wait longer than a run lasts", Obstacle.BUSY),
    (DownloadTimeoutError, "no answer in time", Obstacle.TIMEOUT),
    (CannotResolveHostError, "its name could not be resolved", Obstacle.UNREACHABLE),
    (DNSLookupError, "its name could not be resolved", Obstacle.UNREACHABLE),
    (DownloadConnectionRefusedError, "connection refused", Obstacle.UNREACHABLE),
    (DownloadCancelledError, "larger than 8 MB", Obstacle.UNREADABLE),
    (ResponseDataLossError, "the answer was cut off", Obstacle.UNREADABLE),
    (DownloadFailedError, "connection lost", Obstacle.UNREACHABLE),
)
CERTIFICATE = "its certificate is not valid"


def trouble_of(failure: Failure) -> Trouble:
    """Why a request came to nothing."""
    error = failure.value
    if isinstance(error, HttpError):
        return trouble_of_page(error.response.status, error.response.body)
    if isinstance(error, RobotsUnavailable) and not isinstance(error.__cause__, NotPublic):
        why = _without_robots(error)
        words = f"robots.txt could not be had ({why.words}), so nothing was read"
        return Trouble(words, why.obstacle)
    return _trouble(error.__cause__ if isinstance(error, RobotsUnavailable) else error)


def trouble_of_page(status: int, body: bytes) -> Trouble:
    """Of an answer that is no page: with title and size of what came instead."""
    return of_status(status, _page_title(body), len(body))


def _without_robots(error: RobotsUnavailable) -> Trouble:
    return _trouble(error.__cause__) if error.__cause__ else of_status(error.status, "")


def _trouble(error: BaseException | None) -> Trouble:
    if "certificate" in str(error):  # OpenSSL's word; Scrapy has no class of its own for it
        return Trouble(CERTIFICATE, Obstacle.CERTIFICATE)
    for kind, words, obstacle in TROUBLES:
        if isinstance(error, kind):
            return Trouble(words, obstacle)
    return Trouble(f"{type(error).__name__}: {_one_line(str(error))}", Obstacle.OTHER)


def _page_title(body: bytes) -> str:
    if not re.search(rb"<title", body[:20_000], re.I):
        return ""
    try:
        page = html.document_fromstring(body[:20_000])
    except (etree.ParserError, ValueError):
        return ""
    return _one_line(page.findtext(".//title") or "")


def _one_line(text: str) -> str:
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join(visible.split())[:80]
