"""The title of a page.

Who wins: the outlet's selector; else the h1 that says what the page declares, for what is declared
is often written for search engines; else the declared one; else an h1. A site's name around it is
cut off, and so is what is glued to a heading (a kicker, a byline) if the page declares it without.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any, NamedTuple

from crawler.reading.found import Found
from crawler.reading.page import Page
from crawler.reading.prose import clean
from crawler.reading.sites import is_site, names_of, without_site

# A letter of a script without spaces counts as a word.
WORD = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+")
# Shares of words in common, tried on real pages of two halves of hosts: .15 and .4 do worse.
ALIKE = 0.3
SURELY = 0.6  # below it, a heading behind the first is another article's on the same matter
CUT = 100  # letters
LONGEST, MOST = 400, 20  # letters of a title; headings that are looked at
SENTENCE = 4  # words; a shorter heading that agrees with nothing may name a section


class Pair(NamedTuple):
    """A heading and a stated title, from most alike to least."""

    likeness: float
    heading: str
    stated: Found[str]


def title_of(page: Page, url: str = "") -> Found[str]:
    """ "" if the page has none. ``url``: where it came from, "" if that is not known."""
    for selector in page.select.title:
        for element in page.found([selector]):
            if chosen := clean(element.text_content()):
                return Found(chosen, f"selector {selector}")
    names = names_of(page.declared.site, [url, page.declared.url])
    stated = [Found(without_site(text, names), by) for text, by in _stated(page)]
    headings = [one for one in islice(page.tree.iter("h1"), MOST) if _text(one)]
    headings = [one for one in headings if not is_site(_text(one), names, strictly=True)]
    if pair := _agreeing(headings, stated):
        return Found(_tidied(pair, names), f"h1, as {pair.stated.by}")
    first = _text(headings[0]) if headings else ""
    if first and (not stated or (len(headings) == 1 and len(WORD.findall(first)) >= SENTENCE)):
        return Found(without_site(first, names, guess=False), "h1")
    return stated[0] if stated else Found("", "")


def _stated(page: Page) -> list[Found[str]]:
    """What the page declares; if nothing, its own title, which names the site as well."""
    title = page.tree.findtext(".//title") or ""
    own = Found(clean(title)[:LONGEST], "title")
    texts = [Found(clean(unescape(text))[:LONGEST], by) for text, by in page.declared.titles]
    texts = [_completed(text, [*texts, own]) for text in texts]
    return [text for text in texts or [own] if text.value]


def _completed(cut: Found[str], others: list[Found[str]]) -> Found[str]:
    """Schema.org's headlines are cut off at 110 letters; another declaration has the rest."""
    start = cut.value.rstrip(" .…")
    if len(cut.value) < CUT and not cut.value.endswith(("…", "...")):
        return cut
    whole = (other for other in others if other.value.startswith(start))
    return max((cut, *whole), key=lambda other: len(other.value.rstrip(" .…")))


def _agreeing(headings: list[Any], stated: list[Found[str]]) -> Pair | None:
    """The heading that says most of what is stated, if any says enough."""
    best: Pair | None = None
    for number, heading in enumerate(headings):
        for text in _variants(heading):
            for one in stated:
                likeness = _likeness(text, one.value)
                whole = text == _text(heading)
                least = ALIKE if whole and not number else SURELY if whole else 1.0
                if likeness >= least and (best is None or likeness > best.likeness):
                    best = Pair(likeness, text, one)
    return best


def _variants(heading: Any) -> Iterator[str]:
    """Its text, and that without what stands in an element of its own at either end."""
    whole = _text(heading)
    yield whole
    for child in {0: heading[0], -1: heading[-1]}.values() if len(heading) else ():
        part = _text(child)
        if part and whole.startswith(part):
            yield whole.removeprefix(part).lstrip(" :")
        if part and whole.endswith(part):
            yield whole.removesuffix(part).rstrip()


def _text(element: Any) -> str:
    return clean(element.text_content())[:LONGEST]


def _likeness(one: str, other: str) -> float:
    """From 0 to 1 (the same words)."""
    words, others = (set(WORD.findall(text.casefold())) for text in (one, other))
    return 2 * len(words & others) / max(len(words) + len(others), 1)


def _tidied(pair: Pair, names: frozenset[str]) -> str:
    """The heading without the site's name, and in small letters if the page has it so as well."""
    heading, stated = pair.heading, pair.stated.value
    if heading.casefold() == stated.casefold():
        return stated if heading.isupper() else heading
    return without_site(heading, names, guess=False)
