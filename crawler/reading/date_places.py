"""Where a page shows when it was published: what its markup calls a date, and its own words.

Not a teaser's, a comment's or a footer's date, and none that is said to be of an update: the latest
story in a sidebar would make any old page today's news.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from lxml import etree

from crawler.reading.prose import clean

TEASERS = frozenset(("a", "aside", "footer", "nav"))
SILENT = frozenset(("head", "title", "script", "style", "noscript", "option"))
# How the class or id of an area begins that holds other texts' dates.
AREAS = re.compile(
    r"(?:^|\s)(?:comments?|forum|disqus|reply|replies|related|recommend|popular|footer|sidebar)"
    r"(?![a-z])",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"updat|modif|changed|\bedited|revis|cập nhật|обновл|изменен|жаңарт|aktualis|geändert|änderung|"
    r"mis(?:e)? à jour|actualiza|atualiza|aggiorna|diperbarui|güncelle|yangilan|"
    r"更新|수정|แก้ไข|อัปเดต",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"publish|publié|mis en ligne|publi[ck]a|pubblica|posted|written|entry-date|veröffentlicht|"
    r"erschienen|опубликован|дата публикации|жарияла|đăng|diterbitkan|yayın|chop etilgan|发布|發布|"
    r"发表|發表|公開|掲載|投稿|등록|입력|เผยแพร่|تاريخ النشر|نشر",
    re.IGNORECASE,
)
LONGEST = 90  # letters of a line that is hardly more than a date
FEW_WORDS = 4  # may stand before the word for publishing
MARKED_ABOVE = 3  # elements whose class speaks of what is in them
MOST = 200  # marked dates of one page; an article's own is among the first
DIGIT = re.compile(r"\d")


class Stamp(NamedTuple):
    """``machine``: written for programs, which put noughts where no time is known; ``now``: where
    a date may count back from now."""

    text: str
    by: str
    machine: bool = False
    now: bool = False


def selected_stamps(tree: Any, selectors: Iterable[str]) -> Iterator[Stamp]:
    """Where the outlet's file says that the date is."""
    for selector in selectors:
        for element in tree.cssselect(selector):
            yield from _stamps(element, f"selector {selector}", now=True)


def marked_stamps(tree: Any, heading: Any) -> Iterator[Stamp]:
    """What is marked as the date of publishing; then any ``time``: first of the heading's own
    article, then elsewhere, and no teaser's."""
    marked = tree.xpath("//*[@itemprop='datePublished' or @pubdate][not(self::meta)]")[:MOST]
    times = [one for one in islice(tree.iter("time"), MOST) if not is_of_update(one)]
    found = [(one, "selector [itemprop=datePublished]") for one in marked]
    found += [(one, "time") for one in times if one not in marked]
    own = None if heading is None else next(heading.iterancestors("article"), None)
    found.sort(key=lambda pair: own not in pair[0].iterancestors("article"))
    for element, by in found:
        if not of_another(element, heading):
            yield from _stamps(element, by)


def update_stamps(tree: Any, heading: Any) -> Iterator[Stamp]:
    """What is marked as the date of the last change."""
    for element in tree.xpath("//time | //*[@itemprop='dateModified'][not(self::meta)]")[:MOST]:
        if is_of_update(element) and not of_another(element, heading):
            yield from _stamps(element, "time")


def announced_stamps(tree: Any) -> Iterator[Stamp]:
    """What begins with words for publishing, wherever on the page."""
    for text in _texts(tree):
        line = text[: 2 * LONGEST]
        told = PUBLISHED.search(line) if DIGIT.search(line) else None
        if told and len(line[: told.start()].split()) < FEW_WORDS:
            yield Stamp(of_publishing(line), "words for publishing")


def _texts(tree: Any) -> Iterator[str]:
    for element in tree.iter(etree.Element):
        if element.text and element.tag not in SILENT:
            yield element.text
        if element.tail:
            yield element.tail


def of_publishing(line: str) -> str:
    """The part of a line that speaks of it: "Published 5 May 2025, updated 6 May 2025"."""
    told = PUBLISHED.search(line)
    rest = line[told.end() :] if told and DIGIT.search(line, told.end()) else line
    changed = UPDATED.search(rest)
    return rest[: changed.start()] if changed else rest


def is_of_update(element: Any) -> bool:
    """Whether its own words, or the markup's, say that it dates a change."""
    previous = element.getprevious()
    near = [element, *islice(element.iterancestors(), MARKED_ABOVE)]
    words = [one.get("class") for one in near] + [element.get("itemprop"), element.text]
    words.append(element.getparent().text if previous is None else previous.tail)
    told = " ".join(word for word in words if word)
    return bool(UPDATED.search(told)) and not PUBLISHED.search(told)


def _stamps(element: Any, by: str, *, now: bool = False) -> Iterator[Stamp]:
    for name in ("datetime", "content", "title"):
        if value := element.get(name):
            yield Stamp(value, by, machine=True)
    yield Stamp(clean(element.text_content())[:200], by, now=now)


def of_another(element: Any, heading: Any) -> bool:
    """Whether it belongs to a teaser or a comment: what has a heading of its own is one."""
    own = () if heading is None else (heading, *heading.iterancestors())
    for parent in element.iterancestors():
        if parent.tag == "body" or parent in own:
            return False
        if parent.tag in TEASERS or AREAS.search(f"{parent.get('class')} {parent.get('id')}"):
            return True
        if is_item_of_links(parent):
            return True
        whole = parent.tag in ("article", "section") or parent.get("itemscope") is not None
        if own and whole and next(parent.iter("h1", "h2", "h3", "h4"), None) is not None:
            return True
    return False


def is_item_of_links(element: Any) -> bool:
    return element.tag == "li" and element.find(".//a") is not None
