"""When things run: due times in every zone, missed sends, children that are not left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digest.child import Child, run_to_end
from digest.config import Channel, DigestConfig, Reader
from digest.due import DONE, Todo, due_on, last_due, next_due, pause, todo
from digest.schedule import Service, run_once
from storage.lock import hold
from storage.records import Delivery, DeliveryStatus
from storage.store import Store, open_store
from tests.mailroom import NOW, READER, TOPIC, config_for, free_port, mail, mail_server, put

KEY = (READER.address, TOPIC)


def reader(zone: str, hour: str) -> Reader:
    return Reader(address=READER.address, zone=zone, hour=hour)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# Due times.


@pytest.mark.parametrize(
    ("zone", "hour", "day", "due"),
    [
        ("Asia/Almaty", "07:00", "2026-11-20", "2026-11-20T02:00"),
        ("Asia/Almaty", "07:00", "2024-02-29", "2024-02-29T01:00"),  # UTC+6 until that night
        ("Asia/Almaty", "07:00", "2024-03-01", "2024-03-01T02:00"),
        ("Europe/Brussels", "02:30", "2026-03-28", "2026-03-28T01:30"),
        ("Europe/Brussels", "02:30", "2026-03-29", "2026-03-29T01:30"),  # skipped: 03:30
        ("Europe/Brussels", "02:30", "2026-03-30", "2026-03-30T00:30"),
        ("Europe/Brussels", "02:30", "2026-10-25", "2026-10-25T00:30"),  # doubled: the first
        ("Europe/Brussels", "02:30", "2026-10-26", "2026-10-26T01:30"),
    ],
)
def test_the_instant_of_an_hour(zone: str, hour: str, day: str, due: str) -> None:
    assert due_on(date.fromisoformat(day), reader(zone, hour)) == utc(due)


@pytest.mark.parametrize("offset", [-1, 0, 1])
def test_due_times_about_the_hour_itself(offset: int) -> None:
    now = utc("2026-11-20T02:00") + timedelta(seconds=offset)
    today = offset >= 0
    assert last_due(READER, now) == utc("2026-11-20T02:00") - timedelta(days=not today)
    assert next_due(READER, now) == utc("2026-11-20T02:00") + timedelta(days=today)


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/Brussels", "2026-03-28"),
        ("Europe/Brussels", "2026-10-24"),
        ("Asia/Almaty", "2024-02-28"),
    ],
)
@pytest.mark.parametrize("hour", ["00:00", "02:00", "02:30", "03:00", "23:59"])
def test_a_tick_every_minute_gives_one_digest_a_day(zone: str, hour: str, first: str) -> None:
    """Four days about each change of clocks, for a program that runs all the time."""
    one = reader(zone, hour)
    days = [date.fromisoformat(first) + timedelta(days=offset) for offset in range(4)]
    now, sent = (
        due_on(days[0], one) - timedelta(minutes=1),
        [due_on(days[0], one) - timedelta(days=1)],
    )
    started = now - timedelta(days=9)
    while now < due_on(days[-1], one) + timedelta(minutes=90):
        if todo(one, done(sent[-1]), None, started, now) is Todo.SEND:
            sent.append(now)
        now += timedelta(minutes=1)
    assert sent[1:] == [due_on(day, one) for day in days]


def done(at: datetime, status: DeliveryStatus = DeliveryStatus.SENT) -> Delivery:
    sent = at if status is DeliveryStatus.SENT else None
    return replace(mail(created=at), status=status, sent=sent)


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("last", "ready", "started", "expected"),
    [
        (done(NOW - 24 * HOUR), None, NOW - 48 * HOUR, Todo.SEND),
        (done(NOW - 24 * HOUR), None, NOW + HOUR, Todo.LATE),
        (done(NOW), None, NOW - HOUR, Todo.NOTHING),
        (done(NOW, DeliveryStatus.NOTHING_NEW), None, NOW - HOUR, Todo.NOTHING),
        (done(NOW, DeliveryStatus.REFUSED), None, NOW - HOUR, Todo.NOTHING),
        (done(NOW - 10 * 24 * HOUR), None, NOW + HOUR, Todo.LATE),
        # Made before its hour by hand: the hour still counts.
        (done(NOW - HOUR), None, NOW - 2 * HOUR, Todo.SEND),
        # A mail of today that the server has not taken goes on being tried.
        (done(NOW - 24 * HOUR), mail(), NOW - HOUR, Todo.SEND),
        (done(NOW + HOUR), mail(), NOW - HOUR, Todo.SEND),
        # The first digest of all does not wait for tomorrow.
        (None, None, NOW + HOUR, Todo.LATE),
    ],
)
def test_what_there_is_to_do_after_the_hour(
    last: Delivery | None, ready: Delivery | None, started: datetime, expected: Todo
) -> None:
    assert todo(READER, last, ready, started, NOW + 2 * HOUR) is expected


def test_pauses_grow_and_end_at_two_hours() -> None:
    minutes = [pause(failures) / timedelta(minutes=1) for failures in (1, 2, 3, 4, 5, 6, 1000)]
    assert minutes == [10, 20, 40, 80, 120, 120, 120]


# The service: a real store, a folder or a real server, and a clock that we turn.


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/news.sqlite3") as opened:
        yield opened


class Watch:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def python(code: str, limit: float = 60, grace: float = 5) -> Child:
    """A child that runs ``code``, as the crawler is one that runs `scrapy crawlall`."""
    command = [sys.executable, "-c", textwrap.dedent(code)]
    return Child(command, dict(os.environ), timedelta(seconds=limit), timedelta(seconds=grace))


def service(config: DigestConfig, now: datetime, crawl: str = "") -> tuple[Service, Watch]:
    watch = Watch(now)
    return Service(config, python(crawl), watch), watch


def folder(tmp_path: Path) -> Channel:
    return Channel(kind="folder", folder=tmp_path / "mail")


def test_a_missed_digest_waits_for_the_crawl_and_goes_once(store: Store, tmp_path: Path) -> None:
    put(store, "rice")
    running, watch = service(config_for(tmp_path, folder(tmp_path)), NOW + 3 * HOUR)
    assert running.send_due()
    assert not (tmp_path / "mail").exists()
    assert asyncio.run(running.crawl())
    for _ in range(3):
        assert running.send_due()
        watch.now += timedelta(minutes=1)
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_a_restart_does_not_send_again(store: Store, tmp_path: Path) -> None:
    put(store, "rice")
    for hours in (0, 1, 2):
        running, _ = service(config_for(tmp_path, folder(tmp_path)), NOW + hours * HOUR)
        assert asyncio.run(running.crawl())
        assert running.send_due()
        put(store, "museum")
    assert len(list((tmp_path / "mail").iterdir())) == 1
    tomorrow, _ = service(config_for(tmp_path, folder(tmp_path)), NOW + 24 * HOUR)
    asyncio.run(tomorrow.crawl())
    assert tomorrow.send_due()
    assert len(list((tmp_path / "mail").iterdir())) == 2


def test_a_day_without_news_is_done_and_noted_once(store: Store, tmp_path: Path) -> None:
    running, watch = service(config_for(tmp_path, folder(tmp_path)), NOW + HOUR)
    asyncio.run(running.crawl())
    for _ in range(3):
        assert running.send_due()
        watch.now += timedelta(minutes=1)
    last = store.deliveries.last(*KEY, DONE)
    assert last is not None
    assert (last.id, last.status) == (1, DeliveryStatus.NOTHING_NEW)


def test_a_server_that_comes_back_gets_the_mail_after_the_pause(
    store: Store, tmp_path: Path
) -> None:
    put(store, "rice")
    with mail_server() as (inbox, settings):
        inbox.answers = ["451 Later", "451 Later"]
        running, watch = service(config_for(tmp_path, settings), NOW - HOUR)
        asyncio.run(running.crawl())
        tries: list[int] = []
        for minute in range(60, 120):
            watch.now = NOW - HOUR + timedelta(minutes=minute)
            running.send_due()
            if len(inbox.mails) > len(tries):
                tries.append(minute - 60)
    assert tries == [0, 10, 30]
    assert len(set(inbox.message_ids())) == 1


def test_another_sender_is_not_waited_for(store: Store, tmp_path: Path) -> None:
    put(store, "rice")
    config = config_for(tmp_path, folder(tmp_path))
    running, _ = service(config, NOW + HOUR)
    asyncio.run(running.crawl())
    with hold(config.database, "send"):
        assert not running.send_due()
    assert running.send_due()
    assert len(list((tmp_path / "mail").iterdir())) == 1


@pytest.mark.parametrize(("crawl", "code"), [("", 0), ("raise SystemExit(3)", 1)])
def test_once_sends_also_after_a_failed_crawl(
    store: Store, tmp_path: Path, crawl: str, code: int
) -> None:
    put(store, "rice")
    running, _ = service(config_for(tmp_path, folder(tmp_path)), NOW + HOUR, crawl)
    assert asyncio.run(run_once(running)) == code
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_a_database_in_trouble_is_logged_and_tried_again(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(store, "rice")
    running, _ = service(config_for(tmp_path, folder(tmp_path)), NOW + HOUR)
    asyncio.run(running.crawl())
    store.close()
    file, away = tmp_path / "news.sqlite3", tmp_path / "away"
    file.rename(away)
    file.write_text("Notes on camels, no table anywhere. " * 9)
    assert not running.send_due()
    assert "nothing can be sent" in caplog.text
    away.replace(file)
    assert running.send_due()


def test_a_crawler_that_cannot_be_started_stops_nothing(store: Store, tmp_path: Path) -> None:
    put(store, "rice")
    crawler = Child([str(tmp_path / "missing")], {}, HOUR)
    running = Service(config_for(tmp_path, folder(tmp_path)), crawler, Watch(NOW + HOUR))
    assert asyncio.run(run_once(running)) == 1
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_once_tells_cron_that_a_delivery_failed(store: Store, tmp_path: Path) -> None:
    put(store, "rice")
    nobody = Channel(kind="smtp", host="127.0.0.1", port=free_port(), security="none")
    running, _ = service(config_for(tmp_path, nobody), NOW + HOUR)
    assert asyncio.run(run_once(running)) == 1
    assert store.deliveries.ready(*KEY) is not None


# Children.

STUBBORN = """
    import pathlib, signal, subprocess, sys, time
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    import os
    file = pathlib.Path({file!r})
    file.with_suffix(".new").write_text(f"{{os.getpid()}} {{grandchild.pid}}")
    file.with_suffix(".new").rename(file)
    time.sleep(600)
