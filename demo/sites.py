"""What the demo outlets currently show, and who asked for what: the state behind the server."""

import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from demo import hanoitimes, kisi, vietnamtimes, vns, vovworld
from demo.answers import Answer, Ask, Site, html
from demo.catalogue import HOSTS, DemoArticle, load_articles
from demo.faults import Fault

SITES: Mapping[str, Site] = {
    "vns": vns.answer,
    "vovworld": vovworld.answer,
    "hanoitimes": hanoitimes.answer,
    "vietnamtimes": vietnamtimes.answer,
    "kaziss": kisi.answer,
}
OUTLETS = {host: outlet for outlet, host in HOSTS.items()} | {"m.vovworld.vn": "vovworld"}


class Request(NamedTuple):
    """One request as it came; ``at`` is of the monotonic clock."""

    host: str
    path: str  # with the query
    at: float


class DemoSites:
    """The five outlets. Articles that are held back appear when they are published."""

    def __init__(self, articles: Iterable[DemoArticle] | None = None) -> None:
        self.requests: list[Request] = []
        self._articles = tuple(load_articles() if articles is None else articles)
        self._published = {article.key for article in self._articles if not article.held_back}
        self._edited: dict[str, DemoArticle] = {}
        self._faults: dict[tuple[str, str], Fault] = {}
        self._spent: dict[tuple[str, str], int] = {}
        self._lock = threading.Lock()

    @property
    def shown(self) -> tuple[DemoArticle, ...]:
        """What a visitor can find now, newest first."""
        with self._lock:
            shown = [a for a in self._articles if a.key in self._published]
            return tuple(self._edited.get(a.key, a) for a in shown)

    def publish(self, key: str) -> None:
        """Shows an article that was held back. Raises KeyError for a key that there is not."""
        self._article(key)
        with self._lock:
            self._published.add(key)

    def _article(self, key: str) -> DemoArticle:
        for article in self._articles:
            if article.key == key:
                return article
        raise KeyError(f"no demo article is called '{key}'")

    def correct(self, key: str, **changed: Any) -> None:
        """The outlet edits an article: fields of DemoArticle, at the address that it has.

        Raises KeyError for a key that there is not.
        """
        article = self._article(key)
        with self._lock:
            self._edited[key] = replace(self._edited.get(key, article), **changed)

    def withdraw(self, key: str) -> None:
        """From now on the article is in no list, and its page is not found."""
        with self._lock:
            self._published.discard(self._article(key).key)

    def fault(self, host: str, path: str, fault: Fault) -> None:
        """From now on ``path`` of ``host`` misbehaves; "*" stands for every path."""
        with self._lock:
            self._faults[host, Ask.of(path).path] = fault
            self._spent.pop((host, Ask.of(path).path), None)

    def heal(self, host: str, path: str) -> None:
        """Ends a fault; there need not be one."""
        with self._lock:
            self._faults.pop((host, Ask.of(path).path), None)

    def answer(self, host: str, target: str) -> tuple[Answer, Fault | None]:
        """What ``host`` says to ``target`` (path and query), with the fault that spoils it."""
        ask = Ask.of(target)
        with self._lock:
            self.requests.append(Request(host, target, time.monotonic()))
            fault = self._due(host, ask.path)
        outlet = OUTLETS[host]
        own = [article for article in self.shown if article.outlet == outlet]
        answer = SITES[outlet](ask, own) or html(_not_found(host), 404)
        return (fault.spoil(answer) if fault else answer), fault

    def _due(self, host: str, path: str) -> Fault | None:
        """The fault for this request, if it is not used up."""
        for key in ((host, path), (host, "*")):
            fault = self._faults.get(key)
            if fault is None:
                continue
            self._spent[key] = self._spent.get(key, 0) + 1
            if fault.times == 0 or self._spent[key] <= fault.times:
                return fault
        return None


def host_of(header: str) -> str:
    """The host that a Host header names: no port, no trailing dot, lower case."""
    return header.partition(":")[0].rstrip(".").lower()


def _not_found(host: str) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>404</title></head><body><h1>Page not found</h1>"
        f'<p><a href="https://{host}/">To the front page</a></p></body></html>'
    )
