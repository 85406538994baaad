"""Articles with headlines of others below their text, as a page leaves them that was read badly.

The decision here is which headlines: those about the side that the article does not name, and one
about both; in the article's language and in English. None of them may bring an article in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from storage.records import Article
from storage.settings_file import Settings, read_toml
from tests.cases import LABELLED
from topics.judge import judge
from topics.vocabulary import Topic

FILE = LABELLED / "headlines.toml"
EVERYWHERE = "en"  # sites of every language have boxes in it
SIDES = ("Vietnam", "Kazakhstan")
BOTH = "both"
COUNTS = (1, 2, 3)
PLACES = ("apart", "glued", "announced")


class Headlines(Settings):
    """Of one language. ``announced`` is the line above a box of them."""

    announced: str
    Vietnam: tuple[str, str, str]
    Kazakhstan: tuple[str, str, str]
    both: str

    def about(self, what: str) -> tuple[str, ...]:
        """Three, of which those about both begin with the one that names both."""
        if what == BOTH:
            return (self.both, self.Kazakhstan[0], self.Vietnam[0])
        return self.Vietnam if what == SIDES[0] else self.Kazakhstan


class HeadlineFile(Settings):
    headlines: dict[str, Headlines]


@dataclass(frozen=True, slots=True)
class Sidebar:
    """What is appended: the first ``count`` headlines about ``what``."""

    language: str
    what: str
    count: int
    place: str

    def __str__(self) -> str:
        return f"{self.count} on {self.what} in {self.language}, {self.place}"

    def below(self, article: Article) -> Article:
        headlines = load_headlines()[self.language]
        lines = headlines.about(self.what)[: self.count]
        if self.place == "announced":
            lines = (headlines.announced, *lines)
        between = " " if self.place == "glued" else "\n"
        return replace(article, text=article.text + between + between.join(lines))


@cache
def load_headlines() -> dict[str, Headlines]:
    return read_toml(FILE, HeadlineFile).headlines


def sidebars(article: Article, topic: Topic) -> Iterator[Sidebar]:
    """Every sidebar that may not bring this article in."""
    own = article.language
    languages = dict.fromkeys([own, EVERYWHERE] if own in load_headlines() else [EVERYWHERE])
    for found in product(languages, missing(article, topic), COUNTS, PLACES):
        yield Sidebar(*found)


def missing(article: Article, topic: Topic) -> tuple[str, ...]:
    """What the headlines are about: the side that is not named and both; else each and both."""
    named = {match.side for match in judge(article, topic).matches}
    others = tuple(side for side in SIDES if side not in named)
    return (*(others if len(others) == 1 else SIDES), BOTH)
