"""Title, authors and dates of a page: who wins is said in ``crawler/extract.py``."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.dates import Dated, read_date
from crawler.page import Page
from crawler.prose import clean

TEASERS = frozenset(("a", "aside", "footer", "li", "nav"))
SITE_NAME = re.compile(r"\s+[|–—-]\s+(?=[^|–—-]{2,40}$)|\s*[|｜]\s*(?=[^|｜]{2,40}$)")


# A value with the rule that gave it, in words for an operator.
Ruled = tuple[str, str]


def title_of(page: Page) -> str:
    """ "" if the page has none."""
    return ruled_title(page)[0]


def ruled_title(page: Page) -> Ruled:
    for selector in page.select.title:
        for element in page.found([selector]):
            if chosen := clean(element.text_content()):
                return chosen, f"selector {selector}"
    headings = [clean(element.text_content()) for element in page.tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    for declared in page.declared.titles:
        for heading in headings:
            if _agree(heading, clean(declared)):
                return heading, "the h1 that agrees with the declared title"
    title, rule = _lesser_title(page, headings)
    return SITE_NAME.split(title)[0].strip(), rule


def _lesser_title(page: Page, headings: list[str]) -> Ruled:
    if page.declared.titles:
        return clean(page.declared.titles[0]), "declared in the page's head"
    if headings:
        return headings[0], "the first h1"
    return clean(page.tree.findtext(".//title") or ""), "the page's <title>"


def _agree(heading: str, declared: str) -> bool:
    short, long = sorted((heading.casefold(), declared.casefold()), key=len)
    return bool(short) and long.startswith(short) and len(short) > len(long) / 3


def authors_of(page: Page) -> tuple[str, ...]:
    selected = [clean(element.text_content()) for element in page.found(page.select.authors)]
    names = (clean(name) for name in page.declared.authors or dict.fromkeys(selected))
    return tuple(name for name in names if 0 < len(name) <= 80)[:5]


def dates_of(page: Page, hint: str) -> tuple[Dated | None, Dated | None]:
    """Published and modified. ``hint``: a date found elsewhere, for want of better; may be ""."""
    published, _ = ruled_date(page, hint)
    modified, _ = _first_date(page, _declared(page.declared.modified))
    if modified and published and modified.at <= published.at:
        modified = None
    return published, modified


def ruled_date(page: Page, hint: str = "") -> tuple[Dated | None, str]:
    """When it was published, with the rule that says so."""
    stated = [*_declared(page.declared.published), *_stamps(page)]
    return _first_date(page, [*stated, (hint, "trafilatura's guess")])


def _declared(texts: Iterable[str]) -> Iterator[Ruled]:
    return ((text, "declared in the page's head") for text in texts)


def _stamps(page: Page) -> Iterator[Ruled]:
    for selector in page.select.date or ("time[datetime]",):
        for element in page.tree.cssselect(selector):
            if not page.select.date and _of_another(element):
                continue
            yield element.get("datetime") or "", f"selector {selector}"
            yield clean(element.text_content())[:200], f"selector {selector}"


def _of_another(element: Any) -> bool:
    """Whether a date belongs to a teaser: where nobody has said which is the article's own, the
    latest story in a sidebar would make any old page today's news."""
    return any(parent.tag in TEASERS for parent in element.iterancestors())


def _first_date(page: Page, texts: Iterable[Ruled]) -> tuple[Dated | None, str]:
    """The first that gives a time of day; else the first that gives a day."""
    day: Dated | None = None
    by = ""
    for text, rule in texts:
        dated = read_date(text, page.reading, page.now) if text else None
        if dated and not dated.day_only:
            # A declared midnight is a day that a program wrote as an instant.
            near = day is None or abs((dated.at - day.at).days) <= 1
            return (dated, rule) if near else (day, by)
        if dated and day is None:
            day, by = dated, rule
    return day, by
