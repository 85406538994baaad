"""An explanation as it is shown: words in the colour of their side on a terminal, within its
width; where there is no colour, "[Kazakhstan: Тоқаев]", and in a pipe no line is broken.
"""

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.display import watched
from crawler.explained import Explanation, Named
from crawler.explained_parts import Parts, parts_of
from crawler.explained_words import Line
from crawler.marked import Mark, Paragraph, visible
from storage.relevance import Standing
from topics.judge import THRESHOLD
from topics.why import number, sides_missing, signed

# Of sides in the topic's order; a topic with more of them begins anew. Red is for what lowers.
SIDES = ("bold cyan", "bold green", "bold magenta", "bold blue")
LOWERS, LOWERS_WORD = "bold red", "lowers"
VERDICTS = {Standing.IN: "bold green", Standing.NEAR: "bold yellow", Standing.OUT: "bold red"}
PIPE_WIDTH = 100  # of tables; text goes on to its end


def open_console() -> Console:
    """Of standard output. NO_COLOR and TERM are obeyed, FORCE_COLOR is not: see ``watched``."""
    terminal = watched(sys.stdout)
    width = None if terminal else PIPE_WIDTH
    return Console(force_terminal=terminal, width=width, highlight=False, emoji=False)


class Screen:
    """What is printed, in its order."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._coloured = bool(console.is_terminal and console.color_system) and not console.no_color

    def heading(self, words: str, style: str = "bold") -> None:
        self._print(Text(visible(words), style=style))

    def gap(self) -> None:
        self._console.print()

    def fields(self, lines: Iterable[Line]) -> None:
        self._grid([(field, Text(visible(words))) for field, words in lines])

    def lines(self, heading: str, lines: Iterable[str]) -> None:
        self.heading(heading)
        for line in lines:
            self._print(Text(visible(line)))
        self.gap()

    def section(self, shown: Explanation) -> None:
        """One topic: the verdict in one line, the words it was given by, its parts."""
        relevance = shown.relevance
        self.heading(f"{shown.topic.name}: {shown.why}", VERDICTS[relevance.standing])
        if self._coloured:
            self._print(self._legend(shown))
        self._grid(list(self._passages(shown)))
        self.gap()
        if relevance.parts:
            self._parts(parts_of(relevance))
        if missing := sides_missing(relevance, shown.topic.sides):
            self._print(Text(f"Not named: {', '.join(missing)}"))
        if shown.named:
            self._grid([(one.id, Text(_named(one))) for one in shown.named])
        self.gap()

    def _print(self, words: Text | Table) -> None:
        self._console.print(words, soft_wrap=not self._console.is_terminal)

    def _grid(self, rows: Sequence[tuple[str, Text]]) -> None:
        if not self._console.is_terminal:
            for field, words in rows:
                self._print(Text.assemble(f"{field}: " if field else "", words))
            return
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True, style="dim", min_width=8)
        table.add_column(overflow="fold")
        for field, words in rows:
            table.add_row(field, words)
        self._console.print(table)

    def _legend(self, shown: Explanation) -> Text:
        styles = [(side, self._style(side, shown.topic.sides)) for side in shown.topic.sides]
        if shown.lowered:
            styles.append((LOWERS_WORD, LOWERS))
        return Text("  ").join(Text(words, style=style) for words, style in styles)

    def _style(self, side: str, sides: Sequence[str]) -> str:
        return SIDES[sides.index(side) % len(SIDES)] if side else LOWERS

    def _passages(self, shown: Explanation) -> Iterable[tuple[str, Text]]:
        title = [shown.title] if shown.title.text.strip() else []
        passages = (("title", title), ("lead", shown.lead), ("body", shown.body))
        for place, paragraphs in passages:
            for number_, paragraph in enumerate(paragraphs):
                label = place if not number_ or not self._console.is_terminal else ""
                yield label, self._marked(paragraph, shown.topic.sides)

    def _marked(self, paragraph: Paragraph, sides: Sequence[str]) -> Text:
        if paragraph.left_out:
            count = paragraph.left_out
            noun = "paragraph" if count == 1 else "paragraphs"
            return Text(f"… {count} {noun} without a word that counted …", style="dim")
        if self._coloured:
            text = Text(paragraph.text)
            for mark in paragraph.marks:
                text.stylize(self._style(mark.side, sides), mark.start, mark.end)
            return text
        return Text(bracketed(paragraph.text, paragraph.marks))

    def _parts(self, parts: Parts) -> None:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column("part", min_width=8)
        for side in parts.sides:
            table.add_column(side, justify="right", no_wrap=True)
        table.add_column("by", overflow="fold")
        for row in parts.rows:
            table.add_row(row.name, *(signed(one) if one else "" for one in row.worth), row.words)
        table.add_row(parts.sums.name, *map(number, parts.sums.worth), "", style="bold")
        self._console.print(table)
        self._print(Text(_decided(parts)))


def bracketed(text: str, marks: Iterable[Mark]) -> str:
    """ "[Kazakhstan] and [Vietnam: Ханой]"; what lowered: "[lowers: Россия]"."""
    shown, behind = "", 0
    for mark in marks:
        words = text[mark.start : mark.end]
        side = mark.side or LOWERS_WORD
        note = "" if words.casefold() == side.casefold() else f"{side}: "
        shown += f"{text[behind : mark.start]}[{note}{words}]"
        behind = mark.end
    return shown + text[behind:]


def _decided(parts: Parts) -> str:
    weaker = parts.sides[0]
    return f"{weaker} decides, as the weaker side; {number(THRESHOLD)} are needed to come in"


def _named(one: Named) -> str:
    office = f", {one.office}" if one.office else ""
    times = "" if one.count == 1 else f" ({one.count} times)"
    return f"{one.name}{office}: {', '.join(one.words)}{times}"
