"""Where on a page its text stands: the decision of ``narrowed``.

From the body down into the one child that holds nearly all running text, for as long as there is
one. Menus, teasers and footers stay behind, in whatever language and markup, and the generic reader
is asked about a fifth of the page. Its time grows with the elements that it is given.
"""

from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any

from lxml import etree

from crawler.reading.prose import INVISIBLE, clean
from crawler.reading.pruning import prune
from crawler.reading.runs import wrap_runs

# Letters in here are no running text: they lead elsewhere, or nobody sees them.
ASIDE = frozenset(
    "head nav header footer aside form button select textarea a h1"
    " script style noscript template svg iframe object".split()
)
MUTE = ("script", "style", "noscript", "template", "svg", "iframe", "link", "meta")
# Inside of these a part of the text stands, never the whole.
PARTS = frozenset("p ul ol dl li blockquote pre span b strong i em".split())
# As shells they would make one row of a table of the text.
SHELLS = frozenset("table tbody thead tr td th".split())
# What the one child must hold of its parent's. Measured on the evaluation pages: 0.9 gave body F1
# .934 and left out leads, 0.97 gave .931 and let teasers in; the whole page gave .931.
SHARE = 0.9
# Letters of running text, below which a page is a caption or a shell: where it stands says nothing.
LEAST = 150
# Shorter pieces between tags are separators and bullets.
NOISE = 3
# Letters of the shortest lead; what is shorter is a by-line, a date or a caption.
SENTENCE = 60


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A tree of the text's place and what it stands in. ``letters`` of running text are in it."""

    tree: Any
    letters: int


def narrowed(tree: Any) -> Narrowed | None:
    """A copy, for a reader that changes what it is given; None where no place stands out."""
    body = tree.find("body")
    if body is None:
        return None
    letters = _letters(body)
    if letters[body] < LEAST:
        return None
    path = [body]
    while (inner := _heaviest(path[-1], letters)) is not None:
        path.append(inner)
    leads = _below_heading(path, letters)
    return Narrowed(_copy(path, leads), letters[path[-1]])


def whole(tree: Any) -> Any:
    """A copy of all that can be seen."""
    return _shown(deepcopy(tree))


def _heaviest(place: Any, letters: dict[Any, int]) -> Any | None:
    inner = max(place, key=lambda child: letters.get(child, 0), default=None)
    if inner is None or inner.tag in PARTS or letters.get(inner, 0) < SHARE * letters[place]:
        return None
    return inner


def _letters(body: Any) -> dict[Any, int]:
    """Of running text in each element, what is aside left out."""
    # Whole pages stand in a form, or in a header or an overlay that nobody closed.
    around: set[Any] = set()
    for heading in body.iter("h1"):
        around.update(takewhile(lambda each: each not in around, heading.iterancestors()))
    seen: list[Any] = []
    todo = [body]
    while todo:  # not recursive: pages were seen that nest ten thousand deep
        element = todo.pop()
        if (element.tag not in ASIDE or element in around) and isinstance(element.tag, str):
            seen.append(element)
            todo.extend(element)
    letters: dict[Any, int] = {}
    for element in reversed(seen):
        count = _length(element.text)
        for child in element:
            count += letters.get(child, 0) + _length(child.tail)
        letters[element] = count
    return letters


def _length(text: str | None) -> int:
    length = len(text.strip()) if text else 0
    return length if length > NOISE else 0


def _below_heading(path: list[Any], letters: dict[Any, int]) -> dict[Any, list[Any]]:
    """By parent: what stands between the page's heading and its text is the lead."""
    leads: dict[Any, list[Any]] = {}
    for parent, child in reversed(list(pairwise(path))):
        before = list(child.itersiblings(preceding=True))
        heading = next((at for at, one in enumerate(before) if _has_heading(one)), None)
        leads[parent] = [one for one in before[:heading] if letters.get(one, 0) >= SENTENCE]
        if heading is not None:
            return leads
    return {}


def _has_heading(element: Any) -> bool:
    return element.tag == "h1" or next(element.iter("h1"), None) is not None


def _copy(path: list[Any], leads: dict[Any, list[Any]]) -> Any:
    """With the elements around it as shells: readers look at their classes."""
    root = inner = path[0].makeelement("html")  # of the page's parser, so with its classes
    for element in path[:-1]:
        inner = etree.SubElement(inner, _shell_name(element), _marks(element))
        inner.extend(deepcopy(lead) for lead in reversed(leads.get(element, ())))
    copy = deepcopy(path[-1])
    copy.tag = _shell_name(copy)
    copy.tail = None
    inner.append(copy)
    return _shown(root)


def _shell_name(element: Any) -> str:
    """Of broken pages lxml reads names that it refuses to write."""
    named = element.tag not in ASIDE | SHELLS and element.tag.isascii() and element.tag.isalnum()
    return element.tag if named else "div"


def _marks(element: Any) -> dict[str, str]:
    return {name: clean(element.get(name) or "") for name in ("id", "class", "role", "itemprop")}


def _shown(tree: Any) -> Any:
    """Without what nobody sees; a quotation inside a line in the marks that browsers put there."""
    etree.strip_elements(tree, *MUTE, with_tail=False)
    for quotation in tree.iter("q"):
        quotation.text = f"“{INVISIBLE.sub('', quotation.text or '')}"
        quotation.tail = f"”{INVISIBLE.sub('', quotation.tail or '')}"
    etree.strip_tags(tree, "q")
    prune(tree)
    wrap_runs(tree)
    return tree
