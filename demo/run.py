"""`make demo`: the whole way once, on made outlets, with real programs and a real mail server.

Starts the outlets and an SMTP server on this machine, runs `scrapy crawlall` and `digest send` as
an operator would, and leaves the mail that arrived as out/digest.eml, .html and .txt. Nothing
leaves the machine.
"""

import argparse
import email
import email.policy
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal

from aiosmtpd.controller import Controller
from rich.console import Console
from rich.table import Table

from demo.catalogue import HOSTS
from demo.server import DemoSites, load_articles, serving
from storage.records import CrawlReport, Outcome
from storage.store import open_store

ROOT = Path(__file__).parent.parent
OUT = ROOT / "out"
# The made articles are of this week; the demo acts as if it were the morning after them.
NOW = "2026-11-22T07:00+05:00"
READER = "press@embassy.example"
PACE = "0.05"  # seconds between two requests to a host, instead of one second at a real outlet

CONFIG = """\
# Written by `make demo`; yours is digest.toml, see the README.
database = "sqlite:///{database}"
contact = "demo@localhost.localdomain"

[channel]
kind = "smtp"
sender = "digest@monitor.example"
host = "127.0.0.1"
port = {port}
security = "none"

[[readers]]
address = "{reader}"
language = "en"
zone = "Asia/Almaty"
"""


class Inbox:
    """An SMTP server's handler that keeps what arrives."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(bytes(envelope.content))
        return "250 accepted"


@contextmanager
def mail_server(inbox: Inbox) -> Iterator[int]:
    """Yields the port of a real SMTP server on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as probe:  # aiosmtpd wants a port by number
        port: int = probe.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--more", action="store_true", help="one more article appears first")
    parser.add_argument("--out", type=Path, default=OUT, help="default: %(default)s")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    return run(options.out, Console(), more=options.more)


def run(out: Path, console: Console, *, more: bool, inbox: Inbox | None = None) -> int:
    """Exit code: 0 if the outlets were read and the digest was delivered, or nothing was new."""
    sites, began = DemoSites(), time.monotonic()
    inbox = inbox or Inbox()
    database = out / "demo.sqlite3"
    if more:
        _publish_held_back(sites, console)
    with serving(sites) as address, mail_server(inbox) as port:
        config = _write_config(out, database, port)
        console.print(f"[bold]1/2[/] reading {_count(sites)} made articles at 5 outlets …")
        crawled = _child(["scrapy", "crawlall", *HOSTS, *_settings(address)], config)
        if crawled:
            return crawled
        _table(database, console)
        console.print("[bold]2/2[/] sending what is new …")
        sent = _child(["digest", "send", "--now", NOW], config)
    _conclude(out, inbox, console, time.monotonic() - began)
    return sent


def _publish_held_back(sites: DemoSites, console: Console) -> None:
    for article in load_articles():
        if article.held_back:
            sites.publish(article.key)
            console.print(f"one more article appears at {article.outlet}: {article.title}")


def _count(sites: DemoSites) -> int:
    return len(sites.shown)


def _settings(address: str) -> list[str]:
    values = {"LOOPBACK_OUTLETS": address, "NOW": NOW, "DOWNLOAD_DELAY": PACE}
    return [part for name, value in values.items() for part in ("-s", f"{name}={value}")]


def _write_config(out: Path, database: Path, port: int) -> Path:
    config = out / "demo.toml"
    config.write_text(CONFIG.format(database=database, port=port, reader=READER), encoding="utf-8")
    return config


def _child(command: list[str], config: Path) -> int:
    environment = os.environ | {"VNKZ_CONFIG": str(config)}
    environment.pop("VNKZ_DATABASE", None)
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment, check=False)
    return done.returncode


def _table(database: Path, console: Console) -> None:
    with open_store(f"sqlite:///{database}") as store:
        reports = store.reports.latest()
        refused = sum(
            visit.outcome in (Outcome.NO_ARTICLE, Outcome.FAILED)
            for report in reports
            for visit in store.articles.visits(report.edition)
        )
    table = Table("edition", "state", box=None, padding=(0, 2, 0, 0))
    for heading in ("announced", "known", "new", "relevant", "failed"):
        table.add_column(heading, justify="right")
    for report in reports:
        table.add_row(report.edition, report.state.value, *map(str, _counts(report)))
    console.print(table)
    console.print(f"{refused} announced addresses held no article or could not be read")


def _counts(report: CrawlReport) -> tuple[int, ...]:
    return (report.announced, report.known, report.new, report.relevant, report.failed)


def mail_of(mail: bytes, kind: Literal["html", "plain"]) -> str:
    """One of the two parts of a mail, decoded."""
    message = email.message_from_bytes(mail, policy=email.policy.default)
    part = message.get_body((kind,)) if isinstance(message, EmailMessage) else None
    if part is None:
        raise ValueError(f"the mail has no text/{kind} part")
    return str(part.get_content())


def _conclude(out: Path, inbox: Inbox, console: Console, seconds: float) -> None:
    if not inbox.mails:
        console.print(f"No mail was sent: nothing is new for {READER}. ({seconds:.0f} s)")
        return
    mail = inbox.mails[-1]
    (out / "digest.eml").write_bytes(mail)
    (out / "digest.html").write_text(mail_of(mail, "html"), encoding="utf-8")
    (out / "digest.txt").write_text(mail_of(mail, "plain"), encoding="utf-8")
    subject = email.message_from_bytes(mail, policy=email.policy.default)["Subject"]
    console.print(f"Arrived: {subject}")
    console.print(f"Look at {out / 'digest.html'} (also digest.txt, digest.eml). ({seconds:.0f} s)")


if __name__ == "__main__":
    sys.exit(main())
