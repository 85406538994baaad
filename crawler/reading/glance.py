"""Whether a page can be about a topic at all, seen without reading it: the decision of
``is_off_topic``.

An article is relevant only if two sides of a topic are named or hinted at in it, so a page in which
no word of a foreign side occurs anywhere needs no reading. What is looked through is more than any
article can be made of: all text between tags, the page's meta tags and title, its scripts; each
with the folding that ``crawler.aliases`` matches with, and without a blank or a sign in it, so that
no tag, entity, escape, hyphen or line break hides a word. What is doubtful is read.
"""

import html
import re
import string
import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from crawler.aliases import Kind, Topic
from crawler.reading.charset import is_utf8
from crawler.reading.parsing import CONTROLS
from crawler.spelling import APOSTROPHES, LETTERS

# Bytes in long runs between tags. A page with less may be a wall (crawler/walls.py asks the same),
# a shell whose text comes by scripts, or an agency's stub whose text comes later.
LEAST_PROSE = 1200
RUN = 100  # bytes; menus, captions and teasers have shorter ones
SHORTEST = 5  # letters; shorter names must be written as the topic's file has them: "VN", "РК"
RELATION = 2  # sides that an article must name: see ``crawler.relevance.judge``

# Not meta tags: what they hold becomes titles and leads. What begins like no tag stays as well.
TAG = re.compile(rb"<(?![Mm][Ee][Tt][Aa])[A-Za-z/!?][^<>]*+>")
TITLE = re.compile(rb"<title[^>]*+>(.{,1000}?)</title", re.S)  # may hold what looks like tags
HEAD = 50_000  # bytes in which a title is looked for
SCRIPT = re.compile(rb"<[Ss][Cc][Rr][Ii][Pp][Tt]")
SCRIPT_END = re.compile(rb"</[Ss][Cc][Rr][Ii][Pp][Tt]")
GAP = b"\x01"  # stands for a tag; no page has it, see CONTROLS
# Text in JSON is a value or a list's first: scripts without are programs, and hold none.
MEMBER = re.compile(rb"""["']\s*:[\s\[{]*\\*["']""")
ESCAPE = re.compile(r"(?<!\\)\\+u([0-9A-Fa-f]{4})")
RARE = re.compile("[^\x00-\x7f]+")
UPPER, LOWER = string.ascii_uppercase.encode(), string.ascii_lowercase.encode()
TO_LOWER = bytes.maketrans(UPPER, LOWER)
SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
# A letter may follow that is a sign to ``crawler.spelling``.
WORD_END = rf"(?![^\W_{''.join(sorted(APOSTROPHES))}])"
# A search looks closer only where a first letter fits, so each word is found by its letter that is
# rarest in texts in Latin letters: three times as fast (measured).
RAREST_FIRST = "zqxjkvbpygwfmucldrhsnioate"


@dataclass(frozen=True, slots=True)
class Words:
    """Those of one side: ``latin`` and ``other`` are found in folded letters, ``written`` in the
    text as it is."""

    latin: re.Pattern[str]
    other: re.Pattern[str]
    written: re.Pattern[str]

    def are_in(self, text: str, folded: str) -> bool:
        found = self.latin.search(folded) or self.written.search(text)
        return bool(found or (not folded.isascii() and self.other.search(folded)))


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
    return Wanted(tuple(_words(topic, side) for side in foreign), RELATION - own)


def is_off_topic(body: bytes, topics: Sequence[Wanted]) -> bool:
    """True if nothing that can be read out of the page can be relevant for any of ``topics``."""
    if not is_utf8(body):
        return False
    page, scripts = _parted(body.translate(None, CONTROLS))
    text = TAG.sub(GAP, page)
    return _has_prose(text) and not any(_may_be_on(topic, page, text, scripts) for topic in topics)


def _may_be_on(topic: Wanted, page: bytes, text: bytes, scripts: Sequence[bytes]) -> bool:
    unseen = list(topic.sides)
    for each in _texts(page, text, scripts):
        folded = squashed(each)
        unseen = [side for side in unseen if not side.are_in(each, folded)]
        if len(topic.sides) - len(unseen) >= topic.least:
            return True
    return False


