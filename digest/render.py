"""How an issue looks: subject, HTML and text. The only module that knows Jinja2.

The decision here is what gives way when an issue is too large for a mail: ``FOLDS``.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from digest.clean import cut
from digest.issue import Digest, LeftOut
from digest.show import Fold, show
from digest.wording import load_translations

TEMPLATES = Path(__file__).parent.parent / "templates"
# Gmail cuts a mail near 102 KB of HTML and hides the rest; relays add to what we measure.
MAX_BYTES = 90_000
TEXT_WIDTH = 76  # RFC 5322 asks for at most 78
# Most readers stop after eight stories. Then, until it fits: fewer sources a story, then fewer
# stories in full, then nothing but headlines.
FOLDS = (
    *(Fold(full=8, sources=sources) for sources in (8, 6, 4, 3, 2)),
    *(Fold(full=full, sources=2) for full in (6, 4, 2, 1)),
    Fold(full=1, sources=1, editions=3),
    Fold(full=1, sources=0, editions=0),
)
# What still does not fit goes from the end, a tenth at a time.
SHRINK = 0.9


@dataclass(frozen=True, slots=True)
class Rendered:
    """``articles``: URLs of the fresh articles whose stories are shown: note these as sent."""

    subject: str
    html: str
    text: str
    articles: tuple[str, ...]


def render(digest: Digest) -> Rendered:
    """Deterministic: the same issue gives the same bytes.

    The HTML has at most ``MAX_BYTES``: sources and full stories are folded, and the story that
    does not fit at all is counted, is not in ``articles`` and so comes with the next issue.
    """
    for smaller, fold in _foldings(digest):
        page = _print(smaller, fold)
        if len(page.html.encode()) <= MAX_BYTES:
            return page
    raise AssertionError("an issue without stories is always small enough")


def _foldings(digest: Digest) -> Iterator[tuple[Digest, Fold]]:
    yield from ((digest, fold) for fold in FOLDS)
    while digest.stories:
        digest = _shorter(digest, int(len(digest.stories) * SHRINK))
        yield digest, FOLDS[-1]


def _shorter(digest: Digest, stories: int) -> Digest:
    postponed = digest.left_out.postponed + len(digest.stories) - stories
    left_out = LeftOut(digest.left_out.too_old, postponed)
    return replace(digest, stories=digest.stories[:stories], left_out=left_out)


def _print(digest: Digest, fold: Fold) -> Rendered:
    templates = _environment(digest.reader.language)
    view = show(digest, fold)
    stories = view.several + view.single
    subject = templates.get_template("subject.txt").render(view=view, stories=stories).strip()
    html = templates.get_template("digest.html").render(view=view, subject=subject)
    text = templates.get_template("digest.txt").render(view=view)
    return Rendered(subject, _inliner().inline(html), text, digest.articles)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        keep_trailing_newline=True,
    )
    environment.filters.update(wrap=_wrap, heading=str.upper, cut=cut)
    i18n: Any = environment
    i18n.install_gettext_translations(load_translations(language), newstyle=True)
    return environment


@cache
def _inliner() -> css_inline.CSSInliner:
    """Some mail programs drop <style>. The dark rules stay there, marked "keep"."""
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


def _wrap(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        TEXT_WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )
