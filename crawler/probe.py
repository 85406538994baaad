"""What is true today about an edition: the decisions of ``scrapy probe``.

Readable is an edition of which at least one source announces articles and one of them was read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from crawler.announcements import Candidate, Unreadable, announced_by
from crawler.answer import Answer
from crawler.candidate import dated_by
from crawler.extract import extract
from crawler.identity import address_of
from crawler.nature import charset_words, nature_of
from crawler.outlet import Edition
from crawler.outlet_file import Source
from crawler.reading.page import NoArticle
from crawler.robots import RobotsFound
from crawler.trouble import NO_ARTICLES
from crawler.unmatched import of_anything
from crawler.urls import bare
from storage.records import Article

NOON = time(12)
TRIED = 3  # announced pages at most: the newest may be a video, three in a row are a pattern


@dataclass(frozen=True, slots=True)
class SourceFound:
    """How one source answered. ``trouble`` is "" if it is what the file says."""

    place: str  # "1a": the first step of the first chain
    kind: str
    url: str
    address: str  # as it stands in the outlet's file
    trouble: str = ""
    items: int = 0  # announced at all: entries of a feed, links of a page
    ours: tuple[Candidate, ...] = ()  # those that match the edition's article pattern
    remarks: tuple[str, ...] = ()

    @property
    def newest(self) -> Candidate | None:
        return max(self._dated, key=_when, default=None)

    @property
    def span(self) -> timedelta | None:
        """From the oldest to the newest that it shows; None where fewer than two have dates."""
        dates = sorted(_when(one) for one in self._dated)
        return dates[-1] - dates[0] if len(dates) > 1 else None

    @property
    def _dated(self) -> list[Candidate]:
        return [one for one in self.ours if one.when]


def _when(candidate: Candidate) -> datetime:
    return candidate.when or datetime.min.replace(tzinfo=UTC)


def is_day(candidate: Candidate) -> bool:
    """Whether the source named a day only, which is read as noon."""
    if candidate.dated:
        return candidate.dated.day_only
    return candidate.changed is not None and candidate.changed.time() == NOON


@dataclass(frozen=True, slots=True)
class ArticleFound:
    """What came of one announced page: ``article``, or ``trouble``. ``selected``: its text stood
    where the outlet's file says."""

    url: str
    trouble: str = ""
    article: Article | None = None
    selected: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probe:
    """All that was found about one edition; ``articles`` are the pages tried, the last one read
    if any could be."""

    edition: Edition
    robots: RobotsFound
    sources: tuple[SourceFound, ...]
    articles: tuple[ArticleFound, ...]

    @property
    def article(self) -> ArticleFound | None:
        return next((one for one in self.articles if one.article), None)

    @property
    def readable(self) -> bool:
        return self.article is not None

    @property
    def common_trouble(self) -> str:
        """What all the sources say, where they say one thing: that the host is down."""
        troubles = {source.trouble for source in self.sources}
        return troubles.pop() if len(troubles) == 1 else ""

    @property
    def silent(self) -> tuple[str, ...]:
        """Chains of which no source is what the file says."""
        chains = dict.fromkeys(source.place[:-1] for source in self.sources)
        working = {source.place[:-1] for source in self.sources if not source.trouble}
        return tuple(chain for chain in chains if chain not in working)


def places(edition: Edition) -> Iterable[tuple[str, Source]]:
    """Each source with its place, as the file orders them."""
    for number, chain in enumerate(edition.chains, start=1):
        for step, source in zip("abcdefghijklmnopqrstuvwxyz", chain, strict=False):
            yield f"{number}{step}", source


def first_page(source: Source, edition: Edition, now: datetime) -> str:
    return source.address(0, now.astimezone(edition.outlet.zone))


def source_found(
    place: str, source: Source, answer: Answer, edition: Edition, now: datetime
) -> SourceFound:
    found = SourceFound(
        place, source.kind, answer.asked, source.url, remarks=_remarks(answer, edition)
    )
    if not answer.came:
        return replace(found, trouble=answer.trouble.words)
    try:
        announced = announced_by(answer.body, answer.url, source, edition, now)
        anything = announced_by(answer.body, answer.url, source, of_anything(edition), now)
    except Unreadable as error:
        return replace(found, trouble=f"{error}, but {nature_of(answer.body)}")
    if announced.children:  # a crawl asks these in its place; a probe asks what the file names
        names = (*found.remarks, f"names {len(announced.children)} other sitemaps")
        return replace(found, items=len(announced.children), remarks=names)
    ours, items = announced.candidates, anything.candidates
    charset = charset_words(answer.body, answer.content_type)
    found = replace(
        found,
        items=len(items),
        ours=ours,
        remarks=(*found.remarks, *([charset] if charset else [])),
    )
    if ours or source.kind == "search":  # a search may well find nothing
        return found
    return replace(found, trouble=_without_articles(items, answer))


def _without_articles(items: Sequence[Candidate], answer: Answer) -> str:
    if not items:
        return f"{NO_ARTICLES.words}: it is {nature_of(answer.body)}"
    return f"none of its {len(items)} addresses matches the article pattern, such as {items[0].url}"


def _remarks(answer: Answer, edition: Edition) -> tuple[str, ...]:
    if not answer.hops:
        return ()
    elsewhere = "" if _is_ours(answer.url, edition) else ", which is not a host of the outlet"
    return (f"redirected to {answer.url}{elsewhere}",)


def _is_ours(url: str, edition: Edition) -> bool:
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    return bare(host) in {bare(own) for own in edition.hosts}


def worth_trying(sources: Iterable[SourceFound]) -> list[Candidate]:
    """The newest announced articles; a date of publishing counts more than one of a change."""
    found: dict[str, Candidate] = {}
    for one in (one for source in sources for one in source.ours):
        if one.url not in found or (one.dated and not found[one.url].dated):
            found[one.url] = one
    return sorted(found.values(), key=_newest_first)[:TRIED]


def _newest_first(candidate: Candidate) -> tuple[bool, float]:
    when = candidate.when
    return candidate.dated is None, -when.timestamp() if when else 0.0


def article_found(
    candidate: Candidate, answer: Answer, edition: Edition, now: datetime
) -> ArticleFound:
    found = ArticleFound(candidate.url, remarks=_remarks(answer, edition))
    if not answer.came:
        return replace(found, trouble=answer.trouble.words)
    if not _is_ours(answer.url, edition):
        return replace(found, trouble=f"redirected to {answer.url}")
    try:
        read = extract(answer.body, answer.url, edition, now)
    except NoArticle as error:
        return replace(found, trouble=str(error))
    article = dated_by(read.article, candidate)
    if not edition.is_article(article.url):
        return replace(found, trouble=f"its address {article.url} is not one of an article")
    remarks = (*found.remarks, *_article_remarks(article, answer, edition))
    return replace(found, article=article, selected=read.selected, remarks=remarks)


def _article_remarks(article: Article, answer: Answer, edition: Edition) -> Iterable[str]:
    charset = charset_words(answer.body, answer.content_type)
    if charset:
        yield charset
    if article.url != address_of(answer.asked, edition):
        yield f"its canonical address is {article.url}"
    if article.declared_as:
        yield f"calls itself {article.declared_as}, which is another article's address"
    if article.language != edition.language:
        yield f"is in {article.language}; the edition is in {edition.language}"
