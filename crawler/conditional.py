"""When a list may be asked "only if it has changed", and when its answer may be relied on.

A feed that says "not modified" saves the outlet and us its body; but a crash, a page that failed
or a changed pattern would then lose what it announced. So validators are noted only when all that
the list announced is kept, and a list is had in full once a day whatever it says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from scrapy.http import Response

from storage.records import Validator

# Servers were seen whose ETag stays while the list changes: the longest that such a one hides news.
FULL_EVERY = timedelta(hours=24)
NOT_MODIFIED = 304


def headers_for(validator: Validator | None) -> dict[str, str]:
    """The conditional part of a request; {} asks for the list in full."""
    if validator is None:
        return {}
    found = {"If-None-Match": validator.etag, "If-Modified-Since": validator.last_modified}
    return {name: value for name, value in found.items() if value}


def if_changed(validator: Validator | None, *expected: int) -> dict[str, Any]:
    """Arguments of a request: its conditions, and the answers besides 200 that are ``expected``.

    "Not modified" is an answer only to who has asked for it: a server that says so to everybody
    would hide its news for ever.
    """
    headers = headers_for(validator)
    statuses = [*expected, NOT_MODIFIED] if headers else list(expected)
    return {"headers": headers, "meta": {"handle_httpstatus_list": statuses}}


@dataclass(slots=True)
class Ledger:
    """Which list announced which addresses in this run, and which of those could not be kept."""

    lists: dict[str, tuple[Validator, frozenset[str]]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    followed: set[str] = field(default_factory=set)  # first pages of lists whose later were asked

    def enter(
        self,
        asked: str,
        response: Response,
        announced: Iterable[str],
        now: datetime,
        above: Iterable[str] = (),
    ) -> None:
        """``asked``: the address before redirects, under which it will be asked again. ``above``:
        the indexes that named it, without which it would not be. Entered twice, it answers for
        both: two chains may fall back to one list."""
        validator = validator_of(asked, response, now)
        _, before = self.lists.get(asked, (validator, frozenset[str]()))
        self.lists[asked] = (validator, before.union(announced))
        for index in above:
            own, others = self.lists[index]
            self.lists[index] = (own, others.union(announced))

    def reliable(self) -> list[Validator]:
        """Of the lists whose every announcement was kept or was known; the others are forgotten."""
        return [
            validator
            if not announced & self.lost
            else Validator(validator.url, "", "", validator.noted)
            for validator, announced in self.lists.values()
        ]

    def owing(self) -> set[str]:
        """First pages of lists that the next run follows even if it knows all that they show."""
        return {one for one in self.followed if not self.lists[one][1].isdisjoint(self.lost)}


def validator_of(asked: str, response: Response, now: datetime) -> Validator:
    return Validator(asked, _field(response, "ETag"), _field(response, "Last-Modified"), now)


def _field(response: Response, name: str) -> str:
    value = response.headers.get(name)
    return value.decode("latin-1").strip() if value else ""
