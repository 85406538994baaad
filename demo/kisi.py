"""KazISS on WordPress, in three languages: feeds with full text, short links, no visible date."""

from collections.abc import Sequence
from datetime import UTC

from demo import feeds
from demo.answers import Answer, Ask, found, html, moved, robots
from demo.catalogue import KISI_ROOTS, DemoArticle
from demo.labels import LABELS
from demo.pages import article_page, chunk, items, list_page, print_page

ROBOTS = """User-agent: *
Disallow: /wp-admin/
Allow: /wp-admin/admin-ajax.php
Disallow: /print/
"""
SECTIONS = [
    "About", "Structure", "Experts", "Events", "Publications", "Category/analytics",
    "Category/surveys", "Category/interviews", "Category/media", "Journals", "Library", "Contacts",
]  # fmt: skip
LANGUAGES = {root: language for language, root in KISI_ROOTS.items()}
PAGE = 10  # WordPress shows and announces ten posts
# WordPress keeps and tells its instants in UTC.
UTC_TIME = "%a, %d %b %Y %H:%M:%S +0000"


def answer(ask: Ask, shown: Sequence[DemoArticle]) -> Answer | None:
    """Everything that the site answers; None is a 404."""
    if ask.path == "/robots.txt":
        return robots(ROBOTS)
    if "p" in ask.query:
        short = next((a for a in shown if a.id == ask.query["p"]), None)
        return moved(short.url) if short else None
    article = found(ask, shown)
    if article:
        return html(article_page(article, shown, _menu(article.language), "", root=_root(article)))
    return _elsewhere(ask, shown)


def _elsewhere(ask: Ask, shown: Sequence[DemoArticle]) -> Answer | None:
    """A language's front page, its feed, its search; what has no language is Russian."""
    root, _, rest = ask.path.strip("/").partition("/")
    if root == "print":
        copy = next((a for a in shown if a.id == rest), None)
        return html(print_page(copy)) if copy else None
    if root not in LANGUAGES:
        root, rest = "ru", ask.path.strip("/")
    language = LANGUAGES[root]
    own = [a for a in shown if a.language == language]
    if rest == "feed":
        entries = items(own[:PAGE], [lambda article: article.url], UTC_TIME, zone=UTC)
        return feeds.feed("kaziss", "KazISS", entries, full=True)
    if rest and rest not in (name.lower() for name in SECTIONS):
        return None
    # Only the categories list posts; the other pages of the menu hold next to nothing.
    words = ask.query.get("s", "").lower()
    named = [a for a in own if words in f"{a.title} {a.text}".lower()]
    return _list(named if rest.partition("/")[0] in ("", "category") else [], root, ask)


def _list(articles: Sequence[DemoArticle], root: str, ask: Ask) -> Answer:
    number = ask.number("paged")
    page, more = chunk(articles, number, PAGE)
    entries = items(page, [lambda article: article.url], "")
    context = {
        "title": ask.query.get("s", "KazISS"),
        "sections": _menu(LANGUAGES[root]),
        "root": f"/{root}/",
        "next": f"/{root}/?paged={number + 1}" if more else "",
    }
    return html(list_page("kaziss", LABELS[LANGUAGES[root]], entries, articles, **context))


def _root(article: DemoArticle) -> str:
    return f"/{KISI_ROOTS[article.language]}/"


def _menu(language: str) -> list[tuple[str, str]]:
    root = KISI_ROOTS[language]
    return [(name.rpartition("/")[2].title(), f"/{root}/{name.lower()}/") for name in SECTIONS]
