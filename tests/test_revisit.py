"""When an article that was sent is looked at again, and for whom what is found is a correction."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.revisit import TRIES, corrected, mark_due, missing, objection
from storage.looks import Aspect, Change, Finding, Look
from storage.records import Article, Delivery, DeliveryStatus, Outcome, Validator, Visit
from storage.relevance import Relevance
from storage.store import Store

TOPIC = "vietnam-kazakhstan"
READER = "press@embassy.example"
OTHER = "consul@embassy.example"
SENT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
URL = "https://vietnamnews.vn/economy/1/a-train.html"
TEXT = (
    "The first container train left Kép for Almaty on November 17 with 46 containers of coffee.\n"
    "It crosses China and is due after 15 days, the operator told shippers in Bắc Ninh."
)
ARTICLE = Article(
    url=URL,
    outlet="vns",
    edition="vns",
    language="en",
    title="First train leaves",
    text=TEXT,
    published=SENT - timedelta(days=1),
    relevance=(Relevance(TOPIC, True, 5.0),),
    html=b"<html></html>",
    received=Validator(f"{URL}?full", '"1"', "", SENT),
)
FIGURE = Change(Aspect.FIGURE, "46 containers", "64 containers", "With 46.", "With 64.")


def hours(number: float) -> datetime:
    return SENT + timedelta(hours=number)


def look(at: float, finding: Finding = Finding.UNCHANGED, url: str = URL) -> Look:
    changes = (FIGURE,) if finding is Finding.CORRECTED else ()
    return Look(url, "vns", 6, hours(at), finding, changes=changes)


@pytest.mark.parametrize(
    ("now", "looked", "mark"),
    [
        (5.9, [], None),
        (6, [], 6),
        (7, [6.5], None),
        (30, [], 24),  # one look for both marks
        (30, [6.5], 24),
        (33, [30], None),
        (73, [30], 72),
        (120, [73], None),
        (119, [30], 72),  # was off over the weekend
        (121, [30], None),
    ],
)
def test_a_look_is_due_once_after_each_mark(
    now: float, looked: list[float], mark: int | None
) -> None:
    assert mark_due(SENT, [look(at) for at in looked], hours(now)) == mark


def test_a_failed_look_is_tried_again_but_not_for_ever() -> None:
    failed = [look(7 + number, Finding.FAILED) for number in range(TRIES)]
    assert mark_due(SENT, failed[:-1], hours(20)) == 6
    assert mark_due(SENT, failed, hours(20)) is None
    assert mark_due(SENT, failed, hours(24)) == 24


@pytest.mark.parametrize(
    ("status", "before", "finding"),
    [
        (404, None, Finding.MISSING),
        (404, Finding.UNCHANGED, Finding.MISSING),
        (404, Finding.FAILED, Finding.MISSING),
        (404, Finding.MISSING, Finding.GONE),
        (404, Finding.GONE, Finding.GONE),
        (410, None, Finding.GONE),
    ],
)
def test_withdrawn_is_said_when_it_is_sure(
    status: int, before: Finding | None, finding: Finding
) -> None:
    assert missing(status, [look(7, before)] if before else []) is finding


def test_what_is_not_the_article_is_not_believed() -> None:
    half = replace(ARTICLE, text="Please log in to read this article, or start a free trial.")
    another = replace(
        ARTICLE,
        text="Wheat from Kostanay was unloaded in Cái Lân port on Wednesday, the port's manager"
        " said. Three mills share the cargo, which belongs to a contract for 120,000 tonnes.",
    )
    longer = replace(ARTICLE, text=f"{TEXT.replace('46', '64')}\n{another.text}")
    assert objection(ARTICLE, half) == f"only {len(half.text)} of {len(TEXT)} characters are left"
    assert objection(ARTICLE, another) == "another text stands at its address"
    assert objection(ARTICLE, longer) == objection(ARTICLE, ARTICLE) == ""


def test_a_corrected_article_is_no_younger_and_stands_where_it_stood() -> None:
    new = replace(ARTICLE, url=f"{URL}x", title="Corrected", published=SENT, found_new=False)
    made = corrected(ARTICLE, new)
    assert made == replace(ARTICLE, title="Corrected")
    undated = replace(ARTICLE, published=None)
    assert corrected(undated, new).published == SENT


# What the store keeps of it.


def save(store: Store, article: Article = ARTICLE) -> Article:
    visit = Visit(article.url, article.edition, Outcome.RELEVANT, SENT - timedelta(hours=3))
    store.articles.save(article, visit)
    return article


def send(store: Store, at: float, *urls: str, reader: str = READER, made: float = 0) -> None:
    sent = Delivery(
        reader, TOPIC, hours(at + made), DeliveryStatus.SENT, articles=urls, sent=hours(at)
    )
    store.deliveries.add(sent)


def watched(store: Store, now: float) -> list[str]:
    return [one.url for one in store.versions.watched("vns", hours(now - 120), hours(now - 6))]


def test_watched_is_what_was_sent_first_within_the_time(store: Store) -> None:
    save(store)
    other = save(store, replace(ARTICLE, url=f"{URL}2", edition="vns_vi"))
    unsent = save(store, replace(ARTICLE, url=f"{URL}3"))
    waiting = Delivery(READER, TOPIC, SENT, DeliveryStatus.READY, articles=(unsent.url,))
    send(store, 0, URL, other.url)
    store.deliveries.add(waiting)
    send(store, 100, URL, reader=OTHER)
    store.versions.note(look(7))
    assert [watched(store, now) for now in (5, 7, 119, 121, 150)] == [[], [URL], [URL], [], []]
    (one,) = store.versions.watched("vns", SENT, SENT)
    assert (one.sent, one.page.url, one.page.etag, one.looks) == (
        *(SENT, f"{URL}?full", '"1"'),
        (look(7),),
    )


def test_the_newest_validators_of_a_page_count(store: Store) -> None:
    save(store)
    send(store, 0, URL)
    store.versions.note(look(7), Validator(URL, "", "Sat, 21 Nov 2026 09:00:00 GMT", hours(7)))
    (one,) = store.versions.watched("vns", SENT, SENT)
    assert (one.page.url, one.page.etag) == (URL, "")
    assert one.page.last_modified == "Sat, 21 Nov 2026 09:00:00 GMT"


def test_a_version_keeps_what_it_was_and_the_search_finds_what_it_is(store: Store) -> None:
    save(store)
    new = replace(
        ARTICLE, text=TEXT.replace("coffee", "cashew"), relevance=(Relevance(TOPIC, False, 0.1),)
    )
    store.versions.keep(look(7, Finding.CORRECTED), new)
    (version,) = store.versions.of(URL)
    assert version.look == look(7, Finding.CORRECTED)
    assert (version.article.title, version.article.text) == (ARTICLE.title, TEXT)
    assert [one.text for one in store.articles.search("cashew", 5)] == [new.text]
    assert store.articles.search("coffee", 5) == []
    assert store.articles.relevant(TOPIC, SENT - timedelta(days=9)) == []  # judged anew


def test_a_correction_is_one_for_those_who_were_told_otherwise(store: Store) -> None:
    save(store)
    send(store, 0, URL)
    # Frozen before the correction and taken by the server after it; and one that was made after.
    send(store, 9, URL, reader=OTHER, made=-3)
    send(store, 9, URL, reader="late@embassy.example")
    store.versions.keep(look(7, Finding.CORRECTED), ARTICLE)

    def told(reader: str, since: float = 0, topic: str = TOPIC) -> list[Look]:
        found = store.versions.corrections(reader, topic, hours(since))
        return [correction.look for correction in found]

    assert told(READER) == told("Press@Embassy.example") == [look(7, Finding.CORRECTED)]
    assert told(OTHER) == [look(7, Finding.CORRECTED)]
    assert told("late@embassy.example") == told(READER, topic="another") == []
    assert told(READER, since=7) == []


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("unchanged", []),
        ("extended", []),
        ("missing", []),
        ("gone", [1]),
        ("gone gone", [1]),  # once
        ("gone unchanged", []),
        ("gone unchanged gone", [3]),
        ("corrected gone", [1, 2]),
        ("corrected corrected", [1, 2]),
        ("gone failed", [1]),
    ],
)
def test_what_stands_at_the_end_is_told(store: Store, found: str, told: list[int]) -> None:
    save(store)
    send(store, 0, URL)
    for number, name in enumerate(found.split(), start=1):
        store.versions.note(look(number, Finding(name)))
    corrections = store.versions.corrections(READER, TOPIC, SENT)
    assert [correction.look.at for correction in corrections] == [hours(number) for number in told]
