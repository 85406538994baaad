"""Viet Nam News: section lists, a feed a section (two in a wrong charset), a sitemap, a search."""

from collections.abc import Sequence
from dataclasses import replace

from demo import feeds
from demo.answers import Answer, Ask, found, html, path_of, robots
from demo.catalogue import DemoArticle, Quirk
from demo.labels import LABELS
from demo.pages import HANOI, article_page, chunk, items, list_page, print_page

ROBOTS = """User-agent: *
Disallow: /print/
Disallow: /media-outreach/
Disallow: /tags/
Sitemap: https://vietnamnews.vn/sitemap.xml
"""
SECTIONS = [
    "politics-laws", "society", "economy", "world", "opinion", "environment", "sports", "travel",
    "life-style", "industries", "agriculture", "sunday", "talk-around-town", "bizhub", "ovietnam",
    "domestic-press-highlights", "english-through-the-news", "media-outreach",
]  # fmt: skip
CHARSETS = {
    "politics-laws": feeds.Charset.UTF_16,
    "economy": feeds.Charset.SAYS_UTF_16,
}
DAY = "%B %d, %Y - %H:%M"  # "July 06, 2020 - 15:21"
PAGE = 6
SPELLINGS = (
    path_of,
    lambda article: article.url,
    lambda article: article.url.replace("https:", "http:"),
    lambda article: f"{article.url}?utm_source=list&utm_medium=web",
)
BY_ADDRESS = [lambda article: article.url]
MENU = [(name.replace("-", " ").title(), f"/{name}") for name in SECTIONS]


def answer(ask: Ask, shown: Sequence[DemoArticle]) -> Answer | None:
    """Everything that the site answers; None is a 404."""
    article = found(ask, shown)
    if article:
        return _article(article, shown)
    first, _, rest = ask.path.strip("/").partition("/")
    match first:
        case "robots.txt":
            return robots(ROBOTS)
        case "sitemap.xml" | "sitemaps":
            return _sitemap_of(rest, shown) if rest else _sitemap(shown)
        case "rss":
            return _feed(rest.removesuffix(".rss"), shown)
        case "print":
            return _print(rest, shown)
        case _:
            return _list(first, rest, shown, ask)


def _article(article: DemoArticle, shown: Sequence[DemoArticle]) -> Answer | None:
    if article.quirk is Quirk.GONE:
        return None
    when = f"{article.published.astimezone(HANOI):{DAY}}"
    # The closing mark stands in the last paragraph or in one of its own.
    apart = int(article.id) % 2 == 0
    body = list(article.paragraphs)
    if body and not apart:
        body[-1] += " — VNS"
    page = html(article_page(article, shown, MENU, when, body=body, sign_apart=apart))
    return replace(page, modified=article.published)  # the only site that validates its pages


def _feed(section: str, shown: Sequence[DemoArticle]) -> Answer | None:
    articles = shown if section == "home" else _of(section, shown)
    if section not in (*SECTIONS, "home"):
        return None
    tracked = [lambda article: f"{article.url}?utm_source=rss&utm_medium=feed"]
    charset = CHARSETS.get(section, feeds.Charset.UTF_8)
    entries = items(articles[:20], tracked, feeds.HANOI_TIME)
    return feeds.feed("vns", f"Viet Nam News - {section}", entries, charset)


def _list(first: str, rest: str, shown: Sequence[DemoArticle], ask: Ask) -> Answer | None:
    """The front page and the tags show everything, a section its own, a search what it finds."""
    if first == "search.html":
        return _search(shown, ask)
    if first not in ("", "tags", *SECTIONS) or (rest and first != "tags"):
        return None
    own = _of(first, shown) if first in SECTIONS else shown
    return _rendered(first or "Viet Nam News", own, f"{ask.path}?p=", shown, ask)


def _search(shown: Sequence[DemoArticle], ask: Ask) -> Answer:
    words = ask.query.get("s", "")
    hits = [a for a in shown if words.lower() in f"{a.title} {a.text}".lower()]
    return _rendered(f"Search: {words}", hits, f"/search.html?s={words}&p=", shown, ask)


def _rendered(
    title: str, own: Sequence[DemoArticle], pages: str, shown: Sequence[DemoArticle], ask: Ask
) -> Answer:
    """``pages``: the list's address without its number."""
    number = ask.number("p")
    page, more = chunk(own, number, PAGE)
    following = f"{pages}{number + 1}" if more else ""
    entries = items(page, SPELLINGS, DAY)
    return html(
        list_page("vns", LABELS["en"], entries, shown, title=title, sections=MENU, next=following)
    )


def _sitemap(shown: Sequence[DemoArticle]) -> Answer:
    """Once there is an archive, an index that names one sitemap a month."""
    months = {f"{article.published:%Y-%m}" for article in shown}
    if len(months) < 2:
        return feeds.sitemap(items(shown, BY_ADDRESS, "%Y-%m-%d"))
    newest = {month: max(f"{a.published:%Y-%m-%d}" for a in _in(month, shown)) for month in months}
    address = "https://vietnamnews.vn/sitemaps/{}.xml.gz"
    named = [(address.format(month), newest[month]) for month in sorted(months)]
    # It names itself, which a crawler must notice.
    return feeds.sitemap_index(
        [*named, ("https://vietnamnews.vn/sitemap.xml", max(newest.values()))], shown
    )


def _sitemap_of(file: str, shown: Sequence[DemoArticle]) -> Answer | None:
    articles = _in(file.removesuffix(".xml.gz"), shown)
    if not articles:
        return None
    return feeds.sitemap(items(articles, BY_ADDRESS, "%Y-%m-%d"), zipped=True)


def _in(month: str, shown: Sequence[DemoArticle]) -> list[DemoArticle]:
    return [article for article in shown if f"{article.published:%Y-%m}" == month]


def _print(rest: str, shown: Sequence[DemoArticle]) -> Answer | None:
    article = next((a for a in shown if rest.startswith(f"{a.id}/")), None)
    return html(print_page(article)) if article else None


def _of(section: str, shown: Sequence[DemoArticle]) -> list[DemoArticle]:
    return [article for article in shown if article.section == section]
