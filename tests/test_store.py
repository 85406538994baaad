"""The store on a real SQLite file: what goes in comes out, whoever else writes at the same time."""

import gzip
import hashlib
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event
from sqlalchemy.exc import StatementError

from storage import tables
from storage.engine import StorageError, open_engine
from storage.migrate import MIGRATIONS, is_current
from storage.records import (
    Article,
    CrawlReport,
    Delivery,
    DeliveryStatus,
    Obstacle,
    Outcome,
    SourceResult,
    State,
    Visit,
)
from storage.relevance import Match, Relevance
from storage.settings_file import ConfigError
from storage.store import Store, open_store
from storage.visits import TRIES

TOPIC = "vietnam-kazakhstan"
HANOI = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
YES = Relevance(TOPIC, True, 7.5, (Match("kazakhstan", "Қазақстан", "title", 2),))
NO = Relevance(TOPIC, False, 0.5)
FULL = Article(
    url="https://kisi.kz/kz/a-made-text/",
    outlet="kaziss",
    edition="kaziss_kk",
    language="kk",
    title="Жаңа пойыз: đường sắt 班列",
    text="Бірінші жол.\nЕкінші жол.",
    lead="Бірінші жол.",
    published=datetime(2026, 11, 20, 8, 30, tzinfo=HANOI),
    day_only=True,
    modified=datetime(2026, 11, 20, 9, 30, 15, 250, tzinfo=HANOI),
    authors=("А. Автор", "Đỗ Thị B"),
    relevance=(YES, Relevance("another-topic", False, 0.0)),
    html=b"<html>\x00\xff page</html>",
)


