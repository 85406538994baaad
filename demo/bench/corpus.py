"""The pages that the programs are compared on: saved ones where there are any, else made ones.

Decided here: which pages serve. Each is read many times, as other articles about nothing or about
both sides, so it must be free of the foreign side's names and be judged relevant once it has both.
"""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from crawler.extract import extract_article
from crawler.reading.page import NoArticle
from crawler.walls import wall_of
from demo.bench.made_pages import made_page
from demo.bench.outlets import NOW
from demo.bench.relevant_pages import made_different, made_relevant
from storage.installation import DEFAULT_TOPIC
from storage.settings_file import ConfigError
from topics.judge import judge
from topics.meanings import OF_A_SIDE
from topics.vocabulary import Topic, load_topic

# Beside a checkout, where there is material to measure on. Optional.
SAVED = Path(__file__).parents[3] / "shared" / "eval" / "pages"
FOREIGN = "Kazakhstan"  # the bench's outlets are Vietnam's
PAGES = 75  # different ones; the slowest of the programs takes a quarter of a minute for them
MADE = "made pages, of the real ones' sizes; they cost an extractor less than half of real ones"


@dataclass(frozen=True, slots=True)
class Corpus:
    origin: str
    pages: tuple[bytes, ...]
    skipped: int = 0  # pages that name the foreign side, or cannot be made relevant

    def __str__(self) -> str:
        size = fmean(map(len, self.pages)) / 1000
        return f"{len(self.pages)} {self.origin}; mean {size:.0f} KB; {self.skipped} did not serve"

    def page(self, number: int, *, relevant: bool) -> bytes:
        """One of as many different pages as are wanted."""
        make = made_relevant if relevant else made_different
        page = make(self.pages[number % len(self.pages)], number)
        assert page is not None  # noqa: S101 - those without prose were not chosen
        return page


def corpus(folder: Path | None = None, pages: int = PAGES) -> Corpus:
    """``folder``: of pages as *.html.gz; None: the usual one if it is there, else made pages.

    Raises ConfigError if nothing in ``folder`` serves.
    """
    if folder is None and not SAVED.is_dir():
        return chosen(MADE, map(made_page, range(2 * pages)), pages)
    found = chosen("saved pages", _saved(folder or SAVED), pages)
    if not found.pages:
        raise ConfigError(f"{folder or SAVED}: has no pages (*.html.gz) that serve")
    return found


def chosen(origin: str, bodies: Iterable[bytes], most: int) -> Corpus:
    topic = load_topic(DEFAULT_TOPIC)
    pages: list[bytes] = []
    skipped = 0
    for number, body in enumerate(bodies):
        relevant = made_relevant(body, number)
        if relevant and not names_foreign_side(body, topic) and is_relevant(relevant, topic):
            pages.append(body)
        else:
            skipped += 1
        if len(pages) == most:
            break
    return Corpus(origin, tuple(pages), skipped)


def names_foreign_side(body: bytes, topic: Topic) -> bool:
    """Anywhere, be it in a script: stricter than any reader of the page."""
    found = topic.mentions(body.decode("utf-8", "replace"))
    return any(one.owner == FOREIGN and one.kind in OF_A_SIDE for one in found)


def is_relevant(body: bytes, topic: Topic) -> bool:
    try:
        article = extract_article(body, "https://bench.example/post.html", None, NOW)
    except NoArticle:
        return False
    return not wall_of(body, article.text).words and judge(article, topic).relevant


def _saved(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.glob("*.html.gz")):
        try:
            yield gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise ConfigError(f"{path}: is not a page in gzip: {error}") from None
