"""How a demo outlet misbehaves when it is told to."""

from dataclasses import dataclass

from demo.answers import Answer

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One address' misbehaviour. What is not given stays as the outlet would answer.

    ``times`` ends it after so many requests; 0 is for good.
    """

    status: int = 0
    body: bytes | None = None
    content_type: str = ""
    edits: tuple[tuple[bytes, bytes], ...] = ()  # what stands in the body, and what instead
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0  # seconds before the first byte
    padding: int = 0  # bytes of filler behind the body
    reset: bool = False  # the connection is reset without a byte
    times: int = 0

    def spoil(self, answer: Answer) -> Answer:
        """The answer as the fault makes it, but for delay, padding and reset."""
        broken = self.status not in (0, answer.status)
        body = answer.body if self.body is None else self.body
        for old, new in self.edits:
            body = body.replace(old, new)
        return Answer(
            body=body,
            status=self.status or answer.status,
            content_type=self.content_type or answer.content_type,
            modified=None if broken or self.body is not None else answer.modified,
            location=answer.location,
        )


DOWN = Fault(reset=True)
FORBIDDEN = Fault(status=403, body=b"<html><body><h1>403 Forbidden</h1></body></html>")
WALL = Fault(status=403, body=b"<html><head><title>Just a moment...</title></head></html>")
NOT_FOUND = Fault(status=404, body=b"<html><body><h1>Not found</h1></body></html>")
BUSY = Fault(status=503, body=b"", headers=(("Retry-After", "1"),), times=1)
HUGE = Fault(padding=30 * MEGABYTE)
WRONG_CHARSET = Fault(content_type="text/html; charset=iso-8859-1")
EMPTY_FEED = Fault(
    body=b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
    b"<title>Nothing</title><link>https://example.org/</link></channel></rss>",
    content_type="application/rss+xml",
)
EMPTY_PAGE = Fault(
    body=b"<!DOCTYPE html><html><head><title>News</title></head><body><nav>"
    b'<a href="/focus">Focus</a> <a href="/economy">Economy</a> <a href="/about-us">About us</a>'
    b"</nav><main></main></body></html>",
)
# The next design of the Hanoi Times: its texts stand under a name that no selector knows.
REDESIGN = Fault(edits=((b'class="detail-content"', b'class="m-story__text"'),))
