"""The articles of the demo outlets and the truth about them, read from ``articles/``.

A file holds ``[[article]]`` tables; its other keys (event, edition) are defaults for all of them.
Here is decided at which address an article stands.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from anyascii import anyascii

from demo.labels import LABELS, Labels

HERE = Path(__file__).parent
HOSTS = {
    "vns": "vietnamnews.vn",
    "vovworld": "vovworld.vn",
    "hanoitimes": "hanoitimes.vn",
    "vietnamtimes": "vietnamtimes.org.vn",
    "kaziss": "kisi.kz",
}
# The first part of an institute's address; Kazakh is "kz" there, as on many Kazakh sites.
KISI_ROOTS = {"en": "en", "ru": "ru", "kk": "kz"}


class Quirk(StrEnum):
    """What is odd about an article's page."""

    NONE = ""
    LINE_FEED = "line feed"  # in the middle of the title
    NO_DATE = "no date"  # neither on the page nor in a list
    GONE = "gone"  # announced, and then 404
    VIDEO = "video"  # a player without text


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """One article and what should be read out of its page.

    ``url`` is the address as a crawler should keep it, percent-encoded. Paragraphs that begin with
    "## " are subheads, with "> " quotations; ``text`` has them as a reader sees them. Captions and
    the table are on the page and not in the text.
    """

    key: str
    event: str  # "-" for what belongs to none
    relevant: bool
    outlet: str
    edition: str
    language: str
    section: str
    id: str
    slug: str
    url: str
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    author: str
    published: datetime
    captions: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    quirk: Quirk
    held_back: bool

    @property
    def text(self) -> str:
        """Lead and body as a reader sees them, a paragraph a line."""
        return "\n".join([self.lead, *(re.sub(r"^(##|>) ", "", part) for part in self.paragraphs)])

    @property
    def dated(self) -> datetime | None:
        """The instant that the outlet tells, if it tells one."""
        return None if self.quirk is Quirk.NO_DATE else self.published

    @property
    def labels(self) -> Labels:
        return LABELS[self.language]

    @property
    def advertising(self) -> bool:
        """What robots.txt keeps crawlers from."""
        return self.section == "media-outreach"


@cache
def load_articles() -> tuple[DemoArticle, ...]:
    """Every article, held back or not, newest first."""
    articles = [_article(table) for file in _files() for table in _tables(file)]
    return tuple(sorted(articles, key=lambda article: article.published, reverse=True))


def slugify(title: str) -> str:
    """As the sites do: marks fall off ("й" becomes "и", Thai loses vowels), "ß" stays."""
    kana_marks = "\u3099\u309a"
    apart = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    bare = [c for c in apart if unicodedata.category(c) != "Mn" or c in kana_marks]
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", "".join(bare))).strip("-")


def _files() -> list[Path]:
    return sorted((HERE / "articles").rglob("*.toml"))


def _tables(file: Path) -> list[dict[str, Any]]:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    articles = content.pop("article")
    return [{"event": "-", **content, **table} for table in articles]


def _article(table: Mapping[str, Any]) -> DemoArticle:
    outlet, _, suffix = str(table["edition"]).partition("_")
    language = suffix or "en"
    slug = table.get("slug") or _slug(outlet, table["title"])
    path = _path(outlet, language, table, slug)
    return DemoArticle(
        key=table["key"],
        event=table["event"],
        relevant=table["event"] != "-",
        outlet=outlet,
        edition=table["edition"],
        language=language,
        section=table["section"],
        id=table["id"],
        slug=slug,
        url=f"https://{HOSTS[outlet]}{quote(path)}",
        title=table["title"],
        lead=table["lead"],
        paragraphs=tuple(table["paragraphs"]),
        author=table["author"],
        published=table["published"].astimezone(UTC),
        captions=tuple(table.get("captions", ())),
        table=tuple(tuple(row) for row in table.get("table", ())),
        quirk=Quirk(table.get("quirk", "")),
        held_back=table.get("held_back", False),
    )


def _slug(outlet: str, title: str) -> str:
    slug = slugify(title)
    return slug if outlet == "vovworld" else re.sub(r"[^a-z0-9]+", "-", anyascii(slug).lower())


def _path(outlet: str, language: str, table: Mapping[str, Any], slug: str) -> str:
    number = table["id"]
    match outlet:
        case "vns":
            return f"/{table['section']}/{number}/{slug}.html"
        case "vovworld":
            labels = LABELS[language]
            return (
                f"/{labels.locale}/{slugify(labels.section(table['section']))}/{slug}-{number}.vov"
            )
        case "hanoitimes":
            return f"/{slug}.{number}.html"
        case "vietnamtimes":
            return f"/{slug}-{number}.html"
        case _:
            return f"/{KISI_ROOTS[language]}/{slug}/"
