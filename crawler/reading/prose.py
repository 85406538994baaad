"""Text as people read it: the lines of an element, clean of what no reader sees.

One place for selected bodies and for what the generic reader gives, whose elements have names of
their own: ``item``, ``row``, ``cell``, ``lb``.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr main ol p pre section table tbody thead tr ul head list row quote body".split()
)
SILENT = frozenset("script style noscript template iframe button select svg".split())
INLINE = frozenset(
    "a abbr b big cite code del em font hi i ins mark ref s small span strong sub sup u".split()
)
BREAKS = frozenset(("br", "lb"))
ITEMS = frozenset(("li", "item"))
CELLS = frozenset(("td", "th", "cell"))
# Letters of a cell that is read as one of a row. What is longer is a column of a page laid out with
# tables, as pages were until 2005: our longest cell of figures has 60.
LONGEST_CELL = 300
# Items of a list that are numbered: each is counted from the first, and pages come with 60,000.
MOST_ITEMS = 200
# Marks inside a line until it is one. No tree holds these: they are forbidden in XML.
CELL, ITEM = "\x00", "\x01"
# Letters that carry no meaning in a text: controls, soft hyphens, spaces without width, marks that
# turn the reading direction of all that follows, glyphs of icon fonts, and halves of letters (from
# JSON), which no database and no mail can hold.
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffc\ud800-\udfff\ue000-\uf8ff]"
)
# Joiners and direction marks shape Arabic and Indic words and join pictures; among other letters
# they split words that look the same.
JOINERS = re.compile(
    "(?<![\u0590-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u2190-\u2bff\ufb1d-\ufdff\ufe0f\ufe70-\ufeff"
    "\U0001f000-\U0001faff])[\u200c-\u200f]"
)


def clean(text: str) -> str:
    """One line: NFC, without invisible letters, single spaces."""
    if text.isascii():  # most pieces of most pages: a fifth of the time
        shown = text if text.isprintable() else INVISIBLE.sub("", text)
    else:
        shown = JOINERS.sub("", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return " ".join(shown.split())


def paragraphs(element: Any) -> list[str]:
    """The lines a reader sees in an element: one for each block or line break, none empty.

    A row of a table is one line, "a | b"; an item of a list one that begins with "- " or its
    number.
    """
    lines: list[str] = []
    mark = ""
    for piece in "".join(_pieces(element)).split("\n"):
        *marks, rest = piece.split(ITEM)
        mark = marks[-1] if marks else mark
        # The mark of an item whose words stand in a paragraph of their own waits for them.
        if line := _row(rest):
            lines.append(f"{mark} {line}" if mark else line)
            mark = ""
    return lines


def _row(line: str) -> str:
    """The cells of a table's row, once they stand in one line."""
    cells = (clean(cell) for cell in line.split(CELL))
    return " | ".join(cell for cell in cells if cell)


def _pieces(element: Any) -> Iterator[str]:
    # Not recursive: pages were seen that nest ten thousand deep.
    stack: list[Any] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in SILENT:
            continue
        stack.extend(reversed(list(_inside(node, tag))))


def _inside(node: Any, tag: str) -> Iterator[Any]:
    if tag in CELLS and next(node.iter("table"), None) is None:
        text = "".join(_words(node))
        if len(text) <= LONGEST_CELL:
            yield f"{CELL}{text}{CELL}"
            return
    edge = "\n" if tag in BLOCKS or tag in BREAKS or tag in ITEMS or tag in CELLS else ""
    yield edge
    if tag in ITEMS:
        yield f"{ITEM}{_mark(node)}{ITEM}"
    yield _spaced(node.text)
    for child in node:
        yield child
        yield _spaced(child.tail)
    yield edge


def _words(cell: Any) -> Iterator[str]:
    """Of its blocks and line breaks one line is made."""
    for event, node in etree.iterwalk(cell, events=("start", "end")):
        if isinstance(node.tag, str) and node.tag not in INLINE and node is not cell:
            yield " "
        if event == "start" and node.tag not in SILENT:
            yield _spaced(node.text)
        elif event == "end" and node is not cell:
            yield _spaced(node.tail)


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _mark(item: Any) -> str:
    around = item.getparent()
    if around is None or not (around.tag == "ol" or around.get("rend") == "ol"):
        return "-"
    before = sum(1 for _ in islice(item.itersiblings(item.tag, preceding=True), MOST_ITEMS))
    return f"{before + 1}." if before < MOST_ITEMS else "-"
