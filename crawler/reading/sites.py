"""Which part of a title is the site's name and no words of the article.

The site is known by what it calls itself and by its address. Where neither is known, what stands
behind a sign that no sentence uses ("|", "»", "_") is taken for a name, and so is a part behind a
dash that is short enough.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from storage.fold import fold

# Signs between a title and a site's name. A dash counts between spaces, or between letters of Han
# and kana, which write none.
IDEOGRAPH = "[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]"
SIGN = re.compile(
    rf"\s*[|｜»«]+\s*|\s+(?:::?|·|•|/)\s+|(?<=\S)_+(?={IDEOGRAPH})|(?<={IDEOGRAPH})_+"
)
DASH = re.compile(rf"\s+[–—―-]{{1,2}}\s+|(?<={IDEOGRAPH})[–—-](?={IDEOGRAPH})")
ANY = re.compile(f"{SIGN.pattern}|{DASH.pattern}")
COLON = re.compile(r"\s*:\s+")  # before it only
LONGEST = 40  # letters of a name that nothing but its place betrays
# Hosts begin or end with them; they name no site.
COMMON = frozenset("www com org net gov edu info news blog amp mobile article articles the".split())
SHORTEST = 4  # letters of a name that is looked for inside another


def names_of(called: Iterable[str], addresses: Iterable[str]) -> frozenset[str]:
    """What a site may be called: its own words, and the parts of its hosts, as bare letters."""
    labels = (label for address in addresses for label in _host(address).split("."))
    names = {*map(_letters, called), *(label.replace("-", "") for label in labels)}
    return frozenset(name for name in names if len(name) > 2 and name not in COMMON)


def is_site(part: str, names: frozenset[str], *, strictly: bool = False) -> bool:
    """Whether a part of a title, or a heading, says nothing but the site's name.

    Not ``strictly``: or nearly nothing else.
    """
    letters = _letters(part)
    initials = {_initials(part, least) for least in (1, 3)}
    same = any(letters == name or name in initials for name in names)
    return same or (not strictly and any(_like(letters, name) for name in names))


def without_site(title: str, names: frozenset[str], *, guess: bool = True) -> str:
    """``guess``: also what is only like a name, or nothing but its place betrays. Not of a heading,
    which hardly ever names the site: "Kazakhstan – Vietnam" at the Vietnam News is whole."""
    while cut := _behind(title, names, strictly=not guess) or _before(title, names):
        title = cut
    return _guessed(title) if guess else title


def _behind(title: str, names: frozenset[str], *, strictly: bool) -> str:
    """ "" if no name stands behind."""
    for sign in reversed(list(ANY.finditer(title))):
        if is_site(title[sign.end() :], names, strictly=strictly):
            return title[: sign.start()]
    return ""


def _before(title: str, names: frozenset[str]) -> str:
    sign = ANY.search(title) or COLON.search(title)
    if sign and is_site(title[: sign.start()], names, strictly=True):
        return title[sign.end() :]
    return ""


def _guessed(title: str) -> str:
    for signs in (SIGN, DASH):
        for sign in reversed(list(signs.finditer(title))):
            if sign.end() >= len(title) - LONGEST and sign.start() > len(title) - sign.end():
                title = title[: sign.start()]
    return title


def _like(letters: str, name: str) -> bool:
    """Whether one begins or ends with the other, and is not much shorter."""
    short, long = sorted((letters, name), key=len)
    near = len(short) >= SHORTEST and len(short) * 3 >= len(long)
    return near and (long.startswith(short) or long.endswith(short))


def _initials(part: str, least: int) -> str:
    """Of the words of ``least`` letters at least: "University of X" is UoX or UX."""
    return "".join(word[0] for word in re.findall(r"\w+", fold(part)) if len(word) >= least)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text)).removeprefix("the")


def _host(address: str) -> str:
    with suppress(ValueError):
        return urlsplit(address).hostname or ""
    return ""
