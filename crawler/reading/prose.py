"""Text as people read it: paragraphs out of elements, lines of clutter out of text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption footer form h1 h2 h3 h4 h5 h6 header"
    " hr li main ol p pre section table tbody tr ul".split()
)
SILENT = frozenset("script style noscript template iframe button select svg".split())
CELL = "\ue000"  # stands at both ends of a cell until its row is a line; a private character
# Letters that carry no meaning in a text: controls, soft hyphens, joiners' odd cousins, BOMs, and
# halves of letters (from JSON), which no database and no mail can hold.
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff\ud800-\udfff]"
)
# What no outlet means as text, in the languages we read. Matched against a whole line.
FURNITURE = re.compile(
    r"""(?:read\s(?:more|also|next)|see\salso|also\sread|related(?:\s(?:news|stories|articles))?
    |share(?:\sthis)?|print|e-?mail|advertisement|photo:.{0,80}|illustrative\sphoto.{0,80}
    |mehr\szum\sthema|weiteres|lesen\ssie\sauch|teilen|lire\saussi|à\slire\saussi|partager
    |tin\sliên\squan|xem\sthêm|đọc\sthêm|chia\ssẻ|ảnh:.{0,80}|читайте\sтакже|читать\sтакже
    |поделиться|фото:.{0,80}|бөлісу|тағы\sоқыңыз|相关新闻|分享|延伸阅读|関連記事|関連ニュース)\s*[:：…»>]*""",
    re.I | re.X,
)
# How agencies end a text: "/.", "- VNA", "— VNS", or "VNS" behind the last sentence, "（完）".
END_MARK = re.compile(
    r"\s*(?:/\.|(?:[-–—]\s?|(?<=[.!?…”\"])\s+)(?:VNA|VNS|TTXVN|NDO|VOV)\.?/?\.?|[（(]完[）)])\s*$"
)


def clean(text: str) -> str:
    """One line: NFC, without invisible letters, single spaces."""
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def paragraphs(element: Any) -> list[str]:
    """The lines a reader sees in an element: one for each block or line break, none empty."""
    lines = "".join(_pieces(element)).split("\n")
    return [line for line in (_row(clean(part)) for part in lines) if line]


def _row(line: str) -> str:
    """The cells of a table's row, once they stand in one line."""
    cells = (cell.strip() for cell in line.split(CELL))
    return " | ".join(cell for cell in cells if cell)


def _pieces(element: Any) -> Iterator[str]:
    # Not recursive: pages were seen that nest ten thousand deep.
    stack: list[Any] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in SILENT:
            continue
        stack.extend(reversed(list(_inside(node, tag))))


def _inside(node: Any, tag: str) -> Iterator[Any]:
    edge = "\n" if tag in BLOCKS or tag == "br" else CELL if tag in ("td", "th") else ""
    yield edge
    yield re.sub(r"\s+", " ", node.text or "")
    for child in node:
        yield child
        yield re.sub(r"\s+", " ", child.tail or "")
    yield edge


def until_end(lines: Sequence[str], mark: str, least: int) -> Sequence[str]:
    """Up to the last line that the pattern ``mark`` closes, without it; all, if none does.

    The last, since a caption may carry the agency's mark as well: better a teaser too many than
    half an article. ``least``: bytes that a text has at least; a mark before that is a caption's.
    """
    closing = re.compile(rf"\s*(?:{mark})\s*$")
    for number in reversed(range(len(lines))):
        line, found = closing.subn("", lines[number])
        if found:
            kept = [*lines[:number], line]
            return kept if len("".join(kept).encode("utf-8", "replace")) >= least else lines
    return lines


def before_cut(lines: Iterable[str], cuts: Sequence[re.Pattern[str]]) -> list[str]:
    """Up to the first line that one of ``cuts`` matches whole: behind it stand other articles."""
    return list(takewhile(lambda line: not any(cut.fullmatch(line) for cut in cuts), lines))


def without_clutter(
    lines: Iterable[str], title: str, drop: Iterable[re.Pattern[str]] = ()
) -> list[str]:
    """Drops what is not the article's text: the title again, furniture, what ``drop`` matches.

    A line that stands twice stays once: captions are printed under and inside a picture.
    """
    patterns = [*drop, FURNITURE]
    kept: list[str] = []
    for line in lines:
        text = clean(line)
        if not text or text == title or text in kept:
            continue
        if any(pattern.fullmatch(text) for pattern in patterns):
            continue
        kept.append(text)
    if kept:
        kept[-1] = END_MARK.sub("", kept[-1])
    return [line for line in kept if line]
