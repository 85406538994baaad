"""Labelled articles: those of tests/labelled, and those of a file with one JSON object a line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from storage.records import Article
from storage.settings_file import Settings, read_toml

LABELLED = Path(__file__).with_name("labelled")
RELEVANT = "relevant"  # the label of what is about the topic; every other is a kind of trap
FILES = {
    "relevance": LABELLED / "relevance.toml",
    "hard": LABELLED / "relevance_hard.toml",
    "unseen": LABELLED / "relevance_unseen.toml",
}


class Written(Settings):
    language: str
    title: str
    text: str


class CaseFile(Settings):
    """Of each kind of article the cases; what is missing there are none of."""

    relevant: tuple[Written, ...]
    sport: tuple[Written, ...] = ()
    lists: tuple[Written, ...] = ()
    tourists: tuple[Written, ...] = ()
    third_country: tuple[Written, ...] = ()
    one_side: tuple[Written, ...] = ()
    war: tuple[Written, ...] = ()
    related_headlines: tuple[Written, ...] = ()
    in_passing: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """``name`` says where it stands: "hard/sport 3", counted from one."""

    name: str
    kind: str
    article: Article

    @property
    def relevant(self) -> bool:
        return self.kind == RELEVANT


@cache
def load_cases(file: str) -> tuple[Case, ...]:
    """The cases of one of ``FILES``."""
    content = read_toml(FILES[file], CaseFile)
    return tuple(
        Case(f"{file}/{kind} {number}", kind, article(one.language, one.title, one.text))
        for kind in CaseFile.model_fields
        for number, one in enumerate(getattr(content, kind), start=1)
    )


def all_cases() -> Iterator[Case]:
    for file in FILES:
        yield from load_cases(file)


def read_lines(file: Path) -> Iterator[Case]:
    """The cases of a file of JSON objects with id, title, text, lang and label."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            read = article(row["lang"], row["title"], row["text"])
            yield Case(str(row["id"]), row["label"], read)


def article(language: str, title: str, text: str) -> Article:
    return Article(
        url="https://outlet.example/1",
        outlet="outlet",
        edition="outlet",
        language=language,
        title=title,
        text=text,
    )
