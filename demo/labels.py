"""The words around the articles, by language, read from ``labels.toml``: clutter, all of them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Headline:
    """An older headline in a box beside or below an article; it names Kazakhstan on purpose."""

    title: str
    teaser: str


@dataclass(frozen=True, slots=True)
class Labels:
    """One language: the address part at VOVWORLD, the menu, the boxes and what stands in them."""

    language: str
    locale: str
    words: Mapping[str, str]  # more, other, viewed, comment, listen, cookie, breadcrumb, ...
    sections: Mapping[str, tuple[str, int]]  # key to name and number at VOVWORLD
    headlines: tuple[Headline, ...]

    def section(self, key: str) -> str:
        return self.sections[key][0]


def _labels(language: str, table: dict[str, dict[str, Any]]) -> Labels:
    sections = {key: (str(name), int(number)) for key, (name, number) in table["sections"].items()}
    words = {key: str(value) for key, value in table["words"].items()}
    headlines = tuple(
        Headline(str(title), str(teaser)) for title, teaser in table["headlines"].items()
    )
    return Labels(language, words["locale"], MappingProxyType(words), sections, headlines)


def _load() -> Mapping[str, Labels]:
    content = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))
    return MappingProxyType({key: _labels(key, table) for key, table in content.items()})


LABELS = _load()
