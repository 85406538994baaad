"""Where a page shows when it was published: what its markup calls a date, and beside its title.

Not a teaser's, a comment's or a footer's date, and none that is said to be of an update: the latest
story in a sidebar would make any old page today's news.
"""

import re
from collections.abc import Iterable, Iterator
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
    r"updat|modif|changed|edited|revis|cập nhật|обновл|изменен|жаңарт|aktualis|geändert|änderung|"
    r"mis(?:e)? à jour|actualiza|atualiza|aggiorna|diperbarui|güncelle|yangilan|更新|수정|แก้ไข|อัปเดต",
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


def marked_stamps(tree: Any) -> Iterator[Stamp]:
    """What is marked as the date of publishing; then any ``time`` of the article's own."""
    marked = tree.xpath("//*[@itemprop='datePublished' or @pubdate][not(self::meta)]")
    for element in marked:
        if not _of_another(element):
            yield from _stamps(element, "selector [itemprop=datePublished]")
    for element in tree.iter("time"):
        if not _of_another(element) and not is_of_update(element):
            yield from _stamps(element, "time")


def update_stamps(tree: Any) -> Iterator[Stamp]:
    """What is marked as the date of the last change."""
    for element in tree.xpath("//time | //*[@itemprop='dateModified'][not(self::meta)]"):
        if is_of_update(element) and not _of_another(element):
            yield from _stamps(element, "time")


def stamps_beside(tree: Any, title: str) -> Iterator[Stamp]:
    """The short lines beside the heading that is the title; most of them are no dates."""
    heading = _heading(tree, title)
    if heading is None:
        return
    behind = heading.xpath("following::*")[:BEHIND]
    before = heading.xpath("preceding::*")[-BEFORE:]
    for line in (*_lines(behind), *reversed(list(_lines(before)))):
        if PUBLISHED.search(line) or not UPDATED.search(line):
            yield Stamp(_of_publishing(line), "h1, beside it")


def announced_stamps(tree: Any) -> Iterator[Stamp]:
    """What words for publishing stand before, wherever on the page."""
    for text in tree.itertext():
        if PUBLISHED.search(text) and any(map(str.isdigit, text)) and len(text) < 2 * LONGEST:
            yield Stamp(_of_publishing(text), "words for publishing")


def _of_publishing(line: str) -> str:
    """The part of a line that speaks of it: "Published 5 May 2025, updated 6 May 2025"."""
    told = PUBLISHED.search(line)
    rest = line[told.end() :] if told and any(map(str.isdigit, line[told.end() :])) else line
    changed = UPDATED.search(rest)
    return rest[: changed.start()] if changed else rest


def is_of_update(element: Any) -> bool:
    """Whether its own words, or the markup's, say that it dates a change."""
    around, previous = element.getparent(), element.getprevious()
    words = [element.get("class"), element.get("itemprop"), element.text, around.get("class")]
    words.append(around.text if previous is None else previous.tail)
    told = " ".join(word for word in words if word)
    return bool(UPDATED.search(told)) and not PUBLISHED.search(told)


def _stamps(element: Any, by: str) -> Iterator[Stamp]:
    for name in ("datetime", "content", "title"):
        if value := element.get(name):
            yield Stamp(value, by, machine=True)
    yield Stamp(clean(element.text_content())[:200], by)


def _of_another(element: Any) -> bool:
    for parent in element.iterancestors():
        if parent.tag in TEASERS or AREAS.search(f"{parent.get('class', '')} {parent.get('id', '')}"):
            return parent.tag != "body"
        if parent.tag == "li" and parent.find(".//a") is not None:
            return True
    return False


def _heading(tree: Any, title: str) -> Any:
    """What holds the title; else the first h1."""
    wanted = clean(title).casefold()
    headings = list(tree.iter("h1"))
    for element in (*headings, *tree.iter("h2", "h3")):
        if wanted and clean(element.text_content()).casefold() == wanted:
            return element
    for element in tree.iter("h1", "h2", "div", "p", "td", "font", "span", "strong", "b"):
        own = clean(element.text or "").casefold()
        if len(own) >= SURE and own in wanted:
            return element
    return headings[0] if headings else None


def _lines(elements: Iterable[Any]) -> Iterator[str]:
    """Texts of small elements, and short texts between the elements of large ones."""
    done: set[Any] = set()
    passed = 0
    for element in elements:
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "option"):
            continue
        if element.getparent() in done:
            done.add(element)
            continue
        line = clean(element.text_content())
        if len(line) <= LONGEST:
            done.add(element)
        else:
            line = clean(element.text or "")
        passed += len(line)
        if passed > FURTHEST:
            return
        if len(line) <= LONGEST and any(map(str.isdigit, line)) and not _of_another(element):
            yield line
        tail = clean(element.tail or "")
        if 0 < len(tail) <= LONGEST and any(map(str.isdigit, tail)):
            yield tail
