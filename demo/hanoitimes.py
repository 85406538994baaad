"""The Hanoi Times after its move: addresses with a dot before the id, OpenGraph and JSON-LD."""

from collections.abc import Sequence

from demo import feeds
from demo.answers import Answer, Ask, found, html, path_of, robots
from demo.catalogue import DemoArticle
from demo.labels import LABELS
from demo.pages import HANOI, article_page, chunk, image, items, list_page, print_page

ROBOTS = """User-agent: *
Disallow: /login
Disallow: /print/
"""
SECTIONS = [
    "Vietnam", "Politics", "Business", "Banking Finance", "Trade", "Investment", "Infrastructure",
    "Energy", "Urban Development", "Travel", "Culture", "Hanoi in Focus", "Expat Voices", "Sports",
]  # fmt: skip
MENU = [(name, f"/{name.lower().replace(' ', '-')}") for name in SECTIONS]
DAY = "%b %d, %Y / %H:%M"  # "Dec 12, 2021 / 08:01"
PAGE = 10
SPELLINGS = (path_of, lambda article: f"{article.url}#comments")


def answer(ask: Ask, shown: Sequence[DemoArticle]) -> Answer | None:
    """Everything that the site answers; None is a 404."""
    article = found(ask, shown)
    if article:
        return _article(article, shown)
    first, _, rest = ask.path.strip("/").partition("/")
    match first:
        case "robots.txt":
            return robots(ROBOTS)
        case "rss":
            return _feed(shown) if rest == "home.rss" else None
        case "print":
            copy = next((article for article in shown if article.id == rest), None)
            return html(print_page(copy)) if copy else None
        case _:
            return _list(first, rest, shown, ask)


def _article(article: DemoArticle, shown: Sequence[DemoArticle]) -> Answer:
    local = article.published.astimezone(HANOI)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": article.url,
        "headline": article.title,
        "description": article.lead,
        "image": image("hanoitimes", article.id),
        "datePublished": local.isoformat(),
        "author": {"@type": "Organization", "name": article.author},
        "publisher": {"@type": "Organization", "name": "Hanoi Times"},
    }
    return html(article_page(article, shown, MENU, f"{local:{DAY}}", linked_data=data))


def _feed(shown: Sequence[DemoArticle]) -> Answer:
    # "GMT+7" is no zone of RFC 822, and feeds of Vietnamese sites have it all the same.
    entries = items(shown[:20], [lambda article: article.url], "%a, %d %b %Y %H:%M:%S GMT+7")
    return feeds.feed("hanoitimes", "Hanoi Times", entries)


def _list(first: str, rest: str, shown: Sequence[DemoArticle], ask: Ask) -> Answer | None:
    """The front page, what a tag names, or a section."""
    if first == "tag":
        own = [a for a in shown if rest.lower() in f"{a.title} {a.text}".lower()]
    elif first in ("", *(address.strip("/") for _, address in MENU)):
        own = [a for a in shown if first in ("", a.section)]
    else:
        return None
    number = ask.number("page")
    page, more = chunk(own, number, PAGE)
    following = f"{ask.path}?page={number + 1}" if more else ""
    entries = items(page, SPELLINGS, DAY)
    more_of = {"title": rest or first or "Hanoi Times", "sections": MENU, "next": following}
    return html(list_page("hanoitimes", LABELS["en"], entries, shown, **more_of))
