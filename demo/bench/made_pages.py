"""Pages of the sizes of real ones, for a machine that has no saved ones; every word is ours.

They hold what real pages hold besides their text: styles, scripts, JSON, menus, related lists.
"""

import json
import random
from math import log

from demo.bench.outlets import WORDS

# Of 729 saved pages: median 104 KB, mean 136 KB, a tenth above 280 KB and a tenth below 36 KB.
MEDIAN, SPREAD = 104_000, 0.73  # of a lognormal distribution, which gives those figures
SMALLEST, LARGEST = 15_000, 600_000


def made_page(number: int) -> bytes:
    """The same for the same number."""
    chance = random.Random(f"made {number}")  # noqa: S311 - texts, not secrets
    size = min(max(int(chance.lognormvariate(log(MEDIAN), SPREAD)), SMALLEST), LARGEST)
    title = _words(chance, 9)
    above = _head(chance, title) + _menu(chance)
    article = _article(chance, title, chance.randrange(8, 30))
    below = "</main></body></html>"
    return (above + article + _around(chance, size - len(above + article)) + below).encode()


def _head(chance: random.Random, title: str) -> str:
    declared = json.dumps({"@type": "NewsArticle", "headline": title, "articleSection": "News"})
    rules = "".join(
        f".c{number}{{margin:0 {chance.randrange(40)}px;color:#{chance.randrange(999):03}}}\n"
        for number in range(60)
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="2026-11-21T08:00:00+07:00">'
        f'<script type="application/ld+json">{declared}</script><style>{rules}</style></head><body>'
    )


def _menu(chance: random.Random) -> str:
    entries = "".join(
        f'<li class="menu-item"><a href="/section/{n}"><span>{_words(chance, 2)}</span></a></li>'
        for n in range(40)
    )
    return f'<header><nav class="main"><ul>{entries}</ul></nav></header><main>'


def _article(chance: random.Random, title: str, paragraphs: int) -> str:
    text = "".join(
        f"<p>{_words(chance, 14)}, <em>{_words(chance, 3)}</em> {_words(chance, 20)}. "
        f'<a href="/tag/{n}">{_words(chance, 2)}</a> {_words(chance, 16)}.</p>\n'
        for n in range(paragraphs)
    )
    return f'<article class="post"><h1>{title}</h1><div class="content">{text}</div></article>'


def _around(chance: random.Random, size: int) -> str:
    """Blocks of all kinds until the page is as large as it shall be."""
    parts: list[str] = []
    while size > 0:
        part = chance.choice((_teaser, _teaser, _script, _data, _form))(chance)
        parts.append(part)
        size -= len(part)
    return f'<aside class="sidebar">{"".join(parts)}</aside>'


def _teaser(chance: random.Random) -> str:
    number = chance.randrange(10**6)
    return (
        f'<div class="card c{number % 60}"><a href="/news/{number}"><img src="/i/{number}.jpg"'
        f' alt="{_words(chance, 4)}" width="320" height="180" loading="lazy"></a>'
        f'<div class="card-body"><h3><a href="/news/{number}">{_words(chance, 9)}</a></h3>'
        f'<span class="date">2026-11-{number % 20 + 1:02}</span><p>{_words(chance, 18)}</p></div>'
        f"</div>\n"
    )


def _script(chance: random.Random) -> str:
    lines = "".join(
        f"if(w.q{n}){{w.push(['{_words(chance, 1)}',{chance.randrange(10**9)}])}}"
        for n in range(chance.randrange(10, 60))
    )
    return f"<script>(function(w){{{lines}}})(window);</script>\n"


def _data(chance: random.Random) -> str:
    entries = [
        {"id": chance.randrange(10**9), "name": _words(chance, 4), "url": f"/data/{n}"}
        for n in range(chance.randrange(5, 40))
    ]
    return f'<script type="application/json">{json.dumps(entries)}</script>\n'


def _form(chance: random.Random) -> str:
    options = "".join(
        f'<option value="{n}">{_words(chance, 1)}</option>' for n in range(chance.randrange(5, 30))
    )
    return (
        f'<form action="/ask"><label>{_words(chance, 3)}</label><select>{options}</select></form>'
    )


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count)).capitalize()
