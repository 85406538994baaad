"""Average-link clustering over a matrix of similarities, with pairs that must never join."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
NEVER = -np.inf


def average_link(likeness: Matrix, cut: float, groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Join the two most alike of ``groups`` until none are as alike as ``cut``.

    Two groups are as alike as the pairs between them on average; one pair that is ``NEVER`` keeps
    them apart for good. Ties go to the groups that come first. About n² for n groups: each join
    looks through one row, and again only through the rows whose nearest neighbour has gone.
    """
    members = [list(group) for group in groups]
    alike = _between(likeness, members)
    if len(members) < 2:
        return members
    nearest = alike.argmax(axis=1)
    best = alike[np.arange(len(members)), nearest]
    while best.max() >= cut:
        one = int(best.argmax())
        keep, gone = sorted((one, int(nearest[one])))
        _join(alike, members, keep, gone)
        stale = {keep, *np.flatnonzero((nearest == gone) | (nearest == keep)).tolist()}
        for row in stale:
            nearest[row] = alike[row].argmax()
            best[row] = alike[row, nearest[row]]
        best[gone] = NEVER
    return [sorted(group) for group in members if group]


def _between(likeness: Matrix, members: list[list[int]]) -> Matrix:
    """The mean over all pairs of two groups: sums by an indicator matrix, then by sizes."""
    belongs = np.zeros((len(members), len(likeness)))
    for number, group in enumerate(members):
        belongs[number, group] = 1.0
    forbidden = np.isneginf(likeness)
    sizes = belongs.sum(axis=1)
    alike = belongs @ np.where(forbidden, 0.0, likeness) @ belongs.T / np.outer(sizes, sizes)
    alike[belongs @ forbidden @ belongs.T > 0] = NEVER
    np.fill_diagonal(alike, NEVER)
    return alike


def _join(alike: Matrix, members: list[list[int]], keep: int, gone: int) -> None:
    here, there = len(members[keep]), len(members[gone])
    row = (alike[keep] * here + alike[gone] * there) / (here + there)
    row[[keep, gone]] = NEVER
    alike[keep], alike[:, keep] = row, row
    alike[gone], alike[:, gone] = NEVER, NEVER
    members[keep] += members[gone]
    members[gone] = []
