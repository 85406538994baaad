"""When a mail counts as sent: against a real database and a real SMTP server."""

import datetime as dt
import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import Connection, event

from digest.assemble import next_mail, unknown_topic
from digest.config import PASSWORD, Channel, Reader
from digest.deliver import deliver, open_channel, send_all
from digest.outcome import failed
from storage.engine import StorageError
from storage.lock import Busy, hold
from storage.records import Delivery, DeliveryStatus, State
from storage.settings_file import ConfigError
from storage.store import Store, open_store
from tests.mailroom import (
    NOW,
    READER,
    TOPIC,
    config_for,
    free_port,
    mail,
    mail_server,
    put,
    report,
)

KEY = (READER.address, TOPIC)
LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/news.sqlite3") as opened:
        yield opened


def nobody() -> Channel:
    return Channel(kind="smtp", host="127.0.0.1", port=free_port(), security="none", timeout=10)


# One mail, one server.


def test_an_accepted_mail_arrives_as_it_was_frozen_and_is_marked(store: Store) -> None:
    with mail_server() as (inbox, settings):
        done = deliver(store, open_channel(settings), mail(), LATER)
    assert inbox.mails == [("digest@sender.example", [READER.address], mail().mail)]
    assert (done.status, done.sent, done.attempts) == (DeliveryStatus.SENT, LATER, 1)
    assert store.deliveries.last(*KEY, [DeliveryStatus.SENT]) == done
    assert store.deliveries.sent_articles(*KEY) == {"https://one.example/rice": LATER}


def test_a_mail_that_is_put_off_goes_again_byte_for_byte(store: Store) -> None:
    with mail_server() as (inbox, settings):
        inbox.answers = ["451 4.7.1 Greylisted, come back\nlater"]
        channel = open_channel(settings)
        first = deliver(store, channel, mail(), NOW)
        kept = store.deliveries.ready(*KEY)
        assert kept == first
        assert first.status is DeliveryStatus.READY
        assert "451 4.7.1 Greylisted, come back" in first.error
        assert store.deliveries.sent_articles(*KEY) == {}
        second = deliver(store, channel, kept, LATER)
    assert (second.id, second.status, second.attempts) == (first.id, DeliveryStatus.SENT, 2)
    assert [content for _, _, content in inbox.mails] == [mail().mail] * 2


def test_a_connection_that_breaks_after_the_mail_means_two_copies_of_one_message(
    store: Store,
) -> None:
    with mail_server() as (inbox, settings):
        inbox.answers = ["drop"]
        channel = open_channel(settings)
        assert deliver(store, channel, mail(), NOW).status is DeliveryStatus.READY
        kept = store.deliveries.ready(*KEY)
        assert kept is not None
        assert deliver(store, channel, kept, LATER).status is DeliveryStatus.SENT
    assert len(inbox.mails) == 2
    assert len(set(inbox.message_ids())) == 1


def test_a_crash_before_the_mark_leaves_the_mail_to_be_sent_again(store: Store) -> None:
    @dataclass
    class Crashing:
        taken: list[Delivery]

        def hand_over(self, delivery: Delivery) -> None:
            self.taken.append(delivery)
            raise SystemExit("the power went")

    channel = Crashing([])
    with pytest.raises(SystemExit):
        deliver(store, channel, mail(), NOW)
    kept = store.deliveries.ready(*KEY)
    assert kept is not None
    assert (kept.mail, kept.id) == (channel.taken[0].mail, channel.taken[0].id)


def test_a_bad_farewell_does_not_unsend_a_mail(store: Store) -> None:
    with mail_server() as (inbox, settings):
        inbox.leaves_at_quit = True
        done = deliver(store, open_channel(settings), mail(), NOW)
    assert (done.status, len(inbox.mails)) == (DeliveryStatus.SENT, 1)


@pytest.mark.parametrize(
    ("reply", "status"),
    [("550 5.1.1 No such user", DeliveryStatus.REFUSED), ("450 Busy", DeliveryStatus.READY)],
)
def test_a_reader_whom_the_server_does_not_take(
    store: Store, reply: str, status: DeliveryStatus
) -> None:
    with mail_server() as (inbox, settings):
        inbox.refusals = {READER.address: reply}
        done = deliver(store, open_channel(settings), mail(), NOW)
    assert done.status is status
    assert reply in done.error
    assert inbox.mails == []


def test_a_mail_that_the_server_will_never_take(store: Store) -> None:
    with mail_server() as (inbox, settings):
        inbox.answers = ["552 5.3.4 Too big"]
        done = deliver(store, open_channel(settings), mail(), NOW)
    assert done.status is DeliveryStatus.REFUSED
    assert "refused this mail: 552 5.3.4 Too big" in done.error


def test_a_server_that_is_down(store: Store) -> None:
    settings = nobody()
    done = deliver(store, open_channel(settings), mail(), NOW)
    assert done.status is DeliveryStatus.READY
    assert f"127.0.0.1:{settings.port}: Connection refused; check channel.host" in done.error


