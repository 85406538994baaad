"""The made pages of strangers are a trial: they hold what is to be read, and what misleads."""

import html
import json

import pytest

from crawler.reading.charset import charset
from crawler.reading.parsing import parse_page
from crawler.reading.prose import clean
from tests.strangers.pages import FOLDER, clutter_of, load_strangers, page_of

STRANGERS = load_strangers()


def test_they_are_many_in_many_languages() -> None:
    assert len(STRANGERS) >= 36
    assert len({one.language for one in STRANGERS.values()}) >= 15
    assert sum(bool(one.says) for one in STRANGERS.values()) >= 4


def test_every_template_and_every_head_is_in_use() -> None:
    templates = {file.stem for file in (FOLDER / "templates").glob("*.html")} - {"parts"}
    heads = {file.stem for file in (FOLDER / "templates" / "heads").glob("*.html")}
    assert {one.template for one in STRANGERS.values()} == templates
    assert {one.head for one in STRANGERS.values()} == heads


@pytest.mark.parametrize("name", STRANGERS)
def test_a_page_holds_its_article_and_clutter_beside_it(name: str) -> None:
    stranger = STRANGERS[name]
    page = clean(html.unescape(page_of(stranger).decode(stranger.encoding)))
    cells = [cell for line in stranger.lines for cell in line.split(" | ")]
    for words in (stranger.title, *cells, stranger.shown, *stranger.authors):
        assert clean(words) in page
    clutter = clutter_of(stranger)
    assert len(clutter) >= 8
    assert not [phrase for phrase in clutter if phrase in stranger.text]
    assert set(stranger.captions) <= set(clutter)


@pytest.mark.parametrize("name", [name for name, one in STRANGERS.items() if one.says])
def test_a_page_that_lies_about_its_charset_is_read_in_its_own(name: str) -> None:
    stranger = STRANGERS[name]
    page = page_of(stranger)
    assert f'charset="{stranger.says}"'.encode() in page
    assert stranger.title in page.decode(charset(page))


@pytest.mark.parametrize("name", [name for name, one in STRANGERS.items() if one.head != "broken"])
def test_what_a_page_declares_is_json(name: str) -> None:
    """Else a slip in a template would pass for a fault of the reader."""
    for script in parse_page(page_of(STRANGERS[name])).iter("script"):
        if "json" in (script.get("type") or ""):
            assert json.loads(script.text)
