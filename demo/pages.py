"""Pages of the demo outlets: what stands around an article, and which headlines.

The only module of the demo that knows Jinja2. The boxes under an article about something else hold
headlines that name Kazakhstan: that is decided in ``boxes``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import cycle
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from demo.answers import path_of
from demo.catalogue import HOSTS, KISI_ROOTS, DemoArticle, Quirk
from demo.labels import Labels

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=select_autoescape(["html", "xml"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
Menu = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Link:
    """A headline in a box. The page behind an older one is not kept by the demo."""

    title: str
    href: str
    teaser: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An announcement in a list or a feed; ``when`` is "" for what has no date."""

    article: DemoArticle
    title: str
    href: str
    teaser: str
    when: str
    time: str = ""
    guid: str = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Headlines of other articles on an article's page."""

    related: tuple[Link, ...]
    others: tuple[Link, ...]
    viewed: tuple[Link, ...]
    cards: tuple[Link, ...]  # in the middle of the text


def render(template: str, **context: object) -> str:
    """One page or feed; every name that a template uses must be given."""
    return TEMPLATES.get_template(template).render(**context)


def title_of(article: DemoArticle) -> str:
    """The title as the page has it: one outlet breaks a long one in two lines."""
    if article.quirk is not Quirk.LINE_FEED:
        return article.title
    words = article.title.split()
    return " ".join(words[:3]) + "\n    " + " ".join(words[3:])


def article_page(
    article: DemoArticle, shown: Sequence[DemoArticle], sections: Menu, when: str, **more: object
) -> str:
    around = boxes(article, shown)
    context: dict[str, object] = {
        "article": article,
        "title": title_of(article),
        "body": article.paragraphs,
        "when": when,
        "host": HOSTS[article.outlet],
        "image": image(article.outlet, article.id),
        "labels": article.labels,
        "sections": sections,
        "related": around.related,
        "others": around.others,
        "viewed": around.viewed,
        "cards": around.cards,
    }
    return render(f"{article.outlet}_article.html", **(context | more))


def list_page(
    outlet: str,
    labels: Labels,
    entries: Sequence[Item],
    shown: Sequence[DemoArticle],
    **more: object,
) -> str:
    """A page that announces ``entries``; ``more`` gives title, sections and the next page."""
    viewed = [Link(title_of(article), path_of(article)) for article in shown[:3]]
    template = f"{outlet}_list.html"
    return render(template, labels=labels, items=entries, viewed=viewed, image="", **more)


def print_page(article: DemoArticle) -> str:
    """The same text once more under another address, as the sites offer it."""
    return render("print.html", article=article, title=article.title, body=article.paragraphs)


def boxes(article: DemoArticle, shown: Sequence[DemoArticle]) -> Boxes:
    """Older headlines and the edition's own, those about the topic first."""
    own = [a for a in shown if a.edition == article.edition and a.key != article.key]
    own = [a for a in own if not a.advertising]
    links = [
        Link(title_of(a), path_of(a), a.lead) for a in sorted(own, key=lambda a: not a.relevant)
    ]
    older = [_older(article, number) for number in range(len(article.labels.headlines))]
    every_second = int(article.id) % 2 == 0
    return Boxes(
        related=(*links[:2], *older[:2]),
        others=tuple(links[2:5]),
        viewed=(older[-1], *links[:6]),
        cards=tuple(older[:1]) if every_second else (),
    )


def clutter_of(article: DemoArticle, shown: Sequence[DemoArticle]) -> tuple[str, ...]:
    """Strings that stand on the article's page and belong to no text that is read out of it."""
    around = boxes(article, shown)
    links = (*around.related, *around.others, *around.viewed, *around.cards)
    words = [article.labels.words[key] for key in ("more", "viewed", "comment", "cookie")]
    teasers = [link.teaser for link in links if link.teaser]
    headlines = [" ".join(link.title.split()) for link in links]
    fixed = ["(VOVWORLD)", " - ảnh ", "— VNS", "bws_pdfprint", "Phiên bản di động", "Chia sẻ"]
    return (*words, *teasers, *headlines, *article.captions, *fixed)


def chunk(
    articles: Sequence[DemoArticle], page: int, size: int
) -> tuple[Sequence[DemoArticle], bool]:
    """The articles of one page of a list, and whether there are more."""
    return articles[(page - 1) * size : page * size], len(articles) > page * size


def items(
    articles: Sequence[DemoArticle],
    spellings: Sequence[Callable[[DemoArticle], str]],
    day: str,
    time: str = "",
    zone: tzinfo = HANOI,
) -> list[Item]:
    """Announcements whose addresses are written in all the ways that the site knows, in turn."""
    return [
        Item(
            article=article,
            title=title_of(article),
            href=spell(article),
            teaser=article.lead,
            when=_date(article, day, zone),
            time=_date(article, time, zone),
            guid=article.id,
        )
        for article, spell in zip(articles, cycle(spellings), strict=False)
    ]


def image(outlet: str, number: str) -> str:
    return f"https://image.{HOSTS[outlet]}/w730/Uploaded/2026/{number}.jpg"


def _date(article: DemoArticle, pattern: str, zone: tzinfo) -> str:
    return f"{article.dated.astimezone(zone):{pattern}}" if article.dated and pattern else ""


def _older(article: DemoArticle, number: int) -> Link:
    headline = article.labels.headlines[number]
    address = path_of(article).replace(article.id, str(int(article.id) - 90_000 // (number + 2)))
    if article.outlet == "kaziss":
        address = f"/{KISI_ROOTS[article.language]}/older-publication-{number + 1}/"
    return Link(
        headline.title, address.replace(article.slug, f"older-{number + 1}"), headline.teaser
    )
