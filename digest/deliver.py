"""When a digest counts as sent, and what happens after a refusal or a crash: decided here.

A mail is frozen in the database before the channel sees it, and marked as sent only after the
channel has taken it. What is frozen and unsent goes again byte for byte (same Message-ID) with the
next try, unless newer articles exist: then a new mail takes its articles in. Between a server's
"250" and our mark lies an instant that no program can close: after a crash in it the reader gets
the same mail twice. At least once is what we promise; exactly once is not.
"""

import contextlib
import re
import smtplib
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from digest.assemble import next_mail
from digest.config import PASSWORD, DigestConfig, Reader
from digest.config import Channel as ChannelSettings
from digest.files import write_atomically
from storage.lock import hold
from storage.records import Delivery, DeliveryStatus
from storage.settings_file import ConfigError
from storage.store import Store

SECURITY = 'check channel.security: servers want "starttls" on port 587, "tls" on port 465'


class PostponedError(Exception):
    """The channel did not take the mail this time; a later try may succeed."""


class RefusedError(Exception):
    """The channel will never take this mail for this reader."""


def send_all(
    store: Store, config: DigestConfig, readers: Iterable[Reader], now: datetime
) -> Iterator[Delivery]:
    """Each reader's digest and what came of it; one that fails does not keep the others waiting.

    Raises Busy if another process is sending: two at once would send everything twice. Raises
    ConfigError if the channel lacks its password.
    """
    channel = open_channel(config.channel)
    with hold(config.database, "send"):
        for reader in readers:
            yield deliver(store, channel, next_mail(store, config, reader, now).delivery, now)


class Channel(Protocol):
    """A way out of the house."""

    def hand_over(self, delivery: Delivery) -> None:
        """Returns once the mail is taken; raises PostponedError or RefusedError."""


def deliver(store: Store, channel: Channel, delivery: Delivery, now: datetime) -> Delivery:
    """Freezes the mail if it is new, hands it over and notes how that ended."""
    if delivery.status is DeliveryStatus.NOTHING_NEW:
        note = replace(delivery, subject="", message_id="", mail=b"")
        if delivery.error:  # no calm: the day is not done, a later try may find news
            return note
        return replace(note, id=store.deliveries.add(note))
    frozen = replace(delivery, id=delivery.id or store.deliveries.add(delivery))
    # On a full disk this fails, and the mail stays here: handed over, it could not be marked, and
    # would go out again with each try.
    store.deliveries.begin(frozen.id)
    status, error = _try(channel, frozen)
    sent = now if status is DeliveryStatus.SENT else None
    store.deliveries.mark(frozen.id, status, error=error, sent=sent)
    return replace(frozen, status=status, error=error, sent=sent, attempts=frozen.attempts + 1)


def _try(channel: Channel, delivery: Delivery) -> tuple[DeliveryStatus, str]:
    try:
        channel.hand_over(delivery)
    except PostponedError as error:
        return DeliveryStatus.READY, str(error)
    except RefusedError as error:
        return DeliveryStatus.REFUSED, str(error)
    return DeliveryStatus.SENT, ""


def open_channel(settings: ChannelSettings) -> Channel:
    """Raises ConfigError if a user is named and the password is not in the environment."""
    if settings.kind == "folder":
        return Folder(settings.folder)
    if settings.user and not settings.password:
        raise ConfigError(
            f"channel.user is set, but the environment variable {PASSWORD} is not: "
            "set it to that user's password"
        )
    return Smtp(settings)


@dataclass(frozen=True, slots=True)
class Folder:
    """One file a mail. Its number makes the name unique, and the same mail again the same file."""

    folder: Path

    def hand_over(self, delivery: Delivery) -> None:
        created = delivery.created.astimezone(UTC)
        reader = delivery.reader.replace("/", "_")  # allowed in an address, not in a name
        path = self.folder / f"{created:%Y-%m-%d_%H%MZ}_{reader}_{delivery.id}.eml"
        try:
            write_atomically(path, delivery.mail)
        except OSError as error:
            raise PostponedError(
                f"cannot write into the folder {self.folder} ({error.strerror}); "
                "free space or change channel.folder"
            ) from error


@dataclass(frozen=True, slots=True)
class Smtp:
    """One connection a mail, so that one reader's trouble is not another's."""

    settings: ChannelSettings

    def hand_over(self, delivery: Delivery) -> None:
        try:
            server = self._connect()
            try:
                # sendmail and bytes: every other way folds the headers anew.
                server.sendmail(self.settings.sender, [delivery.reader], delivery.mail)
            finally:
                # The server has the mail or has told why not; a bad farewell changes neither.
                with contextlib.suppress(OSError):
                    server.quit()
        # smtplib's and ssl's errors are OSErrors; a password beyond ASCII is a UnicodeError.
        except (OSError, UnicodeError) as error:
            raise explained(error, self.settings) from error

    def _connect(self) -> smtplib.SMTP:
        to, trusted = self.settings, ssl.create_default_context()
        server = (
            smtplib.SMTP_SSL(to.host, to.port, timeout=to.timeout, context=trusted)
            if to.security == "tls"
            else smtplib.SMTP(to.host, to.port, timeout=to.timeout)
        )
        try:
            if to.security == "starttls":
                # Without a context starttls() of Python 3.11 verifies nothing (measured).
                server.starttls(context=trusted)
            if to.user:
                server.login(to.user, to.password)
        except BaseException:
            server.close()
            raise
        return server


def explained(error: OSError | UnicodeError, to: ChannelSettings) -> PostponedError | RefusedError:
    """What a failed attempt means for the mail, and what the operator can do about it."""
    server = f"the mail server {to.host}:{to.port}"
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, reply = next(iter(error.recipients.values()))
            return _by_code(code, f"{server} refused this reader: {_said(code, reply)}")
        case smtplib.SMTPDataError():
            said = _said(error.smtp_code, error.smtp_error)
            return _by_code(error.smtp_code, f"{server} refused this mail: {said}")
        case smtplib.SMTPAuthenticationError():
            advice = f"check channel.user and {PASSWORD}"
        case smtplib.SMTPSenderRefused():
            advice = "check channel.sender and channel.user"
        case smtplib.SMTPNotSupportedError():
            advice = SECURITY
        case ssl.SSLCertVerificationError():
            advice = "its certificate cannot be trusted: check channel.host"
        case ssl.SSLError():
            advice = SECURITY
        case UnicodeError():
            advice = f"channel.user and {PASSWORD} can hold only ASCII characters"
        case _:
            advice = "check channel.host and channel.port, and that the server is up"
    return PostponedError(f"{server}: {_reason(error)}; {advice}")


def _by_code(code: int, text: str) -> PostponedError | RefusedError:
    """5xx is for ever (RFC 5321, 4.2.1), unless it is about us and not about the reader.

    Log-in wanted, relaying denied, policy (RFC 3463: x.7.x): the operator mends that, and then the
    mail goes. After a refusal tomorrow's digest is another mail and is tried anew.
    """
    if code in (530, 535, 554) or re.search(r"\b5\.7\.\d+\b|relay", text, re.IGNORECASE):
        return PostponedError(f"{text}; check channel.user, channel.sender and channel.security")
    return RefusedError(text) if 500 <= code <= 599 else PostponedError(text)


def _reason(error: OSError | UnicodeError) -> str:
    if isinstance(error, UnicodeError):
        return "the log-in cannot be written"
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return " ".join(str(error.strerror or error).split())


def _said(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    # A line is enough for the operator; some servers answer with a page.
    return f"{code} {' '.join(text.split())}"[:200]
