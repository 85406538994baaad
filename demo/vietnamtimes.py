"""Vietnam Times on MasterCMS: cards of other articles inside the text, an old search page."""

from collections.abc import Sequence
from datetime import datetime

from demo import feeds
from demo.answers import Answer, Ask, found, html, path_of, robots
from demo.catalogue import DemoArticle
from demo.labels import LABELS
from demo.pages import HANOI, article_page, chunk, items, list_page, print_page

ROBOTS = """User-agent: *
Disallow: /apicenter@/
Disallow: /widgets@/
Crawl-delay: 0.05
"""
SECTIONS = [
    "Focus", "Friendship", "Viet's Home", "Economy", "Travel", "Culture", "Society", "World",
    "Multimedia", "Expats in Vietnam", "Overseas Vietnamese", "Peace", "NGO", "Lifestyle",
]  # fmt: skip
MENU = [(name, f"/{name.lower().replace(' ', '-').replace(chr(39), '')}") for name in SECTIONS]
DAY = "%B %d, %Y | %H:%M"  # "August 21, 2023 | 20:47"
STAMP = "%Y-%m-%dT%H-%M"  # /focus&by-date=2024-10-16T15-48
LIST_PAGE = 3
SEARCH_PAGE = 15  # fewer on a page: it is the last
SPELLINGS = (path_of, lambda article: f"{path_of(article)}?fbclid=IwAR3x{article.id}")


def answer(ask: Ask, shown: Sequence[DemoArticle]) -> Answer | None:
    """Everything that the site answers; None is a 404."""
    if ask.path == "/robots.txt":
        return robots(ROBOTS)
    if ask.path.rstrip("/") == "/rss_feed":
        entries = items(shown[:20], [lambda article: article.url], feeds.HANOI_TIME)
        return feeds.feed("vietnamtimes", "Vietnam Times", entries)
    if ask.path == "/search_enginer.html":
        return _search(ask, shown)
    if ask.path.startswith("/apicenter@/print_article&i="):
        copy = next((a for a in shown if ask.path.endswith(f"={a.id}")), None)
        return html(print_page(copy)) if copy else None
    article = found(ask, shown)
    if article:
        when = f"{article.published.astimezone(HANOI):{DAY}}"
        return html(article_page(article, shown, MENU, when))
    return _section(ask, shown)


def _search(ask: Ask, shown: Sequence[DemoArticle]) -> Answer:
    words = ask.query.get("q", "")
    hits = [a for a in shown if words.lower() in f"{a.title} {a.text}".lower()]
    number = ask.number("BRSR")
    page, more = chunk(hits, number, SEARCH_PAGE)
    following = f"/search_enginer.html?p=search&q={words}&BRSR={number + 1}" if more else ""
    return _list(f"Search: {words}", page, following, shown)


def _section(ask: Ask, shown: Sequence[DemoArticle]) -> Answer | None:
    """The front page, a section or a tag; "&by-date=" in the path asks for what is older."""
    name, _, stamp = ask.path.partition("&by-date=")
    if name == "/" or name.startswith("/tag/"):
        return _list("Vietnam Times", shown, "", shown)
    if name not in dict(MENU).values():
        return None
    until = datetime.strptime(stamp, STAMP).replace(tzinfo=HANOI) if stamp else None
    own = [a for a in shown if f"/{a.section}" == name and (not until or a.published < until)]
    page, more = chunk(own, 1, LIST_PAGE)
    following = f"{name}&by-date={page[-1].published.astimezone(HANOI):{STAMP}}" if more else ""
    return _list(name.strip("/").title(), page, following, shown)


def _list(
    title: str, articles: Sequence[DemoArticle], following: str, shown: Sequence[DemoArticle]
) -> Answer:
    entries = items(articles, SPELLINGS, "%d/%m/%Y", "%H:%M")
    more = {"title": title, "sections": MENU, "next": following}
    return html(list_page("vietnamtimes", LABELS["en"], entries, shown, **more))
