"""Where on a page the names of its authors stand, if it does not declare them."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import Any

from lxml import etree

from crawler.reading.found import Found
from crawler.reading.names import introduced_in, is_introduction, names_in
from crawler.reading.prose import clean, paragraphs

# In classes and ids: author, byline, writer, autor, auteur, contributor, reporter, journalist, and
# what Vietnamese sites write.
CLASSES = "uthor yline by-line utor riter auteur eporter ournalist tac-gia tacgia".split()
ADDRESSES = (
    "author authors autor autoren auteur people staff journalist journalists contributors writers"
    " tac-gia".split()
)
CLASS, ADDRESS = (
    " or ".join(f"contains(., '{part}')" for part in parts)
    for parts in (CLASSES, [f"/{name}/" for name in ADDRESSES])
)
CLASS = f"{CLASS} or . = 'username' or . = 'editor'"  # Drupal's, and papers' own
# Markup that says "author", from the most explicit to the least.
RULES = {
    "rel=author": "@rel[contains(., 'author') or . = 'sioc:has_creator']",
    "itemprop=author": "@itemprop[. = 'author' or . = 'creator']",
    "class": f"@class[{CLASS}] or @id[{CLASS}]",
    "address": f"self::a[@href[{ADDRESS}]]",
}
# In one walk, for it takes most of the time, and with the heading: there the article begins.
MARKED = etree.XPath(f"descendant::*[self::h1 or {' or '.join(RULES.values())}]")
SEARCHES = {rule: etree.XPath(f"boolean({path})") for rule, path in RULES.items()}
PAGE_OF_AUTHOR = re.compile(r"/authors?/")
EXPLICIT = ("rel=author", "itemprop=author")
# Parts of a page where other people stand: readers who comment, authors of other articles.
ELSEWHERE = re.compile(
    r"comment|related|teaser|recommend|popular|latest|sidebar|trending|menu|newsletter"
    r"|more-|most-|photo|credit|caption|tooltip|next-|disqus",
    re.I,
)
FOREIGN_TAGS = frozenset(("nav", "aside", "figure", "figcaption", "form"))
TEASER = etree.XPath("count(.//p) < 4 and (.//h2//a|.//h3//a|.//a//h2|.//a//h3)")
# So much is looked at of a page that is nothing but bylines, or one in the other: it could keep the
# crawl busy for minutes. A real page has some dozens, forty deep.
MOST, DEEPEST = 200, 60
LONG = etree.XPath("string-length(.) > 5000")  # the text, or the page: no byline
LONGEST_WORDS = 20  # letters of "By", "Written by", "About the author"
FIRST = 3  # lines of a byline that may hold the name; behind it stands who that is


def bylines_of(page: Any) -> Iterator[Found[tuple[str, ...]]]:
    """From an lxml tree of the whole page: first those by markup, then by the words in front."""
    found: Any = MARKED(page)
    own = list(islice(_ordered(found), MOST))
    for rule, says in SEARCHES.items():
        for element in own:
            if not says(element):
                continue
            trusted = rule in EXPLICIT or _leads_to_author(element)
            if names := _names_of(element, own, trusted=trusted):
                yield Found(names, f"byline by {rule}")
    for line in _with_words_joined(clean(text) for text in page.itertext()):
        if names := introduced_in(line):
            yield Found(names, "words before a name")


def _with_words_joined(texts: Iterable[str]) -> Iterator[str]:
    """Each, and behind "By" that stands in an element of its own what follows it."""
    words = ""
    for text in filter(None, texts):
        if words:
            yield f"{words} {text}"
        yield text
        words = text if len(text) < LONGEST_WORDS and is_introduction(text) else ""
        words = "" if words.islower() else words


def _leads_to_author(element: Any) -> bool:
    return bool(PAGE_OF_AUTHOR.search(element.get("href") or ""))


def _ordered(elements: list[Any]) -> Iterator[Any]:
    """Those of this article, the ones behind its heading first."""
    heading = next((number for number, one in enumerate(elements) if one.tag == "h1"), 0)
    around = set(elements[heading].iterancestors()) if elements else set()
    for element in (*elements[heading:], *elements[:heading])[: 5 * MOST]:
        own = element.tag != "h1" and element not in around
        if own and not _is_elsewhere(element, around) and not LONG(element):
            yield element


def _is_elsewhere(element: Any, around: set[Any]) -> bool:
    """``around``: what the heading stands in as well is no other part of the page."""
    for up in (element, *islice(element.iterancestors(), DEEPEST)):
        if up in around or up.tag in ("html", "body"):
            return False
        if up.tag in FOREIGN_TAGS or ELSEWHERE.search(f"{up.get('class')} {up.get('id')}"):
            return True
        if up.tag in ("article", "li") and TEASER(up):
            return True
        if up.tag == "footer" and next(up.iterancestors("article"), None) is None:
            return True
    return False


def _names_of(element: Any, others: list[Any], *, trusted: bool) -> tuple[str, ...]:
    """Those in the first line that has any, and those in other such elements beside it."""
    parts = element.xpath(".//*[@itemprop='name']") or [element]
    names = next(filter(None, (_first_names(part, trusted=trusted) for part in parts)), ())
    if not names:
        return ()
    beside = [one for one in others if one is not element and _are_beside(one, element)]
    more = [name for one in beside for name in _first_names(one, trusted=trusted)]
    return tuple(dict.fromkeys((*names, *more)))


def _are_beside(one: Any, other: Any) -> bool:
    """Whether they stand in one list: in the same element, or in two items of the same one."""
    up, other_up = one.getparent(), other.getparent()
    if up is other_up or up is None or other_up is None:
        return up is other_up
    items = up.tag == other_up.tag and up.tag in ("li", "span")
    return items and up.getparent() is other_up.getparent() and len(up) == len(other_up) == 1


def _first_names(element: Any, *, trusted: bool) -> tuple[str, ...]:
    lines = list(islice(_lines(element), FIRST))
    return next(filter(None, (names_in([line], trusted=trusted) for line in lines)), ())


def _lines(element: Any) -> Iterator[str]:
    """Also apart where only a style sheet keeps one word from the next: "By" "Jane Roe"."""
    pieces = [clean(text) for text in element.itertext()]
    glued = [
        (a, b) for a, b in pairwise(filter(None, pieces)) if a[-1].isalnum() and b[0].isalnum()
    ]
    for line in paragraphs(element):
        for one, other in glued:
            line = line.replace(one + other, f"{one}\n{other}")  # noqa: PLW2901
        yield from line.split("\n")
