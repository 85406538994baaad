"""What a fault is: what the hostile outlet does, and what must come of it."""

from dataclasses import dataclass

from tests.hostile import pages
from tests.hostile.server import Play, answer, sends

READ = "the article, read right"


@dataclass(frozen=True, slots=True)
class Fault:
    """``ends``: the reason in the report, or READ. ``title``: of the article where it is read."""

    name: str
    play: Play
    ends: str
    title: str = pages.TITLE


def status(line: str, ends: str, *headers: str, body: bytes = b"") -> Fault:
    return Fault(f"status {line}", sends(answer(body, line, "text/html", *headers)), ends)


def shown(name: str, body: bytes, ends: str, *headers: str, kind: str = "text/html") -> Fault:
    return Fault(name, sends(answer(body, "200 OK", kind, *headers)), ends)
