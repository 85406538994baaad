"""Why a text cannot be the whole article: the decision of ``why_truncated``.

A teaser in front of a wall reads like a short article. It is kept and marked, never refused.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from crawler.reading.clutter_words import END_MARK
from crawler.reading.prose import clean
from facts.sentences import ENDS

# A Han, kana or Hangul letter counts as a word, for want of spaces between those.
EASTERN = "[぀-ヿ㐀-䶿一-鿿가-힣]"
WORD = re.compile(rf"{EASTERN}|[^\W぀-ヿ㐀-䶿一-鿿가-힣]+")
TAGS = re.compile(r"<[^<>]{0,2000}>")
WORD_COUNT = re.compile(r'"wordCount"\s*:\s*"?(\d{1,6})\b')
BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*+")', re.S)
NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false\b', re.I)
# Of the words declared; captions and the headlines of others are counted in at some outlets, so
# that good texts of real pages have 45 % (measured).
SHARE = 0.4
LEAST = 150  # words declared; a photo's page declares its caption
PAID_PART = 250  # words; what outlets show of an article that they sell is shorter

# In front of what is left out, alone or behind the last words.
READ_ON = re.compile(
    r"""(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\))?\s*
    (?:(?:continue|keep)\sreading|read\s(?:more|on|the\s(?:full|whole)\s(?:story|article|text))
    |subscribe\sto\s(?:read|continue).{0,40}|đọc\s(?:tiếp|thêm)|xem\s(?:tiếp|thêm)|xem\schi\stiết
    |читать\s(?:далее|дальше|полностью|ещ[её])|подробнее|толығырақ(?:\sоқу)?|жалғасын\sоқу|weiterlesen
    |mehr\slesen|lire\sla\s(?:suite|plus)|lire\splus|leer\smás|seguir\sleyendo|continua(?:r)?\sa\sleggere
    |czytaj\s(?:dalej|więcej)|devamını\soku|davomini\soʻqish|baca\sselengkapnya|续读|閱讀全文|阅读全文
    |查看全文|続きを読む|더\s?보기|อ่านต่อ)\s*[.…»›>→]*\s*""",
    re.I | re.X,
)
DOTS = re.compile(r"(?:…|\.{3,}|[\[(]\s*(?:…|\.{3})\s*[\])])$")
# What closes a line without a mark: a headline, which has no sentence before its end and is no
# longer than this; a name behind the last sentence; an address; a credit.
HEADLINE = 100  # letters; a Han character stands for three
SIGNATURE = 30
MARK = 20  # no agency's mark is longer; a search in a line of a megabyte took 9 s (measured)
STOP = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_a-zа-я])|(?<=[。！？])")
OPEN_END = re.compile(r"[^\W\d_][,;–—-]?$|[，、；,;]$")
OTHER_END = re.compile(
    r"(?:https?://|www\.|[@#])\S*$|\S@\S+$|\S\.(?:com|net|org|vn|kz|ru)$|©|\(c\)"
    r"|\b(?:editing|reporting|edited|writing|photo|text)s?\s(?:by|:)",
    re.I,
)
SCRIPTS_WITHOUT_MARKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # th lo my km


def why_truncated(lines: Sequence[str], raw: Sequence[str], tree: Any) -> str:
    """In words for an operator; "" where nothing says so.

    ``raw``: the lines before clutter was cut, which an invitation to read on is as well.
    """
    if not lines:
        return ""
    if words := _less_than_declared(lines, tree):
        return words
    if any(END_MARK.search(line.rstrip()[-MARK:]) for line in raw):
        return ""
    return _open_end(lines, clean(raw[-1]) if raw else "")


def _less_than_declared(lines: Sequence[str], tree: Any) -> str:
    scripts = [each.text or "" for each in tree.iter("script") if "ld+json" in each.get("type", "")]
    if not scripts:
        return ""
    have = len(WORD.findall("\n".join(lines)))
    declared = max((count for script in scripts for count in _declared(script)), default=0)
    if declared >= LEAST and have < declared * SHARE:
        return f"{have} of {declared} words declared"
    if have < PAID_PART and any(map(NOT_FREE.search, scripts)):
        return f"{have} words, and the page says that it is not free"
    return ""


def _declared(script: str) -> Iterator[int]:
    """Out of the first article in it; by its letters, since much JSON-LD is broken somewhere."""
    for count in WORD_COUNT.findall(script)[:1]:
        yield int(count)
    for body in BODY.findall(script)[:1]:
        try:
            yield len(WORD.findall(TAGS.sub(" ", json.loads(body, strict=False))))
        except ValueError:
            continue


def _open_end(lines: Sequence[str], last_of_all: str) -> str:
    last = lines[-1]
    if READ_ON.fullmatch(last) or READ_ON.fullmatch(last_of_all):
        return "ends with an invitation to read on"
    if DOTS.search(last) and _length(last) > HEADLINE / 2:
        return "ends with dots"
    return "ends inside a sentence" if _breaks_off(lines) else ""


def _breaks_off(lines: Sequence[str]) -> bool:
    last = lines[-1]
    if not OPEN_END.search(last) or OTHER_END.search(last) or SCRIPTS_WITHOUT_MARKS.search(last):
        return False
    *sentences, rest = STOP.split(last)
    if _length(rest) < SIGNATURE if sentences else _length(last) <= HEADLINE:
        return False
    # A list, a table, a poem: a text whose lines do not close says nothing by its last.
    before = [line for line in lines[:-1] if _length(line) > HEADLINE / 2]
    return 2 * sum(bool(ENDS.search(line)) for line in before) > len(before) or not before


def _length(text: str) -> int:
    return len(text) + 2 * len(re.findall(EASTERN, text))