def _texts(page: bytes, text: bytes, scripts: Sequence[bytes]) -> Iterator[str]:
    title = TITLE.search(page, 0, HEAD)
    yield _unescaped(b"\n".join([text, title[1] if title else b""]).decode())
    data = GAP.join(script for script in scripts if MEMBER.search(script)).decode()
    yield from _in_scripts(data)


def _parted(body: bytes) -> tuple[bytes, list[bytes]]:
    """The page without its scripts and styles, and its scripts."""
    first, *parts = SCRIPT.split(body)
    page, scripts = [first], []
    for part in parts:
        script, *after = SCRIPT_END.split(part, 1)
        scripts.append(script)
        page += after
    first, *parts = GAP.join(page).split(b"<style")
    # Up to the next tag: what is no style after all is not lost.
    return b"<".join([first, *(part.partition(b"<")[2] for part in parts)]), scripts


def _has_prose(text: bytes) -> bool:
    runs = (run.strip() for run in text.split(GAP) if len(run) >= RUN)
    prose = (len(run) for run in runs if b"<" not in run)  # that would be a meta tag
    return sum(length for length in prose if length >= RUN) >= LEAST_PROSE


def _unescaped(text: str) -> str:
    if "&" in text:
        twice = "&amp;" in text  # some write &amp;ecirc;
        text = html.unescape(text)
        if twice:
            text = html.unescape(text)
    return unicodedata.normalize("NFC", text)


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


def squashed(text: str) -> str:
    """The letters and figures of ``text``, in NFC, as ``crawler.spelling`` folds them."""
    packed = text.encode("utf-8", "replace").translate(TO_LOWER, SIGNS)
    letters = packed.decode()
    if packed.isascii():
        return letters
    if len(packed) > len(letters) * 1.2:  # mostly other letters than Latin ones
        folded = letters.translate(LETTERS)
    else:
        folded = RARE.sub(_folded, letters)
    return folded.replace(" ", "").replace("'", "")  # dashes and apostrophes fold to these


def _folded(found: re.Match[str]) -> str:
    return _run(found[0])


@lru_cache(1000)  # "é", "’": six times as fast (measured)
def _run(letters: str) -> str:
    return letters.translate(LETTERS)


def _words(topic: Topic, side: str) -> Words:
    folded: set[str] = set()
    written: set[str] = set()
    for word, meanings in topic.aliases.items():
        for alias in meanings:
            if alias.owner != side or alias.kind not in (Kind.NAME, Kind.HINT):
                continue
            if alias.exact and len(squashed(word)) < SHORTEST:
                written.add(alias.exact)
            else:
                folded.add(squashed(word))
    latin = frozenset(word for word in folded if word.isascii())
    return Words(
        _anywhere(latin), _anywhere(frozenset(folded - latin)), _as_written(frozenset(written))
    )


@cache
def _as_written(words: Set[str]) -> re.Pattern[str]:
    """Not inside of a word, wherever a tag may stand in them."""
    gap = f"{GAP.decode()}*"
    branches = (
        gap.join(r"\s+" if sign == " " else re.escape(sign) for sign in word)
        for word in sorted(words)
    )
    return re.compile(f"(?:{'|'.join(branches) or '(?!)'}){WORD_END}")


@cache
def _anywhere(words: Set[str]) -> re.Pattern[str]:
    shortest = [word for word in words if not any(o != word and o in word for o in words)]
    tails = [(_tail(word), word) for word in sorted(shortest)]
    return re.compile(_branches(tails))


def _tail(word: str) -> str:
    """From its rarest letter on."""
    return word[min(range(len(word)), key=lambda place: RAREST_FIRST.find(word[place])) :]


def _branches(tails: Iterable[tuple[str, str]]) -> str:
    """A pattern for what is left of the tail of each word, with the word behind it at its end."""
    groups: dict[str, list[tuple[str, str]]] = {}
    whole = []
    for tail, word in tails:
        if tail:
            groups.setdefault(tail[0], []).append((tail[1:], word))
        else:
            whole.append(f"(?<={re.escape(word)})")
    parts = [*whole, *(re.escape(first) + _branches(rest) for first, rest in groups.items())]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
