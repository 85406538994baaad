"""What has an outlet written otherwise: the decision of ``what_changed``.

Only what a reader would want to be told: the headline, and figures, dates, names and quotations in
sentences that were edited, added or taken out. Typing errors, clutter, captions and notes of when
a page was updated change nothing; nor does a rewriting that leaves all of these as they were.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.edits import UPDATED, Edit, edits, is_typo, pairs, sentences
from crawler.particulars import Particular, find_particulars, proven_names
from storage.looks import ASIDE, Aspect, Change, Finding
from storage.records import Article


def what_changed(old: Article, new: Article) -> tuple[Change, ...]:
    """The headline first, then in the order of the text; () if nothing that matters did."""
    near = old.published.date() if old.published else None
    one, other = _Text.of(old, near), _Text.of(new, near)
    found = [*_title(old.title, new.title, one, other), *_body(one, other), *_aside(old, new)]
    unique: dict[tuple[Aspect, str, str], Change] = {}
    for change in found:
        unique.setdefault((change.aspect, change.before, change.after), change)
    return tuple(unique.values())


def finding_of(changes: Iterable[Change]) -> Finding:
    telling = [change for change in changes if change.aspect not in ASIDE]
    if any(change.corrects for change in telling):
        return Finding.CORRECTED
    return Finding.EXTENDED if telling else Finding.UNCHANGED


@dataclass(frozen=True, slots=True)
class _Text:
    """One version under comparison; ``keys``: all that it says anywhere, title included."""

    language: str
    near: date | None
    sentences: Sequence[str]
    proven: frozenset[str]
    keys: frozenset[tuple[Aspect, str]]

    @classmethod
    def of(cls, article: Article, near: date | None) -> "_Text":
        whole = f"{article.title}\n{article.text}"
        proven = proven_names(article.text, article.language)
        all_said = find_particulars(whole, article.language, near, proven)
        prose = sentences(article.text, article.language)
        keys = frozenset((one.aspect, one.value) for one in all_said)
        return cls(article.language, near, prose, proven, keys)

    def particulars(self, sentence: str) -> list[Particular]:
        return find_particulars(sentence, self.language, self.near, self.proven)

    def says(self, one: Particular) -> bool:
        return (one.aspect, one.value) in self.keys


def _title(before: str, after: str, one: _Text, other: _Text) -> Iterator[Change]:
    """Of two headlines any other wording counts, but for typing errors outside of names."""
    old, new = _unlabelled(before), _unlabelled(after)
    found = edits(old, new)
    names = any(_names_in(old, new, edit, one, other) for edit in found)
    if names or not all(is_typo(edit, old, new) for edit in found):
        yield Change(Aspect.TITLE, before, after, before, after)


def _unlabelled(title: str) -> str:
    """Without "UPDATED:" before it or "(updated)" behind it."""
    title = re.sub(r"\s*[(\[（]([^)\]）]*)[)\]）]\s*$", _unless_updated, title)
    return re.sub(rf"^{UPDATED.pattern}\s*[:：|–—-]\s*", "", title, flags=re.IGNORECASE)


def _unless_updated(found: re.Match[str]) -> str:
    return "" if UPDATED.match(found[1]) else found[0]


def _names_in(old: str, new: str, edit: Edit, one: _Text, other: _Text) -> bool:
    lost = _touched(one.particulars(old), edit.a, edit.b)
    gained = _touched(other.particulars(new), edit.c, edit.d)
    keys = {name.key for name in gained if name.aspect is Aspect.NAME}
    return bool(keys) and any(name.aspect is Aspect.NAME and name.key not in keys for name in lost)


def _body(one: _Text, other: _Text) -> Iterator[Change]:
    for before, after in pairs(one.sentences, other.sentences):
        if not before:
            for new in other.particulars(after):
                if not one.says(new):
                    yield Change(new.aspect, "", new.words, "", after)
        elif not after:
            for old in one.particulars(before):
                if not other.says(old):
                    yield Change(old.aspect, old.words, "", before, "")
        else:
            yield from _edited(before, after, one, other)


def _edited(before: str, after: str, one: _Text, other: _Text) -> Iterator[Change]:
    """Of one sentence; a quotation only where nothing else in the sentence says what changed."""
    mine, theirs = one.particulars(before), other.particulars(after)
    told, quotes = [], []
    for edit in edits(before, after):
        lost, gained = _touched(mine, edit.a, edit.b), _touched(theirs, edit.c, edit.d)
        for aspect, old, new in _exchanged(lost, gained, edit, one, other):
            change = Change(aspect, old, new, before, after)
            if aspect is not Aspect.QUOTE:
                told.append(change)
            elif not is_typo(edit, before, after):
                quotes.append(change)
    yield from told or quotes


def _touched(found: Iterable[Particular], start: int, end: int) -> list[Particular]:
    return [
        one
        for one in found
        if (one.start < end and start < one.end) or (start == end and one.start < start < one.end)
    ]


def _exchanged(
    lost: Sequence[Particular], gained: Sequence[Particular], edit: Edit, one: _Text, other: _Text
) -> Iterator[tuple[Aspect, str, str]]:
    """What came in the place of what. What the other version says elsewhere is not lost."""
    for aspect in (Aspect.FIGURE, Aspect.DATE, Aspect.NAME, Aspect.QUOTE):
        went, came = _differing(aspect, lost, gained)
        if aspect is Aspect.NAME:  # "he" for a name, a short name for a long one, a slip mended
            went = [old for old in went if not other.says(old)]
            came = [new for new in came if not one.says(new)]
        both = min(len(went), len(came))
        for old, new in zip(went, came, strict=False):
            if aspect is not Aspect.NAME or sorted(old.key) != sorted(new.key):  # letters swapped
                yield aspect, old.words, new.words
        if edit.c == edit.d:
            yield from ((aspect, old.words, "") for old in went[both:] if not other.says(old))
        if edit.a == edit.b or aspect is not Aspect.NAME:
            yield from ((aspect, "", new.words) for new in came[both:] if not one.says(new))


def _differing(
    aspect: Aspect, lost: Sequence[Particular], gained: Sequence[Particular]
) -> tuple[list[Particular], list[Particular]]:
    mine = [old for old in lost if old.aspect is aspect]
    theirs = [new for new in gained if new.aspect is aspect]
    went = [old for old in mine if old.key not in {new.key for new in theirs}]
    return went, [new for new in theirs if new.key not in {old.key for old in mine}]


def _aside(old: Article, new: Article) -> Iterator[Change]:
    if old.published and new.published and old.published != new.published:
        yield Change(Aspect.PUBLISHED, old.published.isoformat(), new.published.isoformat())
    if old.authors and new.authors and set(old.authors) != set(new.authors):
        yield Change(Aspect.AUTHORS, "; ".join(old.authors), "; ".join(new.authors))
