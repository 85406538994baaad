"""What a generic reader makes of a page that no outlet's file describes. Only here: trafilatura."""

from typing import Any

import trafilatura

from crawler.reading.page import Page


def generic_body(page: Page) -> list[str]:
    """Its lines; none where there is no text."""
    try:
        document: Any = trafilatura.bare_extraction(
            page.tree, include_comments=False, with_metadata=False
        )
    except ValueError:  # a control character, which lxml reads and refuses to write
        return []
    return (document.text or "").split("\n") if document else []
