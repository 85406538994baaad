"""`digest topic propose`: names that recur in what was judged and that the topic does not know.

The decision here is what a person sees of each to judge by. Writes nothing: whoever accepts a name
puts the lines of `--toml` into a topic file of theirs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from textwrap import wrap

from anyascii import anyascii

from digest.clean import clean_text
from digest.progress import Watch
from digest.propose_arguments import Asked
from digest.topic_try import COLUMNS, number_of
from storage.relevance import Standing
from storage.settings_file import ConfigError, did_you_mean
from storage.store import Store
from topics.known_names import Likeness, gazetteer
from topics.proposals import Names, Proposal
from topics.topic_file import TopicWords
from topics.vocabulary import Topic

INDENT = " " * 4
MOST_SPELLINGS = 8
MOST_OFFICES = 3
MOST_ALIKE = 3
LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Proposed:
    """The chosen ``shown`` of ``found``, by key; ``read``: the articles they were found in."""

    shown: dict[str, Proposal]
    found: int
    read: int


def propose(
    store: Store,
    topic: Topic,
    words: TopicWords,
    since: datetime | None,
    least: int,
    watch: Watch,
) -> tuple[dict[str, Proposal], int]:
    """All proposals by key, and the number of articles, relevant ones and near misses."""
    names = Names(topic)
    for part in store.rejudging.parts(topic.name, since):
        for stored in part:
            verdict = stored.article.verdict(topic.name)
            if verdict and verdict.standing is not Standing.OUT:
                names.read(stored.article)
        watch.step(len(part))
    return keyed(names.proposals(gazetteer(words), least), topic.entities), len(names.articles)


def keyed(proposals: Iterable[Proposal], taken: Iterable[str]) -> dict[str, Proposal]:
    """By an id that no entity has yet: the name in small ASCII letters."""
    known, found = set(taken), dict[str, Proposal]()
    for one in proposals:
        letters = (letter if letter.isalnum() else " " for letter in anyascii(one.name).lower())
        plain = "-".join("".join(letters).split())[:LONGEST_ID].strip("-") or "name"
        number = 1
        key = plain
        while key in known:
            number += 1
            key = f"{plain}-{number}"
        known.add(key)
        found[key] = one
    return found


def choose(
    proposals: dict[str, Proposal], asked: Sequence[Asked], limit: int
) -> dict[str, Proposal]:
    """Those that were asked for by key, else the first ones. Raises ConfigError for another key."""
    for one in asked:
        if one.key not in proposals:
            close = did_you_mean(one.key, list(proposals)) or (
                "; `digest topic propose` without a key lists them"
            )
            raise ConfigError(f"no name is proposed by the key '{one.key}'{close}")
    keys = [one.key for one in asked] or list(proposals)[:limit]
    return {key: proposals[key] for key in dict.fromkeys(keys)}


def tell(proposed: Proposed, topic: Topic, zone: tzinfo) -> Iterator[str]:
    """For a person to judge; what may be a known name comes first."""
    articles = number_of(proposed.read, "article")
    read = f"{articles} relevant for {topic.name} or nearly so"
    if not proposed.found:
        yield from wrap(f"{read}: no name there that the topic does not know recurs.", COLUMNS)
        return
    told = f"{read}: {number_of(proposed.found, 'name')} there that no word of the topic finds."
    yield from wrap(told, COLUMNS)
    for number, (key, one) in enumerate(proposed.shown.items(), 1):
        yield ""
        yield clean_text(f"{number}. {one.name}", COLUMNS - len(key) - 2) + f"  {key}"
        for line in _about(one, zone):
            yield from wrap(line, COLUMNS, initial_indent=INDENT, subsequent_indent=INDENT * 2)
        yield INDENT + clean_text(one.newest.title, COLUMNS - len(INDENT))
        yield INDENT + one.newest.url
    if more := proposed.found - len(proposed.shown):
        yield from ("", f"… and {more:,} more; --limit shows them")


def _about(one: Proposal, zone: tzinfo) -> Iterator[str]:
    if one.alike:
        yield alike(one.alike)
    yield evidence(one, zone)
    spellings = [f"{words} ({language} {n})" for words, language, n in one.spellings]
    more = ", …" if len(spellings) > MOST_SPELLINGS else ""
    yield "written " + ", ".join(spellings[:MOST_SPELLINGS]) + more
    if one.offices:
        offices = [f'"{words}" ({language})' for words, language, _ in one.offices]
        yield "beside it " + ", ".join(offices[:MOST_OFFICES])
    yield f"nearest side, a guess: {one.side or 'none, or several'}; newest article:"


def evidence(one: Proposal, zone: tzinfo) -> str:
    """ "5 articles of 2 outlets, 2026-11-01 to 2026-11-08"."""
    told = f"{number_of(one.articles, 'article')} of {number_of(one.outlets, 'outlet')}"
    if not (one.first and one.newest.when):
        return told
    first, last = (f"{day.astimezone(zone):%Y-%m-%d}" for day in (one.first, one.newest.when))
    return f"{told}, {first}" if first == last else f"{told}, {first} to {last}"


def alike(found: Sequence[Likeness]) -> str:
    """Whose spelling it may be."""
    told = (
        f"{'a spelling of' if one.same else 'akin to'} {one.known.name} ({one.known.id})"
        for one in found[:MOST_ALIKE]
    )
    return " or ".join(told) + "?"
