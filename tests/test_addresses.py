"""One article under several addresses: what the store knows, merges, and keeps apart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from crawler.identity import identify, rule_of
from crawler.outlet import load_outlets
from storage import migrate as door
from storage.engine import open_engine
from storage.identity import fingerprint
from storage.records import Address, Article, Delivery, DeliveryStatus, Kept, Outcome, Visit
from storage.relevance import Match, Relevance
from storage.store import Store, open_store

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
TOPIC = "vietnam-kazakhstan"
HANOI = load_outlets()["hanoitimes"]
PARAGRAPHS = [
    f"The ferry number {number} crosses the river {number} times a day, and it carries bicycles,"
    " sacks of rice and people who go to the market on the other bank."
    for number in range(3, 9)
]
SITE = "https://hanoitimes.vn"
FERRY = Article(
    url=f"{SITE}/six-ferries-cross-the-red-river.820199.html",
    outlet="hanoitimes",
    edition="hanoitimes",
    language="en",
    title="Six ferries cross the Red River",
    text="\n".join(PARAGRAPHS),
    published=NOW - timedelta(hours=5),
    relevance=(Relevance(TOPIC, True, 5.0, (Match("vietnam", "Red River", "title"),)),),
)
OLD_FORM = f"{SITE}/six-ferries-cross-the-red-river-319519.html"
RENAMED = f"{SITE}/ferries-are-back.820777.html"


def known(store: Store, *urls: str) -> list[bool]:
    found = store.addresses.known(identify(url, HANOI) for url in urls)
    return [url in found for url in urls]


def keep(store: Store, made: Article, announced: str = "") -> Kept:
    """As the crawler does."""
    own = [identify(url, HANOI) for url in (made.url, announced) if url]
    declared = identify(made.declared_as, HANOI) if made.declared_as else None
    visit = Visit(made.url, made.edition, Outcome.RELEVANT, NOW)
    return store.articles.save(made, visit, own, declared)


def count(store: Store) -> int:
    return len(store.articles.search("ferry", 99))


@pytest.fixture
def ferry(store: Store) -> Store:
    assert keep(store, FERRY) == Kept(FERRY.url)
    return store


# By address.


def test_another_form_of_its_address_is_known_and_then_remembered(ferry: Store) -> None:
    longer = FERRY.url.replace(".820199", "-to-hue.820199")
    other = f"{SITE}/another-story-of-the-red-river.820200.html"
    assert known(ferry, FERRY.url, OLD_FORM, longer, other) == [True, True, True, False]
    assert ferry.articles.known([OLD_FORM]) == set()
    addresses = [identify(url, HANOI) for url in (OLD_FORM, longer, other, FERRY.url)]
    ferry.addresses.note("hanoitimes", addresses)
    assert ferry.addresses.of(longer) == tuple(sorted([FERRY.url, OLD_FORM, longer]))
    assert ferry.articles.known([OLD_FORM, other]) == {OLD_FORM}
    assert ferry.addresses.of(other) == ()


def test_read_again_at_another_address_it_is_new_text_of_the_same_article(ferry: Store) -> None:
    corrected = replace(FERRY, url=OLD_FORM, title="Seven ferries cross the river", text="Ferry.")
    assert keep(ferry, corrected) == Kept(FERRY.url)
    [back] = ferry.articles.search("ferry", 9)
    assert (back.url, back.title, back.first_seen) == (FERRY.url, corrected.title, NOW)
    assert ferry.addresses.of(OLD_FORM) == tuple(sorted([FERRY.url, OLD_FORM]))


def test_what_was_announced_elsewhere_is_known_by_both(store: Store) -> None:
    keep(store, FERRY, announced=RENAMED)
    assert known(store, RENAMED, OLD_FORM) == [True, True]
    assert {visit.url for visit in store.articles.visits("hanoitimes")} == {FERRY.url, RENAMED}
    assert [one.url for one in store.articles.by_url([FERRY.url, RENAMED])] == [FERRY.url]


def test_a_column_s_slug_names_none_of_its_articles(store: Store) -> None:
    """Neither where two of the old numbers had it, nor where one was numbered anew already."""
    weather, market = (
        f"{SITE}/the-weather-in-the-red-river-delta",
        f"{SITE}/markets-of-the-red-river",
    )
    for number in range(2):
        text = "\n".join(f"Day {number}: {one}" for one in PARAGRAPHS)
        keep(store, replace(FERRY, url=f"{weather}-31951{number}.html", text=text, published=None))
    keep(store, replace(FERRY, url=f"{market}-319520.html", title="Markets", text="Short."))
    assert known(store, f"{weather}.820301.html", f"{market}.820302.html") == [False, True]
    store.addresses.note("hanoitimes", [identify(f"{market}.820302.html", HANOI)])
    assert known(store, f"{market}.820302.html", f"{market}.820303.html") == [True, False]
    new = replace(FERRY, url=f"{market}.820303.html", title="Markets", text="Another day.")
    assert keep(store, new) == Kept(new.url)


def test_many_addresses_are_asked_in_parts(ferry: Store) -> None:
    many = [
        f"{SITE}/a-story-that-is-number-{number}.{700000 + number}.html" for number in range(950)
    ]
    assert sum(known(ferry, *many, OLD_FORM)) == 1
    ferry.addresses.note("hanoitimes", [identify(url, HANOI) for url in (*many, OLD_FORM)])
    assert len(ferry.addresses.of(FERRY.url)) == 2


# By what is said.


@pytest.mark.parametrize(
    "twin",
    [
        {},
        {"published": None},
        {"published": NOW - timedelta(hours=20), "day_only": True},
        {"title": "  SIX FERRIES  cross the “Red River”"},
        {"text": FERRY.text.replace(", ", " , ").replace(" and ", " and\u00a0")},
    ],
)
def test_a_page_with_the_same_words_is_the_same_article(
    ferry: Store, twin: dict[str, object]
) -> None:
    again = replace(FERRY, **{"url": RENAMED, **twin})  # type: ignore[arg-type]
    assert keep(ferry, again) == Kept(FERRY.url, again=True)
    assert count(ferry) == 1
    assert known(ferry, RENAMED) == [True]
    assert ferry.articles.by_url([FERRY.url])[0].published == FERRY.published
    assert keep(ferry, replace(again, text="A ferry sank.")) == Kept(FERRY.url)  # certain now


@pytest.mark.parametrize(
    "other",
    [
        {"outlet": "vns", "edition": "vns"},  # a syndicated copy is another outlet's article
        {"language": "fr"},
        {"published": NOW - timedelta(days=7)},  # a column
        {"title": "Six ferries cross the Red River again"},
        {"text": FERRY.text.replace("market", "fair")},
    ],
)
def test_what_differs_is_another_article(ferry: Store, other: dict[str, object]) -> None:
    again = replace(FERRY, **{"url": RENAMED, **other})  # type: ignore[arg-type]
    assert keep(ferry, again) == Kept(RENAMED)
    assert count(ferry) == 2


def test_a_short_text_tells_nothing(store: Store) -> None:
    short = replace(FERRY, text="Listen to the ferry captain in our programme, every day at noon.")
    assert fingerprint(short.title, short.text) == ""
    keep(store, short)
    assert keep(store, replace(short, url=RENAMED)) == Kept(RENAMED)
    assert fingerprint("列车", "河内至阿拉木图的新列车" * 20) != ""


# By what a page declares.

EDITED = replace(
    FERRY, url=RENAMED, title="Ferries are back", text="\n".join([*PARAGRAPHS[1:], "New: a ferry."])
)


def test_a_declared_address_is_believed_if_the_words_agree(ferry: Store) -> None:
    assert keep(ferry, replace(EDITED, declared_as=FERRY.url)) == Kept(FERRY.url, again=True)
    assert known(ferry, RENAMED) == [True]
    assert ferry.articles.by_url([FERRY.url])[0].text == FERRY.text


def test_it_is_believed_from_the_other_side_too(store: Store) -> None:
    """The page that declares is read first; what it declares may yet be another article."""
    keep(store, replace(EDITED, declared_as=FERRY.url))
    assert known(store, FERRY.url, RENAMED) == [False, True]
    assert store.addresses.of(RENAMED) == (RENAMED,)
    assert keep(store, FERRY) == Kept(RENAMED, again=True)
    assert known(store, FERRY.url) == [True]
    assert store.addresses.of(FERRY.url) == tuple(sorted([FERRY.url, RENAMED]))


BAKERY = replace(
    FERRY,
    url=f"{SITE}/a-bakery-opens-in-hue.820888.html",
    title="A bakery opens in Hue",
    text=FERRY.text.replace("ferry", "ferry bakery"),
    declared_as=FERRY.url,
)


def test_a_template_that_declares_one_address_everywhere_swallows_nothing(store: Store) -> None:
    third = replace(BAKERY, url=f"{SITE}/no.820889.html", title="No", text="A ferry.\nNo more.")
    assert keep(store, BAKERY) == Kept(BAKERY.url)
    assert keep(store, third) == Kept(third.url, mistaken_for=BAKERY.url)
    assert keep(store, FERRY) == Kept(FERRY.url, mistaken_for=BAKERY.url)
    assert keep(store, replace(third, url=f"{SITE}/x.820890.html", title="X")) == Kept(
        f"{SITE}/x.820890.html", mistaken_for=FERRY.url
    )
    assert count(store) == 4
    assert store.addresses.of(FERRY.url) == (FERRY.url,)
    assert keep(store, replace(FERRY, title="Ferries")) == Kept(FERRY.url)


def test_one_headline_on_one_day_agrees_and_a_column_does_not(ferry: Store) -> None:
    rewritten = replace(
        FERRY, url=RENAMED, text="All is new about this ferry.", declared_as=FERRY.url
    )
    column = replace(rewritten, url=BAKERY.url, published=NOW - timedelta(days=3))
    assert keep(ferry, rewritten) == Kept(FERRY.url, again=True)
    assert keep(ferry, column) == Kept(BAKERY.url, mistaken_for=FERRY.url)


# What readers were sent.


def test_an_article_was_sent_if_it_was_sent_at_any_of_its_addresses(ferry: Store) -> None:
    ferry.addresses.note("hanoitimes", [identify(OLD_FORM, HANOI)])
    elsewhere = "https://elsewhere.example/1"
    for day, url in ((1, OLD_FORM), (2, FERRY.url), (3, elsewhere)):
        sent = NOW + timedelta(days=day)
        ferry.deliveries.add(
            Delivery("r@example.org", TOPIC, NOW, DeliveryStatus.SENT, articles=(url,), sent=sent)
        )
    first = NOW + timedelta(days=1)
    assert ferry.deliveries.sent_articles("r@example.org", TOPIC) == {
        OLD_FORM: first, FERRY.url: first, elsewhere: NOW + timedelta(days=3),
    }  # fmt: skip


# After an upgrade.


def test_a_database_of_the_version_before_doubles_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    old_one(
        url, [FERRY, *(replace(BAKERY, url=f"{SITE}/b{n}.{n}.html") for n in range(10_000, 10_400))]
    )
    with open_store(url) as store:
        assert store.addresses.of(FERRY.url) == (FERRY.url,)
        assert known(store, OLD_FORM) == [False]
        store.addresses.refresh("hanoitimes", rule_of(HANOI), lambda at: identify(at, HANOI))
        assert known(store, OLD_FORM, f"{SITE}/b.10399.html") == [True, True]
        assert keep(store, replace(FERRY, url=RENAMED)) == Kept(FERRY.url, again=True)
        assert store.articles.known([FERRY.url]) == {FERRY.url}


def test_a_rule_that_changed_makes_the_keys_anew(ferry: Store) -> None:
    ferry.addresses.refresh("hanoitimes", "other", lambda at: Address(at, f"other:n={len(at)}"))
    same_length = Address(f"{SITE}/x", f"other:n={len(FERRY.url)}")
    assert ferry.addresses.known([same_length]) == {same_length.url}
    assert known(ferry, OLD_FORM) == [False]


def old_one(url: str, articles: list[Article]) -> None:
    """A database as 0003 left it."""
    engine = open_engine(url)
    config = Config()
    config.set_main_option("script_location", door.MIGRATIONS.as_posix())
    row = (
        "INSERT INTO articles (url, outlet, edition, language, title, lead, text, authors,"
        " day_only, first_seen) VALUES (:url, :outlet, :edition, 'en', :title, '', :text, '[]', 0,"
        " '2026-11-01T00:00:00.000000+00:00')"
    )
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for one in articles:
            connection.execute(
                text(row),
                {
                    name: getattr(one, name)
                    for name in ("url", "outlet", "edition", "title", "text")
                },
            )
    engine.dispose()
