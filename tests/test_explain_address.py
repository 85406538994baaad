"""What the database knows of an explained address, in plain words."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from crawler.explained_words import known_words
from storage.records import (
    Address,
    Article,
    Delivery,
    DeliveryStatus,
    Outcome,
    Visit,
)
from storage.store import Store
from storage.visits import TRIES
from tests.ruritania import NOW, URL, article, made_topic
from topics.judge import judge
from topics.vocabulary import Topic


@pytest.fixture(scope="module")
def topic(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    return made_topic(tmp_path_factory.mktemp("topics"))


def asked(store: Store, url: str = URL) -> str:
    """All lines on an address, of an article that nobody can read today."""
    return "\n".join(known_words(store.history.of([Address(url)]), [], None, UTC))


@pytest.mark.parametrize(
    ("outcome", "reason", "line"),
    [
        (Outcome.OFF_TOPIC, "nothing (0f0f)", "glanced at on 2026-11-20 02:00+00:00: nothing; not"),
        (Outcome.NO_ARTICLE, "a list of articles", "no article: a list of articles; the next"),
        (Outcome.TOO_OLD, "published 2020-01-01", "too old for that crawl (published 2020-01-01)"),
        (Outcome.TOO_NEW, "published 2020-01-01", "too new for that crawl (published 2020-01-01)"),
        (Outcome.FAILED, "status 500", "could not be read on 2026-11-20 02:00+00:00: status 500;"),
        (Outcome.GONE, "status 404", "not there on 2026-11-20 02:00+00:00: status 404; the next"),
    ],
)  # fmt: skip
def test_a_visit_is_told_in_plain_words(
    outcome: Outcome, reason: str, line: str, store: Store
) -> None:
    assert asked(store) == "No crawl has met this address."
    store.articles.note(Visit(URL, "outlet_en", outcome, NOW, reason))
    assert asked(store).startswith("outlet_en: ")
    assert line in asked(store)


def test_what_failed_too_often_is_asked_no_more(store: Store) -> None:
    for times in range(1, TRIES + 1):
        store.articles.note(Visit(URL, "outlet_en", Outcome.FAILED, NOW, "status 500"))
        assert ("asks again" if times < TRIES else "no more") in asked(store)
    assert f"{TRIES} times in a row" in asked(store)


def kept(store: Store, read: Article, topic: Topic) -> Article:
    judged = replace(read, relevance=(judge(read, topic),), announced_as=f"{URL}?amp")
    store.articles.save(judged, Visit(URL, "outlet_en", Outcome.RELEVANT, NOW))
    return judged


def test_a_stored_article_is_told_with_its_addresses_and_mails(store: Store, topic: Topic) -> None:
    read = kept(store, article("Ruritania and Graustark sign", "They did."), topic)
    sending = Delivery(
        "press@embassy.example", "ruritania", NOW, DeliveryStatus.READY, articles=(URL,)
    )
    assert "In no mail so far." in asked(store)
    for status in (DeliveryStatus.SENT, DeliveryStatus.REFUSED):
        identifier = store.deliveries.add(replace(sending, subject="Two", mail=b"x" * 9))
        store.deliveries.mark(identifier, status, sent=NOW + timedelta(hours=1))
    known = store.history.of([Address(f"{URL}?amp")])
    assert [(one.status, one.mail, one.articles) for one in known.deliveries] == [
        (DeliveryStatus.REFUSED, b"", (URL,)),
        (DeliveryStatus.SENT, b"", (URL,)),
    ]
    words = list(known_words(known, read.relevance, read, UTC))
    assert f"Also at {URL}?amp" in words
    assert "ruritania: sent to press@embassy.example on 2026-11-20 03:00+00:00: Two" in words
    assert "ruritania: stored with the same verdict" in words


@pytest.mark.parametrize(
    ("change", "stored", "why"),
    [
        ({"words_sum": "other"}, {}, "with other words or rules; `digest topic apply`"),
        ({}, {"text": "They did not."}, "(the text has changed since, or is read otherwise)"),
        ({}, {}, "(its lead or its language is read otherwise today)"),
        ({"words_sum": ""}, {}, "another verdict: out, 1.9 of 2.6: judged before reasons were"),
        ({"topic": "another"}, {}, "ruritania: never judged for this topic"),
    ],
)
def test_a_stored_verdict_is_told_where_it_is_another_one(
    change: dict[str, str], stored: dict[str, str], why: str, store: Store, topic: Topic
) -> None:
    read = article("Ruritania and Graustark sign", "They did.")
    today = judge(read, topic)
    before = replace(today, relevant=False, score=1.9, **change)  # type: ignore[arg-type]
    old = replace(read, relevance=(before,), **stored)  # type: ignore[arg-type]
    store.articles.save(old, Visit(URL, "outlet_en", Outcome.IRRELEVANT, NOW))
    words = known_words(store.history.of([Address(URL)]), [today], read, UTC)
    assert why in "\n".join(words)
