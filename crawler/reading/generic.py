"""What a generic reader makes of a page that no outlet's file describes. Only here: trafilatura."""

from dataclasses import dataclass
from typing import Any

import trafilatura

from crawler.reading.page import Page

# Its dates come from marked-up places and addresses only, never from the running text.
NO_GUESSES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


@dataclass(frozen=True, slots=True)
class Hints:
    """A date; "" if none was found."""

    date: str = ""


def hints(page: Page) -> Hints:
    """For want of better."""
    try:
        found: Any = trafilatura.extract_metadata(page.tree, date_config=NO_GUESSES)
    except ValueError:  # a control character, which lxml reads and refuses to write
        return Hints()
    return Hints(found.date or "") if found else Hints()


def generic_body(page: Page) -> list[str]:
    """Its lines; none where there is no text."""
    try:
        document: Any = trafilatura.bare_extraction(
            page.tree, include_comments=False, with_metadata=False
        )
    except ValueError:  # as above
        return []
    return (document.text or "").split("\n") if document else []
