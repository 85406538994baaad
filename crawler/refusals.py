"""Requests that we do not send, or give up: what the middlewares raise, and ``failures`` words."""

from datetime import datetime

from scrapy.exceptions import IgnoreRequest


class Unasked(IgnoreRequest):
    """The guard let nothing leave: the address is none that we ask."""


class Postponed(IgnoreRequest):
    """Nothing was asked, and a later run may: it says nothing of the page."""


class NotPublic(Unasked):
    """The address is not on the public internet."""


class AnotherHost(Unasked):
    """The address is on a host that is not this edition's: a mirror, a parked name, a trap."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host


class ForbiddenByRobots(IgnoreRequest):
    """The outlet's robots.txt does not want this page read."""


class TooSlowForRobots(IgnoreRequest):
    """The outlet's robots.txt asks for a longer delay between two requests than a run allows."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:g}")
        self.seconds = seconds


class RobotsUnavailable(Postponed):
    """robots.txt could not be had: RFC 9309 says to assume that everything is disallowed.

    ``status``: what the server answered, 0 if nothing.
    """

    def __init__(self, url: str, status: int = 0) -> None:
        super().__init__(f"{url}: status {status}" if status else url)
        self.status = status


class AskedToWait(Postponed):
    """The outlet asked to be left alone for longer than a run lasts.

    ``asked``: in which words.
    """

    def __init__(self, until: datetime, asked: str) -> None:
        super().__init__(f"{asked}, until {until}")
        self.until = until
        self.asked = asked
