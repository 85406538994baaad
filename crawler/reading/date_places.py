"""Where a page shows when it was published: what its markup calls a date, and beside its title.

Not a teaser's, a comment's or a footer's date, and none that is said to be of an update: the latest
story in a sidebar would make any old page today's news.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from crawler.reading.prose import clean

TEASERS = frozenset(("a", "aside", "footer", "nav"))
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
# Beside the title: so many elements and letters behind and before it; a line of a date is short.
BEHIND, BEFORE, FURTHEST, LONGEST = 60, 15, 1500, 90
SURE = 8  # letters of the title in an element's text that make it the heading
FEW_WORDS = 4  # may stand before the word for publishing
MARKED_ABOVE = 3  # elements whose class speaks of what is in them
DIGIT = re.compile(r"\d")
SENTENCE = re.compile(r"[^\W\d]{2}[.!?…]$")  # but "2026 г.", "8:30 p.m." and "14.30 น." are dates


class Stamp(NamedTuple):
    """``machine``: written for programs, which put noughts where no time is known."""

    text: str
    by: str
    machine: bool = False


def selected_stamps(tree: Any, selectors: Iterable[str]) -> Iterator[Stamp]:
    """Where the outlet's file says that the date is."""
    for selector in selectors:
        for element in tree.cssselect(selector):
            yield from _stamps(element, f"selector {selector}")


def marked_stamps(tree: Any, heading: Any) -> Iterator[Stamp]:
    """What is marked as the date of publishing; then any ``time``: first of the heading's own
    article, then elsewhere, and no teaser's."""
    marked = tree.xpath("//*[@itemprop='datePublished' or @pubdate][not(self::meta)]")
    times = [one for one in tree.iter("time") if not is_of_update(one)]
    found = [(one, "selector [itemprop=datePublished]") for one in marked]
    found += [(one, "time") for one in times if one not in marked]
    own = None if heading is None else next(heading.iterancestors("article"), None)
    found.sort(key=lambda pair: own not in pair[0].iterancestors("article"))
    for element, by in found:
        if not _of_another(element, heading):
            yield from _stamps(element, by)


def update_stamps(tree: Any, heading: Any) -> Iterator[Stamp]:
    """What is marked as the date of the last change."""
    for element in tree.xpath("//time | //*[@itemprop='dateModified'][not(self::meta)]"):
        if is_of_update(element) and not _of_another(element, heading):
            yield from _stamps(element, "time")


def stamps_beside(heading: Any) -> Iterator[Stamp]:
    """The short lines beside the heading that is the title; most of them are no dates."""
    for line in _beside(heading):
        if PUBLISHED.search(line) or not UPDATED.search(line):
            yield Stamp(_of_publishing(line), "h1, beside it")


def announced_stamps(tree: Any) -> Iterator[Stamp]:
    """What begins with words for publishing, wherever on the page."""
    for text in tree.itertext():
        line = text[: 2 * LONGEST]
        told = PUBLISHED.search(line) if DIGIT.search(line) else None
        if told and len(line[: told.start()].split()) < FEW_WORDS:
            yield Stamp(_of_publishing(line), "words for publishing")


def _of_publishing(line: str) -> str:
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


def _stamps(element: Any, by: str) -> Iterator[Stamp]:
    for name in ("datetime", "content", "title"):
        if value := element.get(name):
            yield Stamp(value, by, machine=True)
    yield Stamp(clean(element.text_content())[:200], by)


def _of_another(element: Any, heading: Any) -> bool:
    """Whether it belongs to a teaser or a comment: what has a heading of its own is one."""
    own = () if heading is None else (heading, *heading.iterancestors())
    for parent in element.iterancestors():
        if parent.tag == "body" or parent in own:
            return False
        if parent.tag in TEASERS or AREAS.search(f"{parent.get('class')} {parent.get('id')}"):
            return True
        if parent.tag == "li" and parent.find(".//a") is not None:
            return True
        whole = parent.tag in ("article", "section") or parent.get("itemscope") is not None
        if own and whole and next(parent.iter("h1", "h2", "h3", "h4"), None) is not None:
            return True
    return False


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
        if element.tag in ("script", "style", "option"):
            continue
        around = element.getparent()
        if around in done or (around.tag == "p" and len(around.text_content()) > LONGEST):
            done.add(element)  # in a line that was read, or in a paragraph
            continue
        line = clean(element.text_content())
        if len(line) <= LONGEST:
            done.add(element)
        else:
            line = "" if element.tag == "p" else clean(element.text or "")
        tail = clean(element.tail or "")
        passed += len(line) + len(tail)
        if passed > FURTHEST:
            return
        if _may_date(line) and not _of_another(element, heading) and not _holds_update(element):
            yield line
        if _may_date(tail):
            yield tail


def _may_date(line: str) -> bool:
    if SENTENCE.search(line) and not PUBLISHED.search(line):
        return False
    return len(line) <= LONGEST and bool(DIGIT.search(line)) and "。" not in line


def _holds_update(element: Any) -> bool:
    return any(is_of_update(one) for one in element.iter("time"))
