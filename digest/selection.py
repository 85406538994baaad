"""What is new for this reader, in which order, where it is cut: the decision of ``select_new``."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from digest.config import Reader
from digest.issue import (
    Digest,
    DigestStory,
    Health,
    Imprint,
    LeftOut,
    Place,
    SentArticle,
    told_at,
)
from digest.stories import Story
from digest.summary import choose_lead
from digest.why import why_here
from storage.records import Article

# What is listed at all. At 60 stories the mail reaches its limit of bytes (measured, see
# digest/render.py), and nobody reads the sixty-first headline in two minutes.
MAX_STORIES = 60
# What readers of a language most likely read as well, for stories not told in their own.
READ_NEXT: Mapping[str, tuple[str, ...]] = {"kk": ("ru", "en"), "ru": ("en",), "vi": ("en",)}
# Shorter texts are a picture with a caption or a flash: another article tells more.
COMPLETE = 400  # characters
# Country codes that sites all over the world use for their sound.
SOLD_WORLDWIDE = frozenset({"ai", "cc", "co", "eu", "fm", "io", "me", "su", "to", "tv", "ws"})


def select_new(
    stories: Iterable[Story],
    sent: Mapping[str, datetime],
    health: Health,
    reader: Reader,
    imprint: Imprint,
    now: datetime,
) -> Digest:
    """``sent``: canonical URL of every article the reader has been sent, and when first.

    A story is in if it has a fresh article: one that this reader has not been sent and that is at
    most ``reader.max_age_days`` old. Stories that several outlets tell come before those of one;
    then counts what is fresh: more outlets, more languages, more countries, new stories before
    updates, both sides in the headline before the text, the latest first. At most ``MAX_STORIES``
    are in; the others stay unsent and come next. What is left out is counted.
    """
    oldest = now - timedelta(days=reader.max_age_days)
    previous = max(sent.values(), default=None)
    groups = [story.articles for story in stories]
    unsent = [article for group in groups for article in group if article.url not in sent]
    old = [article for article in unsent if (told_at(article, now) or now) < oldest]
    news = {article.url for article in unsent} - {article.url for article in old}
    chosen = [_story(group, news, sent, reader) for group in groups if _urls(group) & news]
    kept = sorted(chosen, key=lambda story: _rank(story, now))[:MAX_STORIES]
    return Digest(
        imprint=imprint,
        reader=reader,
        made=now,
        stories=tuple(replace(story, number=n) for n, story in enumerate(kept, 1)),
        health=health,
        left_out=LeftOut(
            too_old=sum(_is_found_since(article, previous) for article in old),
            postponed=len(chosen) - len(kept),
        ),
        previous=previous,
    )


def _story(
    articles: tuple[Article, ...],
    news: Set[str],
    sent: Mapping[str, datetime],
    reader: Reader,
) -> DigestStory:
    fresh = [article for article in articles if article.url in news]
    headline = min(fresh, key=lambda article: headline_order(article, reader))
    told = [article for article in articles if article.url in sent or article in fresh]
    return DigestStory(
        number=0,  # given when the order is known
        headline=headline,
        lead=choose_lead(headline),
        fresh=tuple(fresh),
        before=tuple(SentArticle(a, sent[a.url]) for a in articles if a.url in sent),
        outlets=len({article.outlet for article in told}),
        languages=len({article.language for article in told}),
        countries=len(_countries(told)),
        why=why_here(fresh, headline, reader.topic),
    )


def headline_order(article: Article, reader: Reader) -> tuple[int, bool, float, str]:
    """The reader's language first, then those read next; then complete, then earliest."""
    languages = (reader.language, *READ_NEXT.get(reader.language, ()))
    known = article.language in languages
    rank = languages.index(article.language) if known else len(languages)
    when = article.when.timestamp() if article.when else float("inf")
    return rank, len(article.text) < COMPLETE, when, article.url


def _rank(story: DigestStory, now: datetime) -> tuple[int | float | str, ...]:
    places = list(Place)
    fresh = story.fresh
    times = [told.timestamp() for article in fresh if (told := told_at(article, now))]
    return (
        story.one_source,
        -len({article.outlet for article in fresh}),
        -len({article.language for article in fresh}),
        -len(_countries(fresh)),
        bool(story.before),
        places.index(story.why.place) if story.why else len(places),
        -max(times, default=0),
        story.headline.url,
    )


def _urls(articles: Iterable[Article]) -> set[str]:
    return {article.url for article in articles}


def _is_found_since(article: Article, previous: datetime | None) -> bool:
    """An old article is left out once, in the first issue after it was found."""
    return previous is None or article.first_seen is None or article.first_seen > previous


def _countries(articles: Iterable[Article]) -> set[str]:
    """Countries that the addresses name; a generic domain names none."""
    hosts = (urlsplit(article.url).hostname or "" for article in articles)
    codes = {host.rpartition(".")[2] for host in hosts}
    return {code for code in codes if re.fullmatch("[a-z]{2}", code)} - SOLD_WORLDWIDE
