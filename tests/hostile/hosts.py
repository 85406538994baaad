"""Faults of whole outlets: what announces, robots.txt, and hosts that want to be left alone."""

from asyncio import StreamWriter
from itertools import count

from tests.hostile import pages
from tests.hostile.contents import FORM
from tests.hostile.fault import READ, Fault, shown
from tests.hostile.pages import wall
from tests.hostile.server import Play, answer, leads, resets, sends

VNS = "vietnamnews.vn"
CAPTCHA = wall("One moment", "<div class='g-recaptcha' data-sitekey='tea'></div>")
DENIED = wall("Access denied", "No robots, please.")
CALENDAR = wall("Tuesday", "<a href='/society?day=tomorrow'>the next day</a>")
XML = "application/rss+xml"
GROWS = "not a feed: it is nested too deeply, or its entities grow"


def _deeper_and_deeper(url: str) -> Play:
    """Each answer names a sitemap that was not named before."""
    depth = count(1)

    async def play(writer: StreamWriter) -> None:
        body = pages.nested(f"{url}?deeper={next(depth)}")
        await sends(answer(body, "200 OK", "application/xml"))(writer)

    return play


# By the path of the source: the first of each chain, then what it falls back to.
OF_SOURCES = {
    f"{VNS}/rss/politics-laws.rss": shown("a feed that is a page", DENIED, "not a feed"),
    f"{VNS}/politics-laws": shown(
        "a feed where a list was", pages.feed([f"https://{VNS}/"]), "announces no article"
    ),
    f"{VNS}/sitemap.xml": Fault(
        "sitemaps inside each other without end",
        _deeper_and_deeper(f"https://{VNS}/sitemap.xml"),
        "names further sitemaps only, 2 levels deep",
    ),
    f"{VNS}/rss/economy.rss": shown("a billion laughs", pages.LAUGHS, GROWS, kind=XML),
    f"{VNS}/economy": shown("a captcha where a list was", CAPTCHA, "asks whether we are human"),
    f"{VNS}/rss/society.rss": shown(
        "one entity, 5,000 times 100 kB", pages.QUADRATIC, GROWS, kind=XML
    ),
    f"{VNS}/society": shown("a calendar without end", CALENDAR, "announces no article"),
    f"{VNS}/rss/world.rss": shown(
        "an entity that is a file of ours",
        pages.EXTERNAL,
        "none of 1 addresses matches the article pattern, such as https://vietnamnews.vn/rss/&a",
        kind=XML,
    ),
    f"{VNS}/world": Fault(
        "a list that leads to the front page", leads("/"), "redirects to the front page"
    ),
    f"{VNS}/rss/travel.rss": shown(
        "a feed in a gzip bomb", pages.gzip_bomb(), "larger than 8 MB", "Content-Encoding: gzip"
    ),
    f"{VNS}/travel": shown("a list behind a login", wall("Sign in", FORM), "asks for a login"),
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
    ("eurasianet", "eurasianet.org", "/feed"): Fault(
        "a feed: status 503, Retry-After of a date in 2099",
        sends(answer(b"", "503 Service Unavailable", "text/html", DOOMSDAY)),
        f"{PAUSED} (status 503, Retry-After more than 30 years)",
    ),
    ("kazinform_en", "qazinform.com", "*"): Fault(
        "a host that resets every connection", resets(), _unread("connection lost")
    ),
}
