"""What is cut out of a page before its text is read, by its shape: the decision of ``prune``.

Captions, the next article of an endless page, boxes that ask for something, teasers behind the
text, and what stands below a heading like "Related news" or "Comments". Lists of links and
paragraphs that are one link were tried as well, and took as much text as clutter: they are left to
the generic reader.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from crawler.reading.elsewhere_words import LISTS_OF_OTHERS
from crawler.reading.prose import clean

# A part of a class's name in most CMSs: "wp-caption-text", "image__caption".
CAPTION = re.compile(r"(?:^|[\s_-])(?:fig)?caption(?:[\s_-]|$)", re.IGNORECASE)
CAPTIONS = frozenset(("p", "div", "span", "td"))
# Letters; a longer one is a text that somebody named so. A picture's table may be a page laid out
# with tables as well.
LONGEST_CAPTION = 400
MOST_ROWS = 3  # of a table that holds a picture and its caption
HOLDERS = frozenset(("p", "div", "center"))
# Of boxes in a text. Whole words of a class.
BOX = re.compile(
    r"(?:^|[\s_-])(?:newsletter|signup|sign-up|subscribe|subscription|promo|ticker|bookmark-card)"
    r"(?:[\s_-]|$)",
    re.IGNORECASE,
)
BOXES = ("div", "section", "aside", "figure", "p", "form")
LONGEST_BOX = 500  # letters
SIGNS = frozenset("[ ( >> » ► ▶".split())  # in front of a link that leads to something else
# Letters of a heading that announces other articles; and which share of all letters they have at
# most: what is more is the text, whatever stands above it.
LONGEST_HEADING, MOST_BELOW = 60, 0.3
CARDS = 2.5  # times as much where each part of it is a link or holds one
HEADINGS = ("h2", "h3", "h4", "h5")
TEASER = 250  # letters below a headline that is a link
LEAST = 20  # letters of such a headline; one of fewer is a name


def prune(tree: Any) -> None:
    """Changes ``tree``."""
    kinds = (_captions, _pictures, _boxes, _pointers, _next_articles, _listed, _teasers)
    for element in list(chain.from_iterable(kind(tree) for kind in kinds)):
        if element.getparent() is not None:
            element.drop_tree()


def _letters(element: Any) -> int:
    return len("".join(element.itertext()).strip()) if isinstance(element.tag, str) else 0


def _captions(tree: Any) -> Iterator[Any]:
    for element in tree.iter("figcaption", *CAPTIONS):
        named = element.tag == "figcaption" or CAPTION.search(element.get("class") or "")
        if named and _letters(element) <= LONGEST_CAPTION:
            yield element


def _pictures(tree: Any) -> Iterator[Any]:
    """Tables that hold a picture and its caption, and what stands in italics below a picture."""
    for image in tree.iter("img"):
        table = next(image.iterancestors("table"), None)
        if table is not None and _letters(table) <= LONGEST_CAPTION:
            if len(table.findall(".//tr")) <= MOST_ROWS:
                yield table
        elif (below := _below(image)) is not None and _is_italic(below):
            yield below


def _below(image: Any) -> Any:
    holder = next((one for one in image.iterancestors() if one.tag in HOLDERS), None)
    if holder is None or _letters(holder) or (holder.tail or "").strip():
        return None
    return holder.getnext()


def _is_italic(element: Any) -> bool:
    inner = element[0] if element.tag in HOLDERS and len(element) == 1 else None
    if inner is None or inner.tag not in ("em", "i"):
        return False
    return 0 < _letters(element) == _letters(inner) <= LONGEST_CAPTION


def _boxes(tree: Any) -> Iterator[Any]:
    yield from tree.iter("amp-ad")
    for element in tree.iter(*BOXES):
        if BOX.search(element.get("class") or "") and _letters(element) <= LONGEST_BOX:
            yield element


def _pointers(tree: Any) -> Iterator[Any]:
    """ "[ Another headline ]", which is a link."""
    for element in tree.iter("p", "div"):
        if len(element) == 1 and element[0].tag == "a" and (element.text or "").strip() in SIGNS:
            yield element


def _next_articles(tree: Any) -> Iterator[Any]:
    """Those with a heading of their own, beside one that has as well."""
    headed = [one for one in tree.iter("article") if next(one.iter("h1"), None) is not None]
    for one in headed[1:]:
        if headed[0] not in one.iterancestors():
            yield one


def _listed(tree: Any) -> Iterator[Any]:
    """What stands beside and below a heading that announces other articles, or comments."""
    most = 0.0
    for heading in tree.iter(*HEADINGS):
        text = clean("".join(heading.itertext())[: 2 * LONGEST_HEADING])
        if len(text) > LONGEST_HEADING or not LISTS_OF_OTHERS.fullmatch(text):
            continue
        most = most or MOST_BELOW * _letters(tree)
        below = list(heading.itersiblings())
        cards = all(one.find(".//a") is not None for one in below if _letters(one))
        if sum(map(_letters, below)) <= most * (CARDS if cards else 1):
            yield heading
            yield from below


def _teasers(tree: Any) -> Iterator[Any]:
    """At the very end: headlines that are links, each with a sentence or two."""
    if not any(_is_link(heading) for heading in tree.iter(*HEADINGS)):
        return
    below: list[Any] = []
    count = 0
    for element in reversed(list(tree.iter())):
        if not isinstance(element.tag, str):
            continue
        if element.tag in HEADINGS and _is_link(element):
            yield element
            yield from below
            below, count = [], 0
        elif not any(one.tag in HEADINGS for one in element.iterancestors()):
            below += [element] if element.tag == "p" else []
            count += _length(element.text) + _length(element.tail)
        if count > TEASER:
            return


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _is_link(element: Any) -> bool:
    links = element.findall(".//a")
    return len(links) == 1 and _letters(links[0]) == _letters(element) >= LEAST
