"""The lead of a page that nobody has described: the decision of ``lead_of``.

A page's description is its lead, more often than not, and readers of text lose it: it stands above
the text, in an element of its own. It is taken where a reader sees it in front of the text, and
nowhere else: a description that is only declared was written for search engines. Without one, it is
the sentence that the markup calls a lead, behind the heading and before the text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from crawler.reading.clutter import folded, is_paragraph
from crawler.reading.narrowing import ASIDE
from crawler.reading.prose import clean

# Letters, without spaces and punctuation, that a description begins with and no other line does.
# One of fewer may be a name or a slogan; of Han, 20 say a sentence.
SAME, SAME_HAN = 40, 20
HAN = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
# Letters: a lead of more than these is the text, or all of a page in one element.
LONGEST = 1_000
# What papers call it in classes. Elements behind the heading that are looked at; letters of the
# shortest.
MARKED = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|sapo|summary|excerpt|teaser|deck|dek|standfirst|subhead(?:line|ing)?"
    r"|sub-?title|intro|introduction|chapo|chapeau|anons|announce|description|abstract|bajada"
    r"|entradilla|vorspann|article-desc|cms-desc)(?:$|[\s_-])",
    re.I,
)
LEADS = frozenset(("p", "div", "h2", "h3", "h4"))
NEAR, SHORTEST = 40, 40


def lead_of(tree: Any, description: str, lines: Sequence[str]) -> tuple[str, list[str]]:
    """The lead, "" for none, and the lines with it in front, where it was missing."""
    start = folded(clean(description))[:SAME]
    if len(start) < (SAME_HAN if HAN.search(start) else SAME) or not lines:
        return "", list(lines)
    for line in lines[:2]:
        if folded(line).startswith(start):
            return line if line == lines[0] else "", list(lines)
    if start in folded(" ".join(lines)):
        return "", list(lines)
    lead = next(_seen_above(tree, start, folded(lines[0])[:SAME]), "")
    return lead, [lead, *lines] if lead else list(lines)


def marked_lead(tree: Any, lines: Sequence[str]) -> str:
    """What the markup calls a lead between the page's heading and ``lines``; "" for none."""
    heading = next(tree.iter("h1"), None)
    text = folded(lines[0])[:SAME] if lines else ""
    if heading is None or not text:
        return ""
    whole = folded(" ".join(lines[:3]))
    for element in islice(heading.xpath("following::*"), NEAR):
        if folded(element.text or "").startswith(text):
            return ""
        if element.tag not in LEADS or not MARKED.search(_names(element)):
            continue
        seen = clean("".join(element.itertext()))
        if SHORTEST <= len(seen) <= LONGEST and is_paragraph(seen) and _stands_alone(element):
            return "" if folded(seen)[:SAME] in whole else seen
    return ""


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''}"


def _stands_alone(element: Any) -> bool:
    return next(element.iter("a", "time", "img", "h1", "li"), None) is None and not _hidden(element)


def _seen_above(tree: Any, start: str, text: str) -> Iterator[str]:
    """What begins with ``start`` and stands before what begins with ``text``."""
    for element in tree.iter("p", "div", "h2", "h3", "h4", "span", "strong", "b", "em", "section"):
        own = folded(element.text or "")
        if not own:
            continue
        if text.startswith(own[:SAME]) and len(own) >= min(SAME, len(text)):
            return
        if not own.startswith(start[: len(own)]) or element.tag in ASIDE:
            continue
        seen = clean("".join(element.itertext()))
        if len(seen) <= LONGEST and folded(seen).startswith(start) and not _hidden(element):
            yield seen


def _hidden(element: Any) -> bool:
    """In a menu, a teaser's link or a form, or not shown at all."""
    return any(one.tag in ASIDE and one.tag != "header" for one in element.iterancestors())
