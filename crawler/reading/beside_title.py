"""The short lines beside a title, among which many sites show when they published and changed.

Which element is the title's; how far from it a line belongs to it; what is a sentence and no line.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.reading.date_places import (
    DIGIT,
    LONGEST,
    PUBLISHED,
    SILENT,
    UPDATED,
    Stamp,
    is_item_of_links,
    is_of_update,
    of_another,
    of_publishing,
)
from crawler.reading.prose import clean

LISTS = frozenset(("ul", "ol"))
# Beside the title: so many elements and letters behind and before it; a line of a date is short.
BEHIND, BEFORE, FURTHEST = 60, 15, 1500
SURE = 8  # letters of the title in an element's text that make it the heading
SENTENCE = re.compile(r"[^\W\d]{2}[.!?…]$")  # but "2026 г.", "8:30 p.m." and "14.30 น." are dates


def stamps_beside(heading: Any) -> Iterator[Stamp]:
    """The short lines beside the heading that is the title; most of them are no dates."""
    for line in _beside(heading):
        if PUBLISHED.search(line) or not UPDATED.search(line):
            yield Stamp(of_publishing(line), "h1, beside it")


def changes_beside(heading: Any) -> Iterator[Stamp]:
    """What those lines say of the last change."""
    for line in _beside(heading):
        if changed := UPDATED.search(line):
            yield Stamp(line[changed.end() :], "h1, beside it")


def heading_of(tree: Any, title: str) -> Any:
    """What holds the title; None if nothing seems to: the first h1 may be the site's name."""
    wanted = clean(title).casefold()
    if not wanted:
        return None
    for element in tree.iter("h1", "h2", "h3"):
        if clean(element.text_content()).casefold() == wanted:
            return element
    for tags in (("h1", "h2", "h3"), ("div", "p", "td", "font", "span", "strong", "b")):
        for element in tree.iter(*tags):
            own = clean(element.text or "").casefold()
            if len(own) >= SURE and own in wanted and not _in_menu(element):
                return element
    return next(tree.iter("h1"), None)


def _in_menu(element: Any) -> bool:
    return any(parent.tag in ("nav", "a", "li") for parent in element.iterancestors())


def _beside(heading: Any) -> Iterator[str]:
    if heading is None:
        return
    yield from _lines(heading.xpath("following::*")[:BEHIND], heading)
    yield from reversed(list(_lines(heading.xpath("preceding::*")[-BEFORE:], heading)))


def _lines(elements: Iterable[Any], heading: Any) -> Iterator[str]:
    """Texts of small elements, and short texts between the elements of large ones; no sentences."""
    done: set[Any] = set()
    passed = 0
    for element in elements:
        around = element.getparent()
        if around is None or element.tag in SILENT:  # broken markup may stand beside the root
            continue
        if around in done or (around.tag == "p" and len(_words(around)) > LONGEST):
            done.add(element)  # in a line that was read, or in a paragraph
            continue
        line = _words(element)
        if len(line) <= LONGEST and element.tag not in LISTS:
            done.add(element)
        elif element.tag == "p":
            passed, line = passed + len(line), ""
        else:
            line = clean((element.text or "")[:FURTHEST])
        tail = clean((element.tail or "")[:FURTHEST])
        passed += len(line) + len(tail)
        if passed > FURTHEST:
            return
        if is_item_of_links(element):
            continue
        if _may_date(line) and not of_another(element, heading) and not _holds_update(element):
            yield line
        if _may_date(tail):
            yield tail


def _words(element: Any) -> str:
    """Of a whole article's element as they stand: nobody looks at more than their number."""
    words = str(element.text_content())
    return words if len(words) > FURTHEST else clean(words)


def _may_date(line: str) -> bool:
    if SENTENCE.search(line) and not PUBLISHED.search(line):
        return False
    return len(line) <= LONGEST and bool(DIGIT.search(line)) and "。" not in line


def _holds_update(element: Any) -> bool:
    return any(is_of_update(one) for one in element.iter("time"))
