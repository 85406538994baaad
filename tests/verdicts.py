"""How well labelled articles are judged, and how well they must be: tests/verdict_floors.toml.

`python -m tests.verdicts` prints the tables, and each article that is judged wrong with what led
to it; those of relevance_unseen.toml only if it is asked for;
`python -m tests.verdicts --file hard` one file of tests/labelled alone;
`python -m tests.verdicts --raise` writes what is reached into the floors, where it is more.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from storage.relevance import Relevance
from storage.settings_file import Settings, read_toml
from tests.cases import FILES, Case, load_cases
from tests.rising import complaints, raised
from topics.judge import THRESHOLD, judge
from topics.vocabulary import load_topic

FILE = Path(__file__).with_name("verdict_floors.toml")
NAMED = f"tests/{FILE.name}"
# Of fewer cases one verdict would be more than a floor's worth.
FEWEST_OF_A_LANGUAGE = 8
UNSEEN = "unseen"


class Floors(Settings):
    """The file verdict_floors.toml: of each group, what each figure must reach."""

    relevance: dict[str, float]
    hard: dict[str, float]
    unseen: dict[str, float]
    all: dict[str, float]
    languages: dict[str, float]
    traps: dict[str, float]
    clutter: dict[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    case: Case
    found: Relevance

    @property
    def right(self) -> bool:
        return self.found.relevant == self.case.relevant


@cache
def judged(file: str) -> tuple[Judged, ...]:
    topic = load_topic()
    return tuple(Judged(case, judge(case.article, topic)) for case in load_cases(file))


def everything() -> Iterator[Judged]:
    for file in FILES:
        yield from judged(file)


@cache
def reached() -> Mapping[str, Mapping[str, float]]:
    """Every figure, by the groups of the floors; those of clutter are in tests/clutter.py."""
    verdicts = tuple(everything())
    return {
        **{file: figures(judged(file)) for file in FILES},
        "all": figures(verdicts),
        "languages": {key: figures(own)["f1"] for key, own in by_language(verdicts).items()},
        "traps": {kind: share(own) for kind, own in by_trap(verdicts).items()},
    }


def figures(verdicts: Iterable[Judged]) -> dict[str, float]:
    """Precision, recall and F1."""
    pairs = [(one.case.relevant, one.found.relevant) for one in verdicts]
    hits = sum(truth and found for truth, found in pairs)
    wanted = sum(truth for truth, _ in pairs)
    kept = sum(found for _, found in pairs)
    return {
        "precision": hits / kept if kept else 0.0,
        "recall": hits / wanted if wanted else 0.0,
        "f1": 2 * hits / (wanted + kept) if wanted + kept else 0.0,
    }


def share(verdicts: Iterable[Judged]) -> float:
    """Of what is judged, how much is judged right."""
    right = [one.right for one in verdicts]
    return sum(right) / len(right)


def by_language(verdicts: Iterable[Judged]) -> dict[str, list[Judged]]:
    """Languages with cases enough for a figure."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in verdicts:
        groups[one.case.article.language].append(one)
    return {key: groups[key] for key in sorted(groups) if len(groups[key]) >= FEWEST_OF_A_LANGUAGE}


def by_trap(verdicts: Iterable[Judged]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in verdicts:
        if not one.case.relevant:
            groups[one.case.kind].append(one)
    return groups


def members(group: str, mark: str = "") -> list[Judged]:
    """What a group of the floors is reached on, or one figure of it."""
    if group in FILES:
        return list(judged(group))
    parts = {"languages": by_language, "traps": by_trap}
    if mark and group in parts:
        return parts[group](everything())[mark]
    return list(everything())


def told(group: str, floors: Mapping[str, float]) -> Iterator[str]:
    """The floors of a group that are not right, and of what is too low the worst cases."""
    marks = reached()[group]
    yield from complaints(marks, floors, NAMED)
    low = [mark for mark, figure in marks.items() if figure < floors.get(mark, 0)]
    named = (worst(members(group, mark)) for mark in low)
    yield from dict.fromkeys(f"  {line}" for lines in named for line in lines)


def worst(verdicts: Iterable[Judged], most: int = 8) -> Iterator[str]:
    """What is judged wrong, the farthest from its right side first."""
    wrong = [one for one in verdicts if not one.right]
    for one in sorted(wrong, key=lambda one: -abs(one.found.score - THRESHOLD))[:most]:
        yield headed(one)


def headed(one: Judged) -> str:
    found, article = one.found, one.case.article
    fault = "kept" if found.relevant else "missed"
    return f"{one.case.name} {article.language} {fault} at {found.score:.2f}: {article.title}"


def explained(one: Judged) -> Iterator[str]:
    """One that is judged wrong, with the parts of its score and the words of the sides."""
    yield headed(one)
    for part in one.found.parts:
        decides = part.side in ("", one.found.decided_by)
        mark = "" if decides else " (not counted)"
        words = f": {', '.join(part.words)}" if part.words else ""
        yield f"    {part.worth:+.2f} {part.name} {part.side}{mark}{words}"
    found = [f"{one.words} ({one.side}, {one.place}, {one.count})" for one in one.found.matches]
    yield f"    {'; '.join(found) or 'no word of a side'}"


def load_floors() -> dict[str, dict[str, float]]:
    return read_toml(FILE, Floors).model_dump()


def summary(files: Iterable[str]) -> Iterator[str]:
    """The tables, the floors that are not right, and what is judged wrong in ``files``."""
    floors = load_floors()
    for group, marks in reached().items():
        yield f"{group} ({len(members(group))} articles)"
        yield from (f"  {mark:18}{figure:.4f}" for mark, figure in marks.items())
        yield from (f"  ! {line}" for line in complaints(marks, floors[group], NAMED))
    for file in files:
        wrong = [one for one in judged(file) if not one.right]
        yield f"\n{file}: {len(wrong)} of {len(judged(file))} judged wrong"
        for one in wrong:
            yield from explained(one)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.verdicts")
    parser.add_argument("--file", choices=FILES, action="append", help="only these")
    parser.add_argument("--raise", action="store_true", dest="higher", help="raise the floors")
    options = parser.parse_args()
    if options.higher:
        text = FILE.read_text(encoding="utf-8")
        FILE.write_text(raised(text, reached()), encoding="utf-8")
    shown = options.file or [file for file in FILES if file != UNSEEN]
    print("\n".join(summary(shown)))


if __name__ == "__main__":
    main()
