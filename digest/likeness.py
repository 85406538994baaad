"""How alike articles are, signal by signal, and what each signal is worth.

The decision here is the weights. They are set by hand after the measurements (names and concepts
twice the rest): trained weights did worse on events they had not seen.
"""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from digest.linkage import Matrix
from digest.traits import DOUBTFUL, Traits, Weights

# One happening: what was done, by whom, with which figures.
HAPPENING = {"names": 2.0, "concepts": 2.5, "figures": 1.0, "dates": 1.0, "grams": 1.0}
# One occasion (a visit of four days): the same people and days, whatever they did.
OCCASION = {"names": 3.0, "concepts": 0.5, "figures": 0.5, "dates": 2.0}
DATES_PER_NAME = 3.0  # anything from 1 to 5 gave the same threads
# The same kind of event twice in a week (two concerts) shares concepts only. Without as much as
# SPECIFIC in common of names, figures or dates, up to DAMPED of the likeness is lost.
SPECIFIC_SIGNALS = ("names", "figures", "dates")
SPECIFIC, DAMPED = 0.3, 0.35
# A window of three articles cannot tell rare terms from common ones: pretend it were larger.
PRIOR = 20
BLOCK = 4096  # columns at a time: a thousand articles then need 16 MB, not 300

Numbers = NDArray[np.int64]
Signals = Mapping[str, Matrix]


def compare(traits: Sequence[Traits]) -> Signals:
    """For each signal the cosine of every pair, 0 (nothing shared) to 1; time is not in it."""
    proven = {key for one in traits for key in one.names}
    return {
        "names": _cosines([_names(one, proven) for one in traits]),
        "concepts": _cosines([one.concepts for one in traits]),
        "figures": _cosines([one.figures for one in traits]),
        "dates": _cosines([one.dates for one in traits]),
        "grams": _cosines([one.grams for one in traits]),
    }


def same_happening(signals: Signals) -> Matrix:
    """Likeness as tellers of one event, 0 to 1."""
    specific: Matrix = np.maximum.reduce(
        [signals[name] for name in signals if name in SPECIFIC_SIGNALS]
    )
    trust: Matrix = 1 - DAMPED + DAMPED * np.minimum(1, specific / SPECIFIC)
    return _blend(signals, HAPPENING) * trust


def same_occasion(signals: Signals) -> Matrix:
    """Likeness as parts of one occasion, 0 to 1. A day in common is nothing without a name."""
    dates = np.minimum(signals["dates"], DATES_PER_NAME * signals["names"])
    return _blend({**signals, "dates": dates}, OCCASION)


def _blend(signals: Signals, weights: Mapping[str, float]) -> Matrix:
    total: Matrix = np.zeros(signals["names"].shape)
    for name, weight in weights.items():
        total += weight * signals[name]
    total /= sum(weights.values())
    return total


def _names(one: Traits, proven: set[str]) -> Weights:
    doubtful = {
        key: weight * (1 if key in proven else DOUBTFUL) for key, weight in one.doubtful.items()
    }
    return doubtful | dict(one.names)


def _cosines(documents: Sequence[Weights]) -> Matrix:
    """IDF-weighted cosines of all pairs."""
    known_in = Counter(term for document in documents for term in document)
    size = len(documents) + PRIOR
    rarity = {term: log(size / (count + 1)) for term, count in known_in.items()}
    # One common term alone is no agreement: a vector is at least as long as one rare term.
    floor = log1p(2.0) * log(size / 2)
    # A term that no other document has only makes its own document longer.
    column = {term: i for i, term in enumerate(sorted(t for t, n in known_in.items() if n > 1))}
    columns, rows, values = array("l"), array("l"), array("d")
    for row, document in enumerate(documents):
        vector = {term: weight * rarity[term] for term, weight in document.items()}
        length = max(floor, sqrt(sum(value * value for value in vector.values())))
        shared = [term for term in vector if term in column]
        columns.extend(column[term] for term in shared)
        rows.extend([row] * len(shared))
        values.extend(vector[term] / length for term in shared)
    return _products(np.array(columns), np.array(rows), np.array(values), len(documents))


def _products(columns: Numbers, rows: Numbers, values: Matrix, size: int) -> Matrix:
    """Every row of a sparse table times every row, a block of columns at a time."""
    order = np.argsort(columns, kind="stable")
    columns, rows, values = columns[order], rows[order], values[order]
    total: Matrix = np.zeros((size, size))
    for first in range(0, int(columns[-1]) + 1 if len(columns) else 0, BLOCK):
        here = slice(*np.searchsorted(columns, [first, first + BLOCK]))
        table = np.zeros((size, BLOCK), dtype=np.float32)
        table[rows[here], columns[here] - first] = values[here]
        total += table @ table.T
    return total
