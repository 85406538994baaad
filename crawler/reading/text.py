"""The text of a page: lead and paragraphs, without the clutter around them.

Who wins: the outlet's body selector after its clutter is cut (hand-written selectors were measured
at F1 .996 where trafilatura reaches .951); else the generic reader on the same tree.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.reading.clutter import before_cut, until_end, without_clutter
from crawler.reading.embedded import embedded_body
from crawler.reading.generic import generic_body
from crawler.reading.lead import lead_of, marked_lead
from crawler.reading.page import Page
from crawler.reading.prose import clean, paragraphs
from crawler.reading.truncated import why_truncated

# A video's page or an empty shell has a caption at most. In UTF-8, so that 60 Han characters, which
# say as much as 180 Latin ones, count alike.
SHORTEST = 180  # bytes
# A page of an outlet whose DOM is described, but not of that DOM: a video, a gallery, a redesign. A
# short text found there by guessing was other articles' teasers.
SHORTEST_GUESS = 600  # bytes
# What a page shows whose text is drawn by scripts: a caption, a notice.
DRAWN = 250  # letters


@dataclass(frozen=True, slots=True)
class Text:
    """``lead`` ("" for none) is also the beginning of ``lines``. ``selected``: it stood where the
    outlet's file says; else it was guessed."""

    lead: str
    lines: tuple[str, ...]
    selected: bool
    by: str
    lead_by: str = ""
    # Why it cannot be the whole article, in words for an operator; "" where nothing says so.
    truncated: str = ""

    @property
    def whole(self) -> str:
        return "\n".join(self.lines)


def text_of(page: Page, title: str, authors: Sequence[str]) -> Text:
    """``title`` and ``authors`` are no part of it, wherever else they stand."""
    selected, by = _selected_body(page)
    drop = [re.compile(pattern) for pattern in page.select.drop_lines]
    # An empty body is a video's page: what is found there by guessing is other articles' teasers.
    body: Sequence[str] = selected or ()
    if selected is None:
        body, by = _guessed_body(page)
    raw = body
    if page.select.end_mark:
        body = until_end(body, page.select.end_mark, SHORTEST)
    body = before_cut(body, [re.compile(pattern) for pattern in page.select.cut_from])
    titles = _titles(page, title)
    names = [*authors, *page.declared.site]
    lines = _without_dateline(without_clutter(body, titles, names, drop), page)
    lead_lines, lead_by = _selected_lead(page)
    lead = " ".join(_without_dateline(without_clutter(lead_lines, titles, (), drop), page))
    if lead and not any(lead in line for line in lines[:2]):
        lines = [lead, *lines]
    if not lead and not page.select.lead:
        lead, lines, lead_by = _guessed_lead(page, lines, given=selected is not None)
    lead_by = lead_by if lead else ""
    truncated = why_truncated(lines, raw, page.tree)
    return Text(lead, tuple(lines), selected is not None, by, lead_by, truncated)


def _titles(page: Page, title: str) -> list[str]:
    """All that the page calls itself, for it says it again above its text."""
    headings = (clean(heading.text_content()) for heading in page.tree.iter("h1"))
    return [title, *(found.value for found in page.declared.titles), *headings]


def _without_dateline(lines: list[str], page: Page) -> list[str]:
    """Without what this outlet writes in front of its first sentence."""
    if not lines or page.select.dateline is None:
        return lines
    return [re.sub(f"^{page.select.dateline}", "", lines[0]), *lines[1:]]


def _selected_lead(page: Page) -> tuple[list[str], str]:
    for selector in page.select.lead:
        for element in page.found([selector]):
            return paragraphs(element), f"selector {selector}"
    return [], ""


def _guessed_lead(page: Page, lines: list[str], *, given: bool) -> tuple[str, list[str], str]:
    """The lead, the lines with it, and the rule. ``given``: they stood where the outlet's file
    says, and the markup is known."""
    lead, lines = lead_of(page.tree, page.declared.description, lines)
    if lead or given:
        return lead, lines, "meta description"
    lead = marked_lead(page.tree, lines)
    return lead, [lead, *lines] if lead else lines, "selector of leads"


def _selected_body(page: Page) -> tuple[list[str] | None, str]:
    """All elements of the first selector that finds text, and it: some bodies come in parts.

    None where no selector finds an element: a page of a DOM that nobody has described.
    """
    found: list[str] | None = None
    by = ""
    for selector in page.select.body:
        elements = page.tree.cssselect(selector)
        outer = [one for one in elements if not any(up in elements for up in one.iterancestors())]
        if outer:
            found = [line for element in outer for line in paragraphs(element)]
            by = f"selector {selector}"
        if found:
            return found, by
    return found, by


def _guessed_body(page: Page) -> tuple[Sequence[str], str]:
    lines: Sequence[str] = generic_body(page)
    by = "trafilatura"
    if len("".join(lines)) < DRAWN and (embedded := embedded_body(page.tree)).value:
        lines, by = embedded
    long = len("".join(lines).encode("utf-8", "replace")) >= SHORTEST_GUESS
    return (lines, by) if long or not page.select.body else ((), by)
