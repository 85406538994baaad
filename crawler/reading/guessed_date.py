"""A date for want of any other. Only here: htmldate."""

from collections.abc import Iterator
from typing import Any

from htmldate import find_date

from crawler.reading.date_places import Stamp


def guessed_stamps(tree: Any) -> Iterator[Stamp]:
    """Of marked-up places only: its extensive guess was wrong on 27 % of Chinese pages."""
    try:
        found = find_date(tree, original_date=True, extensive_search=False, max_date="2100-01-01")
    except ValueError:  # a control character, which lxml reads and refuses to write
        return
    if found:
        yield Stamp(found, "trafilatura", machine=True)
