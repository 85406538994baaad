"""The table of faults: what the hostile outlet does, and what must come of it.

A fault of a page is played at an article that a healthy feed announces; one of a source where an
edition announces; one of a host to an edition of its own, whose report tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.hostile import pages
from tests.hostile.pages import packed, page, wall
from tests.hostile.server import Play, answer, leads, resets, sends, then

READ = "the article, read right"
PAGES, HOST = "hanoitimes", "hanoitimes.vn"
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """``ends``: the reason in the report, or READ. ``title``: of the article where it is read."""

    name: str
    play: Play
    ends: str
    title: str = pages.TITLE


def _status(status: str, ends: str, *headers: str, body: bytes = b"") -> Fault:
    return Fault(f"status {status}", sends(answer(body, status, "text/html", *headers)), ends)


def _shown(name: str, body: bytes, ends: str, *headers: str, kind: str = "text/html") -> Fault:
    return Fault(name, sends(answer(body, "200 OK", kind, *headers)), ends)


STATUSES = (
    _status("401 Unauthorized", "status 401", "WWW-Authenticate: Basic"),
    _status("402 Payment Required", "status 402"),
    _status(
        "403 Forbidden",
        'status 403 "Access denied"',
        body=b"<html><title>Access denied</title><p>No robots, please.</html>",
    ),
    _status("404 Not Found", "status 404"),
    _status("410 Gone", "status 410"),
    _status("418 I'm a teapot", "status 418"),
    _status("429 Too Many Requests", "status 429"),
    _status("451 Unavailable For Legal Reasons", "status 451"),
    _status("500 Internal Server Error", "status 500"),
    _status("502 Bad Gateway", "status 502"),
    _status("503 Service Unavailable", "status 503", "Retry-After: in a moment"),
    _status("504 Gateway Timeout", "status 504"),
    _status("522 Connection Timed Out", "status 522"),
    _status("204 No Content", "no article: not a page of text"),
    _status("304 Not Modified", "status 304"),
    _status("999 Request denied", "status 999"),
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
    _shown(
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
    _shown("a gzip bomb", pages.gzip_bomb(), "larger than 8 MB", "Content-Encoding: gzip"),
    _shown("a brotli bomb", pages.brotli_bomb(), "larger than 8 MB", "Content-Encoding: br"),
    _shown("a zstd bomb", pages.zstd_bomb(), "larger than 8 MB", "Content-Encoding: zstd"),
    _shown("gzip that is none", b"\x1f\x8b tea", "cannot be unpacked", "Content-Encoding: gzip"),
    _shown("brotli that is none", b"tea" * 99, "cannot be unpacked", "Content-Encoding: br"),
    _shown("zstd that is none", b"tea" * 99, "cannot be unpacked", "Content-Encoding: zstd"),
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
BOM = "\ufeff"
CHARSETS = (
    Fault(
        "windows-1251 that says utf-8",
        sends(answer(page(pages.RUSSIAN, pages.RUSSIAN_TEXT).encode("cp1251"))),
        READ,
        pages.RUSSIAN,
    ),
    Fault(
        "utf-8 that says windows-1258",
        sends(
            answer(
                page(pages.VIETNAMESE, pages.VIETNAMESE_TEXT).encode(),
                "200 OK",
                "text/html; charset=windows-1258",
            )
        ),
        READ,
        pages.VIETNAMESE,
    ),
    Fault(
        "windows-1258",
        sends(answer(pages.in_1258(), "200 OK", "text/html; charset=windows-1258")),
        READ,
        pages.VIETNAMESE,
    ),
    Fault(
        "UTF-16",
        sends(answer((BOM + page(pages.VIETNAMESE, pages.VIETNAMESE_TEXT)).encode("utf-16-le"))),
        READ,
        pages.VIETNAMESE,
    ),
    Fault(
        "UTF-16 without its mark",
        sends(answer(page(pages.RUSSIAN, pages.RUSSIAN_TEXT).encode("utf-16-be"))),
        READ,
        pages.RUSSIAN,
    ),
    _shown("NULs between the letters", page().replace("e", "e\0").encode(), READ),
    _shown("plain text", "\n".join(pages.TEXT).encode(), "no article: no title", kind="text/plain"),
)
FORM = '<form action="/login"><input name="user"><input type="password" name="word"></form>'
WALLS = (
    _shown("a login", wall("Sign in to read on", FORM), "asks for a login"),
    _shown(
        "a captcha",
        wall("One moment", "<div class='g-recaptcha' data-sitekey='tea'></div>"),
        "asks whether we are human",
    ),
    _shown(
        "a question in Russian",
        wall("Проверка", "Подтвердите, что вы не робот. " * 8),
        "asks whether we are human",
    ),
    _shown(
        "a page that wants JavaScript",
        wall("Hanoi Times", "Please enable JavaScript in your browser to see this page. " * 4),
        "asks for JavaScript",
    ),
    _shown(
        "a page in Vietnamese that wants cookies",
        wall("Thông báo", "Vui lòng bật cookie trong trình duyệt của bạn rồi thử lại. " * 5),
        "asks for cookies",
    ),
    _shown("an article with a login in its menu", page(body=FORM).encode(), READ),
)
DEEP = page(body="<div>" * 100_000 + "tea").encode()
LESS_DEEP = page(body="<div>" * 20_000 + "tea").encode()
LINKS = page(body='<a href="/tea">tea</a> ' * 230_000).encode()
SOME_LINKS = page(body='<a href="/tea">tea</a> ' * 80_000).encode()
PARSERS = (
    _shown("100,000 divs inside each other", DEEP, "no article: more than 60000 tags"),
    _shown("20,000 divs inside each other", LESS_DEEP, READ),
    _shown("5 MB of links", LINKS, "no article: larger than 2 MB"),
    _shown("80,000 links behind the article", SOME_LINKS, "no article: more than 60000 tags"),
    _shown(
        "100,000 attributes",
        page(body=f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>").encode(),
        "no article: a tag with more than 20000 attributes",
    ),
    _shown("a word of 1 MB", page(body=f"<p>{'a' * MEGABYTE}</p>").encode(), READ),
    _shown("an XML bomb where an article was", pages.LAUGHS, "no article: no text"),
    _shown(
        "a picture that says text/html", b"\x89PNG\r\n\x1a\n" + bytes(999), "no article: no text"
    ),
    _shown("JSON", b'{"tea": "green"}', "no article: no text"),
    _shown("a page of spaces", b" " * 9999, "no article: not a page of text"),
    _shown("a feed", pages.feed([f"https://{HOST}/"]), "no article: no text"),
    _shown("the article in gzip", packed(page().encode()), READ, "Content-Encoding: gzip"),
)
OF_PAGES = (
    *STATUSES, *TIMES, *REDIRECTS, *SIZES, *LENGTHS, *CHARSETS, *WALLS, *PARSERS,
)  # fmt: skip


def address(number: int) -> str:
    """Of the article at which the fault of that number is played."""
    return f"https://{HOST}/tea-in-almaty-{100_000 + number}.html"


VNS = "vietnamnews.vn"
NESTED = pages.nested(f"https://{VNS}/sitemap.xml?deeper=1")
CAPTCHA = wall("One moment", "<div class='g-recaptcha' data-sitekey='tea'></div>")
DENIED = wall("Access denied", "No robots, please.")
CALENDAR = wall("Tuesday", "<a href='/society?day=tomorrow'>the next day</a>")
XML = "application/rss+xml"
# By the path of the source: the first of each chain, then what it falls back to.
OF_SOURCES = {
    f"{VNS}/rss/politics-laws.rss": _shown("a feed that is a page", DENIED, "not a feed"),
    f"{VNS}/politics-laws": _shown(
        "a feed where a list was", pages.feed([f"https://{VNS}/"]), "announces no article"
    ),
    f"{VNS}/sitemap.xml": _shown(
        "sitemaps inside each other without end",
        NESTED,
        "not a sitemap of pages: <sitemapindex>",
        kind="application/xml",
    ),
    f"{VNS}/rss/economy.rss": _shown(
        "a billion laughs", pages.LAUGHS, "announces no article", kind=XML
    ),
    f"{VNS}/economy": _shown("a captcha where a list was", CAPTCHA, "asks whether we are human"),
    f"{VNS}/rss/society.rss": _shown(
        "one entity, 5,000 times 100 kB", pages.QUADRATIC, "announces no article", kind=XML
    ),
    f"{VNS}/society": _shown("a calendar without end", CALENDAR, "announces no article"),
    f"{VNS}/rss/world.rss": _shown(
        "an entity that is a file of ours", pages.EXTERNAL, "announces no article", kind=XML
    ),
    f"{VNS}/world": Fault(
        "a list that leads to the front page", leads("/"), "redirects to the front page"
    ),
    f"{VNS}/rss/travel.rss": _shown(
        "a feed in a gzip bomb", pages.gzip_bomb(), "larger than 8 MB", "Content-Encoding: gzip"
    ),
    f"{VNS}/travel": _shown("a list behind a login", wall("Sign in", FORM), "asks for a login"),
}


def _robots(name: str, rules: bytes, ends: str, *headers: str) -> Fault:
    return Fault(name, sends(answer(rules, "200 OK", "text/plain", *headers)), ends)


def _unread(why: str) -> str:
    return f"robots.txt could not be had ({why}), so nothing was read"


# The edition's name and the path, at its host, where the fault is played.
ROBOTS = "/robots.txt"
TEN_MEGABYTES = b"User-agent: *\nDisallow: /tea-from-hue\n" + b"Disallow: /" + b"a" * 99 + b"\n"
RULES = TEN_MEGABYTES + (b"Disallow: /" + b"a" * 99 + b"\n") * 90_000
NEVER = "Retry-After: 31536000"
DOOMSDAY = "Retry-After: Wed, 31 Dec 2099 23:59:59 GMT"
PAUSED = "asked to be left alone until 24 Nov 02:00 UTC"
OF_HOSTS = {
    ("vietnamplus_fr", "fr.vietnamplus.vn", ROBOTS): _robots("robots.txt is a page", DENIED, READ),
    ("vietnamplus_es", "es.vietnamplus.vn", ROBOTS): _robots("robots.txt of 10 MB", RULES, READ),
    ("vietnamplus_ru", "ru.vietnamplus.vn", ROBOTS): _robots(
        "robots.txt asks for an hour between two requests",
        b"User-agent: *\nCrawl-delay: 3600\n",
        "robots.txt asks for 3600 s between two requests, too slow for a run",
    ),
    ("vietnamplus_zh", "zh.vietnamplus.vn", ROBOTS): _robots(
        "robots.txt in a gzip bomb",
        pages.gzip_bomb(),
        _unread("larger than 8 MB"),
        "Content-Encoding: gzip",
    ),
    ("nhandan_zh", "cn.nhandan.vn", ROBOTS): _robots(
        "robots.txt forbids all",
        b"User-agent: *\nDisallow: /\n",
        "robots.txt does not allow it",
    ),
    ("nhandan_ru", "ru.nhandan.vn", ROBOTS): Fault(
        "robots.txt: status 500",
        sends(answer(b"", "500 Internal Server Error")),
        _unread("status 500"),
    ),
    ("nhandan_fr", "fr.nhandan.vn", ROBOTS): Fault(
        "robots.txt: silence", sends(b"", hang=True), _unread("no answer in time")
    ),
    ("nhandan_es", "es.nhandan.vn", ROBOTS): Fault(
        "robots.txt redirects without end", leads(ROBOTS), _unread("redirects without end")
    ),
    ("nhandan_en", "en.nhandan.vn", ROBOTS): Fault(
        "robots.txt redirects to 127.0.0.1",
        leads("http://127.0.0.1/robots.txt"),
        _unread("not a public address"),
    ),
    ("vietnamplus_en", "en.vietnamplus.vn", ROBOTS): Fault(
        "robots.txt: status 429 for a year",
        sends(answer(b"", "429 Too Many Requests", "text/html", NEVER)),
        _unread(f"{PAUSED} (status 429, Retry-After 365 days)"),
    ),
    ("timesca", "timesca.com", "/feed/"): Fault(
        "a feed: status 429, Retry-After of a year",
        sends(answer(b"", "429 Too Many Requests", "text/html", NEVER)),
        f"{PAUSED} (status 429, Retry-After 365 days)",
    ),
    ("eurasianet", "eurasianet.org", "/rss"): Fault(
        "a feed: status 503, Retry-After of a date in 2099",
        sends(answer(b"", "503 Service Unavailable", "text/html", DOOMSDAY)),
        f"{PAUSED} (status 503, Retry-After more than 30 years)",
    ),
    ("kazinform_en", "qazinform.com", "*"): Fault(
        "a host that resets every connection", resets(), _unread("connection lost")
    ),
}
HEALTHY, HEALTHY_HOST = "sggp", "en.sggp.org.vn"
HEALTHY_URLS = [
    f"https://{HEALTHY_HOST}/tea-post{number}.html" for number in range(120_001, 120_021)
]
EDITIONS = (*(name for name, _, _ in OF_HOSTS), PAGES, HEALTHY, "vns")


def plays() -> Iterator[tuple[str, Play]]:
    """By "host/path", for the server. Every edition has a feed that is well and an article."""
    urls = [address(number) for number in range(len(OF_PAGES))]
    yield f"{HOST}/rss/home.rss", sends(answer(pages.feed(urls), "200 OK", XML))
    yield f"{HOST}/tag/kazakhstan", sends(answer(page("Kazakhstan").encode()))
    yield f"{HOST}/chain", leads("/chain?more")
    for url, fault in zip(urls, OF_PAGES, strict=True):
        yield url.removeprefix("https://"), fault.play
    yield f"{VNS}/", sends(answer(page().encode()))
    for path, fault in OF_SOURCES.items():
        yield path, fault.play
    yield f"{HEALTHY_HOST}/rss/home.rss", sends(answer(pages.feed(HEALTHY_URLS), "200 OK", XML))
    for url in HEALTHY_URLS:
        yield (
            url.removeprefix("https://"),
            sends(answer(page(f"{pages.TITLE} ({url[-10:]})").encode())),
        )
    for (_, host, path), fault in OF_HOSTS.items():
        announced = [
            f"https://{host}/tea-from-{place}-post120001.vnp" for place in ("tan-cuong", "hue")
        ]
        yield f"{host}/rss/home.rss", sends(answer(pages.feed(announced), "200 OK", XML))
        yield f"{host}/tea*", sends(answer(page().encode()))
        yield f"{host}{path if path.startswith('/') else '/' + path}", fault.play
