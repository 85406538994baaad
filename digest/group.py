"""``digest group --jsonl FILE``: lines of articles in, the story and thread of each out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from digest.stories import group_into_stories
from facts.language import judge_language
from storage.records import Article


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is not an article; ``number`` counts from 1."""

    number: int
    problem: str


def main_group(path: Path, out: TextIO, err: TextIO) -> int:
    """Print ``{"id", "story", "thread"}`` a line; 2 if any line of the file could not be read."""
    try:
        with path.open("rb") as lines:
            groups, bad = group_lines(lines)
    except OSError as error:
        err.write(f"{path}: {error.strerror}. Name a file with one JSON object a line.\n")
        return 2
    for group in groups:
        out.write(json.dumps(group, ensure_ascii=False) + "\n")
    for line in bad:
        err.write(f"{path}:{line.number}: {line.problem}\n")
    return 2 if bad else 0


def group_lines(lines: Iterable[str | bytes]) -> tuple[list[dict[str, str]], list[BadLine]]:
    """Story and thread of every readable line, in the order of the lines; the rest with reasons."""
    articles: dict[str, Article] = {}
    bad = []
    for number, line in enumerate(lines, start=1):
        try:
            article = _read(line) if line.strip() else None
        except ValueError as error:
            bad.append(BadLine(number, str(error)))
            continue
        if article and article.url in articles:
            bad.append(BadLine(number, f'an earlier line has the id "{article.url}" already'))
        elif article:
            articles[article.url] = article
    place = {
        article.url: {"id": article.url, "story": story.id, "thread": story.thread}
        for story in group_into_stories(list(articles.values()))
        for article in story.articles
    }
    return [place[identifier] for identifier in articles], bad


def _read(line: str | bytes) -> Article:
    """The article of one line; its id stands for its address. ValueError says what is wrong."""
    row = _object(line)
    title, text = _string(row, "title"), _string(row, "text")
    return Article(
        url=_identifier(row),
        outlet=_string(row, "outlet"),
        edition="",
        language=_language(row) or judge_language(f"{title}\n{text}").language,
        title=title,
        text=text,
        published=_instant(_string(row, "date") or _string(row, "published")),
    )


def _language(row: dict[str, Any]) -> str:
    """Under the name of the labelled sets, or as ``scrapy extract`` prints it."""
    return _string(row, "lang") or _string(row, "language")


def _object(line: str | bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON ({error})") from None
    if isinstance(row, dict):
        return row
    raise ValueError('not an object like {"id": …, "title": …, "text": …}')


def _identifier(row: dict[str, Any]) -> str:
    identifier = row.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int) or identifier == "":
        raise ValueError('no "id": give each line a string or a number of its own')
    return str(identifier)


def _string(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None or isinstance(value, str):
        return value or ""
    raise ValueError(f'"{key}" is not a string')


def _instant(value: str) -> datetime | None:
    if not value:
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f'"date" is not ISO 8601 (2024-11-16): "{value}"') from None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
