"""Whether a page is something else than an article: the decision of ``other_kind``.

Recall first: an article that is refused is lost, a list that is read is one line too many. A page
that declares an article is one; so is a page with running text of its own. What is left is refused
only if two things speak against it: what it is called, and what it is made of.
"""

import re

from crawler.reading.called import (
    FRONT,
    GALLERY,
    LIST,
    LOGIN,
    VIDEO,
    called_by_address,
    called_by_itself,
    claims_article,
    declares_article,
)
from crawler.reading.outline import HEADLINE, Outline, menu_words, outline_of
from crawler.reading.page import Page
from crawler.reading.prose import clean

# Bytes of running text that stands in no card, from which a page is an article whatever it is
# called. A section's description, a cookie's notice and a copyright together have fewer.
ENOUGH = 600
# For a video and a gallery, whose captions are running text too, and for a section's heading.
LITTLE = 300
# Where nothing but its make speaks against it: the shortest text that we keep as an article.
NOTHING = 180
WORDLESS = 90  # a count of what was found, the name of an order
MANY = 5  # cards of a list; beside a short article stand fewer, or it has a heading of its own
PASSWORD = "//input[translate(@type, 'PASWORD', 'pasword') = 'password']"  # noqa: S105 - no secret
PLAYER = "//video|//audio|//iframe[@src or @data-src]|//*[contains(@class, 'player')]"
SIGN_IN = re.compile(
    r"\b(?:log\s?in|sign\s?in)\b|đăng\snhập|авториз|вход|войти|кіру|anmeld|einloggen|connexion"
    r"|identifi|inicia[r]?\s+ses|登录|登錄|登入|ログイン|로그인|เข้าสู่ระบบ",
    re.I,
)


def other_kind(page: Page, url: str) -> str:
    """What it is instead of an article, in words; "" for an article, and in doubt."""
    if declares_article(page) or _is_selected(page):
        return ""
    outline = outline_of(page.tree)
    if outline.prose >= ENOUGH:
        return ""
    return _by_name(page, url, outline) or _by_make(page, outline)


def _is_selected(page: Page) -> bool:
    """Whether the outlet's file points at one body; a list has one for each teaser, or none."""
    return len(list(page.found(page.select.body[:1]))) == 1


def _by_name(page: Page, url: str, outline: Outline) -> str:
    if itself := called_by_itself(page):
        return itself if _is_believed(itself, page, outline) else ""
    kind = called_by_address(url)
    if kind != LOGIN and outline.cards < MANY and outline.prose >= NOTHING:
        return ""
    if kind in (VIDEO, GALLERY) and not page.tree.xpath(PLAYER if kind == VIDEO else "//img"):
        return ""
    return kind if kind and _is_believed(kind, page, outline) else ""


def _is_believed(kind: str, page: Page, outline: Outline) -> bool:
    if kind in (VIDEO, GALLERY, LOGIN):
        return outline.prose < LITTLE
    if claims_article(page):
        return outline.cards >= MANY and outline.prose < NOTHING
    # A small site may have its only text on its front page; no other name stands without reason.
    return outline.cards >= MANY or kind != FRONT


def _by_make(page: Page, outline: Outline) -> str:
    if outline.prose >= LITTLE:
        return ""
    headings = [clean(heading.text_content()) for heading in page.tree.iter("h1")]
    if page.tree.xpath(f"boolean({PASSWORD})"):
        title = clean(page.tree.findtext(".//title") or "")
        return LOGIN if any(map(SIGN_IN.search, [title, *headings])) else ""
    if outline.cards < MANY:
        return ""
    words = menu_words(page.tree)
    if headings and all(heading.casefold() in words for heading in headings):
        return LIST
    own = [heading for heading in headings if len(heading.encode()) >= HEADLINE]
    # Under a heading of its own, a page with any words beside its cards is kept.
    empty = outline.words < WORDLESS if own else outline.prose < NOTHING
    return LIST if empty and not claims_article(page) else ""
