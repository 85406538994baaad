"""The command line as an operator types it, and one line for each way to mistype it."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from digest.argument_kinds import a_count, an_instant
from digest.period import add_period
from digest.topic_arguments import TOPIC_COMMANDS, add_topic
from storage.settings_file import did_you_mean

COMMANDS = {
    "preview": "write the next mail as files and mark nothing",
    "send": "send every reader what is new now",
    "run": "crawl and send by the schedule, until stopped",
    "status": "outlets, deliveries, and what is wrong",
    "search": "find stored articles, in any language",
    "near-misses": "list stored articles that almost came in, and why",
    "group": "group the articles of a file into stories, as JSON lines",
    "topic": "check a topic's words, try changed ones, apply them",
}
NEAR_MISS_DAYS = 14  # as far as a digest looks back
MOST_NEAR_MISSES = 50  # two minutes of reading
GROUPS: dict[str, Mapping[str, str]] = {"topic": TOPIC_COMMANDS}


class UsageError(Exception):
    """The command line cannot be understood. Its text is one line for that person."""


class Parser(argparse.ArgumentParser):
    """Raises UsageError instead of printing a usage of many lines, and knows its own options."""

    def __init__(self, **options: Any) -> None:
        self.options: list[str] = []
        super().__init__(allow_abbrev=False, **options)

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        action = super().add_argument(*names, **options)
        self.options += action.option_strings
        return action

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.prog}: {message}; see {self.prog} --help")


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Raises UsageError; prints the help and exits 0 if that is what was asked for."""
    parser, commands = _parsers()
    rest = _after_options(parser, words)
    name = _known(parser, rest, COMMANDS)
    if name in GROUPS:
        rest = _after_options(commands[name], rest)
        name = f"{name} {_known(commands[name], rest, GROUPS[name])}"
    arguments, unknown = parser.parse_known_args(words)
    if unknown:
        raise UsageError(_unknown(commands[name], unknown[0]))
    return arguments


def _after_options(parser: Parser, words: Iterable[str]) -> Iterator[str]:
    """Before argparse, which in `digest --confg x send` would complain of x."""
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            return chain([word], rest)
        if word.partition("=")[0] not in parser.options:
            raise UsageError(_unknown(parser, word))
        if word == "--config":
            next(rest, None)
    return iter(())


def _known(parser: Parser, rest: Iterator[str], commands: Iterable[str]) -> str:
    """The next word if it is one of ``commands``; "" where there is none."""
    word = next(rest, "")
    if word and word not in commands:
        close = did_you_mean(word, [*commands]) or f"; commands: {', '.join(commands)}"
        raise UsageError(f"{parser.prog}: there is no command '{word}'{close}")
    return word


def _unknown(parser: Parser, word: str) -> str:
    if not word.startswith("-"):
        return f"{parser.prog}: '{word}' is one argument too many; see {parser.prog} --help"
    name = word.partition("=")[0]
    close = did_you_mean(name, parser.options) or f"; options: {', '.join(parser.options)}"
    return f"{parser.prog}: there is no option '{name}'{close}"


def _parsers() -> tuple[Parser, dict[str, Parser]]:
    parser = Parser(
        prog="digest",
        description="Mails readers what outlets have published about their topic.",
        epilog="Secrets come from the environment: VNKZ_SMTP_PASSWORD.",
    )
    _add_config(parser, None)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands = {
        name: subparsers.add_parser(name, help=text, description=text.capitalize() + ".")
        for name, text in COMMANDS.items()
    }
    for name, add in OPTIONS.items():
        add(commands[name])
    commands |= add_topic(commands["topic"])
    for command in commands.values():
        _add_config(command, argparse.SUPPRESS)
    return parser, commands


def _add_config(parser: Parser, default: str | None) -> None:
    text = "instead of $VNKZ_CONFIG or digest.toml"
    parser.add_argument("--config", metavar="FILE", type=Path, default=default, help=text)


def _add_send(parser: Parser) -> None:
    _add_reader_and_now(parser)
    parser.add_argument("--topic", metavar="NAME", help="only mails on this topic")


def _add_preview(parser: Parser) -> None:
    _add_send(parser)
    parser.add_argument("--open", action="store_true", help="show it in the browser")
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        default=Path("out"),
        help="where digest.html, digest.txt and digest.eml go (default: out)",
    )


def _add_reader_and_now(parser: Parser) -> None:
    parser.add_argument("--reader", metavar="ADDRESS", help="only this one of the readers")
    text = "act as if it were this instant (rehearsals, tests), such as 2026-11-22T07:00+05:00"
    parser.add_argument("--now", metavar="INSTANT", type=an_instant, help=text)


def _add_run(parser: Parser) -> None:
    text = "crawl, send what is due, and exit: for cron"
    parser.add_argument("--once", action="store_true", help=text)


def _add_search(parser: Parser) -> None:
    text = "all of them must stand in the article; case and diacritics do not matter"
    parser.add_argument("words", nargs="+", metavar="WORD", help=text)
    parser.add_argument(
        "--limit", type=a_count, default=20, metavar="N", help="at most so many (default: 20)"
    )


def _add_group(parser: Parser) -> None:
    text = 'one article a line: {"id", "title", "text"} and, where known, lang, date, outlet, url'
    parser.add_argument("--jsonl", type=Path, required=True, metavar="FILE", help=text)


def _add_near_misses(parser: Parser) -> None:
    _add_reader_and_now(parser)
    parser.add_argument("--topic", metavar="NAME", help="default: that of the reader")
    add_period(parser, NEAR_MISS_DAYS)
    text = f"at most so many (default: {MOST_NEAR_MISSES})"
    parser.add_argument("--limit", type=a_count, default=MOST_NEAR_MISSES, metavar="N", help=text)


OPTIONS: dict[str, Callable[[Parser], None]] = {
    "preview": _add_preview,
    "send": _add_send,
    "run": _add_run,
    "search": _add_search,
    "near-misses": _add_near_misses,
    "group": _add_group,
}
