"""Whatever an outlet sends, one bad article spoils no issue."""

import html
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from digest.health import assess
from digest.issue import Imprint
from digest.render import render
from digest.selection import select_new
from storage.records import Article, Obstacle
from tests.invented import LICENCES, NOW, PEPPER, SURGEONS
from tests.issues import IMPRINT, STORIES, issue, reader, report, story

HOSTILE: dict[str, dict[str, object]] = {
    "line feed in the title": {"title": "One\nSubject: two\r\nBcc: all@example.org"},
    "direction characters": {"title": "Good \u202eSUOIVEN\u2066 news\u200f"},
    "zero width characters": {"title": "Al\u200bma\ufeffty\u00ad and \u2060Hue"},
    "lone surrogate": {"title": "Tea \ud800 and \udfff rice", "text": "Tea \udc00 is sold."},
    "control characters": {"title": "Tea\x00 and\x1b[31m rice\x7f", "text": "Tea\x08 is sold."},
    "5,000-character word": {"title": "x" * 5000, "text": "y" * 5000 + "."},
    "markup": {"title": "<b>Tea</b><script>alert(1)</script>", "text": "<img src=x onerror=y>A."},
    "twice escaped markup": {"title": "&amp;lt;script&amp;gt;alert(1)&lt;/script&gt; tea"},
    "template": {"title": "{{ 7 * 7 }} {% raw %} %(num)s %s", "text": "{{ view }} {# x #}."},
    "javascript link": {"url": "javascript:alert(document.domain)"},
    "data link": {"url": "data:text/html;base64,PHNjcmlwdD4="},
    "link with a password": {"url": "https://bank.example@evil.example/"},
    "quotes in the link": {"url": 'https://tea.example/"><script>alert(1)</script>'},
    "line feed in the link": {"url": "https://tea.example/a\nb"},
    "endless link": {"url": "https://tea.example/" + "a" * 100_000},
    "unknown language": {"language": 'xx" onload="x'},
    "no language": {"language": ""},
    "no dates": {"published": None, "first_seen": None},
    "a year far away": {"published": NOW + timedelta(days=365 * 900)},
    "no title": {"title": " \u200b "},
    "no text": {"text": "", "lead": ""},
    "combining flood": {"title": "Z" + "\u0310\u0311\u0312" * 900 + "algo", "text": "Z\u0336" * 99},
    "right to left": {"title": "قازاقستان ۋە ۋيەتنام", "language": "ug"},
    "encoded word": {"title": "=?utf-8?b?PGI+?= tea"},
    "no matches": {"relevance": ()},
    "decomposed": {"title": "Việt Nam"},
}
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("language", ["en", "kk"])
def test_one_bad_article_spoils_nothing(language: str, kind: str) -> None:
    bad = replace(LICENCES[1], **HOSTILE[kind])  # type: ignore[arg-type]
    groups: Iterable[Iterable[Article]] = ([bad], [*LICENCES[2:], bad], SURGEONS, PEPPER)
    page = render(issue(language, [story(group) for group in groups]))
    for face in (page.html, page.text, page.subject):
        face.encode()
        assert not INVISIBLE.search(face.replace("\n", ""))
        assert "\ufffd" not in face
    assert not re.search(r"<script|<img|onerror=|onload=x|javascript:|data:", page.html)
    links = [html.unescape(link) for link in re.findall(r'href="([^"]*)"', page.html)]
    assert all(re.match(r"(https?|mailto):[^\s\"<>]+$", link) for link in links)
    assert "\n" not in page.subject
    assert 1 <= len(page.subject) <= 120
    assert SURGEONS[0].title in page.html


def test_right_to_left_text_says_so() -> None:
    bad = replace(LICENCES[1], **HOSTILE["right to left"])  # type: ignore[arg-type]
    assert re.search(
        r'lang="ug" [^>]*dir="rtl"|dir="rtl" [^>]*lang="ug"',
        render(issue("en", [story([bad])])).html,
    )


def test_hostile_names_of_outlets_and_of_the_digest() -> None:
    name = "<i>\u202eTea\n" + "x" * 500
    state = assess([replace(report("lotus", "en", Obstacle.REFUSED), outlet_name=name)], NOW)
    imprint = Imprint("<i>Digest</i>\n\u202e", IMPRINT.unsubscribe)
    digest = select_new(STORIES, {}, state, reader(), imprint, NOW)
    page = render(digest)
    assert not INVISIBLE.search(page.html.replace("\n", ""))
    assert "<i>Tea" not in page.html
    assert "<i>Digest" not in page.html
