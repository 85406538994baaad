"""What is reached on the pages of this project, and what must be: tests/floors.toml.

`python -m tests.floors` prints the table, and of each group the pages that are read worst;
`python -m tests.floors de_table` what is not read right on that page;
`python -m tests.floors --raise` writes what is reached into the file, where it is more.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from statistics import mean

from crawler.extract import extract_article
from crawler.outlet import Edition, load_outlets
from crawler.reading.page import NoArticle
from storage.records import Article
from storage.settings_file import Settings, read_toml
from tests.marks import MARKS, Truth, marks_of
from tests.misread import misread
from tests.recorded import Recorded, load_recorded
from tests.rising import complaints, raised
from tests.strangers.pages import Stranger, clutter_of, load_strangers, page_of

FILE = Path(__file__).with_name("floors.toml")
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
GROUPS = {
    "outlets": "recorded pages, read with their outlets' files",
    "unaided": "the same pages, read as if nobody had described their outlets",
    "strangers": "tests/strangers, whose outlets nobody has described",
}


class Floors(Settings):
    """The file floors.toml: of each group, what each mark must reach."""

    outlets: dict[str, float]
    unaided: dict[str, float]
    strangers: dict[str, float]


@dataclass(frozen=True, slots=True)
class Read:
    """One page as it was read, beside the truth."""

    name: str
    found: Article | None
    truth: Truth
    marks: Mapping[str, float]


@cache
def read_group(group: str) -> tuple[Read, ...]:
    return tuple(_strangers() if group == "strangers" else _recorded(group == "outlets"))


def reached(group: str) -> dict[str, float]:
    """The mean of each mark over the pages that have it."""
    marks = [read.marks for read in read_group(group)]
    return {mark: mean(each[mark] for each in marks if mark in each) for mark in MARKS}


def load_floors() -> dict[str, dict[str, float]]:
    return read_toml(FILE, Floors).model_dump()


def _recorded(with_files: bool) -> Iterator[Read]:
    editions = load_outlets()
    for made in load_recorded():
        url = made.expected.announced[0].url
        edition = editions[made.edition] if with_files else None
        yield _read(made.edition, made.page, url, edition, _truth_recorded(made))


def _strangers() -> Iterator[Read]:
    for name, stranger in load_strangers().items():
        yield _read(name, page_of(stranger), stranger.url, None, _truth_strange(stranger))


def _read(name: str, page: bytes, url: str, edition: Edition | None, truth: Truth) -> Read:
    try:
        found: Article | None = extract_article(page, url, edition, NOW)
    except NoArticle:
        found = None
    return Read(name, found, truth, marks_of(found, truth))


def _truth_recorded(made: Recorded) -> Truth:
    article = made.expected.article
    return Truth(
        title=article.title,
        text=article.text.strip(),
        published=article.published,
        modified=article.modified,
        authors=article.authors,
        language=article.language,
        clutter=article.clutter,
    )


def _truth_strange(made: Stranger) -> Truth:
    return Truth(
        title=made.title,
        text=made.text,
        published=made.published,
        modified=made.modified,
        authors=made.authors,
        language=made.language,
        clutter=clutter_of(made),
    )


def table() -> Iterator[str]:
    """One line a mark, one column a group."""
    figures = [reached(group) for group in GROUPS]
    yield " " * 12 + "".join(f"{group:>11}" for group in GROUPS)
    for mark, meaning in MARKS.items():
        yield f"{mark:12}" + "".join(f"{each[mark]:11.4f}" for each in figures) + f"  {meaning}"


def worst(group: str, most: int = 8) -> Iterator[str]:
    """The pages that lack most of their marks, and which."""
    for read in sorted(read_group(group), key=_lost, reverse=True)[:most]:
        faults = [f"{mark} {value:.2f}" for mark, value in read.marks.items() if value < 1]
        if faults:
            yield f"  {read.name}: {', '.join(faults)}"


def _lost(read: Read) -> float:
    return sum(1 - value for value in read.marks.values())


def shown(group: str, page: str) -> Iterator[str]:
    """What is not read right on a page, if it is of this group."""
    for read in read_group(group):
        if read.name == page:
            yield f"{group}/{page}:"
            yield from (f"  {fault}" for fault in misread(read.found, read.truth))


def summary() -> Iterator[str]:
    """The table, the pages that are read worst, and the floors that are not right."""
    yield from table()
    for group, meaning in GROUPS.items():
        yield f"\n{group}: {meaning} ({len(read_group(group))} pages)"
        yield from worst(group)
        yield from (f"  {line}" for line in complaints(reached(group), load_floors()[group]))


def main(words: list[str]) -> None:
    if words == ["--raise"]:
        figures = {group: reached(group) for group in GROUPS}
        FILE.write_text(raised(FILE.read_text(encoding="utf-8"), figures), encoding="utf-8")
    pages = [word for word in words if word != "--raise"]
    lines = [line for page in pages for group in GROUPS for line in shown(group, page)]
    if pages and not lines:
        sys.exit(f"no page is called {' or '.join(pages)}: see tests/pages and tests/strangers")
    print("\n".join(lines if pages else summary()))


if __name__ == "__main__":
    main(sys.argv[1:])
