"""The complete RFC 5322 message of one issue, as bytes; nothing is sent here.

Python's ``EmailPolicy`` (3.11 to 3.13) glues words together and writes over-long encoded words in
long Vietnamese, Cyrillic and Chinese headers. ``email.header.Header`` does neither, and the
``compat32`` policy folds every header with it.
"""

import hashlib
from email.charset import BASE64, QP, Charset
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime, quote

from digest.clean import clean_text
from digest.config import Channel
from digest.issue import Digest, Imprint
from digest.render import Rendered

# An encoded word may have 75 characters (RFC 2047); a line that holds one begins with a space.
MAX_HEADER_LINE = 76
WIRE = compat32.clone(linesep="\r\n", max_line_length=MAX_HEADER_LINE)
MAX_NAME = 60


def message_id(digest: Digest, channel: Channel) -> str:
    """The same for the same articles to the same reader on the same day, with angle brackets.

    A server that took a message twice, because its answer was lost, can tell by it.
    """
    return f"<{_fingerprint(digest)}@{_domain(channel)}>"


def compose(digest: Digest, rendered: Rendered, channel: Channel) -> bytes:
    """CRLF line ends, 7-bit, ready for ``smtplib.SMTP.sendmail`` or a file ``.eml``."""
    boundary = f"=_{_fingerprint(digest)}"  # "=_" cannot occur in quoted-printable or base64
    message = MIMEMultipart("alternative", boundary=boundary, policy=WIRE)
    for name, value in _headers(digest, rendered, channel):
        message[name] = value
    message.attach(_part(rendered.text, "plain"))
    message.attach(_part(rendered.html, "html"))
    return message.as_bytes(policy=WIRE)


def _headers(digest: Digest, rendered: Rendered, channel: Channel) -> list[tuple[str, str]]:
    reader, imprint = digest.reader, digest.imprint
    return [
        ("From", _mailbox(_sender(channel, imprint), channel.sender)),
        ("To", _mailbox(reader.name, reader.address)),
        ("Reply-To", channel.reply_to or channel.sender),
        ("Subject", _harmless(rendered.subject)),
        ("Date", format_datetime(digest.made.astimezone(reader.tz))),
        ("Message-ID", message_id(digest, channel)),
        ("List-Id", f"<{_label(reader.topic)}.digest.{_domain(channel)}>"),
        ("List-Unsubscribe", f"<{imprint.unsubscribe_uri}>"),
        ("Auto-Submitted", "auto-generated"),  # RFC 3834: holiday replies stay away
        ("Content-Language", reader.language),
    ]


def _part(text: str, subtype: str) -> Message:
    """Quoted-printable where that is shorter: readable in English, half the size of base64."""
    charset = Charset("utf-8")
    letters = text.encode()
    escaped = sum(byte > 126 or byte == ord("=") for byte in letters)
    charset.body_encoding = QP if 3 * escaped < len(letters) // 2 else BASE64
    part = MIMENonMultipart("text", subtype, policy=WIRE)
    part.set_payload(text, charset)
    return part


def _sender(channel: Channel, imprint: Imprint) -> str:
    return imprint.title if channel.sender_name is None else channel.sender_name


def _mailbox(name: str, address: str) -> str:
    cleaned = _harmless(clean_text(name, MAX_NAME))
    if not cleaned:
        return address
    if cleaned.isascii():
        return f'"{quote(cleaned)}" <{address}>'
    words = Header(cleaned, "utf-8", MAX_HEADER_LINE, "Reply-To").encode()
    return f"{words}\n <{address}>"


def _harmless(text: str) -> str:
    """Plain text that looks like an encoded word would be decoded by the reader's program."""
    return text.replace("=?", "= ?")


def _label(topic: str) -> str:
    """A topic's name as a part of a List-Id: letters, digits and hyphens."""
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in topic)
    return kept.strip("-") or "news"


def _domain(channel: Channel) -> str:
    return channel.sender.rpartition("@")[2]


def _fingerprint(digest: Digest) -> str:
    day = digest.made.astimezone(digest.reader.tz).date().isoformat()
    seen = [digest.reader.address.lower(), digest.reader.topic, day, *sorted(digest.articles)]
    return hashlib.sha256("\n".join(seen).encode("utf-8", "replace")).hexdigest()[:32]
