"""The text of a page that is drawn by scripts: in JSON beside an empty page.

Which of the strings is the article: the longest that stands under a name for a body; else the
strings of one place of the JSON ("blocks, any, text") that together say most. It is asked only
where the page itself shows next to nothing: a declared body is often cut.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from crawler.reading.clutter import folded
from crawler.reading.found import Found
from crawler.reading.prose import clean, paragraphs

BODIES = frozenset(
    "articlebody body bodyhtml bodytext content contenthtml fullcontent html text fulltext"
    " maintext detail details description_full story storybody rendered articlecontent".split()
)
# Bytes, so that Han counts like Latin: of a string that may be a paragraph (names, addresses and
# labels are shorter or one word), and of a body at least; less is a description.
PHRASE, LEAST = 40, 250
# Nodes of all JSON on a page: the largest of 729 pages holds 40,000.
MOST_NODES = 200_000
# "window.__STATE__ = {...}", "self.__next_f.push([1, "...")".
ASSIGNED = re.compile(r"=\s*(?=[{\[])|\(\s*(?=[{\[])")
TAGS = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|strong|em|span|a|figure|blockquote)\b[^>]*>", re.I)
NONE: Found[tuple[str, ...]] = Found((), "")
Place = tuple[str, ...]


def embedded_body(tree: Any) -> Found[tuple[str, ...]]:
    """Its lines; none where no script holds a text."""
    best = NONE
    for script in tree.iter("script"):
        linked = "ld+json" in (script.get("type") or "")
        lines = _lines_of(list(_strings(_json_of(script.text or ""))))
        if _length(lines) >= max(LEAST, _length(best.value) + 1):
            best = Found(lines, "json-ld articleBody" if linked else "script")
    return best


def _length(lines: tuple[str, ...]) -> int:
    return sum(len(line.encode("utf-8", "replace")) for line in lines)


def _json_of(text: str) -> Any:
    """The first value that a script holds; None where it holds none, or is code throughout."""
    text = text.lstrip()
    start = 0
    if not text.startswith(("{", "[")):
        assigned = ASSIGNED.search(text)
        if assigned is None:
            return None
        start = assigned.end()
    try:
        # Line feeds inside strings are common and harmless.
        return json.JSONDecoder(strict=False).raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _strings(value: Any) -> Iterator[tuple[Place, str]]:
    """With the names on the way to each; a list's numbers are one place."""
    todo: list[tuple[Place, Any]] = [((), value)]
    for _ in range(MOST_NODES):
        if not todo:
            return
        place, node = todo.pop()
        if isinstance(node, dict):
            todo.extend(((*place, str(key)), inner) for key, inner in reversed(node.items()))
        elif isinstance(node, list):
            todo.extend(((*place, ""), inner) for inner in reversed(node))
        elif isinstance(node, str) and _is_phrase(node):
            yield place, node


def _is_phrase(text: str) -> bool:
    spaced = " " in text.strip() or not text.isascii()  # Han and Thai have no spaces
    return spaced and _length((text,)) >= PHRASE


def _lines_of(strings: list[tuple[Place, str]]) -> tuple[str, ...]:
    bodies = [text for place, text in strings if place and folded(place[-1]) in BODIES]
    longest = max(bodies, key=len, default="")
    if _length((longest,)) >= LEAST:
        return tuple(_shown(longest))
    places: dict[Place, list[str]] = {}
    for place, text in strings:
        places.setdefault(place, []).append(text)
    most = max(places.values(), key=lambda texts: sum(map(len, texts)), default=[])
    return tuple(line for text in most for line in _shown(text))


def _shown(text: str) -> list[str]:
    """As a reader would see it: some are HTML, some are plain."""
    if not TAGS.search(text):
        return [line for line in map(clean, text.split("\n")) if line]
    try:
        return paragraphs(html.fragment_fromstring(text, create_parent="div"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
