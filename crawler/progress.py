"""How far a run has come: one count for a process, added up over several.

A worker of `scrapy crawlall` writes a line of it now and then into a pipe; its parent reads it.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """``pages`` of the ``wanted`` ones were had or failed; ``busy``: hosts that another process
    reads, which were left to it."""

    editions: int = 0
    read: int = 0  # editions that have come to their end
    new: int = 0
    relevant: int = 0
    hosts: int = 0  # at work
    pages: int = 0
    wanted: int = 0
    busy: tuple[str, ...] = ()

    def line(self) -> str:
        return json.dumps(asdict(self)) + "\n"

    @classmethod
    def of_line(cls, line: str) -> "Progress":
        """Raises ValueError for what ``line`` did not write."""
        values = json.loads(line)
        if not isinstance(values, dict) or values.keys() != asdict(cls()).keys():
            raise ValueError(line)
        return cls(**values | {"busy": tuple(values["busy"])})


def total(parts: Iterable[Progress]) -> Progress:
    sums = Progress()
    for part in parts:
        sums = Progress(
            editions=sums.editions + part.editions,
            read=sums.read + part.read,
            new=sums.new + part.new,
            relevant=sums.relevant + part.relevant,
            hosts=sums.hosts + part.hosts,
            pages=sums.pages + part.pages,
            wanted=sums.wanted + part.wanted,
            busy=sums.busy + part.busy,
        )
    return sums


class Pipe:
    """Where a worker tells its parent. A parent that is gone is told nothing more."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor
        self._told = Progress()

    def show(self, progress: Progress) -> None:
        if self._descriptor is None or progress == self._told:
            return
        self._told = progress
        try:
            os.write(self._descriptor, progress.line().encode())
        except BrokenPipeError:
            self._descriptor = None
