"""What is cut out of a page before its text is read, by its shape and in no language: the decision
of ``prune``.

Captions, and the next article of an endless page. Lists of links and paragraphs that are one link
were tried as well, and took as much text as clutter: they are left to the generic reader.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

# A part of a class's name in most CMSs: "wp-caption-text", "image__caption".
CAPTION = re.compile(r"(?:^|[\s_-])(?:fig)?caption(?:[\s_-]|$)", re.IGNORECASE)
LONGEST_CAPTION = 400  # letters; a longer one is a text that somebody named so


def prune(tree: Any) -> None:
    """Changes ``tree``."""
    for element in list(chain(_captions(tree), _next_articles(tree))):
        if element.getparent() is not None:
            element.drop_tree()


def _captions(tree: Any) -> Iterator[Any]:
    for element in tree.iter("figcaption", "p", "div", "span"):
        named = element.tag == "figcaption" or CAPTION.search(element.get("class") or "")
        if named and len("".join(element.itertext())) <= LONGEST_CAPTION:
            yield element


def _next_articles(tree: Any) -> Iterator[Any]:
    """Those with a heading of their own, beside one that has as well."""
    headed = [one for one in tree.iter("article") if next(one.iter("h1"), None) is not None]
    for one in headed[1:]:
        if headed[0] not in one.iterancestors():
            yield one
