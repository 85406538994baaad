"""What stands in tests/pages: one made page and one source of each edition, and what they hold.

The form is described in tests/pages/README.md.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from crawler.outlet import Edition
from crawler.outlet_file import Source
from storage.settings_file import Settings, read_toml

PAGES = Path(__file__).parent / "pages"


class Announced(Settings):
    url: str
    title: str = ""
    published: datetime | date | None = None


class Expected(Settings):
    """The article of ``page.html``."""

    url: str = ""  # "" for the address it was asked at
    title: str
    published: datetime | date | None = None
    modified: datetime | None = None
    language: str
    authors: tuple[str, ...] = ()
    lead: str = ""
    text: str
    relevant: bool
    clutter: tuple[str, ...]


class ExpectedFile(Settings):
    source: str
    announced: tuple[Announced, ...]
    article: Expected


@dataclass(frozen=True, slots=True)
class Recorded:
    """One edition's folder."""

    edition: str
    page: bytes
    answer: bytes  # of the source
    expected: ExpectedFile

    def source(self, edition: Edition) -> Source:
        """The edition's source that gave the answer; KeyError if it has none of that address."""
        sources = {source.url: source for chain in edition.chains for source in chain}
        return sources[self.expected.source]


def load_recorded() -> list[Recorded]:
    """Every folder, by name."""
    return [_recorded(folder) for folder in sorted(PAGES.iterdir()) if folder.is_dir()]


def _recorded(folder: Path) -> Recorded:
    [answer] = folder.glob("source.*")
    return Recorded(
        edition=folder.name,
        page=(folder / "page.html").read_bytes(),
        answer=answer.read_bytes(),
        expected=read_toml(folder / "expected.toml", ExpectedFile),
    )
