"""Why a request came to nothing: the decision of ``trouble_of``."""

import re
import unicodedata
from urllib.parse import urlsplit

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

from crawler.refusals import (
    AnotherHost,
    AskedToWait,
    ForbiddenByRobots,
    NotPublic,
    RobotsUnavailable,
    TooSlowForRobots,
)
from crawler.trouble import Trouble, of_status, unreadable
from storage.records import Obstacle

# In the order in which they are tried: the first class that fits names the trouble.
TROUBLES: tuple[tuple[type[BaseException], str, Obstacle], ...] = (
    (ForbiddenByRobots, "robots.txt does not allow it", Obstacle.ROBOTS),
    (NotPublic, "not a public address", Obstacle.UNREACHABLE),
    (DownloadTimeoutError, "no answer in time", Obstacle.TIMEOUT),
    (CannotResolveHostError, "its name could not be resolved", Obstacle.UNREACHABLE),
    (DNSLookupError, "its name could not be resolved", Obstacle.UNREACHABLE),
    (DownloadConnectionRefusedError, "connection refused", Obstacle.UNREACHABLE),
    (DownloadCancelledError, "larger than 8 MB", Obstacle.UNREADABLE),
    (ResponseDataLossError, "the answer was cut off", Obstacle.UNREADABLE),
    (DownloadFailedError, "connection lost", Obstacle.UNREACHABLE),
)
# Parts of "Class: message", where Scrapy, Twisted, OpenSSL or what unpacks share no class.
SAID: tuple[tuple[str, str, Obstacle], ...] = (
    (r"certificate", "its certificate is not valid", Obstacle.CERTIFICATE),
    (r"max redirections reached", "redirects without end", Obstacle.UNREADABLE),
    (r"Missing scheme in request url", "redirected to no address", Obstacle.UNREADABLE),
    (r"exceeded DOWNLOAD_MAXSIZE", "larger than 8 MB", Obstacle.UNREADABLE),
    (r"HeadersTooLong", "headers larger than 256 KB", Obstacle.UNREADABLE),
    (
        r"ParseError|BadResponseVersion|Invalid response",
        "not an answer in HTTP",
        Obstacle.UNREADABLE,
    ),
    (
        r"^(BadGzipFile|ZstdError|EOFError|error: (brotli|Error -?\d+ while))",
        "cannot be unpacked",
        Obstacle.UNREADABLE,
    ),
)


def trouble_of(failure: Failure) -> Trouble:
    """Why a request came to nothing."""
    error = failure.value
    if isinstance(error, HttpError):
        return _trouble_of_answer(error.response)
    if isinstance(error, RobotsUnavailable):
        why = _without_robots(error)
        words = f"robots.txt could not be had ({why.words}), so nothing was read"
        return Trouble(words, why.obstacle)
    return _trouble(error)


def _trouble_of_answer(response: Response) -> Trouble:
    location = (response.headers.get("Location") or b"").decode("latin-1")
    scheme = urlsplit(location).scheme if 300 <= response.status < 400 else ""
    if scheme and scheme not in ("http", "https"):  # Scrapy follows no others
        return unreadable(f"redirected to a {_one_line(scheme)}: address")
    return trouble_of_page(response.status, response.body)


def trouble_of_page(status: int, body: bytes) -> Trouble:
    """Of an answer that is no page: with title and size of what came instead."""
    return of_status(status, _page_title(body), len(body))


def _without_robots(error: RobotsUnavailable) -> Trouble:
    return _trouble(error.__cause__) if error.__cause__ else of_status(error.status, "")


def _trouble(error: BaseException | None) -> Trouble:
    if isinstance(error, AnotherHost):
        return unreadable(f"redirected to {_one_line(error.host)}")
    if isinstance(error, AskedToWait):
        words = f"asked to be left alone until {error.until:%d %b %H:%M} UTC ({error.asked})"
        return Trouble(words, Obstacle.BUSY)
    if isinstance(error, TooSlowForRobots):
        words = f"robots.txt asks for {error.seconds:g} s between two requests, too slow for a run"
        return Trouble(words, Obstacle.ROBOTS)
    said = f"{type(error).__name__}: {error}"
    for pattern, words, obstacle in SAID:
        if re.search(pattern, said):
            return Trouble(words, obstacle)
    for kind, words, obstacle in TROUBLES:
        if isinstance(error, kind):
            return Trouble(words, obstacle)
    return Trouble(_one_line(said), Obstacle.OTHER)


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
