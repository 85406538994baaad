"""The demo outlets on one loopback address: virtual hosts by the Host header.

``python -m demo.server --port 8000`` shows them in a browser, each under its name as first part of
the path. What is answered is decided in the outlets' modules; here it is only sent.
"""

import argparse
import gzip
import re
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from demo.answers import Answer, html
from demo.catalogue import DemoArticle, Quirk, load_articles
from demo.faults import Fault
from demo.pages import clutter_of
from demo.sites import OUTLETS, DemoSites, Request, host_of

__all__ = [
    "DemoArticle", "DemoSites", "Fault", "Quirk", "Request", "clutter_of", "load_articles",
    "serving",
]  # fmt: skip

IDLE_SECONDS = 10  # a client that says nothing for so long is let go
BLOCK = b"<!-- filler -->\n" * 4096


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that stopping never waits for a client."""

    daemon_threads = False
    request_queue_size = 64

    def __init__(self, sites: DemoSites, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.sites = sites
        self.stopping = threading.Event()
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is daily bread; everything else is shown."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        self.stopping.set()
        self.shutdown()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    server: _Server

    def do_GET(self) -> None:
        host, target, prefix = self._wanted()
        if host not in OUTLETS:
            self._send(html(_index()), None)
            return
        answer, fault = self.server.sites.answer(host, target)
        if fault and fault.delay:
            self.server.stopping.wait(fault.delay)
        if fault and fault.reset:
            self._reset()
        else:
            self._send(_relinked(answer, prefix), fault)

    do_HEAD = do_GET  # noqa: N815 - the name is the base class'

    def _wanted(self) -> tuple[str, str, str]:
        """Host, path with query, and the prefix under which a browser sees the host."""
        host = host_of(self.headers.get("Host", ""))
        if host in OUTLETS:
            return host, self.path, ""
        named = self.path.lstrip("/").partition("/")[0]
        return named, self.path.removeprefix(f"/{named}") or "/", f"/{named}"

    def _send(self, answer: Answer, fault: Fault | None) -> None:
        headers = self.headers
        if answer.is_known(headers.get("If-None-Match", ""), headers.get("If-Modified-Since", "")):
            answer = Answer(b"", 304, answer.content_type, location=answer.location)
        padding = fault.padding if fault else 0
        body = answer.body
        zipped = "gzip" in headers.get("Accept-Encoding", "") and not padding and bool(body)
        if zipped:
            body = gzip.compress(body, compresslevel=5)
        self.send_response(answer.status)
        for name, value in (*answer.headers().items(), *(fault.headers if fault else ())):
            self.send_header(name, value)
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body) + padding))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self._write(body, padding)

    def _write(self, body: bytes, padding: int) -> None:
        """A client may leave before all is sent: one that caps what it takes does so on purpose."""
        with suppress(ConnectionError):
            self.wfile.write(body)
            while padding > 0 and not self.server.stopping.is_set():
                padding -= self.wfile.write(BLOCK[:padding])

    def _reset(self) -> None:
        """Closes without lingering, which the client sees as a reset."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.rfile.close()
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:
        """Requests are kept in ``DemoSites.requests``; standard error stays free."""


@contextmanager
def serving(sites: DemoSites, port: int = 0) -> Iterator[str]:
    """The outlets at the address that it yields ("127.0.0.1:PORT"); port 0 takes a free one."""
    server = _Server(sites, port)
    # The poll is what stopping waits for at most.
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="demo outlets")
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.stop()
        thread.join()


def _index() -> str:
    rows = "".join(f'<li><a href="/{host}/">{host}</a></li>' for host in OUTLETS)
    return f"<!DOCTYPE html><title>Demo outlets</title><h1>Demo outlets</h1><ul>{rows}</ul>"


def _relinked(answer: Answer, prefix: str) -> Answer:
    """For a browser: links stay on this server instead of leading to the real outlets."""
    if not prefix or not answer.content_type.startswith("text/html"):
        return answer
    page = re.sub(r'href="/(?!/)', f'href="{prefix}/', answer.body.decode())
    hosts = "|".join(map(re.escape, OUTLETS))
    page = re.sub(rf'href="https?://({hosts})\.?/', r'href="/\1/', page)
    location = re.sub(rf"^https?://({hosts})\.?/", r"/\1/", answer.location)
    return Answer(page.encode(), answer.status, answer.content_type, location=location)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m demo.server", description="Serves the demo.")
    parser.add_argument("--port", type=int, default=8000)
    with serving(DemoSites(), parser.parse_args().port) as address, suppress(KeyboardInterrupt):
        print(f"Demo outlets at http://{address}/ (Ctrl-C ends)")
        threading.Event().wait()


if __name__ == "__main__":
    main()
