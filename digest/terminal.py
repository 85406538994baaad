"""The console on which the digest program prints tables."""

from typing import NoReturn

from rich.console import Console


class Terminal(Console):
    """Tells that its reader has enough, as ``print`` does: rich's own ends the program with 1."""

    def __init__(self) -> None:
        super().__init__(highlight=False)

    def on_broken_pipe(self) -> NoReturn:
        raise BrokenPipeError
