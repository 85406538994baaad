"""The `digest` command: from a line that an operator types to an exit code.

0: all went well; 1: something failed or is wrong, the lines say what; 2: the command line or
digest.toml cannot be understood; 130 and 141: stopped by Ctrl-C or by a closed pipe, as in a shell.
"""

import argparse
import asyncio
import io
import logging
import os
import sys
import webbrowser
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from digest.arguments import UsageError, parse
from digest.assemble import next_mail, unknown_topic
from digest.child import crawling
from digest.config import STAND_IN, DigestConfig, load_config
from digest.deliver import open_channel, send_all
from digest.group import main_group
from digest.near_misses import NONE_JUDGED, near_misses
from digest.outcome import failed, outcome
from digest.period import first_instant
from digest.preview import PAGE, describe, write_preview
from digest.schedule import Service, run_forever, run_once
from digest.search import NONE_HOLDS, search
from digest.status import show_status
from digest.terminal import Terminal
from digest.topic import TOPIC_COMMANDS
from digest.whose import readers_named
from storage.engine import StorageError
from storage.installation import CONFIG, config_path, installation
from storage.lock import Busy, hold
from storage.settings_file import ConfigError
from storage.store import open_store, read_store


def clock() -> datetime:
    """The one place where the digest program reads the clock."""
    return datetime.now(UTC)


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command; no mistake of an operator ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Titles come in any script; a terminal that cannot show one shows "?" instead.
            stream.reconfigure(errors="replace")
    try:
        arguments = parse(sys.argv[1:] if words is None else words)
        code = COMMANDS[arguments.command](arguments)
        sys.stdout.flush()
    except (UsageError, ConfigError) as error:
        faults = error.faults if isinstance(error, ConfigError) else [str(error)]
        return max(_say(fault, 2) for fault in faults)
    except Busy as lock:
        return _say(f"another process is busy with `{lock}` on this database; this one leaves", 1)
    except BrokenPipeError:
        # Whoever read us has enough (`| head`); Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    except (StorageError, OSError) as error:  # the disk is full, say
        return _say(f"the database or the disk fails: {error}", 1)
    return code


def _say(text: str, code: int) -> int:
    line = " ".join(text.split())
    print(line if line.startswith("digest") else f"digest: {line}", file=sys.stderr)
    return code


def preview(arguments: argparse.Namespace) -> int:
    config = _config(arguments) or _without_file(arguments)
    reader = readers_named(config, arguments.reader, arguments.topic)[0]
    with open_store(config.database) as store:
        mail = next_mail(store, config, reader, arguments.now or clock())
    write_preview(mail, arguments.out)
    page = arguments.out / PAGE
    print(describe(mail, config.readers), page, sep="\n")
    if arguments.open:
        webbrowser.open(page.absolute().as_uri())
    return 0


def send(arguments: argparse.Namespace) -> int:
    config = _needed_config(arguments)
    readers = readers_named(config, arguments.reader, arguments.topic)
    all_well = True
    with open_store(config.database) as store:
        for delivery in send_all(store, config, readers, arguments.now or clock()):
            print(outcome(delivery, config.readers), flush=True)
            all_well = all_well and not failed(delivery)
    return 0 if all_well else 1


def run(arguments: argparse.Namespace) -> int:
    config = _needed_config(arguments)
    open_channel(config.channel)  # a missing password is said now, not at seven in the morning
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    service = Service(config, crawling(config, _path(arguments)), clock)
    with open_store(config.database), hold(config.database, "run"):
        return asyncio.run(run_once(service) if arguments.once else run_forever(service))


def status(arguments: argparse.Namespace) -> int:
    config = _config(arguments)
    database = config.database if config else installation().database
    with open_store(database) as store:
        return 0 if show_status(store, config, Terminal(), clock()) else 1


def find(arguments: argparse.Namespace) -> int:
    config = _config(arguments) or _default()
    zone = config.readers[0].tz
    with read_store(config.database) as store:
        lines = list(search(store, " ".join(arguments.words), arguments.limit, zone))
    for line in lines:
        print(line)
    return 0 if lines else _say(NONE_HOLDS, 1)


def almost(arguments: argparse.Namespace) -> int:
    config = _config(arguments) or _default()
    reader = readers_named(config, arguments.reader)[0]
    topic = arguments.topic or reader.topic
    now = arguments.now or clock()
    since = first_instant(arguments.since, arguments.days, now, reader.tz)
    with read_store(config.database) as store:
        judged = store.reports.topics()
        if wrong := unknown_topic(topic, judged):
            raise ConfigError(wrong)
        if not judged:
            return _say(NONE_JUDGED, 1)
        for line in near_misses(store, topic, since, arguments.limit, reader.tz):
            print(line)
    return 0


def group(arguments: argparse.Namespace) -> int:
    return main_group(arguments.jsonl, sys.stdout, sys.stderr)


def topic(arguments: argparse.Namespace) -> int:
    return TOPIC_COMMANDS[arguments.topic_command](arguments, _config(arguments), clock())


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "preview": preview,
    "send": send,
    "run": run,
    "status": status,
    "search": find,
    "near-misses": almost,
    "group": group,
    "topic": topic,
}


def _path(arguments: argparse.Namespace) -> Path:
    return arguments.config or config_path()


def _config(arguments: argparse.Namespace) -> DigestConfig | None:
    """None if there is no digest.toml; a file that was named must be there."""
    path = _path(arguments)
    named = arguments.config or os.environ.get(CONFIG)
    return load_config(path) if named or path.is_file() else None


def _needed_config(arguments: argparse.Namespace) -> DigestConfig:
    config = _config(arguments)
    if config is None:
        raise ConfigError(
            f"{_path(arguments)}: there is no such file; "
            "copy digest.example.toml to digest.toml and set your address in it"
        )
    return config


def _without_file(arguments: argparse.Namespace) -> DigestConfig:
    print(f"there is no {_path(arguments)}: this is for {STAND_IN.address}", file=sys.stderr)
    return _default()


def _default() -> DigestConfig:
    return DigestConfig(readers=(STAND_IN,), database=installation().database)
