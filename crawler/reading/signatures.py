"""The last places in which an author is looked for: a name that signs a text, and what is handed to
scripts.

A signature stands on the right, directly behind a paragraph, leads nowhere and is nothing but full
names: agencies and "back to the top" stand there too.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from crawler.reading.found import Found
from crawler.reading.names import names_in
from crawler.reading.prose import clean

ON_THE_RIGHT = etree.XPath(
    "//*[self::p or self::div][@align = 'right' or contains(@class, 'text-right')"
    " or contains(translate(@style, ' ', ''), 'text-align:right')]"
    "[not(.//a|.//input|.//button|.//img)]"
)
BEFORE = etree.XPath("preceding-sibling::node()[not(self::comment())]")
MOST = 50  # elements on the right that are looked at, the last ones
NEAR = 6  # nodes in front of a signature, among which line breaks and spaces count
PARAGRAPH, LONGEST = 60, 60  # letters: in front of it at least, of it at most
DIGIT = re.compile(r"\d")
# "authors": [{"id": 1, "name": "..."}], "author": {"name": "..."}, "author": "..."
STRING = r'"(?:[^"\\]|\\.){2,80}"'
IN_SCRIPT = re.compile(
    rf'"(?:authors?|byline)"\s*:\s*(\[[^\[\]]{{2,1000}}\]|\{{[^{{}}]{{2,500}}\}}|{STRING})'
)
NAMED = re.compile(rf'"name"\s*:\s*({STRING})')


def signatures_of(page: Any) -> Iterator[Found[tuple[str, ...]]]:
    """From an lxml tree of the whole page."""
    right: Any = ON_THE_RIGHT(page)
    for element in reversed(right[-MOST:]):
        text = clean(element.text_content()) if len(element) < NEAR else ""
        if len(text) <= LONGEST and not DIGIT.search(text) and _behind_paragraph(element):
            names = names_in([text])
            yield Found(tuple(name for name in names if " " in name), "signature")
    yield Found(_in_scripts(page), "script author")


def _behind_paragraph(element: Any) -> bool:
    before_it: Any = BEFORE(element)
    before = (
        node if isinstance(node, str) else node.text_content()
        for node in islice(reversed(before_it), NEAR)
    )
    return next((len(text) >= PARAGRAPH for text in map(clean, before) if text), False)


def _in_scripts(page: Any) -> tuple[str, ...]:
    """None where they name several: lists of other articles stand among them."""
    found = {
        names
        for script in page.iter("script")
        for stated in IN_SCRIPT.findall(script.text or "")
        if (names := names_in(map(_unquoted, NAMED.findall(stated) or [stated])))
    }
    return found.pop() if len(found) == 1 else ()


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text))
    except ValueError:
        return ""
