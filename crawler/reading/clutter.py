"""Which lines of a text are not the article's: the decisions of ``without_clutter`` and its kin.

Some are clutter wherever they stand, some only in front of a text or behind it: a sentence about a
newsletter may well be news.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile

from crawler.reading.clutter_words import (
    ADDRESS,
    CLOSING,
    END_MARK,
    FURNITURE,
    POINTER,
    STAMP,
    TICKER,
)
from crawler.reading.elsewhere_words import ELSEWHERE
from crawler.reading.names import is_introduction
from crawler.reading.prose import clean

# Lines in front of a text in which its title, by-line and stamps are looked for again; lines behind
# it in which a by-line is.
FRONT, BACK = 4, 3
EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Letters of a line that is a paragraph, not a headline: with a full stop, or without. Behind a
# heading like "More news", one of these says that the article goes on.
SENTENCE, PARAGRAPH = 60, 250
STOP = re.compile(r"[.。!?！？…؟။។][”\"»’')）」』]*$")
WITHOUT_STOPS = re.compile("[\u0e00-\u0eff\u1780-\u17ff]")  # Thai, Lao, Khmer
# Letters of a line that nobody writes twice by chance, such as a row of a table or a cry.
UNIQUE = 30
DAY = re.compile(r"\b\d{1,2}\D{1,20}(?:19|20|25)\d\d\b|\b(?:19|20|25)\d\d\D{1,4}\d{1,2}\b")
DATE = 40  # letters of a date beside a name
MARK = 30  # letters of the longest agency's mark; a line of a megabyte is not searched for it
# A line without any is a rule between paragraphs, or an arrow of a gallery.
WORD = re.compile(r"\w")
ITEM = re.compile(r"(?:-|\d{1,3}\.) ")


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
    lines: Iterable[str],
    titles: Collection[str] = (),
    names: Collection[str] = (),
    drop: Iterable[re.Pattern[str]] = (),
) -> list[str]:
    """Without what is not the article's: ``titles`` and ``names`` of authors again, stamps,
    furniture, what ``drop`` matches, what stands behind the text. May well be nothing."""
    patterns = [*drop, FURNITURE, POINTER, TICKER]
    kept: list[str] = []
    seen: set[str] = set()
    cleaned = [line for line in map(clean, lines) if WORD.search(line)]
    for line in cleaned[: _elsewhere(cleaned)]:
        text = ITEM.sub("", line, count=1)
        again = line in seen and (line == kept[-1] or _is_long(line))
        if text and not again and not any(one.fullmatch(text) for one in patterns):
            kept.append(line)
            seen.add(line)
    kept = _without_front(kept, {folded(title) for title in titles}, names)
    return _without_back(kept, names)


def folded(text: str) -> str:
    """The same for texts that differ in case, punctuation and spaces only."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _is_long(line: str) -> bool:
    """Captions are printed under and inside a picture, leads above and inside a text."""
    return _length(line) >= UNIQUE


def _without_front(lines: list[str], titles: Collection[str], names: Collection[str]) -> list[str]:
    front = [
        line
        for line in lines[:FRONT]
        if folded(line) not in titles and not STAMP.fullmatch(line) and not _is_byline(line, names)
    ]
    return front + lines[FRONT:]


def _without_back(lines: list[str], names: Collection[str]) -> list[str]:
    while lines and any(one.fullmatch(lines[-1]) for one in (CLOSING, ADDRESS, STAMP)):
        lines = lines[:-1]
    back = [line for line in lines[-BACK:] if not _is_byline(line, names)]
    lines = lines[:-BACK] + back
    if lines:
        last = lines[-1]
        lines = [*lines[:-1], last[:-MARK] + END_MARK.sub("", last[-MARK:])]
    return [line for line in lines if line]


def _is_byline(line: str, names: Collection[str]) -> bool:
    """Whether it says nothing but names, when, and "By"."""
    rest = line
    for name in names:
        rest = rest.replace(name, " ")
    if rest == line:
        return False
    rest = clean(rest).strip(" ,;·|•–—-/:()[]")
    dated = len(rest) <= DATE and DAY.search(rest) and not STOP.search(rest)
    return not rest or is_introduction(rest) or bool(dated)


def is_paragraph(line: str) -> bool:
    length = _length(line)
    ends = STOP.search(line) or WITHOUT_STOPS.search(line)
    return length >= PARAGRAPH or (length >= SENTENCE and bool(ends))


def _length(line: str) -> int:
    """In letters; one of Han or kana says as much as three."""
    return len(line) + 2 * len(EASTERN.findall(line))


def _elsewhere(lines: Sequence[str]) -> int:
    """The number of the line from which on other things are shown; that behind the last if none.

    In the second half only, and where no paragraph follows.
    """
    end = len(lines)
    for number in reversed(range(len(lines) // 2, len(lines))):
        if number and CLOSING.fullmatch(lines[number]):
            end = number
            continue
        if is_paragraph(lines[number]):
            break
        if number and ELSEWHERE.fullmatch(lines[number]):
            end = number
    return end
