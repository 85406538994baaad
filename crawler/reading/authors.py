"""The authors of a page. Who wins: what it declares; else the outlet's selector; else the hint."""

from crawler.reading.found import Found
from crawler.reading.page import Page
from crawler.reading.prose import clean

LONGEST, MOST = 80, 5  # letters of a name; names


def authors_of(page: Page, hint: str = "") -> Found[tuple[str, ...]]:
    """``hint``: names found elsewhere, for want of better; "" for none."""
    declared = page.declared.authors
    names = _names(declared.value)
    if names:
        return Found(names, declared.by)
    for selector in page.select.authors:
        selected = dict.fromkeys(clean(each.text_content()) for each in page.found([selector]))
        if names := _names(selected):
            return Found(names, f"selector {selector}")
    names = _names(hint.split(";"))
    return Found(names, "trafilatura" if names else "")


def _names(texts: "tuple[str, ...] | dict[str, None] | list[str]") -> tuple[str, ...]:
    names = (clean(text) for text in texts)
    return tuple(name for name in names if 0 < len(name) <= LONGEST)[:MOST]
