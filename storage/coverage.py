"""What the pages of one run gave, field by field: by it a changed page gives itself away."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of ``pages`` that should have held an article, how many gave what.

    ``articles`` have a title and a text. Of them ``titles`` counts those that no other has: a
    heading that is the site's name stands on every page. ``dates`` are those of the pages
    themselves, whatever the lists said. ``selected``: the text stood where the outlet's file says,
    and was not guessed. ``whole``: nothing says that the text is cut.
    """

    pages: int = 0
    articles: int = 0
    titles: int = 0
    dates: int = 0
    selected: int = 0
    whole: int = 0
    length: int = 0  # characters of the median text
