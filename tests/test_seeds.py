"""The five articles the project began from, wrapped as their outlets' pages: read whole and judged.

Their text stands beside the checkout and never in it; here is only where its parts stand in the
DOM of each outlet, by the facts that are known of it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest

from crawler.extract import extract_article
from crawler.outlet import load_outlets
from topics.judge import judge
from topics.vocabulary import load_topic

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
EDITIONS = load_outlets()


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A seed as a page, and what must and must not be read out of it."""

    url: str
    edition: str
    page: str
    title: str
    body: Sequence[str]
    clutter: Sequence[str]
    published: str  # as the outlet's clock showed it: a day, or a day and a time


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def first_doubled(lines: Sequence[str], start: int) -> int:
    """Where the related headlines begin: each stands twice, as picture and as headline."""
    return next(i for i in range(start, len(lines) - 1) if lines[i] == lines[i + 1])


def cards(lines: Sequence[str]) -> list[list[str]]:
    """Related headlines, each with the lines that follow it."""
    found: list[list[str]] = []
    for line in lines:
        if found and line not in found[-1]:
            found[-1].append(line)
        elif not found or line != found[-1][0]:
            found.append([line])
    return found


def p(parts: Sequence[str]) -> str:
    return "".join(f"<p>{escape(part)}</p>\n" for part in parts)


def document(title: str, body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}</title>{head}'
        f"</head><body>{body}</body></html>"
    )


def vietnam_times(text: str) -> Wrapped:
    title, lead, date, caption, *rest = lines_of(text)
    end = first_doubled(rest, 1)  # the caption's second copy comes first
    body, related, author, mobile = rest[1:end], rest[end:-2], rest[-2], rest[-1]
    inside, *below = (related[at : at + 3] for at in range(0, len(related), 3))
    page = f"""<div class="col-Left lt"><h1 class="article-detail-title f0">{escape(title)}</h1>
        <div class="article-detail-desc f0">{escape(lead)}</div>
        <div class="article-detail-infor"><a href="/author.html">{escape(author)}</a>
        <span class="article-detail-publish">{date}</span></div>
        <div class="__MB_MASTERCMS_EL"><table class="MASTERCMS_TPL_TABLE">
        <tr><td><img alt="{escape(caption)}">{escape(caption)}</td></tr>
        <tr><td>{escape(caption)}</td></tr></table>{p(body[:4])}
        <div class="__mb_article_in_image">{p(inside)}</div>{p(body[4:])}</div>
        <div class="article-related">{"".join(p(card) for card in below)}</div>
        <a class="switch-view" href="#">{mobile}</a></div>"""
    video = next(line for line in body if line.startswith("Video:"))
    return Wrapped(
        "https://vietnamtimes.org.vn/kazakh-presidents-visit-to-vietnam-boosts-bilateral-"
        "cooperation-64071.html",
        "vietnamtimes",
        document(title, page),
        title,
        [lead, *(line for line in body if line != video)],
        [caption, video, mobile, date, *related],
        "2023-08-21T20:47",
    )


def hanoi_times(text: str) -> Wrapped:
    lines = text.split("\n")
    caption = next(line.strip() for line in lines if line[:1].isspace() and line.strip())
    login, section, title, lead, *rest = lines_of(text)
    end = rest.index("Reactions:")
    body = [line for line in rest[:end] if line != caption]
    labels, related = rest[end : end + 5], rest[end + 5 :]
    page = f"""<header><a href="/login">{login}</a></header><main><a href="/vietnam">{section}</a>
        <h1 class="detail-title">{escape(title)}</h1>
        <span class="detail-time">Dec 12, 2021 / 08:01</span>
        <h2 class="detail-sapo">{escape(lead)}</h2><div class="detail-content">{p(body[:4])}
        <figure><img><figcaption>{escape(caption)}</figcaption></figure>{p(body[4:])}</div>
        <div class="reactions">{labels[0]}</div><div class="detail-share">{labels[1]}</div></main>
        <section class="trending"><h3>{labels[2]}</h3></section>
        <section class="most-viewed"><h3>{labels[3]}</h3></section>
        <section class="related-news"><h3>{labels[4]}</h3>{p(related)}</section>"""
    return Wrapped(
        "https://hanoitimes.vn/vietnam-kazakhstan-enhance-traditional-cooperation-and-"
        "friendship.585490.html",
        "hanoitimes",
        document(title, page),
        title,
        [lead, *body],
        [login, *labels, *(line for card in cards(related) for line in card)],
        "2021-12-12T08:01",
    )