"""
POLITE = """
    import pathlib, signal, sys, time
    file = pathlib.Path({file!r})
    def stop(*_):
        file.write_text("stopped in order")
        sys.exit(0)
    signal.signal(signal.SIGTERM, stop)
    file.write_text("started")
    time.sleep(600)
"""


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until, "waited 20 seconds in vain"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    """Dead, or dead and not yet fetched by its parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_child_that_ends_by_itself() -> None:
    assert asyncio.run(run_to_end(python("pass"))) == ""
    assert asyncio.run(run_to_end(python("raise SystemExit(7)"))) == "ended with exit code 7"


def test_a_child_that_takes_too_long_is_asked_first(tmp_path: Path) -> None:
    file = tmp_path / "life"
    problem = asyncio.run(run_to_end(python(POLITE.format(file=str(file)), limit=3)))
    assert problem == "took longer than 0.05 minutes and was stopped"
    assert file.read_text() == "stopped in order"


def test_a_child_that_does_not_listen_is_ended_with_all_it_started(tmp_path: Path) -> None:
    file = tmp_path / "pids"
    asyncio.run(run_to_end(python(STUBBORN.format(file=str(file)), limit=3, grace=0.2)))
    pids = [int(pid) for pid in file.read_text().split()]
    assert len(pids) == 2
    wait_for(lambda: all(map(is_gone, pids)))


