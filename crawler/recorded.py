"""A page and its source kept as a trial of an outlet's file, with what is expected from them.

The form is the one of tests/pages/README.md.
"""

from collections.abc import Iterator
from datetime import datetime

from crawler.announcements import Candidate
from crawler.probe import SourceFound
from crawler.toml import block, comment, quoted
from storage.records import Article


def expected_toml(article: Article, announced_at: str, source: SourceFound | None) -> str:
    """What was read, laid out for a person to review. ``announced_at``: the page's address."""
    return "\n".join((*_source(source, announced_at), "", *_article(article, announced_at), ""))


def _source(source: SourceFound | None, announced_at: str) -> Iterator[str]:
    yield comment("As it was read, which may be wrong: review every line.")
    if source is None:
        yield comment("No source announces the page any more: keep one that does beside it.")
        yield 'source = ""'
        announced = [Candidate(announced_at)]
    else:
        yield f"source = {quoted(source.address)}"
        announced = list(source.ours)
    if announced[0].url != announced_at:
        yield comment("The page must be announced first: cut from the source what stands above.")
    for candidate in announced:
        yield from _announced(candidate)


def _announced(candidate: Candidate) -> Iterator[str]:
    yield from ("", "[[announced]]", f"url = {quoted(candidate.url)}")
    if candidate.title:
        yield f"title = {quoted(candidate.title)}"
    if candidate.dated:
        yield f"published = {_when(candidate.dated.at, candidate.dated.day_only)}"
    elif candidate.changed:
        yield f"published = {_when(candidate.changed)}"


def _article(article: Article, announced_at: str) -> Iterator[str]:
    yield "[article]"
    if article.url != announced_at:
        yield f"url = {quoted(article.url)}"
    yield f"title = {quoted(article.title)}"
    if article.published:
        yield f"published = {_when(article.published, article.day_only)}"
    if article.modified:
        yield f"modified = {_when(article.modified)}"
    yield f"language = {quoted(article.language)}"
    yield f"authors = [{', '.join(map(quoted, article.authors))}]"
    if article.lead:
        yield f"lead = {quoted(article.lead)}"
    yield f"text = {block(article.text)}"
    yield f"relevant = {str(any(one.relevant for one in article.relevance)).lower()}"
    yield comment("Words of the page that must not be in the text: headlines, captions, tags.")
    yield "clutter = []"


def _when(at: datetime, day_only: bool = False) -> str:
    return f"{at:%Y-%m-%d}" if day_only else at.isoformat()


def source_name(source: SourceFound) -> str:
    return "source.xml" if source.kind in ("feed", "sitemap") else "source.html"
