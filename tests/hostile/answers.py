"""Faults of the answer itself: its status, its time, where it leads, its size, its length."""

from tests.hostile import pages
from tests.hostile.fault import READ, Fault, shown, status
from tests.hostile.pages import page
from tests.hostile.server import answer, leads, resets, sends, then

MEGABYTE = 1_000_000

STATUSES = (
    status("401 Unauthorized", "status 401", "WWW-Authenticate: Basic"),
    status("402 Payment Required", "status 402"),
    status(
        "403 Forbidden",
        'status 403 "Access denied"',
        body=b"<html><title>Access denied</title><p>No robots, please.</html>",
    ),
    status("404 Not Found", "status 404"),
    status("410 Gone", "status 410"),
    status("418 I'm a teapot", "status 418"),
    status("429 Too Many Requests", "status 429"),
    status("451 Unavailable For Legal Reasons", "status 451"),
    status("500 Internal Server Error", "status 500"),
    status("502 Bad Gateway", "status 502"),
    status("503 Service Unavailable", "status 503", "Retry-After: in a moment"),
    status("504 Gateway Timeout", "status 504"),
    status("522 Connection Timed Out", "status 522"),
    status("204 No Content", "no article: not a page of text"),
    status("304 Not Modified", "status 304"),
    status("999 Request denied", "status 999"),
)
TIMES = (
    Fault("a byte every third of a second", sends(b"H", times=0, pause=0.3), "no answer in time"),
    Fault("silence before the first header", sends(b"", hang=True), "no answer in time"),
    Fault(
        "silence inside the headers",
        sends(b"HTTP/1.1 200 OK\r\nContent-Ty", hang=True),
        "no answer in time",
    ),
    Fault(
        "silence inside the body",
        sends(answer(page().encode()[:300], length=5000), hang=True),
        "no answer in time",
    ),
)
PRIVATE = (
    "http://127.0.0.1/admin",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://127.1/",
    "http://127.0.0.1./",
    "http://%31%32%37.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "https://hanoitimes.vn:8080/",
    "http://hanoitimes.vn@192.168.1.1/",
)
ELSEWHERE = (
    ("http://localhost/", "localhost"),
    ("https://mirror.example.org/tea-100001.html", "mirror.example.org"),
    ("//hanoitimes.vn.example.org/tea-100001.html", "hanoitimes.vn.example.org"),
    ("file:///etc/passwd", "a file: address"),
    ("ftp://hanoitimes.vn/tea.html", "a ftp: address"),
    ("data:text/html,tea", "a data: address"),
    ("javascript:alert(1)", "no address"),
)
REFRESH = '<meta http-equiv="refresh" content="0; url=http://127.0.0.1/">'
REDIRECTS = (
    *(Fault(f"a redirect to {to}", leads(to), "not a public address") for to in PRIVATE),
    *(Fault(f"a redirect to {to}", leads(to), f"redirected to {where}") for to, where in ELSEWHERE),
    shown(
        "a page that refreshes to 127.0.0.1", page(head=REFRESH).encode(), "not a public address"
    ),
    Fault("a chain of redirects without end", leads("/chain?more"), "redirects without end"),
    Fault(
        "a redirect to the list",
        leads("/tag/kazakhstan"),
        "no article: redirected to https://hanoitimes.vn/tag/kazakhstan",
    ),
)
SIZES = (
    shown("a gzip bomb", pages.gzip_bomb(), "larger than 8 MB", "Content-Encoding: gzip"),
    shown("a brotli bomb", pages.brotli_bomb(), "larger than 8 MB", "Content-Encoding: br"),
    shown("a zstd bomb", pages.zstd_bomb(), "larger than 8 MB", "Content-Encoding: zstd"),
    shown("gzip that is none", b"\x1f\x8b tea", "cannot be unpacked", "Content-Encoding: gzip"),
    shown("brotli that is none", b"tea" * 99, "cannot be unpacked", "Content-Encoding: br"),
    shown("zstd that is none", b"tea" * 99, "cannot be unpacked", "Content-Encoding: zstd"),
    Fault(
        "30 MB, announced",
        then(answer(b"", length=30 * MEGABYTE), sends(bytes(MEGABYTE), times=30)),
        "larger than 8 MB",
    ),
    Fault(
        "a page without end, of unknown length",
        then(answer(b"", length=-1), sends(b"<p>tea</p>" * 100_000, times=0)),
        "larger than 8 MB",
    ),
    Fault(
        "one header of 1 MB",
        sends(answer(page().encode(), "200 OK", "text/html", "X-Tea: " + "a" * MEGABYTE)),
        "headers larger than 256 KB",
    ),
    Fault(
        "headers without end",
        then(b"HTTP/1.1 200 OK\r\n", sends(b"X-Tea: green\r\n" * 10_000, times=0)),
        "headers larger than 256 KB",
    ),
    Fault(
        "2,000 cookies",
        sends(
            answer(
                page().encode(),
                "200 OK",
                "text/html",
                *(f"Set-Cookie: tea{number}=green; path=/" for number in range(2000)),
            )
        ),
        READ,
    ),
)
LENGTHS = (
    Fault(
        "half a page, then the connection closes",
        sends(answer(page().encode()[:500], length=len(page()))),
        "the answer was cut off",
    ),
    Fault(
        "a length that is too short, so that half a page comes",
        sends(answer(page().encode(), length=200)),
        "no article: no text",
    ),
    Fault(
        "a length that is too long by one",
        sends(answer(page().encode(), length=len(page().encode()) + 1)),
        "the answer was cut off",
    ),
    Fault(
        "chunks of no length",
        sends(
            answer(b"tea\r\n<p>", "200 OK", "text/html", "Transfer-Encoding: chunked", length=-1)
        ),
        "the answer was cut off",
    ),
    Fault(
        "chunks that stop",
        sends(
            answer(
                b"5\r\n<html\r\n", "200 OK", "text/html", "Transfer-Encoding: chunked", length=-1
            )
        ),
        "the answer was cut off",
    ),
    Fault(
        "two lengths",
        sends(answer(b"tea", "200 OK", "text/html", "Content-Length: 9")),
        "not an answer in HTTP",
    ),
    Fault("a page without status line and headers", sends(page().encode()), "connection lost"),
    Fault("a status line that is none", sends(b"TEA/9 green\r\n\r\n"), "not an answer in HTTP"),
    Fault("a connection that closes without a byte", sends(b""), "connection lost"),
    Fault("a connection that is reset", resets(), "connection lost"),
)
