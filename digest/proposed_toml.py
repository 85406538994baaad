"""Proposed names as lines of a topic file, ready to be pasted and loaded.

The decision here is what a machine may write as if it were decided: a new name on the side that it
stands nearest to. What may be a known one, and what stands near no side, is a comment until a
person says which it is.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from digest.clean import clean_text
from digest.propose_arguments import Asked
from digest.topic_propose import alike, evidence
from storage.settings_file import ConfigError, did_you_mean
from topics.known_names import Known
from topics.proposals import Proposal
from topics.spelling import key
from topics.topic_file import a_word, unspaced
from topics.written import Written

BY_SYLLABLE = "vi"  # its names must have their capitals: "^Phú Quốc"


def toml_lines(
    proposals: Mapping[str, Proposal],
    asked: Iterable[Asked],
    written: Written,
    known: Mapping[str, Known],
    side: str,
    zone: tzinfo,
) -> Iterator[str]:
    """A topic file of its own, complete where each side is a kept party. ``side``: of names that
    stand near none. Raises ConfigError for an id or a side that is none."""
    spells = {one.key: _entity(one.spells, known) for one in asked if one.spells}
    named = {one.key for one in asked}
    _check_side(side, written)
    decided: dict[str, list[str]] = {party.name: [] for party in written.parties}
    questions: list[str] = []
    for name, one in proposals.items():
        entity = spells.get(name)
        owner = entity.side if entity else one.side or side
        block = ["", *_evidence(one, zone), *_block(name, one, entity)]
        if owner and (not one.alike or name in named):
            decided[owner] += block
        else:
            questions += _as_comments(name, one, block)
    yield from _head(written)
    for number, party in enumerate(written.parties):
        yield from ("", *_side_head(written, number), *decided[party.name])
    yield from questions


def _check_side(side: str, written: Written) -> None:
    sides = [party.name for party in written.parties]
    if side and side not in sides:
        close = did_you_mean(side, sides) or f"; its sides: {', '.join(sides)}"
        raise ConfigError(f"the topic has no side '{side}'{close}")


def _side_head(written: Written, number: int) -> tuple[str, ...]:
    if kept := written.topic.sides[number].party:
        return "[[sides]]", f"party = {_quoted(kept)}"
    name = written.parties[number].name
    return (f"# Below the side {_quoted(name)} of {written.path.name}:",)


def _head(written: Written) -> Iterator[str]:
    yield "# By `digest topic propose`. Each line is a guess: look at the articles, keep what is"
    yield "# right, correct the spellings, and try the file with `digest topic try`."
    yield f"title = {_quoted(written.topic.title)}"
    if written.topic.contexts:
        yield f"contexts = {_quoted(written.topic.contexts)}"


def _entity(given: str, known: Mapping[str, Known]) -> Known:
    if given not in known:
        close = did_you_mean(given, list(known))
        raise ConfigError(f"the topic has nobody and nothing of the id '{given}'{close}")
    return known[given]


def _evidence(one: Proposal, zone: tzinfo) -> Iterator[str]:
    yield f"# {evidence(one, zone)}; newest: {one.newest.url}"
    for words, language, _ in one.offices[:1]:
        yield f'# beside it: "{clean_text(words)}" ({language})'


def _block(name: str, one: Proposal, entity: Known | None) -> Iterator[str]:
    """An entity without a name adds its words to the kept one."""
    table = entity.table if entity else "people"
    yield f"[[sides.{table}]]" + ("" if entity else "  # or institutions, places, firms")
    yield f"id = {_quoted(entity.id if entity else name)}"
    if not entity:
        yield f"name = {_quoted(one.name)}"
    yield f"words = [{', '.join(_quoted(word) for word in words_of(one))}]"


def words_of(one: Proposal) -> list[str]:
    """Its spellings as words of a topic: whole names, or what there is; none that another finds."""
    spellings = [(words, language) for words, language, _ in one.spellings]
    several = any(len(words.split()) > 1 for words, _ in spellings)
    whole = [
        (words, language)
        for words, language in spellings
        if unspaced(words) or not several or len(words.split()) > 1
    ]
    found: dict[str, str] = {}
    for words, language in sorted(whole, key=lambda given: len(given[0])):
        folded = key(words)
        if not any(folded.startswith(shorter) for shorter in found):
            found[folded] = _word(words, language)
    return sorted(found.values(), key=[_word(*given) for given in spellings].index)


def _word(words: str, language: str) -> str:
    marked = f"^{words}" if language == BY_SYLLABLE else words
    for word in (marked, words):
        try:
            return a_word(word)
        except ValueError:  # too short for any ending, or a part without a capital
            continue
    return f"={words}"


def _as_comments(name: str, one: Proposal, block: Iterable[str]) -> Iterator[str]:
    yield ""
    if one.alike:
        ids = one.alike[0].known.id
        yield f"# {alike(one.alike)}"
        yield f"# Name it to take it: `digest topic propose --toml {name}={ids}`, or {name} alone"
        yield "# if it is somebody new."
    if not one.side:
        yield f"# Whose? `--side NAME` puts {name} there."
    yield from (f"# {line.removeprefix('# ')}" for line in block if line)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
