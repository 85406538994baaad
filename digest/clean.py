"""Texts and links of outlets, made safe to print. Whatever a page says, no issue breaks on it.

Escaping is not done here: that is the template's work.
"""

import html
import re
import unicodedata
from urllib.parse import quote, urlsplit

TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>|<!--.*?-->")
# Zero-width joiner and non-joiner are part of words (Persian, Sinhala, emoji); the other invisible
# characters turn lines around, hide or glue words.
JOINERS = frozenset("\u200c\u200d")
UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp", "Zs"})
CUT = "…"
# Thai and Hebrew stack two or three marks on one letter; more is a flood over the lines around it.
MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
UNKNOWN_LANGUAGE = "und"
# A longer address is a tracker's or an attack; browsers and mail programs start to fail at 2,000.
MAX_URL = 1500
HOST = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")
URL_CHARACTERS = "/?#&=%+:;,@!$'()*~"  # may stand in an address as they are
RIGHT_TO_LEFT = frozenset({"R", "AL"})

# Scripts that tell the language of an outlet's name well enough for a voice and for fonts.
NAME_SCRIPTS = (
    (re.compile("[әғқңөұүһі]", re.IGNORECASE), "kk"),
    (re.compile("[а-яё]", re.IGNORECASE), "ru"),
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7af]"), "ko"),
    (re.compile("[\u3400-\u9fff]"), "zh"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u0e80-\u0eff]"), "lo"),
    (re.compile("[\u1780-\u17ff]"), "km"),
    (re.compile("[\u0600-\u06ff]"), "ar"),
    (re.compile("[ăđơư\u1ea0-\u1ef9]", re.IGNORECASE), "vi"),
)


def clean_text(text: str, most: int = 10_000) -> str:
    """One line of NFC text without markup and invisible characters, at most ``most`` columns."""
    text = text[: 4 * most]  # what follows is linear, a page of 30 MB is still too much
    for _ in range(5):  # feeds escape twice, broken ones more often
        text = html.unescape(text)
    text = TAG.sub(" ", text)
    printable = "".join(char if _is_printable(char) else _instead(char) for char in text)
    composed = unicodedata.normalize("NFC", printable)
    return cut(" ".join(MARKS.sub(r"\1", composed).split()), most)


def width(text: str) -> int:
    """Columns: wide characters (Han, kana, Hangul) hold about two letters' worth of news."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def cut(text: str, most: int) -> str:
    """At most ``most`` columns: the end goes, at a word's boundary where there is one near."""
    if width(text) <= most:
        return text
    room, end = most - width(CUT), 0
    while room >= (step := width(text[end])):
        room, end = room - step, end + 1
    head = text[:end]
    if text[end] != " " and (space := head.rfind(" ")) > end * 2 // 3:
        head = head[:space]
    return head.rstrip(" ,;:–—-(") + CUT


def safe_link(url: str) -> str | None:
    """The address in ASCII if it is a plain web address, else None."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
        path = quote(parts._replace(scheme="", netloc="").geturl(), safe=URL_CHARACTERS)
    except ValueError:  # also what a wrong port, a lone surrogate or a bad host name raises
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not HOST.fullmatch(host):
        return None
    link = f"{parts.scheme}://{host}{port}{path}"
    return link if len(link) <= MAX_URL else None


def language_tag(language: str) -> str:
    return language if LANGUAGE_TAG.fullmatch(language) else UNKNOWN_LANGUAGE


def direction(text: str) -> str:
    """Of the first letter that has one: Kazakh may be written in Arabic letters."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return "ltr"
        if kind in RIGHT_TO_LEFT:
            return "rtl"
    return "ltr"


def name_language(name: str) -> str:
    """A guess for a name, of which we know no language: by its letters, else English."""
    return next((language for letters, language in NAME_SCRIPTS if letters.search(name)), "en")


def _is_printable(char: str) -> bool:
    if char in JOINERS or char == " ":
        return True
    return unicodedata.category(char) not in UNPRINTABLE and char != "\ufffd"


def _instead(char: str) -> str:
    """A space where a reader saw one; nothing for a character that was invisible."""
    return " " if char.isspace() or unicodedata.category(char) in ("Cc", "Zl", "Zp", "Zs") else ""
