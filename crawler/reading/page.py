"""One page under work: its tree, cleared of what the outlet's file calls clutter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.dates import Reading
from crawler.outlet import Edition
from crawler.outlet_file import Selectors
from crawler.reading.declared import Declared, read_declared
from crawler.reading.parsing import Unparsable, parse_page


class NoArticle(ValueError):
    """A page without an article; the text is the reason."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page under work: the tree, already without clutter, and what it declares."""

    tree: Any
    declared: Declared
    select: Selectors
    reading: Reading | None  # None for a stranger's: the page itself must tell
    now: datetime

    def found(self, selectors: Iterable[str]) -> Iterator[Any]:
        """The elements that any of ``selectors`` finds, the first selector's first."""
        for selector in selectors:
            yield from self.tree.cssselect(selector)


def open_page(body: bytes, edition: Edition | None, now: datetime) -> Page:
    """Raises NoArticle if ``body`` is nothing that can be parsed."""
    try:
        tree = parse_page(body, bare=True)
    except Unparsable as error:
        raise NoArticle(str(error)) from None
    declared = read_declared(tree)
    select = edition.outlet.select if edition else Selectors()
    for selector in select.remove:
        for element in tree.cssselect(selector):
            if element.getparent() is not None:
                element.drop_tree()
    return Page(tree, declared, select, _reading(edition), now)


def _reading(edition: Edition | None) -> Reading | None:
    if edition is None:
        return None
    return Reading(edition.outlet.zone, edition.language, edition.outlet.day_first)
