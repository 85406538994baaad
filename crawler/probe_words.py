"""What a probe found, in words: rows for the table and the lines without one hold the same."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from crawler.probe import ArticleFound, Probe, SourceFound, is_day
from storage.records import Article


def moment(at: datetime, day_only: bool = False) -> str:
    """In the zone it is given in: 2026-11-22 06:40+07:00."""
    return f"{at:%Y-%m-%d}" if day_only else at.isoformat(" ", "minutes")


def span_words(span: timedelta | None) -> str:
    if span is None:
        return ""
    hours = round(span.total_seconds() / 3600)
    return f"{hours} h" if hours < 72 else f"{hours // 24} d"


def verdict_words(probe: Probe) -> str:
    """One line; it says what to look at."""
    if not probe.readable:
        return f"not readable: {_why(probe)}"
    flaws = list(_flaws(probe))
    return "readable" + (f", but {'; '.join(flaws)}" if flaws else "")


def _why(probe: Probe) -> str:
    if probe.articles:
        tried = len(probe.articles)
        return f"of {tried} announced pages none is an article: {probe.articles[-1].trouble}"
    troubles = dict.fromkeys(source.trouble for source in probe.sources if source.trouble)
    return "; ".join(troubles) or "no source announced an article"


def _flaws(probe: Probe) -> Iterator[str]:
    if probe.silent:
        yield f"nothing announces for chain {', '.join(probe.silent)}"
    found = probe.article
    if found and found.article:
        if found.article.published is None:
            yield "the article has no date"
        if not found.selected:
            yield "its text was guessed"
        if found.article.truncated:
            yield f"its text is cut: {found.article.truncated}"


def article_words(found: ArticleFound) -> Iterator[tuple[str, str]]:
    """Field and what was read, with the rule that gave it."""
    yield "address", found.url
    if found.trouble:
        yield "not read", found.trouble
    if found.article:
        article, by = found.article, found.article.origins
        text = by.text if found.selected else f"guessed by {by.text}: no selector matched"
        yield "title", f"{article.title} ({by.title})"
        yield "published", _published(article)
        yield "language", article.language
        yield "text", f"{len(article.text)} characters ({text})"
        yield "lead", f"{len(article.lead)} characters ({by.lead})" if article.lead else "none"
        yield "authors", f"{', '.join(article.authors)} ({by.authors})" if by.authors else "none"
    for remark in found.remarks:
        yield "note", remark


def _published(article: Article) -> str:
    if article.published is None:
        return "no rule gave a date"
    return f"{moment(article.published, article.day_only)} ({article.origins.published})"


def source_words(found: SourceFound) -> str:
    """One line on what a source announced."""
    facts = [found.trouble] if found.trouble else list(_counts(found))
    return "; ".join((*facts, *found.remarks))


def _counts(found: SourceFound) -> Iterator[str]:
    yield f"{found.items} items, {len(found.ours)} ours"
    if found.newest and found.newest.when:
        yield f"newest {moment(found.newest.when, is_day(found.newest))}"
    if found.span is not None:
        yield f"spans {span_words(found.span)}"


def lines(probe: Probe) -> Iterator[str]:
    """For a file or a pipe: each line says whose it is."""
    name = probe.edition.name
    yield f"{name}: robots.txt: {probe.robots.words}"
    for source in () if probe.common_trouble else probe.sources:
        yield f"{name}: {source.place} {source.kind} {source.url}: {source_words(source)}"
    for found in probe.articles:
        for field, words in article_words(found):
            yield f"{name}: article: {field}: {words}"
    yield f"{name}: {verdict_words(probe)}"
