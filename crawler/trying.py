"""Reads an answer as a crawl would, within the time that a crawl gives it."""

from datetime import datetime

from crawler.announcements import Candidate
from crawler.answer import Answer
from crawler.limits import PAGE_SECONDS, TooSlow, time_limit
from crawler.outlet import Edition
from crawler.outlet_file import Source
from crawler.probe import ArticleFound, SourceFound, article_found, source_found


def try_source(
    place: str, source: Source, answer: Answer, edition: Edition, now: datetime
) -> SourceFound:
    try:
        with time_limit(PAGE_SECONDS):
            return source_found(place, source, answer, edition, now)
    except TooSlow as error:
        return SourceFound(place, source.kind, answer.asked, source.url, trouble=str(error))


def try_article(
    candidate: Candidate, answer: Answer, edition: Edition, now: datetime
) -> ArticleFound:
    try:
        with time_limit(PAGE_SECONDS):
            return article_found(candidate, answer, edition, now)
    except TooSlow as error:
        return ArticleFound(candidate.url, trouble=str(error))