def article(
    name: str, *, title: str = "A title", text: str = "Some text.", **more: object
) -> Article:
    made = Article(
        url=f"https://vietnamnews.vn/society/{name}/a.html",
        outlet="vns",
        edition="vns",
        language="en",
        title=title,
        text=text,
        relevance=(YES,),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def visit(made: Article, at: datetime = NOW, outcome: Outcome = Outcome.RELEVANT) -> Visit:
    return Visit(made.url, made.edition, outcome, at)


def keep(store: Store, made: Article, at: datetime = NOW) -> None:
    store.articles.save(made, visit(made, at))


@pytest.fixture
def raw(store: Store, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The file as any other program sees it; after ``store``, which makes it."""
    assert store
    connection = sqlite3.connect(tmp_path / "test.sqlite3")
    yield connection
    connection.close()


# Articles.


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    keep(store, FULL)
    [back] = store.articles.by_url([FULL.url])
    verdicts = tuple(sorted(FULL.relevance, key=lambda verdict: verdict.topic))
    assert back == replace(FULL, html=b"", first_seen=NOW, relevance=verdicts)


def test_instants_come_back_in_utc(store: Store) -> None:
    keep(store, FULL)
    [back] = store.articles.by_url([FULL.url])
    assert back.published
    assert back.published.tzinfo is UTC
    assert back.published.hour == 1
    assert back.modified
    assert back.modified.microsecond == 250


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    naive = replace(FULL, published=datetime(2026, 11, 20, 8, 30))  # noqa: DTZ001
    with pytest.raises(StatementError, match="has no zone"):
        keep(store, naive)
    assert store.articles.by_url([FULL.url]) == []
    assert store.articles.known([FULL.url]) == set()


def test_reading_again_replaces_all_but_when_it_was_first_seen(store: Store) -> None:
    keep(store, FULL)
    again = replace(FULL, title="Newer", text="Other words.", authors=(), published=None)
    again = replace(again, relevance=(replace(YES, score=1.0),))
    keep(store, again, NOW + timedelta(days=1))
    [back] = store.articles.by_url([FULL.url])
    assert (back.title, back.text, back.authors, back.published) == (
        "Newer",
        "Other words.",
        (),
        None,
    )
    assert back.first_seen == NOW
    assert back.when == NOW
    assert {verdict.topic: verdict.score for verdict in back.relevance}[TOPIC] == 1.0


def test_the_page_is_kept_of_what_is_relevant(store: Store, raw: sqlite3.Connection) -> None:
    keep(store, FULL)
    keep(store, article("1", html=b"<p>no</p>", relevance=(NO,)))
    assert store.articles.page(FULL.url) == FULL.html
    assert store.articles.page(article("1").url) == b""
    [(packed, digest)] = raw.execute("SELECT html, sha256 FROM pages").fetchall()
    assert gzip.decompress(packed) == FULL.html
    assert digest == hashlib.sha256(FULL.html).hexdigest()


def test_reading_again_keeps_the_newer_page(store: Store, raw: sqlite3.Connection) -> None:
    keep(store, FULL)
    keep(store, replace(FULL, html=b"<p>newer</p>"))
    assert store.articles.page(FULL.url) == b"<p>newer</p>"
    assert raw.execute("SELECT count(*) FROM pages").fetchone() == (1,)


def test_relevant_since(store: Store) -> None:
    day = timedelta(days=1)
    made = {
        "old": article("1", published=NOW - 3 * day),
        "late": article("2", published=NOW - day),
        "edge": article("3", published=NOW - 2 * day),
        "undated": article("4"),
        "undated, long ago": article("5", first_seen=NOW - 5 * day),
        "irrelevant": article("6", published=NOW, relevance=(NO,)),
        "of another topic": article("7", published=NOW, relevance=(replace(YES, topic="x"),)),
    }
    for one in made.values():
        keep(store, one)
    found = store.articles.relevant(TOPIC, NOW - 2 * day)
    assert [one.url for one in found] == [made[k].url for k in ("edge", "late", "undated")]
    assert all(one.relevance == (YES,) for one in found)


def test_many_articles_have_their_own_verdicts(store: Store) -> None:
    """More than fit in one question to the database."""
    for number in range(520):
        keep(store, article(str(number), relevance=(replace(YES, score=float(number)),)))
    found = store.articles.relevant(TOPIC, NOW)
    assert len(found) == 520
    for one in found:
        assert one.relevance[0].score == float(one.url.split("/")[-2])
    urls = [article(str(number)).url for number in range(2000)]
    assert len(store.articles.known(urls)) == 520
    assert len(store.articles.by_url(urls)) == 520


# Search.

TEXTS = {
    "vi": ("Tuyến đường sắt mới", "Hàng đổi lấy lúa mì ở Hà Nội."),
    "ru": ("Ёлки и поезд", "Новый порт. Моё место."),
    "zh": ("首趟班列抵达河内", "这趟从阿拉木图开来的班列运载小麦。"),
    "de": ("Die Größe der Straße", "Fußgänger in Ho-Chi-Minh-Stadt"),
    "kk": ("Қазақстан бидайы", "Ірі жүк Вьетнамға жетті."),
    "ar": ("قطار إلى هانوي", "وصل القطار"),
    "th": ("รถไฟขบวนใหม่", "ข้าวสาลีถึงฮานอย"),
    "ko": ("새 열차 하노이 도착", "카자흐스탄 밀을 실은 열차"),
    "ja": ("東京都の新しい列車", "カザフスタンの小麦"),
}


@pytest.fixture
def library(store: Store) -> Store:
    for language, (title, text) in TEXTS.items():
        keep(store, article(language, title=title, text=text, language=language))
    return store


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("duong sat", "vi"),
        ("đường sắt", "vi"),
        ("ĐƯỜNG SẮT", "vi"),
        (unicodedata.normalize("NFD", "đường sắt"), "vi"),
        ("doi lua mi", "vi"),
        ("ha noi", "vi"),
        ("елки", "ru"),
        ("ЁЛКИ ПОРТ", "ru"),
        ("моё место", "ru"),
        ("班列", "zh"),
        ("河内", "zh"),
        ("阿拉木图 小麦", "zh"),
        ("grosse", "de"),
        ("größe", "de"),
        ("strasse", "de"),
        ("fussganger", "de"),
        ("ho-chi-minh-stadt", "de"),
        ("қазақстан", "kk"),
        ("الي هانوي", "ar"),
        ("ขบวน", "th"),
        ("하노이", "ko"),
        ("東京", "ja"),
        ("カザフ", "ja"),
    ],
)
def test_words_are_found_with_and_without_their_marks(
    library: Store, words: str, language: str
) -> None:
    assert [one.language for one in library.articles.search(words, 20)] == [language]


@pytest.mark.parametrize(
    "words",
    ["", "   ", '"', "* - ( )", "train", "班车", "duong sac", "sat duong x", "порт rail"],
)
def test_other_words_find_nothing(library: Store, words: str) -> None:
    assert library.articles.search(words, 20) == []


@pytest.mark.parametrize(
    "words", ['duong"', "AND", "duong AND", "NEAR(a b)", "words:x", "a*", "^a"]
)
def test_a_search_is_words_and_never_a_command(library: Store, words: str) -> None:
    for one in library.articles.search(words, 20):
        assert one.language == "vi"


def test_the_newest_are_found_first(store: Store) -> None:
    for day in (3, 1, 2):
        keep(store, article(str(day), title="Rail", published=NOW - timedelta(days=day)))
    keep(store, article("0", title="Rail", first_seen=NOW))
    assert [one.url.split("/")[-2] for one in store.articles.search("rail", 3)] == ["0", "1", "2"]


def test_after_an_update_the_old_words_are_gone(store: Store) -> None:
    keep(store, article("1", title="Wheat", text="by sea"))
    keep(store, article("2", title="Wheat", text="by rail"))
    keep(store, article("1", title="Students", text="by air"))
    assert [one.title for one in store.articles.search("students air", 9)] == ["Students"]
    assert store.articles.search("sea", 9) == []
    assert [one.text for one in store.articles.search("wheat", 9)] == ["by rail"]


# Which addresses need no further fetch.


def test_what_was_read_is_known_by_both_its_addresses(store: Store) -> None:
    short = "https://kisi.kz/?p=9319"
    keep(store, replace(FULL, announced_as=short))
    assert store.articles.known([FULL.url, short, "https://kisi.kz/?p=1"]) == {FULL.url, short}
    assert [one.url for one in store.articles.by_url([short])] == []


@pytest.mark.parametrize(
    ("outcome", "known"), [(Outcome.NO_ARTICLE, True), (Outcome.TOO_OLD, False)]
)
def test_a_video_stays_one_but_too_old_is_so_for_one_backfill(
    store: Store, outcome: Outcome, known: bool
) -> None:
    url = "https://kisi.kz/en/a-page-of-ours/"
    for _ in range(2):  # a page without a text is asked once more
        store.articles.note(Visit(url, "kaziss_en", outcome, NOW, "why"))
    assert store.articles.known([url]) == {url}
    assert store.articles.known([url], begun=NOW) == ({url} if known else set())


def test_a_page_left_for_other_words_than_todays_is_read_again(store: Store) -> None:
    url = "https://kisi.kz/en/a-page-of-ours/"
    store.articles.note(Visit(url, "kaziss_en", Outcome.OFF_TOPIC, NOW, "old words", NOW))
    for begun in (None, NOW):
        assert store.articles.known([url], begun=begun, why_left="old words") == {url}
        assert store.articles.known([url], begun=begun, why_left="new words") == set()


def test_a_failure_is_asked_again_but_not_for_ever(store: Store) -> None:
    url = "https://kisi.kz/en/not-there-today/"
    failure = Visit(url, "kaziss_en", Outcome.FAILED, NOW, "status 503")
    for _ in range(TRIES - 1):
        store.articles.note(failure)
        assert store.articles.known([url]) == set()
    store.articles.note(failure)
    assert store.articles.known([url]) == {url}


def test_a_backfill_reads_again_what_came_to_nothing_before_it(store: Store) -> None:
    """Once: what it has tried itself is settled."""
    failed, empty = "https://kisi.kz/en/failed/", "https://kisi.kz/en/empty/"
    tries = [(failed, Outcome.FAILED)] * TRIES + [(empty, Outcome.NO_ARTICLE)] * 2
    for url, outcome in tries:
        store.articles.note(Visit(url, "kaziss_en", outcome, NOW))
    begun = NOW + timedelta(hours=1)
    assert store.articles.known([failed, empty]) == {failed, empty}
    assert store.articles.known([failed, empty], begun=begun) == set()
    for url, outcome in (tries[0], tries[-1]):
        store.articles.note(Visit(url, "kaziss_en", outcome, begun))
    assert store.articles.known([failed, empty], begun=begun) == {failed, empty}


def test_of_a_run_that_read_nothing_no_page_is_settled(store: Store) -> None:
    failed, empty = "https://kisi.kz/en/failed/", "https://kisi.kz/en/empty/"
    for run in range(TRIES):
        at = NOW + run * timedelta(hours=1)
        for url, outcome in ((failed, Outcome.FAILED), (empty, Outcome.NO_ARTICLE)):
            store.articles.note(Visit(url, "kaziss_en", outcome, at))
        store.articles.reopen("kaziss_en", at)
        store.articles.reopen("kaziss_ru", at)
        # An outlet that refuses is asked less often; a page that is empty is not, so it is counted.
        assert store.articles.known([failed, empty]) == ({empty} if run == TRIES - 1 else set())


def test_failures_are_counted_in_a_row(store: Store) -> None:
    """Four failures, a page that is no article yet, and a failure: that is one failure."""
    url = "https://kisi.kz/en/on-and-off/"
    for outcome in [Outcome.FAILED] * (TRIES - 1) + [Outcome.NO_ARTICLE, Outcome.FAILED]:
        store.articles.note(Visit(url, "kaziss_en", outcome, NOW))
    assert store.articles.known([url]) == set()


def test_an_article_stays_known_when_a_later_visit_fails(store: Store) -> None:
    keep(store, FULL)
    store.articles.note(Visit(FULL.url, FULL.edition, Outcome.FAILED, NOW))
    assert store.articles.known([FULL.url]) == {FULL.url}


def test_visits_are_told_newest_first(store: Store) -> None:
    first = Visit("https://a.example/1", "vns", Outcome.FAILED, NOW, "status 500")
    second = Visit("https://a.example/2", "vns", Outcome.NO_ARTICLE, NOW + timedelta(hours=1))
    for one in (first, second, replace(first, edition="kaziss_en", url="https://a.example/3")):
        store.articles.note(one)
    assert store.articles.visits("vns") == [second, first]


# Reports.


def report(edition: str, hour: int, state: State = State.WORKING, problem: str = "") -> CrawlReport:
    started = NOW + timedelta(hours=hour)
    return CrawlReport(
        edition=edition,
        outlet=edition.partition("_")[0],
        outlet_name="An Outlet",
        language="en",
        started=started,
        ended=started + timedelta(minutes=1),
        announced=20,
        known=15,
        fetched=5,
        stored=3,
        relevant=1,
        failed=2,
        state=state,
        problem=problem,
        obstacle=Obstacle.EMPTY if problem else Obstacle.NONE,
        reasons={"status 503": 2},
        sources=(
            SourceResult("feed", "https://a.example/rss", 20),
            SourceResult("search", "x", 0, "no", Obstacle.BUSY),
        ),
    )


def test_a_report_comes_back_as_it_went_in(store: Store) -> None:
    made = report("vns", 0, State.QUIET, "nothing new since long ago")
    store.reports.save(made)
    assert store.reports.of("vns", 5) == [made]


def test_the_latest_of_each_edition_and_the_last_of_one(store: Store) -> None:
    for hour in range(3):
        for edition in ("vovworld_de", "vns"):
            store.reports.save(report(edition, hour))
    assert store.reports.latest() == [report("vns", 2), report("vovworld_de", 2)]
    assert store.reports.of("vns", 2) == [report("vns", 2), report("vns", 1)]
    assert store.reports.of("hanoitimes", 2) == []


def test_the_topics_that_were_judged(store: Store) -> None:
    assert store.reports.topics() == []
    keep(store, FULL)
    assert store.reports.topics() == ["another-topic", TOPIC]


# Deliveries.

READER = "officer@ministry.example"


def delivery(*names: str, hour: int = 0, reader: str = READER) -> Delivery:
    return Delivery(
        reader=reader,
        topic=TOPIC,
        created=NOW + timedelta(hours=hour),
        status=DeliveryStatus.READY,
        subject="Việt Nam – Қазақстан",
        message_id="<1@digest.example>",
        articles=tuple(f"https://a.example/{name}" for name in names),
        mail=b"Subject: x\r\n\r\n\xff",
    )


def test_a_delivery_comes_back_as_it_went_in(store: Store) -> None:
    identifier = store.deliveries.add(delivery("b", "a", "a"))
    back = store.deliveries.ready(READER, TOPIC)
    assert back == replace(delivery("a", "b"), id=identifier)


def test_a_newer_one_supersedes_what_the_same_reader_was_not_sent(store: Store) -> None:
    first = store.deliveries.add(delivery("a"))
    other = store.deliveries.add(delivery("a", reader="other@ministry.example"))
    second = store.deliveries.add(delivery("a", "b", hour=1))
    found = store.deliveries.ready(READER, TOPIC)
    assert found
    assert found.id == second
    untouched = store.deliveries.ready("other@ministry.example", TOPIC)
    assert untouched
    assert untouched.id == other
    left = store.deliveries.last(READER, TOPIC, [DeliveryStatus.SUPERSEDED])
    assert left
    assert left.id == first


def test_a_try_is_counted_and_its_error_kept(store: Store) -> None:
    identifier = store.deliveries.add(delivery("a"))
    for error in ("451 try later", "452 full"):
        store.deliveries.begin(identifier)
        store.deliveries.mark(identifier, DeliveryStatus.READY, error=error)
    found = store.deliveries.ready(READER, TOPIC)
    assert found
    assert (found.attempts, found.error, found.sent) == (2, "452 full", None)


def test_only_what_was_sent_is_old_news(store: Store) -> None:
    for names, status in (
        ("a", DeliveryStatus.SENT),
        ("ab", DeliveryStatus.SENT),
        ("c", DeliveryStatus.REFUSED),
        ("d", DeliveryStatus.READY),
    ):
        identifier = store.deliveries.add(delivery(*names))
        sent = NOW + timedelta(minutes=identifier) if status is DeliveryStatus.SENT else None
        store.deliveries.mark(identifier, status, sent=sent)
    assert store.deliveries.sent_articles(READER, TOPIC) == {
        "https://a.example/a": NOW + timedelta(minutes=1),  # when it was first sent
        "https://a.example/b": NOW + timedelta(minutes=2),
    }
    assert store.deliveries.sent_articles("other@ministry.example", TOPIC) == {}
    assert store.deliveries.sent_articles(READER, "another-topic") == {}


def test_the_last_of_some_kinds(store: Store) -> None:
    kinds = [DeliveryStatus.SENT, DeliveryStatus.REFUSED]
    assert store.deliveries.last(READER, TOPIC, kinds) is None
    sent = store.deliveries.add(delivery("a"))
    store.deliveries.mark(sent, DeliveryStatus.SENT, sent=NOW)
    nothing = replace(delivery(), status=DeliveryStatus.NOTHING_NEW)
    store.deliveries.add(nothing)
    found = store.deliveries.last(READER, TOPIC, kinds)
    assert found
    assert (found.id, found.status, found.sent) == (sent, DeliveryStatus.SENT, NOW)


# The database itself.


def test_migrations_lead_to_the_tables_that_the_program_knows(store: Store, database: str) -> None:
    assert store
    engine = open_engine(database)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"include_name": _ours})
            assert compare_metadata(context, tables.metadata) == []
            newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
            assert context.get_current_revision() == newest
        assert is_current(engine)
    finally:
        engine.dispose()


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """The search index and its shadows are SQLite's own kind of table."""
    return kind != "table" or not (name or "").startswith("article_search")


def test_opening_again_changes_nothing(store: Store, database: str) -> None:
    keep(store, FULL)
    with open_store(database) as again:
        assert again.articles.known([FULL.url])


def test_a_database_of_a_newer_version_is_refused(
    store: Store, raw: sqlite3.Connection, database: str
) -> None:
    keep(store, FULL)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    with pytest.raises(ConfigError) as caught, open_store(database):
        pass
    assert "was written by a newer version; update this program" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("vnkz.sqlite3", "is not a database address; one is sqlite:///"),
        ("mysql://x/y", "only sqlite:///FILE is supported so far"),
        ("sqlite:////no/such/folder/a.sqlite3", "the folder /no/such/folder does not exist"),
    ],
)
def test_an_address_that_is_none_is_told_in_one_line(url: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told) as caught:
        Store.open(url)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("These are notes, and no database at all. " * 30)
    with pytest.raises(ConfigError, match="cannot be used: file is not a database") as caught:
        Store.open(f"sqlite:///{file}")
    assert "\n" not in str(caught.value)
    assert file.read_text().startswith("These are notes")


