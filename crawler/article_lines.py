"""Articles from a file of JSON lines, such as ``scrapy extract`` prints: what a line must say and
may say, for the commands that judge and explain them.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, time

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from storage.records import Article, Origins
from storage.settings_file import complaints


class Line(BaseModel):
    """Other keys are for other programs."""

    model_config = ConfigDict(strict=True, extra="ignore")

    id: str | int
    title: str
    text: str | None = None  # judged on its title then
    lang: str | None = Field(None, validation_alias=AliasChoices("lang", "language"))
    outlet: str | None = None
    url: str | None = None
    lead: str | None = None
    date: str | None = Field(None, validation_alias=AliasChoices("published", "date"))
    language_by: str | None = None
    published_by: str | None = None


def numbered(lines: list[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines that say something, counted from one."""
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def parsed(line: bytes) -> Line:
    """Raises ValueError saying what is wrong with it."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
        if isinstance(row, dict):
            return Line.model_validate(row)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("not JSON that anybody would write: nested too deep") from None
    except ValidationError as error:
        raise ValueError("; ".join(complaints(error, Line))) from None
    raise ValueError('not an object like {"id": …, "title": …, "text": …}')


def article_of(line: Line) -> Article:
    """A date that cannot be read is none: it is not judged by."""
    published, day_only = _dated(line.date or "")
    return Article(
        url=line.url or "",
        outlet=line.outlet or "",
        edition="",
        language=line.lang or "",
        title=line.title,
        text=line.text or "",
        lead=line.lead or "",
        published=published,
        day_only=day_only,
        origins=Origins(language=line.language_by or "", published=line.published_by or ""),
    )


def _dated(words: str) -> tuple[datetime | None, bool]:
    """The instant, and whether only its day is known: it is then noon, as in ``Article``."""
    with suppress(ValueError):
        read = datetime.fromisoformat(words)
        day_only = len(words) <= len("2026-11-19")
        read = datetime.combine(read, time(12)) if day_only else read
        return (read if read.tzinfo else read.replace(tzinfo=UTC)), day_only
    return None, False
