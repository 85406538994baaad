"""What `digest topic` takes on its command line."""

import argparse
from collections.abc import Callable
from typing import TypeVar

from digest.argument_kinds import a_count
from digest.period import add_period
from digest.propose_arguments import add_propose

TOPIC_COMMANDS = {
    "check": "what a topic's words find, where they have gaps, which of them are doubtful",
    "try": "which stored articles changed words would bring in and take out; changes nothing",
    "apply": "judge the stored articles anew and keep the verdicts",
    "propose": "names that recur in a topic's articles and that none of its words finds",
}
AnyParser = TypeVar("AnyParser", bound=argparse.ArgumentParser)
NAME_OR_FILE = "a topic of ours, or the path of a topic file"


def add_topic(parser: AnyParser) -> dict[str, AnyParser]:
    """The parsers of `digest topic COMMAND`, each by both words."""
    group = parser.add_subparsers(dest="topic_command", required=True, metavar="COMMAND")
    commands = {
        name: group.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        for name, text in TOPIC_COMMANDS.items()
    }
    for name, add in OPTIONS.items():
        add(commands[name])
    return {f"topic {name}": command for name, command in commands.items()}


def _add_check(parser: argparse.ArgumentParser) -> None:
    text = f"{NAME_OR_FILE} (default: the topics of the readers)"
    parser.add_argument("topics", nargs="*", metavar="NAME|FILE", help=text)
    parser.add_argument("--words", action="store_true", help="print every word with its kind")


def _add_try(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=NAME_OR_FILE)
    text = "the stored topic whose place it takes (default: the file's own name)"
    parser.add_argument("--topic", metavar="NAME", help=text)
    add_period(parser)
    text = "show so many of each kind (default: 20)"
    parser.add_argument("--limit", metavar="N", type=a_count, default=20, help=text)


def _add_apply(parser: argparse.ArgumentParser) -> None:
    text = f"{NAME_OR_FILE} (default: the topics of the readers)"
    parser.add_argument("topics", nargs="*", metavar="NAME|FILE", help=text)
    text = "also articles that were judged with these very words"
    parser.add_argument("--all", action="store_true", help=text)


OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "check": _add_check,
    "try": _add_try,
    "apply": _add_apply,
    "propose": add_propose,
}
