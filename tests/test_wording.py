"""The digest's own words are there in every language that a reader may choose."""

import re
from typing import get_args

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from digest.config import Language
from digest.wording import LOCALES

PLACEHOLDER = re.compile(r"%\(\w+\)s")
TRANSLATED = [language for language in get_args(Language) if language != "en"]


def catalog(language: str) -> Catalog:
    with (LOCALES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def messages() -> set[tuple[str, ...]]:
    """What the program and its templates ask the catalogs for."""
    root = LOCALES.parent.parent
    keywords = {"_": None, "_n": (1, 2)}
    methods = [("digest/phrases.py", "python"), ("templates/**.html", "jinja2")]
    methods += [("templates/**.txt", "jinja2")]
    found = [
        message
        for folder in ("digest", "templates")
        for _, _, message, _, _ in extract_from_dir(
            root / folder,
            [(pattern.partition("/")[2], method) for pattern, method in methods],
            keywords=keywords,
        )
    ]
    return {message if isinstance(message, tuple) else (message,) for message in found}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_with_its_values(language: str) -> None:
    known = catalog(language)
    asked = messages()
    assert len(asked) > 40
    assert {m.id if isinstance(m.id, tuple) else (m.id,) for m in known if m.id} == asked
    for ids in asked:
        message = known.get(ids[0])
        assert message is not None
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        for form in map(str, forms):
            assert form not in ("", "None")
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(ids[-1]))
