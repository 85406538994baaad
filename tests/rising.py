"""Floors that only rise: what is below its floor, what lies too far above, the file raised.

A file of floors has tables of figures, 1 being best: tests/floors.toml, tests/verdict_floors.toml.
"""

import math
from collections.abc import Iterator, Mapping

# Floors that lie farther below what is reached would let as much be lost again unseen.
SLACK = 0.01


def complaints(
    figures: Mapping[str, float], floors: Mapping[str, float], file: str = "tests/floors.toml"
) -> Iterator[str]:
    """What is below its floor, which floor is to be raised, and what is without its counterpart."""
    for mark, figure in figures.items():
        floor = floors.get(mark)
        if floor is None:
            yield f"{mark} has no floor: write {mark} = {down(figure)} into {file}"
        elif figure < floor:
            yield f"{mark} is {figure:.4f}, below its floor of {floor}"
        elif figure > floor + SLACK:
            yield f"{mark}: raise the floor in {file} to {down(figure)}"
    for mark in floors:
        if mark not in figures:
            yield f"{mark} has a floor in {file} and nothing to measure it on"


def down(figure: float) -> float:
    """To four places, never up: a floor must be reached."""
    return math.floor(figure * 10_000) / 10_000


def raised(text: str, figures: Mapping[str, Mapping[str, float]]) -> str:
    """The file's text with every floor as high as its figure; none is lowered."""
    lines, group = [], ""
    for line in text.splitlines():
        mark, _, floor = line.partition(" = ")
        group = line.strip("[]") if line.startswith("[") else group
        figure = figures.get(group, {}).get(mark, 0)
        lines.append(f"{mark} = {max(down(figure), float(floor))}" if floor else line)
    return "\n".join([*lines, ""])
