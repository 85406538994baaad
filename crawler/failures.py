"""Why a request came to nothing, in words that an operator can act on: ``reason_of``."""

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
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import DNSLookupError
from twisted.python.failure import Failure

from crawler.middlewares import AskedToWait, ForbiddenByRobots, NotPublic, RobotsUnavailable

# In the order in which they are tried: the first class that fits names the reason.
REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (ForbiddenByRobots, "robots.txt does not allow it"),
    (NotPublic, "not a public address"),
    (AskedToWait, "asked us to wait longer than a run lasts"),
    (DownloadTimeoutError, "no answer in time"),
    (CannotResolveHostError, "its name could not be resolved"),
    (DNSLookupError, "its name could not be resolved"),
    (DownloadConnectionRefusedError, "connection refused"),
    (DownloadCancelledError, "larger than 8 MB"),
    (ResponseDataLossError, "the answer was cut off"),
    (DownloadFailedError, "connection lost"),
)


def reason_of(failure: Failure) -> str:
    """One short line. For a status, with the title of the page that came with it: a wall that
    says "Access denied" is another matter than a page that has moved."""
    error = failure.value
    if isinstance(error, HttpError):
        return status_reason(error.response)
    if isinstance(error, RobotsUnavailable):
        cause = error.__cause__
        why = _words(cause) if cause else error.args[0].rpartition(": ")[2]
        return f"robots.txt could not be had ({why}), so nothing was read"
    return _words(error)


def _words(error: BaseException | None) -> str:
    known = next((words for kind, words in REASONS if isinstance(error, kind)), "")
    return known or f"{type(error).__name__}: {_one_line(str(error))}"


def status_reason(response: Response) -> str:
    title = _page_title(response.body)
    return f"status {response.status}" + (f' "{title}"' if title else "")


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
