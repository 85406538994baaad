"""Every fault, and where it is played.

A fault of a page is played at an article that a healthy feed announces; one of a source where an
edition announces; one of a host to an edition of its own, whose report tells.
"""

from collections.abc import Iterator

from tests.hostile import pages
from tests.hostile.answers import LENGTHS, REDIRECTS, SIZES, STATUSES, TIMES
from tests.hostile.contents import CHARSETS, HOST, PARSERS, WALLS
from tests.hostile.hosts import OF_HOSTS, OF_SOURCES, VNS, XML
from tests.hostile.pages import page
from tests.hostile.server import Play, answer, leads, sends

PAGES = "hanoitimes"
OF_PAGES = (
    *STATUSES, *TIMES, *REDIRECTS, *SIZES, *LENGTHS, *CHARSETS, *WALLS, *PARSERS,
)  # fmt: skip
HEALTHY, HEALTHY_HOST = "sggp", "en.sggp.org.vn"
HEALTHY_URLS = [
    f"https://{HEALTHY_HOST}/tea-post{number}.html" for number in range(120_001, 120_021)
]
EDITIONS = (*(name for name, _, _ in OF_HOSTS), PAGES, HEALTHY, "vns")


def address(number: int) -> str:
    """Of the article at which the fault of that number is played."""
    return f"https://{HOST}/tea-in-almaty-{100_000 + number}.html"


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
            f"https://{host}/{name}.vnp" for name in ("tea-post1201", "tea-from-hue-post1202")
        ]
        yield f"{host}/rss/home.rss", sends(answer(pages.feed(announced), "200 OK", XML))
        yield f"{host}/tea*", sends(answer(page().encode()))
        yield f"{host}{path if path.startswith('/') else '/' + path}", fault.play
