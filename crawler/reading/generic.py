"""What a generic reader makes of a page that no outlet's file describes. Only here: trafilatura."""

from dataclasses import dataclass
from typing import Any

import trafilatura

from crawler.reading.page import Page


@dataclass(frozen=True, slots=True)
class Hints:
    """Names separated by ";"; "" for none."""

    authors: str = ""


def hints(page: Page) -> Hints:
    """For want of better."""
    try:
        found: Any = trafilatura.extract_metadata(page.tree)
    except ValueError:  # a control character, which lxml reads and refuses to write
        return Hints()
    return Hints(found.author or "") if found else Hints()


def generic_body(page: Page) -> list[str]:
    """Its lines; none where there is no text."""
    try:
        document: Any = trafilatura.bare_extraction(
            page.tree, include_comments=False, with_metadata=False
        )
    except ValueError:  # as above
        return []
    return (document.text or "").split("\n") if document else []
