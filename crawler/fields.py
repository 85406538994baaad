"""Title, authors and dates of a page: who wins is said in ``crawler/extract.py``."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.dates import Dated, read_date
from crawler.page import Page
from crawler.prose import clean

TEASERS = frozenset(("a", "aside", "footer", "li", "nav"))
SITE_NAME = re.compile(r"\s+[|–—-]\s+(?=[^|–—-]{2,40}$)|\s*[|｜]\s*(?=[^|｜]{2,40}$)")


def title_of(page: Page) -> str:
    """ "" if the page has none."""
    selected = (clean(element.text_content()) for element in page.found(page.select.title))
    chosen = next((title for title in selected if title), "")
    if chosen:
        return chosen
    headings = [clean(element.text_content()) for element in page.tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    for declared in page.declared.titles:
        for heading in headings:
            if _agree(heading, clean(declared)):
                return heading
    whole = clean(page.tree.findtext(".//title") or "")
    names = [clean(title) for title in page.declared.titles] or headings[:1] or [whole]
    return SITE_NAME.split(names[0])[0].strip()


def _agree(heading: str, declared: str) -> bool:
    short, long = sorted((heading.casefold(), declared.casefold()), key=len)
    return bool(short) and long.startswith(short) and len(short) > len(long) / 3


def authors_of(page: Page) -> tuple[str, ...]:
    selected = [clean(element.text_content()) for element in page.found(page.select.authors)]
    names = (clean(name) for name in page.declared.authors or dict.fromkeys(selected))
    return tuple(name for name in names if 0 < len(name) <= 80)[:5]


def dates_of(page: Page, hint: str) -> tuple[Dated | None, Dated | None]:
    """Published and modified. ``hint``: a date found elsewhere, for want of better; may be ""."""
    published = _first_date(page, (*page.declared.published, *_stamps(page), hint))
    modified = _first_date(page, page.declared.modified)
    if modified and published and modified.at <= published.at:
        modified = None
    return published, modified


def _stamps(page: Page) -> Iterator[str]:
    for element in page.found(page.select.date or ("time[datetime]",)):
        if not page.select.date and _of_another(element):
            continue
        yield element.get("datetime") or ""
        yield clean(element.text_content())[:200]


def _of_another(element: Any) -> bool:
    """Whether a date belongs to a teaser: where nobody has said which is the article's own, the
    latest story in a sidebar would make any old page today's news."""
    return any(parent.tag in TEASERS for parent in element.iterancestors())


def _first_date(page: Page, texts: Iterable[str]) -> Dated | None:
    """The first that gives a time of day; else the first that gives a day."""
    day: Dated | None = None
    for text in texts:
        dated = read_date(text, page.reading, page.now) if text else None
        if dated and not dated.day_only:
            # A declared midnight is a day that a program wrote as an instant.
            return dated if day is None or abs((dated.at - day.at).days) <= 1 else day
        day = day or dated
    return day
