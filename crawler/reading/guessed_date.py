"""A date for want of any other. Only here: htmldate."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from crawler.reading.date_places import Stamp


def guessed_stamps(tree: Any) -> Iterator[Stamp]:
    """Of marked-up places only: its extensive guess was wrong on 27 % of Chinese pages."""
    # Loaded with what it needs for the web, though no page of ours is ever dated so.
    from htmldate import find_date  # noqa: PLC0415

    try:
        found = find_date(
            _without_others(tree), original_date=True, extensive_search=False, max_date="2100-01-01"
        )
    except ValueError:  # a control character, which lxml reads and refuses to write
        return
    if found:
        yield Stamp(found, "trafilatura", machine=True)


def _without_others(tree: Any) -> Any:
    """Without the times of teasers: the latest story in a sidebar dated many an old page."""
    copy = deepcopy(tree)
    for element in copy.xpath("//aside//time | //nav//time"):
        element.drop_tree()
    return copy