def test_a_server_without_starttls_is_not_trusted_with_the_mail(store: Store) -> None:
    with mail_server() as (inbox, settings):
        wanting = settings.model_copy(update={"security": "starttls"})
        done = deliver(store, open_channel(wanting), mail(), NOW)
    assert done.status is DeliveryStatus.READY
    assert "check channel.security" in done.error
    assert inbox.mails == []


# Certificates and passwords.


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that nobody has signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    today = dt.datetime.now(dt.UTC)  # certificates are checked against the machine's clock
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def identity(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_server_that_cannot_prove_its_name_gets_nothing(
    store: Store, identity: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, "right")
    with mail_server(identity) as (inbox, settings):
        done = deliver(store, open_channel(settings), mail(), NOW)
    assert done.status is DeliveryStatus.READY
    assert "its certificate cannot be trusted" in done.error
    assert inbox.mails == []


@pytest.mark.parametrize(
    ("password", "status", "said"),
    [
        ("right", DeliveryStatus.SENT, ""),
        ("wrong", DeliveryStatus.READY, PASSWORD),
        ("пароль", DeliveryStatus.READY, "ASCII"),
    ],
)
def test_the_password_comes_from_the_environment(  # noqa: PLR0917
    store: Store,
    certificate: Path,
    identity: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
    password: str,
    status: DeliveryStatus,
    said: str,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv(PASSWORD, password)
    with mail_server(identity) as (inbox, settings):
        done = deliver(store, open_channel(settings), mail(), NOW)
    assert done.status is status
    assert said in done.error
    assert "wrong" not in done.error
    assert len(inbox.mails) == (status is DeliveryStatus.SENT)


def test_a_missing_password_is_the_operators_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    with pytest.raises(ConfigError, match=PASSWORD):
        open_channel(Channel(kind="smtp", user="digest"))


# The folder.


def test_a_mail_becomes_a_file_and_again_the_same_file(store: Store, tmp_path: Path) -> None:
    channel = open_channel(Channel(kind="folder", folder=tmp_path / "a" / "mail"))
    done = deliver(store, channel, mail(), NOW)
    channel.hand_over(done)
    (file,) = (tmp_path / "a" / "mail").iterdir()
    assert file.name == f"2026-11-20_0200Z_press@embassy.example_{done.id}.eml"
    assert file.read_bytes() == mail().mail


def test_a_folder_that_takes_no_files_keeps_the_mail(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file stands where the folder should be")
    channel = open_channel(Channel(kind="folder", folder=tmp_path / "mail"))
    done = deliver(store, channel, mail(), NOW)
    assert done.status is DeliveryStatus.READY
    assert "cannot write into the folder" in done.error


def test_an_address_cannot_leave_the_folder(store: Store, tmp_path: Path) -> None:
    channel = open_channel(Channel(kind="folder", folder=tmp_path / "mail"))
    deliver(store, channel, mail(reader="../../a/b@embassy.example"), NOW)
    assert [file.suffix for file in (tmp_path / "mail").iterdir()] == [".eml"]


# Which mail comes next.


def sending(store: Store, tmp_path: Path, channel: Channel, *readers: Reader) -> list[Delivery]:
    return list(
        send_all(store, config := config_for(tmp_path, channel, *readers), config.readers, NOW)
    )


def test_news_goes_once(store: Store, tmp_path: Path) -> None:
    rice = put(store, "rice")
    with mail_server() as (inbox, settings):
        (first,) = sending(store, tmp_path, settings)
        (second,) = sending(store, tmp_path, settings)
        museum = put(store, "museum")
        (third,) = sending(store, tmp_path, settings)
    assert (first.status, first.articles) == (DeliveryStatus.SENT, (rice,))
    assert (second.status, second.articles, second.mail) == (DeliveryStatus.NOTHING_NEW, (), b"")
    assert (third.status, third.articles) == (DeliveryStatus.SENT, (museum,))
    assert len(inbox.mails) == 2
    assert len(set(inbox.message_ids())) == 2


def test_an_unsent_mail_stands_until_there_is_newer_news(store: Store, tmp_path: Path) -> None:
    put(store, "rice")
    config = config_for(tmp_path, nobody())
    (failed,) = sending(store, tmp_path, config.channel)
    again = next_mail(store, config, READER, LATER)
    assert again.delivery == failed
    put(store, "museum")
    (both,) = sending(store, tmp_path, config.channel)
    assert both.id != failed.id
    assert len(both.articles) == 2
    assert store.deliveries.last(*KEY, [DeliveryStatus.SUPERSEDED]) == replace(
        failed, status=DeliveryStatus.SUPERSEDED
    )
    assert store.deliveries.ready(*KEY) == both


def test_the_same_message_reaches_the_server_after_it_was_put_off(
    store: Store, tmp_path: Path
) -> None:
    put(store, "rice")
    with mail_server() as (inbox, settings):
        inbox.answers = ["451 Later"]
        (first,) = sending(store, tmp_path, settings)
        (second,) = sending(store, tmp_path, settings)
    assert [first.status, second.status] == [DeliveryStatus.READY, DeliveryStatus.SENT]
    assert inbox.mails[0] == inbox.mails[1]
    assert inbox.message_ids()[0].endswith(second.message_id.encode())


def test_one_readers_trouble_is_not_anothers(store: Store, tmp_path: Path) -> None:
    put(store, "rice")
    gone = Reader(address="gone@embassy.example")
    with mail_server() as (inbox, settings):
        inbox.refusals = {gone.address: "550 Gone"}
        refused, sent = sending(store, tmp_path, settings, gone, READER)
    assert (refused.status, sent.status) == (DeliveryStatus.REFUSED, DeliveryStatus.SENT)
    # A refusal makes nothing old: the corrected address gets the news.
    assert next_mail(store, config_for(tmp_path, settings), gone, NOW).delivery.articles


def test_two_that_send_at_once(store: Store, tmp_path: Path) -> None:
    put(store, "rice")
    channel = Channel(kind="folder", folder=tmp_path / "mail")
    database = config_for(tmp_path, channel).database
    with hold(database, "send"), pytest.raises(Busy):
        sending(store, tmp_path, channel)
    assert store.deliveries.last(*KEY, DeliveryStatus) is None
    assert [done.status for done in sending(store, tmp_path, channel)] == [DeliveryStatus.SENT]


def test_a_topic_that_nothing_was_judged_for_is_not_calm(store: Store, tmp_path: Path) -> None:
    put(store, "rice")
    reader = Reader(address=READER.address, topic="vietnam-kazakstan")
    channel = Channel(kind="folder", folder=tmp_path / "mail")
    (done,) = sending(store, tmp_path, channel, reader)
    assert done.status is DeliveryStatus.NOTHING_NEW
    assert "'vietnam-kazakstan'; did you mean 'vietnam-kazakhstan'?" in done.error


def test_before_the_first_crawl_no_topic_is_wrong() -> None:
    assert unknown_topic("vietnam-kazakhstan", []) == ""
    assert unknown_topic("rice", ["vietnam-kazakhstan"]).endswith("topics: vietnam-kazakhstan")


# What a bad day must not do.


def test_nothing_is_handed_over_that_cannot_be_noted(store: Store) -> None:
    """On a full disk the mark would fail, and the mail go out again with each try."""
    frozen = replace(mail(), id=store.deliveries.add(mail()))
    with mail_server() as (inbox, settings):
        channel = open_channel(settings)
        with full_disk(store), pytest.raises(StorageError):
            deliver(store, channel, frozen, NOW)
        assert inbox.mails == []


@contextmanager
def full_disk(store: Store) -> Iterator[None]:
    """SQLite itself refuses every write from now on, as it does when no page can be added."""
    engine = store.deliveries._engine
    event.listen(engine, "begin", _read_only)
    yield
    event.remove(engine, "begin", _read_only)


def _read_only(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA query_only=ON")


@pytest.mark.parametrize(
    "answer", ["554 5.7.1 Relay access denied", "550 5.7.1 policy", "530 5.7.0 log in first"]
)
def test_what_the_operator_can_mend_does_not_cost_the_reader_the_day(
    store: Store, answer: str
) -> None:
    with mail_server() as (inbox, settings):
        inbox.refusals = {READER.address: answer}
        done = deliver(store, open_channel(settings), mail(), NOW)
    assert done.status is DeliveryStatus.READY
    assert "check channel.user" in done.error


def test_a_reader_is_the_same_in_capitals(store: Store) -> None:
    with mail_server() as (_, settings):
        deliver(store, open_channel(settings), mail(), NOW)
    assert store.deliveries.sent_articles(READER.address.upper(), TOPIC)


def test_an_unsent_mail_is_not_todays_for_ever(store: Store, tmp_path: Path) -> None:
    put(store, "rice")
    config = config_for(tmp_path, nobody())
    [first] = send_all(store, config, config.readers, NOW)
    assert first.status is DeliveryStatus.READY
    hours_later = next_mail(store, config, config.readers[0], NOW + timedelta(hours=20))
    assert hours_later.delivery.id == first.id
    much_later = next_mail(store, config, config.readers[0], NOW + timedelta(days=60))
    assert much_later.delivery.status is DeliveryStatus.NOTHING_NEW


def test_no_outlet_read_is_not_nothing_new(store: Store, tmp_path: Path) -> None:
    for edition in ("one_en", "two_ru"):
        broken = report(edition, state=State.BROKEN, problem="its name could not be resolved")
        store.reports.save(broken)
    config = config_for(tmp_path, nobody())
    [done] = send_all(store, config, config.readers, NOW)
    assert failed(done)
    assert "no outlet could be read" in done.error
    assert store.deliveries.last(*KEY, [DeliveryStatus.NOTHING_NEW]) is None