def viet_nam_news(text: str) -> Wrapped:
    date, article = re.match(r"\s*date (\S+) (.*)", text, re.S).groups()  # type: ignore[union-attr]
    mark = article.rsplit(maxsplit=1)[1]
    body = lines_of(article)
    slug = "viet-nam-kazakhstan-promote-multifaceted-cooperation"
    title = slug.replace("-", " ").capitalize()
    shown = f"{datetime.fromisoformat(date):%B %d, %Y}"
    page = f"""<article class="detail"><h1 class="detail__headline">{title}</h1>
        <span class="datetime">{shown}</span><div id="abody">{p(body)}</div></article>"""
    assert body[-1].endswith(f" {mark}")
    return Wrapped(
        f"https://vietnamnews.vn/politics-laws/1687147/{slug}.html",
        "vns",
        document(title, page),
        title,
        [*body[:-1], body[-1].removesuffix(mark).strip()],
        [f" {mark}", shown, "date 2024"],
        date,
    )


def vovworld(text: str) -> Wrapped:
    title, lead, caption, *rest = lines_of(text)
    body, boxes = rest[:-2], rest[-2:]
    assert "- ảnh 1" in caption
    page = f"""<div class="article"><h1 class="article__title cms-title">{escape(title)}</h1>
        <div class="article__meta"><time>21. August 2023 | 14:21:07</time></div>
        <div class="article__sapo cms-desc">{escape(lead)}</div>
        <div class="article__body cms-body"><table class="picture"><tr><td><img></td></tr>
        <tr><td class="caption">{escape(caption)}</td></tr></table>{p(body)}</div></div>
        <section class="article__related"><h3>{boxes[0]}</h3></section>
        <section class="article__other"><h3>{boxes[1]}</h3></section>"""
    told = re.sub(r"^\(VOVWORLD\)\s*-\s*", "", lead)
    return Wrapped(
        "https://vovworld.vn/de-DE/politische-aktualitat/neue-phase-1225245.vov",
        "vovworld_de",
        document(f"{title} | VOVWORLD", page),
        title,
        [told, *body],
        [caption, "- ảnh 1", "(VOVWORLD)", *boxes],
        "2023-08-21T14:21",
    )


def kaziss(text: str) -> Wrapped:
    skip, crumb, title, *body = lines_of(text)
    head = '<meta property="article:published_time" content="2024-11-15T14:10:00+05:00">'
    page = f"""<a class="skip-link" href="#content">{skip}</a>
        <div class="breadcrumbs">{escape(crumb)}</div><article class="post">
        <h1 class="entry-title">{escape(title)}</h1><div class="entry-content">
        <p>[bws_pdfprint display='pdf,print']</p>{p(body)}</div></article>"""
    return Wrapped(
        "https://kisi.kz/en/kazakhstan-and-vietnam-will-cooperate/",
        "kaziss_en",
        document(f"{title} - KazISS", page, head),
        title,
        body,
        [skip, crumb, "bws_pdfprint"],
        "2024-11-15T14:10",
    )


WRAPPINGS: dict[str, Callable[[str], Wrapped]] = {
    "000_402c3faadeb67684.txt": vietnam_times,
    "001_f61fcba95efcd7c5.txt": hanoi_times,
    "002_fd42f4c875f7ea3e.txt": viet_nam_news,
    "003_d5c9168d5db0c64d.txt": vovworld,
    "004_9c5c0205eaf0836b.txt": kaziss,
}


def wrapped(shared: Path, name: str) -> Wrapped:
    return WRAPPINGS[name]((shared / "seeds" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", WRAPPINGS)
def test_a_seed_is_read_whole_without_its_clutter(shared: Path, name: str) -> None:
    seed = wrapped(shared, name)
    edition = EDITIONS[seed.edition]
    assert edition.is_article(seed.url)
    found = extract_article(seed.page.encode(), seed.url, edition, NOW)
    assert found.title == seed.title
    assert found.language == edition.language
    assert found.published
    local = found.published.astimezone(edition.outlet.zone)
    assert f"{local:%Y-%m-%dT%H:%M}".startswith(seed.published)
    assert found.day_only == (len(seed.published) == 10)
    assert seed.clutter
    assert [clutter for clutter in seed.clutter if clutter in found.text] == []
    spaced = [" ".join(line.split()) for line in seed.body]
    assert found.text.split("\n") == spaced


@pytest.mark.parametrize("name", WRAPPINGS)
def test_a_seed_is_relevant(shared: Path, name: str) -> None:
    seed = wrapped(shared, name)
    found = extract_article(seed.page.encode(), seed.url, EDITIONS[seed.edition], NOW)
    verdict = judge(found, load_topic())
    assert verdict.relevant
    assert {match.side for match in verdict.matches} >= {"Vietnam", "Kazakhstan"}
    assert {match.place for match in verdict.matches} & {"title", "lead"}
