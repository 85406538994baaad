"""Which addresses of a site are articles: a guess from addresses that it announced.

Conservative: a pattern holds on to what tells an article from a list (an id, a date, an ending, a
slug of several words); where nothing does, there is no guess. A person reads it before it is used.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

FEWEST = 3  # addresses of one shape: two may be chance
SHARE = 0.15  # of all addresses, for a second shape; less is a stray page
SHAPES = 3
ENDING = re.compile(r"\.[a-z]{3,5}$")
NO_ARTICLES = re.compile(r"/(?:search|tags?|topics?|categor(?:y|ies)|author|page|print)/", re.I)
SHORTEST_ID = 5  # digits of an id that stands alone: lists have short ones
LOCALE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
# First parts of paths that say what a page is, on sites of every kind.
STRUCTURE = frozenset("news article articles story stories post posts blogs details view".split())
# How the last part of a path ends or begins, tried in this order.
TAILS = (
    ("date", re.compile(r"(?P<slug>\d{4}-\d{2}-\d{2}-)(?P<id>)(?=.)(?P<sep>.+)")),
    (
        "id",
        re.compile(
            r"(?P<slug>.*[^\W\d].*?)(?P<sep>[-_.]+(?:post|[a-z])?)(?P<id>(?!(?:19|20)\d\d$)\d{4,})"
        ),
    ),
    ("hex", re.compile(r"(?P<slug>.+?)(?P<sep>[-_])(?P<id>(?=.*\d)(?=.*[a-f])[0-9a-f]{6})")),
    ("first", re.compile(r"(?P<id>\d{4,})(?P<sep>[-_])(?P<slug>.*[^\W\d].*)")),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """``pattern`` is of canonical addresses and may hold {locale}, for which ``locale`` stands."""

    pattern: str
    locale: str
    matched: int
    of: int


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a path: ``kind`` with what of it is the same for all addresses of a shape."""

    kind: str
    fixed: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    """An address taken apart. Forms with one shape are written as one pattern."""

    host: str
    shape: tuple[_Part, ...]
    sections: int
    slug: str
    digits: int
    slash: bool


def guess_pattern(urls: Iterable[str], *, announced: bool) -> Guess | None:
    """``announced``: all are articles, by a feed's or a sitemap's word; else they are any links."""
    all_urls = sorted(set(urls))
    forms = [form for url in all_urls if (form := _taken_apart(url))]
    marked = [form for form in forms if announced or _has_mark(form)]
    hosts = Counter(form.host for form in marked)
    if not hosts:
        return None
    host = hosts.most_common(1)[0][0]
    marked = _of_one_locale([form for form in marked if form.host == host])
    shapes = Counter(form.shape for form in marked)
    least = max(FEWEST, SHARE * len(marked))
    chosen = [shape for shape, count in shapes.most_common(SHAPES) if count >= least]
    if not chosen:
        return None
    paths = [_written([one for one in marked if one.shape == shape]) for shape in chosen]
    return _checked(host, paths, _locale(marked[0]), all_urls)


def _checked(host: str, paths: list[str], locale: str, urls: Sequence[str]) -> Guess:
    several = len(paths) > 1
    path = f"(?:{'|'.join(paths)})" if several else paths[0]
    pattern = f"^https://{re.escape(host)}/{path}$"
    compiled = re.compile(pattern.replace("{locale}", re.escape(locale)))
    return Guess(pattern, locale, sum(bool(compiled.search(url)) for url in urls), len(urls))


def _of_one_locale(forms: list[_Form]) -> list[_Form]:
    """An edition is in one language: those of the commonest locale, if there is any."""
    locales = Counter(_locale(form) for form in forms)
    return [form for form in forms if _locale(form) == locales.most_common(1)[0][0]]


def _locale(form: _Form) -> str:
    return next((part.fixed for part in form.shape if part.kind == "locale"), "")


def _has_mark(form: _Form) -> bool:
    """Whether it looks like an article's address, without anybody's word for it."""
    kinds = {part.kind for part in form.shape}
    if kinds & {"id"} and not form.slug and form.digits < SHORTEST_ID:
        return False
    return bool(kinds & {"id", "hex", "first", "date", "day", "year"})


