"""Makes the pages of tests/strangers: a template of a CMS, an article, its language's furniture.

The form of the files is described in tests/strangers/README.md.
"""

import html
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from crawler.reading.prose import clean
from storage.settings_file import Settings, read_toml

FOLDER = Path(__file__).parent
TODAY = "2026-11-22"  # by the tests' clock
SIGN = re.compile(r"^(?:## |> |\* )")
TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# Else every letter that is not English would be written as its number, and none be read.
TEMPLATES.policies["json.dumps_kwargs"] = {"ensure_ascii": False}


class Furniture(Settings):
    """What stands around an article, in its language."""

    menu: tuple[str, str, str]
    by: str
    also: str
    related: str
    popular: str
    share: str
    print: str
    newsletter: str
    cookies: str
    comments: str
    comment: str
    comment_when: str
    updated: str
    follow: str
    rights: str
    ticker: str
    headlines: tuple[str, str, str, str]
    teasers: tuple[str, str]

    @property
    def phrases(self) -> tuple[str, ...]:
        """All but ``by``, which any text may hold."""
        lines = self.model_dump(exclude={"by", "menu", "headlines", "teasers"}).values()
        return (*lines, *self.menu, *self.headlines, *self.teasers)


class Words(Settings):
    """The file words.toml."""

    languages: dict[str, Furniture]


class Stranger(Settings):
    """One article, and the page that is made of it; also the truth about that page."""

    template: str
    head: str
    url: str
    site: str
    language: str
    title: str
    lead: str = ""
    # None: the page is no article. A template may take the first letters for a sign: "## " for a
    # heading, "> " for a quotation, "* " for an entry of a list, " | " and " / " for a table.
    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    end: str = ""  # the mark behind the last paragraph; no part of the text
    authors: tuple[str, ...] = ()
    byline: str = ""  # the names as a reader sees them, where the template does not say how
    shown: str = ""  # the date as a reader sees it
    published: datetime | date | None = None  # what can be known of it from the page
    modified: datetime | None = None
    encoding: str = "utf-8"
    says: str = ""  # the charset that the page declares, if not its own

    @property
    def lines(self) -> tuple[str, ...]:
        """The text as a reader sees it."""
        plain = tuple(line for text in self.paragraphs for line in _seen(text))
        return (self.lead, *plain) if self.lead else plain

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@cache
def load_strangers() -> dict[str, Stranger]:
    """Every article by its file's name."""
    files = sorted((FOLDER / "articles").glob("*.toml"))
    return {file.stem: read_toml(file, Stranger) for file in files}


def page_of(stranger: Stranger) -> bytes:
    """As its outlet would send it."""
    template = TEMPLATES.get_template(f"{stranger.template}.html")
    body = "".join(f"<p>{html.escape(text)}</p>" for text in stranger.paragraphs)
    words = _furniture(stranger.language)
    page = template.render(a=stranger, w=words, today=TODAY, html=body)
    return page.encode(stranger.encoding, errors="xmlcharrefreplace")


def clutter_of(stranger: Stranger) -> tuple[str, ...]:
    """What stands in its page and must not be in its text."""
    page = clean(html.unescape(page_of(stranger).decode(stranger.encoding)))
    phrases = (*stranger.captions, stranger.end, *_furniture(stranger.language).phrases)
    return tuple(phrase.strip() for phrase in phrases if phrase.strip() and phrase in page)


def _seen(text: str) -> list[str]:
    """The lines of a paragraph without its sign: a row a line."""
    return text.split(" / ") if " | " in text else [SIGN.sub("", text)]


def _furniture(language: str) -> Furniture:
    return _words().languages[language]


@cache
def _words() -> Words:
    return read_toml(FOLDER / "words.toml", Words)
