"""Whether clutter changes verdicts: sidebars under articles, and articles in pages full of it.

`python -m tests.clutter` tries our labelled articles in full, `python -m tests.clutter FILE.jsonl`
those of a file with one JSON object a line (id, title, text, lang, label), and prints the counts
and every verdict that clutter changes;
`python -m tests.clutter --raise` writes what the suite reaches into tests/verdict_floors.toml.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from crawler.reading.text import SHORTEST
from tests.buried import FAMILIES, Buried, buried
from tests.cases import Case, all_cases, read_lines
from tests.rising import raised
from tests.sidebars import sidebars
from tests.verdicts import FILE
from topics.judge import judge
from topics.vocabulary import load_topic

# The suite tries a third of the sidebars and a tenth of the pages, other ones from case to case.
SIDEBARS_IN_TURN = 3
PAGES_IN_TURN = 2 * len(FAMILIES)


@dataclass(frozen=True, slots=True)
class Tried:
    """One article with clutter. ``change``: what became of its verdict, "" if it stayed."""

    case: Case
    kind: str  # "appended", "buried_in", "buried_out"
    how: str
    change: str
    why: tuple[str, ...] = ()


def appended(cases: Iterable[Case], turns: int = 1) -> Iterator[Tried]:
    """Every ``turns``-th sidebar under each article that is out, and is so without one."""
    topic = load_topic()
    for place, case in enumerate(cases):
        if case.relevant or judge(case.article, topic).relevant:
            continue
        for sidebar in list(sidebars(case.article, topic))[place % turns :: turns]:
            found = judge(sidebar.below(case.article), topic)
            change = f"comes in at {found.score:.2f}" if found.relevant else ""
            yield Tried(case, "appended", str(sidebar), change)


def in_pages(cases: Iterable[Case], turns: int = 1) -> Iterator[Tried]:
    """Every ``turns``-th page, each article in one of each family, if it is long enough for one."""
    long = [case for case in cases if is_long(case)]
    pages = [(case, family) for case in long for family in FAMILIES]
    # One more than whole turns, so that each family comes round.
    for case, family in pages[:: turns + 1 if turns > 1 else 1]:
        yield tried(case, buried(case.article, family))


def is_long(case: Case) -> bool:
    """What is shorter is taken for the caption of a video, whatever it says."""
    return len(case.article.text.encode()) >= SHORTEST


def tried(case: Case, page: Buried) -> Tried:
    """The verdict on what was read of a page, beside that on the article before."""
    topic = load_topic()
    clean = judge(case.article, topic)
    kind = "buried_in" if clean.relevant else "buried_out"
    if page.found is None:
        return Tried(case, kind, page.family, "is not seen")
    found = judge(page.found, topic)
    if found.relevant == clean.relevant:
        return Tried(case, kind, page.family, "")
    change = f"{clean.score:.2f} becomes {found.score:.2f}"
    lead = page.found.lead or page.found.text.partition("\n")[0]
    split = f"nothing lost nor kept, but the lead ends with: {lead[-60:]}"
    return Tried(case, kind, page.family, change, tuple(page.faults()) or (split,))


@cache
def in_turn() -> tuple[Tried, ...]:
    """What the suite tries of our labelled articles."""
    cases = tuple(all_cases())
    return (*appended(cases, SIDEBARS_IN_TURN), *in_pages(cases, PAGES_IN_TURN))


def figures(trials: Iterable[Tried]) -> dict[str, float]:
    """Of each kind the share of verdicts that clutter does not change."""
    stayed: dict[str, list[bool]] = {}
    for one in trials:
        stayed.setdefault(one.kind, []).append(not one.change)
    return {kind: sum(same) / len(same) for kind, same in stayed.items()}


def told(one: Tried) -> Iterator[str]:
    case = one.case
    yield (
        f"{case.name} {case.article.language} {case.kind}, {one.kind}: {one.how}: {one.change}:"
        f" {case.article.title}"
    )
    yield from (f"    {reason}" for reason in one.why)


def changed(trials: Iterable[Tried], most: int | None = None) -> Iterator[str]:
    """The verdicts that clutter changed."""
    wrong = [one for one in trials if one.change]
    yield from chain.from_iterable(told(one) for one in wrong[:most])


def summary(cases: Sequence[Case]) -> Iterator[str]:
    """Everything that can be tried of these articles."""
    topic = load_topic()
    trials = [*appended(cases), *in_pages(cases)]
    yield from changed(trials)
    for kind in ("appended", "buried_in", "buried_out"):
        own = [one for one in trials if one.kind == kind]
        bad = sum(bool(one.change) for one in own)
        articles = len({one.case.name for one in own})
        yield f"{kind}: {bad} of {len(own)} verdicts changed, on {articles} articles"
    wrong = sum(not case.relevant and judge(case.article, topic).relevant for case in cases)
    yield f"{wrong} articles were in that should not be: no sidebar was tried under them"
    short = sum(not is_long(case) for case in cases)
    yield f"{short} articles were too short to be put into a page (below {SHORTEST} bytes)"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.clutter")
    parser.add_argument("file", nargs="?", type=Path, help="labelled articles, one a line")
    parser.add_argument("--raise", action="store_true", dest="higher", help="raise the floors")
    options = parser.parse_args()
    if options.higher:
        text = FILE.read_text(encoding="utf-8")
        FILE.write_text(raised(text, {"clutter": figures(in_turn())}), encoding="utf-8")
        return
    print("\n".join(summary(list(read_lines(options.file) if options.file else all_cases()))))


if __name__ == "__main__":
    main()
