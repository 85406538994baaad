"""What the delivery tests share: a real SMTP server on loopback, and articles of our own."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from digest.config import Channel, DigestConfig, Reader
from storage.records import Article, CrawlReport, Delivery, DeliveryStatus, Outcome, State, Visit
from storage.relevance import Match, Relevance
from storage.store import Store

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # 07:00 in Almaty
TOPIC = "vietnam-kazakhstan"
READER = Reader(address="press@embassy.example")


class Inbox:
    """Takes mail as told: ``refusals`` answer an address, ``answers`` the next messages in turn."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, list[str], bytes]] = []
        self.refusals: dict[str, str] = {}
        self.answers: list[str] = []
        self.leaves_at_quit = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "drop":
            server.transport.abort()
        return answer

    async def handle_QUIT(self, server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        if self.leaves_at_quit:
            server.transport.abort()
        return "221 Bye"

    def message_ids(self) -> list[bytes]:
        return [
            line
            for _, _, content in self.mails
            for line in content.splitlines()
            if line.lower().startswith(b"message-id:")
        ]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _only_secret(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> Any:
    return AuthResult(success=data.password == b"right", handled=False)


@contextmanager
def mail_server(certificate: ssl.SSLContext | None = None) -> Iterator[tuple[Inbox, Channel]]:
    """A server and the settings that reach it. A certificate makes it want a log-in."""
    inbox, port = Inbox(), free_port()
    options: dict[str, Any] = {}
    if certificate:
        options = {
            "tls_context": certificate,
            "require_starttls": True,
            "auth_required": True,
            "authenticator": _only_secret,
        }
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield (
            inbox,
            Channel(
                kind="smtp",
                sender="digest@sender.example",
                host="127.0.0.1" if certificate is None else "localhost",
                port=port,
                security="starttls" if certificate else "none",
                user="digest" if certificate else "",
                timeout=10,
            ),
        )
    finally:
        controller.stop()


def config_for(tmp_path: Path, channel: Channel, *readers: Reader) -> DigestConfig:
    return DigestConfig(
        database=f"sqlite:///{tmp_path}/news.sqlite3",
        contact="desk@sender.example",
        channel=channel,
        readers=readers or (READER,),
    )


def mail(*urls: str, reader: str = READER.address, created: datetime = NOW) -> Delivery:
    """A frozen mail that needs no rendering."""
    lines = (
        "From: digest@sender.example",
        f"To: {reader}",
        "Subject: Copper and rice",
        f"Message-ID: <{len(urls)}.{created:%H%M}@sender.example>",
        "",
        ".A line that begins with a dot.",
        "",
    )
    return Delivery(
        reader=reader,
        topic=TOPIC,
        created=created,
        status=DeliveryStatus.READY,
        subject="Copper and rice",
        message_id=f"<{len(urls)}.{created:%H%M}@sender.example>",
        articles=urls or ("https://one.example/rice",),
        mail="\r\n".join(lines).encode(),
    )


TEXTS = {
    "rice": (
        "Vietnam ships its first rice by rail to Kazakhstan",
        "Forty wagons of rice left Da Nang on Monday for Aktobe in Kazakhstan. "
        "The Vietnamese shipper said that the trip takes eighteen days.",
    ),
    "museum": (
        "A museum in Astana shows lacquer from Vietnam",
        "The museum of Astana in Kazakhstan opened a hall of Vietnamese lacquer. "
        "Ninety pieces stay until the end of spring.",
    ),
    "tea": (
        "Chè Thái Nguyên lên đường sang Kazakhstan",
        "Mười tấn chè Thái Nguyên của Việt Nam đã rời ga Lào Cai để sang Kazakhstan.",
    ),
    "vaccine": (
        "Kazakhstan and Vietnam test a vaccine for horses",
        "Vets of Kazakhstan and Vietnam began a trial of a vaccine on 300 horses near Turkistan. "
        "First results are expected in June.",
    ),
}


def put(store: Store, name: str, seen: datetime = NOW - timedelta(hours=3)) -> str:
    """Stores one of our articles as relevant; gives its URL."""
    title, text = TEXTS[name]
    url = f"https://one.example/{name}"
    matches = (Match("Vietnam", "Vietnam", "title"), Match("Kazakhstan", "Kazakhstan", "title"))
    article = Article(
        url=url,
        outlet="one",
        edition="one_en",
        language="en",
        title=title,
        text=text,
        lead=text.split(". ")[0] + ".",
        published=seen,
        first_seen=seen,
        relevance=(Relevance(TOPIC, relevant=True, score=1.0, matches=matches),),
    )
    store.articles.save(article, Visit(url, "one_en", Outcome.RELEVANT, seen))
    return url


def report(edition: str = "one_en", **changed: Any) -> CrawlReport:
    """A run that went well and ended two hours before NOW, unless told otherwise."""
    outlet, _, language = edition.partition("_")
    ended = changed.pop("ended", NOW - timedelta(hours=2))
    values: dict[str, Any] = {
        "edition": edition,
        "outlet": outlet,
        "outlet_name": f"{outlet.title()} News",
        "language": language or "en",
        "started": ended - timedelta(minutes=5),
        "ended": ended,
        "announced": 31,
        "known": 20,
        "fetched": 11,
        "stored": 10,
        "relevant": 2,
        "failed": 1,
        "state": State.WORKING,
    }
    return CrawlReport(**values | changed)
