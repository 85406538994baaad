"""`digest topic check`: what a topic finds, what it lacks and what is doubtful, in 80 columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from storage.settings_file import in_file
from storage.toml_lines import Location
from topics.coverage import BY_LANGUAGE, Row, context_rows, rows_of
from topics.doubts import Doubt, doubts_of_words, missing_names
from topics.entries import entries
from topics.meanings import OF_A_SIDE
from topics.office_doubts import doubts_of_entities
from topics.topic_file import ENTITIES, Party, PartyWords, Side, TopicWords
from topics.vocabulary import Topic
from topics.written import Written, joined, line_of

GAP = "–"
MOST_LINES = 10  # of one doubt; who mends these sees how many are left
WIDEST = 10  # columns of a word: seven of them and the gaps between them make 80
HEADS = ("Name", "People", "Capital", "State", "Government", "Diplomacy")


def show_topic(written: Written, topic: Topic, seconds: float, console: Console) -> None:
    """All but the warnings."""
    content = joined(written)
    console.print(Text(f"{topic.name}: {topic.title}", style="bold"))
    for file in written.files:
        console.print(Text(f"  {_short(file)}"), soft_wrap=True)
    for party in content.sides:
        console.print(_counts(party))
    console.print(
        Text(f"{len(topic.words):,} words, one automaton, ready in {seconds * 1000:,.0f} ms"), ""
    )
    for party in content.sides:
        console.print(_table(f"{party.name}: what finds it", HEADS, rows_of(party, topic)), "")
    heads = [name.capitalize() for name in BY_LANGUAGE]
    console.print(_table("Words of contexts", heads, context_rows(content)), "")
    console.print(Text(_others(content)), "")


def word_lines(written: Written, topic: Topic) -> Iterator[str]:
    """Every word, a line each: kind, whose, its list, the word."""
    for one in entries(written, topic):
        owner = one.owner if one.kind in OF_A_SIDE else ""
        yield "\t".join([one.kind.name.lower(), owner, f"{one.table}.{one.group}", one.word])


def _counts(party: PartyWords) -> Text:
    """One side in a paragraph."""
    entities = [f"{len(getattr(party, table))} {table}" for table in ENTITIES]
    parts = [
        f"names in {len(party.names)} languages",
        f"{_number(party.stems)} stems",
        *entities,
        f"{_number(party.hints)} hints",
        f"{_number(party.never)} words that never count",
    ]
    name = party.name if isinstance(party, Party) else ""
    return Text(f"{name}: {', '.join(parts)}")


def _number(groups: Mapping[str, Sequence[str]]) -> int:
    return sum(len(words) for words in groups.values())


def _others(content: TopicWords) -> str:
    return (
        f"Beside them {len(content.countries)} other countries ({_number(content.countries):,}"
        f" words), {len(content.blocs)} blocs ({_number(content.blocs):,} words)."
    )


def _table(title: str, heads: Sequence[str], rows: Iterable[Row]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for head in ("", *heads):
        table.add_column(head, no_wrap=True, overflow="ellipsis", max_width=WIDEST)
    for row in rows:
        cells = (Text(word) if word else Text(GAP, style="red") for word in row.words)
        table.add_row(Text(row.label), *cells)
    return table


def doubts_of(written: Written, topic: Topic) -> list[str]:
    """A line each, by file and line."""
    words = list(entries(written, topic))
    countries = {
        piece.side: (piece.words.country, piece.file, (*piece.at, "names"))
        for piece in written.pieces
        if isinstance(piece.words, Party | Side) and piece.words.country
    }
    found = [
        *doubts_of_words(topic, words),
        *doubts_of_entities(written.pieces, topic.countries.values()),
        *missing_names(topic, countries),
    ]
    found.sort(key=_order)
    alike: dict[object, list[Doubt]] = {}
    for one in found:
        alike.setdefault((one.file, one.text, one.also), []).append(one)
    return [_line(doubts) for doubts in alike.values()]


def _order(doubt: Doubt) -> tuple[str, int, str]:
    return str(doubt.file), line_of(doubt.file, doubt.at) or 0, doubt.text


def _line(alike: Sequence[Doubt]) -> str:
    """One for all places of a file of which the same is to be said."""
    first, *rest = alike
    also = f" ({_place(*first.also)})" if first.also else ""
    more = ", ".join(str(line_of(one.file, one.at)) for one in rest[:MOST_LINES])
    if len(rest) > MOST_LINES:
        more += f" and {len(rest) - MOST_LINES} more"
    return f"{_place(first.file, first.at)}: {first.text}{also}{more and f'; also on {more}'}"


def _place(file: Path, at: Location) -> str:
    return in_file(_short(file), line_of(file, at))


def _short(file: Path) -> Path:
    """As a terminal opens it: from where the operator stands, if it is below."""
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
