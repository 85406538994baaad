"""Average link joins what is alike on average and never what a gate keeps apart."""

import numpy as np

from digest.linkage import NEVER, Matrix, average_link


def _singles(size: int) -> list[list[int]]:
    return [[number] for number in range(size)]


def _symmetric(rows: list[list[float]]) -> Matrix:
    half: Matrix = np.array(rows)
    whole: Matrix = half + half.T
    return whole


def test_a_chain_is_not_one_group() -> None:
    alike = _symmetric([[0, 0.9, 0.0], [0, 0, 0.8], [0, 0, 0]])

    assert average_link(alike, 0.5, _singles(3)) == [[0, 1], [2]]


def test_one_forbidden_pair_keeps_two_groups_apart() -> None:
    alike = _symmetric([[0, 0.9, NEVER], [0, 0, 0.9], [0, 0, 0]])

    assert average_link(alike, 0.1, _singles(3)) == [[0, 1], [2]]


def test_groups_given_are_kept_together() -> None:
    alike = _symmetric([[0, 0.0, 0.0], [0, 0, 0.9], [0, 0, 0]])

    assert average_link(alike, 0.6, [[0, 1], [2]]) == [[0, 1], [2]]
    assert average_link(alike, 0.4, [[0, 1], [2]]) == [[0, 1, 2]]


def test_agrees_with_the_plain_algorithm() -> None:
    random = np.random.default_rng(3)
    alike = random.random((40, 40))
    alike = (alike + alike.T) / 2
    alike[random.random((40, 40)) < 0.02] = NEVER
    alike = np.minimum(alike, alike.T)

    assert sorted(average_link(alike, 0.45, _singles(40))) == sorted(_plain(alike, 0.45))


def _plain(alike: Matrix, cut: float) -> list[list[int]]:
    groups = _singles(len(alike))
    while True:
        pairs = [
            (float(alike[np.ix_(one, other)].mean()), number, place)
            for number, one in enumerate(groups)
            for place, other in enumerate(groups)
            if number < place
        ]
        best, one, other = max(pairs)
        if best < cut:
            return groups
        groups[one] = sorted(groups[one] + groups.pop(other))


def test_nothing_and_one() -> None:
    assert average_link(np.zeros((0, 0)), 0.5, []) == []
    assert average_link(np.zeros((1, 1)), 0.5, [[0]]) == [[0]]
