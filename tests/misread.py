"""What was not read right on a page, for whoever mends the rule: field, got, wanted."""

from collections.abc import Iterator, Sequence

from storage.records import Article
from tests.marks import Truth, same_day

LONGEST = 90  # letters of a line that are shown


def misread(found: Article | None, truth: Truth) -> Iterator[str]:
    """One line a fault, with the rule that gave the wrong value."""
    if found is None:
        if truth.text:
            yield "no article was seen"
        return
    if not truth.text:
        yield f"an article was seen (by {found.origins.text}) where there is none"
        return
    origins = found.origins
    if found.title != truth.title:
        yield _fault("title", found.title, truth.title, origins.title)
    if not same_day(found.published, truth.published):
        yield _fault("published", found.published, truth.published, origins.published)
    if not same_day(found.modified, truth.modified):
        yield _fault("modified", found.modified, truth.modified, origins.modified)
    if set(found.authors) != set(truth.authors):
        yield _fault("authors", found.authors, truth.authors, origins.authors)
    if found.language != truth.language:
        yield _fault("language", found.language, truth.language, origins.language)
    yield from _lines(found.text.split("\n"), truth.text.split("\n"), origins.text)


def _lines(found: Sequence[str], wanted: Sequence[str], by: str) -> Iterator[str]:
    for line in wanted:
        if line not in found:
            yield f"text lacks {_short(line)} (by {by})"
    for line in found:
        if line not in wanted:
            yield f"text has {_short(line)} (by {by})"
    if sorted(found) == sorted(wanted) and list(found) != list(wanted):
        yield f"text in another order (by {by})"


def _fault(field: str, got: object, wanted: object, by: str) -> str:
    return f"{field} is {_short(got)} (by {by or 'nothing'}), not {_short(wanted)}"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} letters)"
