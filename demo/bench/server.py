"""Serves the bench's outlets on loopback, as web servers do (gzip, ETag, 304), and counts."""

import gzip
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from demo.bench.outlets import BenchOutlets, feed_of, page_of

ROBOTS = "User-agent: *\nDisallow: /admin/\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request and its answer; ``sent``: bytes of the body, as they went over the wire."""

    host: str
    path: str
    conditional: bool
    status: int
    sent: int

    @property
    def kind(self) -> str:
        if self.path == "/robots.txt":
            return "robots"
        return "list" if self.path.endswith(".xml") else "page"


@dataclass(slots=True)
class Counted:
    """What was asked since the last ``clear``. ``at_page`` hears the number of each page."""

    asked: list[Asked] = field(default_factory=list)
    pages: int = 0
    at_page: Callable[[int], None] = field(default=lambda _number: None)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, one: Asked) -> None:
        with self._lock:
            self.asked.append(one)
            self.pages += one.kind == "page"
            number = self.pages
        if one.kind == "page":
            self.at_page(number)

    def clear(self) -> None:
        with self._lock:
            self.asked, self.pages = [], 0


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, shown: BenchOutlets, counted: Counted) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.shown = shown
        self.counted = counted


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").partition(":")[0]
        status, kind, text = _answer(self.server.shown, host, self.path)
        etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
        known = self.headers.get("If-None-Match", "")
        body = gzip.compress(text.encode(), compresslevel=1)
        if kind == "application/rss+xml" and known == etag:
            status, body = 304, b""
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("ETag", etag)
        if body:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        asked = Asked(host, self.path, bool(known), status, len(body))
        self.server.counted.add(asked)

    def log_message(self, format: str, *args: object) -> None:
        """Counted, not printed."""


def _answer(shown: BenchOutlets, host: str, path: str) -> tuple[int, str, str]:
    """Status, type and text."""
    if path == "/robots.txt":
        return 200, "text/plain", ROBOTS
    if (host, path) in shown.feeds:
        return 200, "application/rss+xml", feed_of(*shown.feeds[host, path])
    name, _, rest = path.strip("/").partition("/post")
    edition = next((one for one in shown.editions if one.name == name), None)
    number = rest.removesuffix(".html")
    if edition and number.isdecimal() and int(number) < edition.pages:
        return 200, "text/html", page_of(edition, int(number))
    return 404, "text/html", "<title>404</title>"


@contextmanager
def serving(shown: BenchOutlets, counted: Counted) -> Iterator[str]:
    """Yields its address ("127.0.0.1:PORT")."""
    server = _Server(shown, counted)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="bench outlets")
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
