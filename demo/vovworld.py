"""VOVWORLD: home pages, section lists and searches in nine languages; there is no feed."""

from collections.abc import Sequence

from babel.dates import format_date

from demo.answers import Answer, Ask, found, html, moved, path_of, robots
from demo.catalogue import DemoArticle, slugify
from demo.labels import LABELS, Labels
from demo.pages import HANOI, article_page, boxes, chunk, items, list_page, print_page

ROBOTS = """User-agent: *
Disallow: /*/print/
Crawl-delay: 0.1
"""
NAMES = {
    "de": "Deutsch", "en": "English", "fr": "Français", "ja": "日本語", "ko": "한국어",
    "ru": "Русский", "th": "ไทย", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip
LOCALES = {LABELS[language].locale: LABELS[language] for language in NAMES}
PAGE = 8
SPELLINGS = (
    path_of,
    path_of,
    lambda article: f"https://m.vovworld.vn{path_of(article)}",
    lambda article: f"https://vovworld.vn.{path_of(article)}",
    lambda article: f"{path_of(article)}?utm_source=home",
)


def answer(ask: Ask, shown: Sequence[DemoArticle]) -> Answer | None:
    """Everything that the site answers; None is a 404."""
    if ask.path == "/robots.txt":
        return robots(ROBOTS)
    if ask.path == "/":
        return moved("https://vovworld.vn/vi-VN.vov")
    locale, _, rest = ask.path.strip("/").removesuffix(".vov").partition("/")
    if locale not in LOCALES:
        return None
    labels = LOCALES[locale]
    own = [article for article in shown if article.language == labels.language]
    article = found(ask, own)
    return _article(article, own) if article else _list(labels, rest, ask, own)


def _article(article: DemoArticle, own: Sequence[DemoArticle]) -> Answer:
    cards = boxes(article, own).cards
    labels = article.labels
    page = article_page(
        article,
        own,
        _menu(labels),
        _when(article),
        card=cards[0] if cards else None,
        languages=[(LABELS[key].locale, name) for key, name in NAMES.items()],
        tag=slugify(article.title)[:24].strip("-"),
        print_href=f"/{labels.locale}/print/{article.id}.vov",
    )
    return html(page)


def _when(article: DemoArticle) -> str:
    """The date as the page has it: in the page's language, without a zone."""
    if article.dated is None:
        return ""
    local = article.dated.astimezone(HANOI)
    return f"{format_date(local, 'long', locale=article.language)} | {local:%H:%M:%S}"


def _list(labels: Labels, rest: str, ask: Ask, own: Sequence[DemoArticle]) -> Answer | None:
    """A home page, a section, a search or a print copy, by what follows the language."""
    first, _, last = rest.partition("/")
    number = ask.number("trang")
    if not rest:
        return _rendered("VOVWORLD", own[: 2 * PAGE], "", labels, own)
    if first == "search":
        # Behind the last page there is always another: a reader who follows never arrives.
        page, _ = chunk(_matches(last, own), number, PAGE)
        return _rendered(last, page, f"{ask.path}?trang={number + 1}", labels, own)
    if first == "print":
        wanted = next((article for article in own if article.id == last), None)
        return html(print_page(wanted)) if wanted else None
    for key, (name, identity) in labels.sections.items():
        if first == slugify(name) and last == str(identity):
            articles = [article for article in own if article.section == key]
            page, more = chunk(articles, number, PAGE)
            return _rendered(name, page, f"{ask.path}?trang={number + 1}" * more, labels, own)
    return None


def _matches(words: str, own: Sequence[DemoArticle]) -> list[DemoArticle]:
    """What holds the words, and two articles that do not: the site's search is loose."""
    hits = [
        article for article in own if slugify(words) in slugify(f"{article.title} {article.text}")
    ]
    noise = [article for article in own if article not in hits]
    return [*hits, *noise[:2]]


def _rendered(
    title: str,
    articles: Sequence[DemoArticle],
    following: str,
    labels: Labels,
    own: Sequence[DemoArticle],
) -> Answer:
    context = {
        "title": title,
        "sections": _menu(labels),
        "languages": [(LABELS[key].locale, name) for key, name in NAMES.items()],
        "next": following,
    }
    entries = items(articles, SPELLINGS, "%d/%m/%Y")
    return html(list_page("vovworld", labels, entries, own, **context))


def _menu(labels: Labels) -> list[tuple[str, str]]:
    return [
        (name, f"/{labels.locale}/{slugify(name)}/{identity}.vov")
        for name, identity in labels.sections.values()
    ]