def test_a_full_disk_is_a_storage_error_and_harms_nothing(
    store: Store, raw: sqlite3.Connection, database: str
) -> None:
    keep(store, FULL)
    [(pages,)] = raw.execute("PRAGMA page_count").fetchall()
    large = replace(FULL, url=f"{FULL.url}2/", text="Сөз. " * 200_000)
    engine = open_engine(database)
    limit = f"PRAGMA max_page_count={pages + 10}"
    event.listen(engine, "connect", lambda connection, _record: connection.execute(limit))
    full = Store(engine)
    with pytest.raises(StorageError, match="full"):
        keep(full, large)
    full.close()
    assert store.articles.by_url([large.url]) == []
    assert [one.title for one in store.articles.search("пойыз", 9)] == [FULL.title]
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_database_that_cannot_be_written_is_a_storage_error(
    store: Store, raw: sqlite3.Connection
) -> None:
    raw.execute("DROP TABLE visits")
    raw.commit()
    with pytest.raises(StorageError, match="no such table: visits"):
        keep(store, FULL)


WRITER = """
import sys
from tests.test_store import NOW, article, keep, visit
from storage.store import open_store
with open_store(sys.argv[1]) as store:
    for number in range(int(sys.argv[3])):
        made = article(f"{sys.argv[2]}{number:03}", title=f"Train {number}")
        store.articles.known([made.url])
        keep(store, made)
        keep(store, article("shared", title=f"Wheat {sys.argv[2]}"))
"""


def start(database: str, name: str, times: int, root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, database, name, str(times)]
    return subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True)


def test_six_processes_that_begin_with_a_new_database_lose_nothing(
    database: str, root: Path
) -> None:
    """They make the tables together, then read before they write: what a plain BEGIN loses."""
    writers = [start(database, name, 10, root) for name in "123456"]
    for writer in writers:
        _, complaint = writer.communicate(timeout=60)
        assert (writer.returncode, complaint) == (0, "")
    with open_store(database) as store:
        urls = [article(f"{name}{number:03}").url for name in "123456" for number in range(10)]
        assert store.articles.known(urls) == set(urls)
        assert len(store.articles.search("train", 999)) == 60
        assert len(store.articles.search("wheat", 999)) == 1


def test_a_reader_waits_for_no_writer(store: Store, raw: sqlite3.Connection) -> None:
    keep(store, FULL)
    raw.isolation_level = None
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE articles SET title = 'half done'")
    assert store.articles.by_url([FULL.url])[0].title == FULL.title
    assert store.articles.known([FULL.url])
    raw.execute("ROLLBACK")
