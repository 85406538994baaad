"""The title of a page.

Who wins: the outlet's selector; else the h1 that agrees with what the page declares; else the
declared one; else the first h1; else the page's own title. A site's name behind it is cut off.
"""

import re

from crawler.reading.found import Found
from crawler.reading.page import Page
from crawler.reading.prose import clean

SITE_NAME = re.compile(r"\s+[|–—-]\s+(?=[^|–—-]{2,40}$)|\s*[|｜]\s*(?=[^|｜]{2,40}$)")


def title_of(page: Page) -> Found[str]:
    """ "" if the page has none."""
    for selector in page.select.title:
        for element in page.found([selector]):
            if chosen := clean(element.text_content()):
                return Found(chosen, f"selector {selector}")
    headings = [clean(element.text_content()) for element in page.tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    for declared in page.declared.titles:
        for heading in headings:
            if _agree(heading, clean(declared.value)):
                return Found(heading, f"h1, as {declared.by}")
    title, rule = _lesser_title(page, headings)
    return Found(SITE_NAME.split(title)[0].strip(), rule)


def _lesser_title(page: Page, headings: list[str]) -> Found[str]:
    if page.declared.titles:
        return Found(clean(page.declared.titles[0].value), page.declared.titles[0].by)
    if headings:
        return Found(headings[0], "h1")
    title = clean(page.tree.findtext(".//title") or "")
    return Found(title, "title" if title else "")


def _agree(heading: str, declared: str) -> bool:
    short, long = sorted((heading.casefold(), declared.casefold()), key=len)
    return bool(short) and long.startswith(short) and len(short) > len(long) / 3
