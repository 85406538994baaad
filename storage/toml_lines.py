"""On which line of a TOML file a value stands: tomllib reads values and knows no lines.

The decision here: a value stands where it begins, a table and an element of an array of tables
where its header does. Pure; only for text that tomllib has read without complaint.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping

Location = tuple[int | str, ...]

BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")  # comments count as blanks
# The quotes that end a text of several lines may follow one or two that belong to it.
TEXT = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'', re.DOTALL
)
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
PLAIN = re.compile(r"[^,\]}#\n]+")  # a number, a date, true or false


def lines_of(text: str) -> Mapping[Location, int]:
    """The line, counted from one, of everything in ``text``: ("people", 41, "words", 3) → 812."""
    return _Scan(text).lines


def line_at(lines: Mapping[Location, int], location: Location) -> int | None:
    """The line of ``location``, else of what it would stand in; None if that is the whole file."""
    inside = (lines.get(location[:length]) for length in range(len(location), 0, -1))
    return next((line for line in inside if line), None)


class _Scan:
    """One pass over a file, a statement at a time."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Location, int] = {}
        self._text, self._place = text, 0
        self._ends = [end.start() for end in re.finditer("\n", text)]
        self._last: dict[Location, int] = {}  # of an array of tables, its newest element
        table: Location = ()
        while self._skip():
            if self._takes("["):
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Location:
        """After its first bracket."""
        start, several = self._place - 1, self._takes("[")
        parts = [*self._key()]
        path: Location = ()
        for part in parts[:-1]:
            path = self._newest((*path, part), start)
        path = (*path, parts[-1])
        if several:
            self._last[path] = self._last.get(path, -1) + 1
        path = self._newest(path, start)
        for _ in range(1 + several):
            self._skip()
            self._place += 1  # the brackets
        return path

    def _newest(self, path: Location, start: int) -> Location:
        """``path``, or where it is an array of tables its newest element."""
        self._note(path, start)
        if path in self._last:
            path = (*path, self._last[path])
            self._note(path, start)
        return path

    def _pair(self, table: Location) -> None:
        start, path = self._place, table
        for part in self._key():
            path = (*path, part)
            self._note(path, start)
        self._place += 1  # the equals sign
        self._skip()
        self._value(path)

    def _key(self) -> Iterator[str]:
        """The parts of a dotted key."""
        more = True
        while more:
            self._skip()
            if quoted := TEXT.match(self._text, self._place):
                yield tomllib.loads(f"key = {quoted[0]}")["key"]
                self._place = quoted.end()
            else:
                yield self._match(BARE_KEY)
            self._skip()
            more = self._takes(".")

    def _value(self, path: Location) -> None:
        self.lines[path] = self._line(self._place)
        if self._takes("["):
            for number in self._items("]"):
                self._value((*path, number))
        elif self._takes("{"):
            for _ in self._items("}"):
                self._pair(path)
        else:
            self._match(TEXT if self._text[self._place] in "\"'" else PLAIN)

    def _items(self, end: str) -> Iterator[int]:
        """Stops before each item of an array or an inline table."""
        number = 0
        self._skip()
        while not self._takes(end):
            yield number
            number += 1
            self._skip()
            self._takes(",")
            self._skip()

    def _skip(self) -> bool:
        """Over blanks and comments; whether anything follows."""
        self._match(BLANK)
        return self._place < len(self._text)

    def _takes(self, sign: str) -> bool:
        found = self._text.startswith(sign, self._place)
        self._place += len(sign) * found
        return found

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._place)
        if found is None:  # only in text that is not TOML
            raise ValueError(f"no TOML at character {self._place}")
        self._place = found.end()
        return found[0]

    def _note(self, path: Location, place: int) -> None:
        self.lines.setdefault(path, self._line(place))

    def _line(self, place: int) -> int:
        return bisect_left(self._ends, place) + 1
