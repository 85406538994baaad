"""`digest status`: what it counts as wrong, and how it looks in 80 columns."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from digest.config import PASSWORD, Channel, DigestConfig, Reader
from digest.status import show_status
from storage.records import Concern, Delivery, DeliveryStatus, Obstacle, State
from storage.store import Store, open_store
from tests.mailroom import NOW, READER, config_for, mail, report

# An hour and a half after the reader's seven o'clock.
LATER = NOW + timedelta(minutes=90)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/news.sqlite3") as opened:
        yield opened


@pytest.fixture
def config(tmp_path: Path) -> DigestConfig:
    return config_for(tmp_path, Channel(kind="folder", folder=tmp_path))


def seen(store: Store, config: DigestConfig | None, now: datetime = LATER) -> tuple[bool, str]:
    """Whether all is well, and the page with its line breaks taken back."""
    well, page = shown(store, config, now)
    return well, " ".join(page.split())


def shown(store: Store, config: DigestConfig | None, now: datetime = LATER) -> tuple[bool, str]:
    file = io.StringIO()
    well = show_status(store, config, Console(file=file, width=80, highlight=False), now)
    return well, file.getvalue()


def keep(store: Store, delivery: Delivery, *, tries: int = 0) -> None:
    identifier = store.deliveries.add(replace(delivery, status=DeliveryStatus.READY))
    for _ in range(tries):
        store.deliveries.begin(identifier)
        store.deliveries.mark(identifier, delivery.status, error=delivery.error, sent=delivery.sent)


def sent(at: datetime = NOW, *urls: str) -> Delivery:
    return replace(mail(*urls, created=at), status=DeliveryStatus.SENT, sent=at)


def test_a_morning_when_all_is_well(store: Store, config: DigestConfig) -> None:
    known = {"last_new": NOW - timedelta(hours=2), "usual_gap": timedelta(days=2)}
    store.reports.save(report("one_en", **known))
    keep(store, sent(NOW, "https://one.example/a", "https://one.example/b"), tries=1)
    well, page = seen(store, config)
    assert well
    assert "Outlets, last crawl 20 Nov 05:00, Asia/Almaty" in page
    assert "One News: en working 4 h 2 d 31 10 2" in page
    assert "press@embassy.example 20 Nov 07:00 2 21 Nov 07:00" in page
    assert page.endswith("All is well.")


def test_before_anything_was_done(store: Store, config: DigestConfig) -> None:
    well, page = seen(store, config)
    assert not well
    assert "nothing was crawled yet: run `scrapy crawlall`" in page
    well, page = seen(store, None)
    assert not well
    assert "copy digest.example.toml to digest.toml" in page


def test_editions_in_the_same_state_share_a_row(store: Store, config: DigestConfig) -> None:
    for edition in ("radio_de", "radio_en", "radio_vi"):
        store.reports.save(report(edition))
    broken = {"state": State.BROKEN, "announced": 0, "problem": "feed answered 403 [bot wall]"}
    store.reports.save(report("radio_ru", since=NOW - timedelta(days=2, minutes=5), **broken))
    store.reports.save(report("radio_zh", **broken))
    quiet = "nothing new since 10 Nov 2026; usually something every 2 days at the latest"
    store.reports.save(report("radio_fr", state=State.QUIET, problem=quiet))
    well, page = seen(store, config)
    assert not well
    assert "Radio News: de en vi working never 93 30 6" in page
    assert "Radio News: fr quiet" in page
    assert "Radio News: ru zh broken never 0" in page
    assert f"- radio_fr: quiet: {quiet}" in page
    assert "- radio_ru: broken since 18 Nov 06:55: feed answered 403 [bot wall]" in page
    assert "- radio_zh: broken since 20 Nov 04:55: feed answered 403 [bot wall]" in page


def test_what_is_read_with_doubts_is_said_with_evidence_and_what_to_do(
    store: Store, config: DigestConfig
) -> None:
    words = "a date on the page on 1 of 12 articles, before on 118 of 120"
    doubt = (Concern(words, Obstacle.CHANGED),)
    store.reports.save(report("radio_de", concerns=doubt, since=NOW - timedelta(days=1)))
    well, page = seen(store, config)
    assert not well
    assert "Radio News: de working! " in page
    assert f"- radio_de: not all is read since 19 Nov 07:00: {words}" in page
    assert "- `scrapy probe radio_de` shows what Radio News answers today" in page


def test_what_is_mended_is_said_and_is_not_wrong(store: Store, config: DigestConfig) -> None:
    for edition in ("radio_de", "radio_en"):
        store.reports.save(report(edition, mended=NOW - timedelta(days=1)))
    well, page = seen(store, config)
    assert well
    assert "- radio_de, radio_en are in order again, after the trouble since 19 Nov 07:00" in page


def test_the_longest_silence_of_a_row_is_shown(store: Store, config: DigestConfig) -> None:
    hour, day = timedelta(hours=1), timedelta(days=1)
    for edition, silent, usual in (("radio_de", 3 * day, 7 * day), ("radio_en", 2 * day, hour)):
        store.reports.save(report(edition, last_new=LATER - silent, usual_gap=usual))
    assert "Radio News: de en working 2 d 1 h 62" in seen(store, config)[1]


def test_thirty_outlets_fit_a_screen_and_a_half(store: Store, config: DigestConfig) -> None:
    for number in range(30):
        for language in "en ru vi".split()[: 1 + number % 3]:
            name = f"Vietnam and Kazakhstan {number}"
            store.reports.save(report(f"o{number}_{language}", outlet_name=name))
    _, page = shown(store, config)
    assert max(map(len, page.splitlines())) <= 80
    assert len(page.splitlines()) < 75


def test_one_line_for_editions_that_fail_alike(store: Store, config: DigestConfig) -> None:
    for edition in ("radio_ru", "radio_zh"):
        store.reports.save(report(edition, state=State.BROKEN, problem="no answer"))
    _, page = seen(store, config)
    assert "- radio_ru, radio_zh: broken since 20 Nov 04:55: no answer" in page


def test_outlets_that_fail_alike_are_one_thing_to_do(store: Store, config: DigestConfig) -> None:
    for edition in ("one_en", "two_en", "two_ru"):
        changed = {"problem": "announces no article", "obstacle": Obstacle.EMPTY}
        store.reports.save(report(edition, state=State.BROKEN, **changed))
    _, page = seen(store, config)
    assert "- one_en, two_en, two_ru: broken since 20 Nov 04:55: announces no article" in page
    assert "- `scrapy probe one_en two_en` shows what they answer today" in page
    assert "connection to the internet" not in page


def test_when_nothing_can_be_reached_our_own_line_is_asked_for(
    store: Store, config: DigestConfig
) -> None:
    gone = {"problem": "connection refused", "obstacle": Obstacle.UNREACHABLE}
    for edition in ("one_en", "two_en"):
        store.reports.save(report(edition, state=State.BROKEN, **gone))
    assert "no outlet could be reached: is this machine's connection" in seen(store, config)[1]
    store.reports.save(report("two_en"))
    assert "no outlet could be reached" not in seen(store, config)[1]


def test_editions_that_nobody_reads_any_more(store: Store, config: DigestConfig) -> None:
    store.reports.save(report("one_en"))
    store.reports.save(report("two_en", ended=NOW - timedelta(days=3)))
    _, page = seen(store, config)
    assert "two_en: not read since 17 Nov 07:00, though others were" in page
    assert "Two News: en not read" in page
    well, page = seen(store, config, NOW + timedelta(days=5))
    assert not well
    assert "the last crawl ended on 20 Nov 05:00: is `digest run`, or your cron job" in page


@pytest.mark.parametrize(
    ("delivery", "tries", "line"),
    [
        (
            replace(mail(), error="the mail server is down"),
            3,
            "the mail of 20 Nov 07:00 is unsent after 3 tries: the mail server is down",
        ),
        (
            mail(),
            0,
            "is unsent after 0 tries: the program ended while it was sending",
        ),
        (
            replace(mail(), status=DeliveryStatus.REFUSED, error="550 No such user"),
            1,
            "press@embassy.example: refused: 550 No such user",
        ),
        (
            sent(NOW - timedelta(days=2)),
            1,
            "the digest of 20 Nov 07:00 was not made: is `digest run`, or your cron job",
        ),
    ],
)
def test_what_became_of_a_digest(
    store: Store, config: DigestConfig, delivery: Delivery, tries: int, line: str
) -> None:
    store.reports.save(report("one_en"))
    keep(store, delivery, tries=tries)
    well, page = seen(store, config)
    assert not well
    assert line in page


def test_a_day_without_news_is_well(store: Store, config: DigestConfig) -> None:
    store.reports.save(report("one_en"))
    keep(store, sent(NOW - timedelta(days=1)), tries=1)
    calm = replace(mail(), status=DeliveryStatus.NOTHING_NEW, articles=(), mail=b"")
    store.deliveries.add(calm)
    well, page = seen(store, config)
    assert well
    assert "press@embassy.example 19 Nov 07:00 1 nothing new 21 Nov 07:00" in page


def test_what_the_settings_lack(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.reports.save(report("one_en"))
    monkeypatch.delenv(PASSWORD, raising=False)
    channel = Channel(kind="smtp", host="smtp.example.org", user="digest")
    config = config_for(tmp_path, channel).model_copy(update={"contact": ""})
    well, page = seen(store, config)
    assert not well
    assert "set contact" in page
    assert "channel.host is still the example's" in page
    assert f"the environment variable {PASSWORD} is not" in page


def test_everything_at_once_fits_80_columns_and_is_plain(store: Store, tmp_path: Path) -> None:
    languages = "de en es fr id ja km ko lo ru th vi zh".split()
    for language in languages:
        name = "Voice of the Great River and of the Seven Hills"
        store.reports.save(report(f"river_{language}", outlet_name=name, announced=12345))
    problem = "https://river.example/" + "very/long/address/" * 9 + " answered 503"
    store.reports.save(report("hills_kk", state=State.BROKEN, problem=problem))
    long = Reader(address="press.and.information.department@embassy-of-somewhere.example")
    config = config_for(tmp_path, Channel(kind="folder", folder=tmp_path), READER, long)
    keep(store, replace(mail(reader=long.address), error="x" * 150), tries=2)
    _, page = shown(store, config)
    assert max(map(len, page.splitlines())) <= 80
    assert "\x1b" not in page
    for number in ("160485", "130", "26"):  # 13 editions: announced, new, relevant
        assert number in page.split()
    for word in (*languages, "working", "broken", "unsent"):
        assert word in page
    assert problem.replace(" ", "") in "".join(page.split())
