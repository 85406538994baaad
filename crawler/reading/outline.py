"""What a page is made of, measured: running text, and cards that lead to other pages.

A card repeats: a headline that is a link, with or without a teaser, beside others of its kind. The
text that stands in none of them is what the page itself has to tell.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from crawler.reading.prose import clean

# Bytes of UTF-8, as everywhere: a Han character says as much as three Latin letters.
HEADLINE = 24  # the shortest that a link to an article says; menus say less
PIECE = 60  # the shortest piece of a sentence between two tags; dates and bylines are shorter
TEASER = 700  # the most that a card tells; what tells more is a section of an article
REPEATS = 4  # cards of a kind
CLIMB = 5  # elements between a headline's link and its card at most
FURNITURE = "ancestor::nav|ancestor::header|ancestor::footer|ancestor::aside"
LINKS: Callable[[Any], Any] = etree.XPath(f"//body//a[@href][not({FURNITURE})]")
MENU: Callable[[Any], Any] = etree.XPath("//nav//a|//header//a|//*[contains(@class, 'menu')]//a")
# Not without buttons and noscript: pages were seen that stand in one as a whole, never closed.
PIECES: Callable[[Any], Any] = etree.XPath(
    "//body//text()[normalize-space()]"
    "[not(ancestor::a|ancestor::script|ancestor::style|ancestor::template|ancestor::select"
    "|ancestor::textarea|ancestor::figcaption|ancestor::nav|ancestor::footer|ancestor::aside"
    "|ancestor::h1)]"
)
# Told on every page of a site. A whole word of a class or an id that says what an element is, not
# what it has: "with-footer" is a page.
BESIDE = re.compile(
    r"(?:^|\s|(?<!has)(?<!with)(?<!no)[_-])"
    r"(?:footer|copyright|cookies?|consent|gdpr|newsletter|disclaimer)(?:$|[\s_-])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Outline:
    """``prose``: bytes of running text outside all cards; ``words``: of all text there, which a
    table or a talk in short lines has as well."""

    prose: int
    words: int
    cards: int


def outline_of(tree: Any) -> Outline:
    cards = _cards(tree)
    beside = dict.fromkeys(cards, True)
    own = [_size(piece) for piece in PIECES(tree) if not _is_beside(piece.getparent(), beside)]
    return Outline(sum(size for size in own if size >= PIECE), sum(own), len(cards))


def menu_words(tree: Any) -> frozenset[str]:
    """What the menu's entries say."""
    return frozenset(clean(link.text_content()).casefold() for link in MENU(tree))


def _size(text: str) -> int:
    return len(" ".join(text.split()).encode("utf-8", "replace"))


def _is_beside(element: Any, known: dict[Any, bool]) -> bool:
    """``known``: of the elements that were asked about, and of all around them."""
    path: list[Any] = []
    beside = False
    while element is not None and element.tag != "body":
        if element in known:
            beside = known[element]
            break
        path.append(element)
        if BESIDE.search(f"{element.get('class')} {element.get('id')}"):
            beside = element.find(".//h1") is None
            break
        element = element.getparent()
    known.update(dict.fromkeys(path, beside))
    return beside


def _cards(tree: Any) -> set[Any]:
    headlines = [link for link in LINKS(tree) if _size(link.text_content()) >= HEADLINE]
    leads_to: dict[Any, set[str]] = defaultdict(set)
    for link in headlines:
        for element in _upwards(link):
            leads_to[element].add(link.get("href"))
    single = {element for element, targets in leads_to.items() if len(targets) == 1}
    sorts = Counter(map(_sort, single))
    repeated = {element for element in single if sorts[_sort(element)] >= REPEATS}
    cards = {card for link in headlines if (card := _card(link, repeated)) is not None}
    kept = Counter(map(_sort, cards))
    return {card for card in cards if kept[_sort(card)] >= REPEATS}


def _upwards(link: Any) -> Iterator[Any]:
    element = link
    for _ in range(CLIMB):
        if element.getparent() is None or element.tag == "body":
            return
        yield element
        element = element.getparent()


def _sort(element: Any) -> object:
    """By its class, since the first stories of a list often stand apart; else by where it is."""
    return element.tag, element.get("class") or element.getparent()


def _card(link: Any, repeated: set[Any]) -> Any:
    """The largest element that repeats and leads where ``link`` leads and nowhere else."""
    around = [element for element in _upwards(link) if element in repeated]
    return next((one for one in reversed(around) if _leads_away(one, link)), None)


def _leads_away(element: Any, link: Any) -> bool:
    """Whether it begins with its headline and tells little: a paragraph may hold a link too."""
    text, headline = clean(element.text_content()), clean(link.text_content())
    told = _size(text) - _size(headline)
    # In front of a headline stand a date and a section.
    return told <= TEASER and _size(text.partition(headline)[0]) < PIECE
