"""The authors of a page.

Who wins: what it declares (JSON-LD, then meta); else the outlet's selector; else, on a page that
nobody has described, a byline that is marked as one; else one that says "By"; else a name that
signs the text, or the only one that scripts are handed. People win over the outlet's own name,
which stays if it is the only one.
"""

from collections.abc import Iterator

from crawler.reading.bylines import bylines_of
from crawler.reading.found import Found
from crawler.reading.names import names_in
from crawler.reading.page import Page
from crawler.reading.signatures import signatures_of
from crawler.reading.sites import is_site, names_of

NOBODY: Found[tuple[str, ...]] = Found((), "")


def authors_of(page: Page, url: str = "") -> Found[tuple[str, ...]]:
    """``url``: where it came from, "" if that is not known."""
    site = names_of(page.declared.site, [url, page.declared.url])
    outlets = NOBODY
    for names, by in _found(page):
        people = tuple(name for name in names if not is_site(name, site))
        if people:
            return Found(people, by)
        outlets = outlets if outlets.value else Found(names, by)
    return outlets if outlets.value else NOBODY


def _found(page: Page) -> Iterator[Found[tuple[str, ...]]]:
    for names, by in page.declared.authors:
        yield Found(names_in(names, trusted=True), by)
    for selector in page.select.authors:
        texts = [each.text_content() for each in page.found([selector])]
        yield Found(names_in(texts, trusted=True), f"selector {selector}")
    if not page.select.authors:
        yield from bylines_of(page.tree)
        yield from signatures_of(page.tree)
