"""Whether a page can be about a topic at all, seen without reading it: the decision of
``is_off_topic``.

An article is relevant only if two sides of a topic are named or hinted at in it, so a page in which
no word of a foreign side occurs anywhere needs no reading. What is looked through is more than any
article can be made of: all text between tags, the page's meta tags and title, what is text in its
scripts. Each as ``crawler.reading.sieve`` looks for words, so that no tag, entity, escape or soft
hyphen hides one. What is doubtful is read.
"""

import html
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from crawler.reading.charset import is_utf8
from crawler.reading.parsing import CONTROLS
from crawler.reading.sieve import GAP as TAGS_PLACE
from crawler.reading.sieve import SIGNS, Text, Words, words_of
from crawler.reading.twice_encoded import once_encoded
from topics.vocabulary import Topic

# Letters of a page, in bytes: one with less may be a wall, which twice as many cannot be that
# crawler/walls.py counts with their blanks.
LEAST = 2400
# Of these in long runs between tags, else it may be a shell whose text comes by scripts, or an
# agency's stub whose text comes later. As many as crawler/reading/text.py asks of a guessed text.
LEAST_PROSE = 600
RUN = 100  # bytes; menus and headlines have shorter ones
RELATION = 2  # sides that an article must name: see ``topics.judge.judge``

# Not meta tags: what they hold becomes titles and leads. What begins like no tag stays as well.
TAG = re.compile(rb"<(?![Mm][Ee][Tt][Aa])[A-Za-z/!?][^<>]*+>")
TITLE = re.compile(rb"<title[^>]*+>(.{,1000}?)</title", re.S)  # may hold what looks like tags
HEAD = 50_000  # bytes in which a title is looked for
SCRIPT = re.compile(rb"<[Ss][Cc][Rr][Ii][Pp][Tt]")
SCRIPT_END = re.compile(rb"</[Ss][Cc][Rr][Ii][Pp][Tt][^<>]*+>?")
GAP = TAGS_PLACE.encode()  # no page has it: it is among the CONTROLS
# Text in JSON is a value, a list's first, or a part of a page that comes in parts ("push([1, …"):
# scripts without are programs, and hold none.
MEMBER = re.compile(rb"""["']\s*:[\s\[{]*\\*["']|\(\[\d+,\s*["']""")
# All that html.unescape replaces; it looks at what begins addresses' parameters, too.
ENTITY = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{1,31};?)")
ESCAPE = re.compile(r"(?<!\\)\\+u([0-9A-Fa-f]{4})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of one topic the sides that are foreign to an outlet; ``least``: how many must be seen."""

    sides: tuple[Words, ...]
    least: int


def wanted(topics: Iterable[Topic], country: str) -> tuple[Wanted, ...]:
    """For an outlet of ``country``: its own side counts as seen on each of its pages. An outlet of
    a third country has none, nor has a topic whose sides belong to no country."""
    return tuple(_wanted(topic, country) for topic in topics)


def _wanted(topic: Topic, country: str) -> Wanted:
    foreign = [side for side in topic.sides if topic.countries.get(side) != country]
    own = len(topic.sides) - len(foreign)
    return Wanted(tuple(words_of(topic, side) for side in foreign), RELATION - own)


def why_left(topics: Iterable[Wanted]) -> str:
    """What is noted of a page that is off-topic, in words: others where other words are wanted, so
    that a page left for want of the old ones is looked at again."""
    words = [(one.least, [side.all() for side in one.sides]) for one in topics]
    return f"names nothing that is looked for ({zlib.crc32(repr(words).encode()):08x})"


def is_off_topic(body: bytes, topics: Sequence[Wanted], announced: str = "") -> bool:
    """True if nothing that can be read out of the page can be relevant for any of ``topics``.

    ``announced``: its title in a list. What names less than that is a notice in the page's place.
    """
    if not topics or not is_utf8(body):
        return False
    page, scripts = _parted(body.translate(None, CONTROLS))
    text = TAG.sub(GAP, page)
    if not _has_prose(text) or once_encoded(body) is not body:
        return False
    return not _may_be_on(topics, _Seen(page, text, scripts, announced))


class _Seen(NamedTuple):
    """What is looked through."""

    page: bytes
    text: bytes  # of the page, with GAPs for tags
    scripts: Sequence[bytes]
    announced: str

    def texts(self) -> Iterator[str]:
        yield _unescaped(self.announced)
        title = TITLE.search(self.page, 0, HEAD)
        yield _unescaped(b"\n".join([self.text, title[1] if title else b""]).decode())
        data = GAP.join(script for script in self.scripts if MEMBER.search(script)).decode()
        yield from _in_scripts(data)


def _may_be_on(topics: Iterable[Wanted], seen: _Seen) -> bool:
    """Each side is looked for once, of however many topics it is one."""
    unseen = {side for topic in topics for side in topic.sides}
    for text in map(Text, seen.texts()):
        unseen = {side for side in unseen if not side.are_in(text)}
        if any(sum(side not in unseen for side in one.sides) >= one.least for one in topics):
            return True
    return False


def _parted(body: bytes) -> tuple[bytes, list[bytes]]:
    """The page without its scripts and styles, and its scripts."""
    first, *parts = SCRIPT.split(body)
    page = [first]
    scripts: list[bytes] = []
    for part in parts:
        script, *after = SCRIPT_END.split(part, 1)
        (page if _is_none(script) else scripts).append(script)
        page += after
    first, *parts = GAP.join(page).split(b"<style")
    return b"<".join([first, *map(_without_style, parts)]), scripts


def _without_style(part: bytes) -> bytes:
    """Only up to the next tag: what is no style after all is not lost."""
    style, _, rest = part.partition(b"<")
    return part if _is_none(style) else rest


def _is_none(part: bytes) -> bool:
    """Whether a script or style ends before its end tag: in its own tag, or with the comment that
    it stands in. What follows is text to the parser."""
    end = part.find(b"-->")
    return part.partition(b">")[0].endswith(b"/") or (end >= 0 and b"<!--" not in part[:end])


def _has_prose(text: bytes) -> bool:
    if len(text.translate(None, SIGNS)) < LEAST:
        return False
    runs = (run.strip() for run in text.split(GAP) if len(run) >= RUN)
    prose = (len(run) for run in runs if b"<" not in run)  # that would be a meta tag
    return sum(length for length in prose if length >= RUN) >= LEAST_PROSE


def _unescaped(text: str) -> str:
    if "&" in text:
        twice = "&amp;" in text  # some write &amp;ecirc;
        text = ENTITY.sub(_letter, text)
        if twice:
            text = ENTITY.sub(_letter, text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _letter(entity: re.Match[str]) -> str:
    return _letter_of(entity[0])


@lru_cache(1000)  # the same few all over: a third of the time that html.unescape takes (measured)
def _letter_of(entity: str) -> str:
    return html.unescape(entity)


def _in_scripts(text: str) -> Iterator[str]:
    """As it stands, for an unequal sign looks like a tag; where it has tags, without them too."""
    if "\\" in text:
        text = text.replace("\\n", " ").replace("\\r", " ").replace("\\/", "/")
        if "\\u" in text:
            text = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _unescaped(text)
    yield text
    if "</" in text:
        yield TAG.sub(GAP, text.encode()).decode()
