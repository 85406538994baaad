"""What `digest topic propose` takes on its command line."""

import argparse
from dataclasses import dataclass

from digest.argument_kinds import a_count
from digest.period import add_period

LEAST = 2  # articles: a name that stands in one alone does not recur
LIMIT = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """``key``: what a person calls the proposal by; ``spells``: the id of the entity that it is a
    spelling of, "" for a new one."""

    key: str
    spells: str = ""


def add_propose(parser: argparse.ArgumentParser) -> None:
    text = "only this proposal; KEY=ID takes it for a spelling of the entity of that id"
    parser.add_argument("keys", nargs="*", metavar="KEY[=ID]", type=an_asked, help=text)
    text = "a topic of ours, or the path of a topic file (default: that of the first reader)"
    parser.add_argument("--topic", metavar="NAME|FILE", help=text)
    add_period(parser)
    text = f"only names that stand in so many articles (default: {LEAST})"
    parser.add_argument("--least", metavar="N", type=a_count, default=LEAST, help=text)
    text = f"show so many (default: {LIMIT})"
    parser.add_argument("--limit", metavar="N", type=a_count, default=LIMIT, help=text)
    text = "print lines for a topic file of yours"
    parser.add_argument("--toml", action="store_true", help=text)
    text = "with --toml: the side of names that stand near none"
    parser.add_argument("--side", metavar="NAME", default="", help=text)


def an_asked(word: str) -> Asked:
    key, _, identifier = word.partition("=")
    return Asked(key, identifier)
