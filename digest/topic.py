"""`digest topic check | try | apply | propose`: thin shells around the modules of those names."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path
from textwrap import fill

from digest import topic_apply, topic_check, topic_propose, topic_try
from digest.assemble import never_judged, unknown_topic
from digest.config import STAND_IN, DigestConfig, Reader, chosen
from digest.period import first_instant
from digest.progress import Watch
from digest.proposed_toml import toml_lines
from digest.terminal import Terminal
from digest.topic_try import COLUMNS
from storage.installation import installation, topic_name
from storage.lock import hold
from storage.settings_file import ConfigError
from storage.store import open_existing, read_store
from topics.known_names import entities_by_id
from topics.vocabulary import Topic, load_topic, topic_file
from topics.written import FOLDER, is_ours, read_topic, read_written

Run = Callable[[argparse.Namespace, DigestConfig | None, datetime], int]


def check(arguments: argparse.Namespace, config: DigestConfig | None, _now: datetime) -> int:
    console = Terminal()
    for given in _given(arguments.topics, config):
        begun = time.perf_counter()
        topic = load_topic(given)
        seconds = time.perf_counter() - begun
        written = read_written(topic_file(given))
        if arguments.words:
            for line in topic_check.word_lines(written, topic):
                print(line)
            continue
        topic_check.show_topic(written, topic, seconds, console)
        doubts = topic_check.doubts_of(written, topic)
        if not doubts:
            print("No word is doubtful.")
        for line in (f"To look at: {len(doubts)}", *doubts) if doubts else ():
            print(line)
    return 0


def try_topic(arguments: argparse.Namespace, config: DigestConfig | None, now: datetime) -> int:
    topic = load_topic(_given([arguments.file], config)[0])
    name = arguments.topic or topic.name
    zone = _readers(config)[0].tz
    since = _since(arguments, now, zone)
    with read_store(_database(config)) as store:
        known = store.reports.topics()
        if arguments.topic and (wrong := unknown_topic(name, known)):
            raise ConfigError(wrong)
        count = store.rejudging.count(name, since)
        with Watch("judging", count) as watch:
            given = (since, arguments.limit, watch)
            trial = topic_try.try_topic(store, replace(topic, name=name), *given)
        not_kept = store.rejudging.not_kept()
    if known and name not in known:
        other = "`--topic NAME` compares with the verdicts of another one"
        _note(f"{never_judged(name)}; judged so far: {', '.join(known)}; {other}")
    for line in topic_try.tell(trial, watch, zone):
        print(line)
    print("", fill(topic_try.unknowable(not_kept), COLUMNS), sep="\n")
    return 0


def apply(arguments: argparse.Namespace, config: DigestConfig | None, now: datetime) -> int:
    database = _database(config)
    for given in _given(arguments.topics, config):
        topic = load_topic(given)
        readers = [one for one in _readers(config) if one.topic == topic.name]
        with open_existing(database) as store, hold(database, "topic apply"):
            stored = store.rejudging.count(topic.name)
            other_than = "" if arguments.all else topic.words_sum
            count = store.rejudging.count(topic.name, other_than=other_than)
            with Watch("judging", count) as watch:
                done = topic_apply.apply_topic(
                    store, topic, readers, now, watch, whole=arguments.all
                )
        for line in topic_apply.tell(done, stored, readers, watch):
            print(fill(f"{topic.name}: {line}", COLUMNS), flush=True)
        if given not in chosen(readers) and (advice := not_what_crawls_use(given, topic)):
            _note(advice)
    return 0


def propose(arguments: argparse.Namespace, config: DigestConfig | None, now: datetime) -> int:
    given = _given([arguments.topic] if arguments.topic else [], config)[0]
    topic, words = load_topic(given), read_topic(topic_file(given))
    zone = _readers(config)[0].tz
    since = _since(arguments, now, zone)
    with read_store(_database(config)) as store:
        known = store.reports.topics()
        with Watch("reading", store.rejudging.count(topic.name, since)) as watch:
            found, read = topic_propose.propose(store, topic, words, since, arguments.least, watch)
    if known and topic.name not in known:
        _note(f"{never_judged(topic.name)}; `digest topic apply {given}` judges what is stored")
    shown = topic_propose.choose(found, arguments.keys, arguments.limit)
    if arguments.toml:
        written, entities = read_written(topic_file(given)), entities_by_id(words)
        lines = toml_lines(shown, arguments.keys, written, entities, arguments.side, zone)
    else:
        proposed = topic_propose.Proposed(shown, len(found), read)
        lines = topic_propose.tell(proposed, topic, zone)
    for line in lines:
        print(line)
    return 0


def _since(arguments: argparse.Namespace, now: datetime, zone: tzinfo) -> datetime | None:
    """None where all that is stored is asked for."""
    if not (arguments.since or arguments.days):
        return None
    return first_instant(arguments.since, arguments.days, now, zone)


def not_what_crawls_use(given: str, topic: Topic) -> str:
    """Crawls read a topic by its name from our folder; "" where that is what was given."""
    file = Path(given)
    if file.suffix != ".toml" or file.resolve() == FOLDER / file.name:
        return ""
    return (
        f"crawls go on judging with topics/{topic.name}.toml"
        if is_ours(topic.name)
        else f"crawls do not judge for '{topic.name}' yet"
    ) + (
        f': let a reader in digest.toml follow it (topic = "{given}"), or put it into topics/ with'
        " the parties and contexts that it names"
    )


TOPIC_COMMANDS: dict[str, Run] = {
    "check": check,
    "try": try_topic,
    "apply": apply,
    "propose": propose,
}


def _database(config: DigestConfig | None) -> str:
    return config.database if config else installation().database


def _given(topics: Sequence[str], config: DigestConfig | None) -> list[str]:
    """As they can be loaded: a reader's own file by its name, too; without any, what readers
    follow."""
    files = {topic_name(file): file for file in chosen(_readers(config))}
    return [files.get(str(given), str(given)) for given in topics] or list(files.values())


def _readers(config: DigestConfig | None) -> Sequence[Reader]:
    return config.readers if config else (STAND_IN,)


def _note(text: str) -> None:
    print(f"digest topic: {text}", file=sys.stderr)