def _taken_apart(url: str) -> _Form | None:
    parts = urlsplit(url)
    path = unquote(parts.path)
    names = path.strip("/").split("/")
    if parts.query or not parts.hostname or not names[-1] or NO_ARTICLES.search(path):
        return None
    first = [_leading(name, number) for number, name in enumerate(names[:-1])]
    last, slug, digits = _last(names[-1])
    if last.kind == "word" and not any(part.kind in ("year", "day", "id") for part in first):
        return None  # one word: a section, as far as anybody can tell
    shape = [part for part in first if part.kind != "section"]
    sections = len(first) - len(shape)
    place = next((n for n, part in enumerate(first) if part.kind == "section"), None)
    if place is not None:
        shape.insert(place, _Part("section"))
    digits = digits or next((len(n) for n in names[:-1] if n.isdigit() and len(n) > 4), 0)
    return _Form(parts.hostname, (*shape, last), sections, slug, digits, path.endswith("/"))


def _leading(name: str, place: int) -> _Part:
    if re.fullmatch(r"(?:19|20)\d\d", name):
        return _Part("year")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name):
        return _Part("day")
    if re.fullmatch(r"\d{1,2}", name):
        return _Part("number")
    if name.isdigit():
        return _Part("id")
    if place == 0 and LOCALE.fullmatch(name):
        return _Part("locale", name)
    return _Part("fixed", name) if name in STRUCTURE else _Part("section")


def _last(name: str) -> tuple[_Part, str, int]:
    """(part, slug, digits of the id) of the last part of a path."""
    ending = ENDING.search(name)
    fixed = ending[0] if ending else ""
    stem = name.removesuffix(fixed)
    if stem.isdigit():
        return _Part("id", f"|{fixed}"), "", len(stem)
    for kind, pattern in TAILS:
        if match := pattern.fullmatch(stem):
            sep = "" if kind == "date" else match["sep"]
            slug = match["sep"] if kind == "date" else match["slug"]
            return _Part(kind, f"{sep}|{fixed}"), slug, len(match["id"])
    words = len(re.findall(r"[^-_]+", stem))
    return _Part("slug" if words > 2 else "word", f"|{fixed}"), stem, 0


def _written(forms: list[_Form]) -> str:
    """The path's pattern of all ``forms``, which have one shape."""
    written = []
    for part in forms[0].shape[:-1]:
        written.append(_leading_pattern(part, forms))
    slash = "/" if all(form.slash for form in forms) else ""
    if not slash and any(form.slash for form in forms):
        slash = "/?"
    return "".join((*written, _last_pattern(forms), slash))


def _leading_pattern(part: _Part, forms: list[_Form]) -> str:
    if part.kind == "section":
        counts = [form.sections for form in forms]
        few, many = min(counts), max(counts)
        if few == many == 1:
            return "[^/]+/"
        return f"(?:[^/]+/){{{few},{many}}}" if few < many else f"(?:[^/]+/){{{few}}}"
    patterns = {
        "year": r"\d{4}",
        "day": r"\d{4}-\d{2}-\d{2}",
        "number": r"\d{1,2}",
        "id": _digits(forms),
        "locale": "{locale}",
    }
    return f"{patterns.get(part.kind, re.escape(part.fixed))}/"


def _last_pattern(forms: list[_Form]) -> str:
    last = forms[0].shape[-1]
    sep, _, ending = last.fixed.rpartition("|")
    slug = _slug([form.slug for form in forms])
    sep, ending = re.escape(sep).replace(r"\-", "-"), re.escape(ending)
    patterns = {
        "date": rf"\d{{4}}-\d{{2}}-\d{{2}}-{slug}",
        "id": f"{slug}{sep}{_digits(forms)}" if forms[0].slug else _digits(forms),
        "hex": f"{slug}{sep}[0-9a-f]{{6}}",
        "first": f"{_digits(forms)}{sep}{slug}",
        "slug": _long_slug(forms),
        "word": slug,
    }
    return patterns[last.kind] + ending


def _digits(forms: list[_Form]) -> str:
    """Ids grow, and old articles have short ones: one digit more or less than was seen."""
    lengths = [form.digits for form in forms]
    return rf"\d{{{max(1, min(lengths) - 1)},{max(lengths) + 1}}}"


def _slug(slugs: list[str]) -> str:
    if all(re.fullmatch(r"[a-z0-9-]*", slug) for slug in slugs):
        return "[a-z0-9-]+"
    return r"[\w-]+" if all(re.fullmatch(r"[\w-]*", slug, re.A) for slug in slugs) else "[^/]+"


def _long_slug(forms: list[_Form]) -> str:
    """Alone it must have several words, at most four: titles are short at times."""
    if any(part.kind in ("year", "day", "fixed", "id") for part in forms[0].shape[:-1]):
        return _slug([form.slug for form in forms])
    joints = min(len(re.findall(r"[-_]+", form.slug)) for form in forms)
    return f"[^/?_-]+(?:[_-]+[^/?_-]+){{{min(max(joints - 1, 2), 3)},}}"