RUN = """
    import asyncio, os, sys
    from datetime import timedelta
    from pathlib import Path
    from digest.child import Child
    from digest.cli import clock
    from digest.config import load_config
    from digest.schedule import Service, run_forever, run_once
    command = [sys.executable, "-c", {crawl!r}]
    child = Child(command, os.environ, timedelta(minutes=1), timedelta(seconds=0.2))
    tick = timedelta(seconds=0.2)
    service = Service(load_config(Path("digest.toml")), child, clock, tick)
    sys.exit(asyncio.run({run}(service)))
"""
TOML = 'channel = {kind = "folder"}\n[[readers]]\naddress = "press@embassy.example"\n'


@contextmanager
def started(folder: Path, run: str, crawl: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program of its own that runs the service; it must end without a traceback."""
    (folder / "digest.toml").write_text(TOML)
    program = textwrap.dedent(RUN.format(crawl=textwrap.dedent(crawl), run=run))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with (
        (folder / "stderr").open("wb") as stderr,
        subprocess.Popen(
            [sys.executable, "-c", program], cwd=folder, env=environment, stderr=stderr
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()
    assert "Traceback" not in (folder / "stderr").read_text()


@pytest.mark.parametrize(
    ("run", "number", "code"),
    [
        ("run_forever", signal.SIGTERM, 0),
        ("run_forever", signal.SIGINT, 130),
        ("run_once", signal.SIGTERM, 143),
        ("run_once", signal.SIGINT, 130),
    ],
)
def test_a_signal_ends_the_program_and_its_crawl(
    tmp_path: Path, run: str, number: signal.Signals, code: int
) -> None:
    file = tmp_path / "pids"
    with started(tmp_path, run, STUBBORN.format(file=str(file))) as process:
        wait_for(file.exists)
        process.send_signal(number)
        assert process.wait(20) == code
    wait_for(lambda: all(is_gone(int(pid)) for pid in file.read_text().split()))


def test_the_service_crawls_at_start_and_then_sends_what_is_late(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/vnkz.sqlite3") as store:
        put(store, "rice", datetime.now(UTC) - HOUR)
    crawled = tmp_path / "crawled"
    crawl = f"import pathlib, time; time.sleep(1); pathlib.Path({str(crawled)!r}).touch()"
    mails = tmp_path / "out" / "mail"
    with started(tmp_path, "run_forever", crawl) as process:
        wait_for(lambda: mails.exists() and any(mails.glob("*.eml")))
        assert crawled.exists()
        time.sleep(0.6)  # three more ticks
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert len(list(mails.glob("*.eml"))) == 1
