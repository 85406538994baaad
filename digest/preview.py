"""The next mail as files to look at. Nothing is marked, so it can be done as often as one likes."""

from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from digest.assemble import NextMail
from digest.config import Reader
from digest.files import write_atomically
from digest.outcome import articles
from digest.whose import called
from storage.records import DeliveryStatus
from storage.settings_file import ConfigError

PAGE = "digest.html"


def write_preview(mail: NextMail, folder: Path) -> None:
    """digest.html, digest.txt and digest.eml. Raises ConfigError if the folder takes no files."""
    for name, data in _files(mail):
        try:
            write_atomically(folder / name, data)
        except OSError as error:
            raise ConfigError(f"--out {folder}: cannot be written ({error.strerror})") from None


def _files(mail: NextMail) -> Iterator[tuple[str, bytes]]:
    message = message_from_bytes(mail.delivery.mail, EmailMessage, policy=default)
    yield PAGE, (mail.html or _face(message, "html")).encode()
    yield "digest.txt", (mail.text or _face(message, "plain")).encode()
    yield "digest.eml", mail.delivery.mail


def _face(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""


def describe(mail: NextMail, readers: Iterable[Reader]) -> str:
    """One line: whose next mail this is, and what it holds."""
    delivery = mail.delivery
    who = called(delivery.reader, delivery.topic, readers)
    if delivery.status is DeliveryStatus.NOTHING_NEW:
        why = f": {delivery.error}" if delivery.error else ""
        return f"nothing new for {who}, `digest send` would send nothing{why}"
    count = articles(len(delivery.articles))
    frozen = " (kept from a try that failed)" if delivery.id else ""
    return f"next mail to {who}{frozen}, {count}: {delivery.subject}"
