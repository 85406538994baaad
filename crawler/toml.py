"""Values and comments of TOML, for the files that are drafted for a person."""

import json


def quoted(value: str) -> str:
    """What JSON writes is a basic string of TOML, but for one control character."""
    return json.dumps(value.replace("\x7f", ""), ensure_ascii=False)


def literal(value: str) -> str:
    """For patterns: nothing is escaped where that can be helped."""
    return quoted(value) if "'" in value or not value.isprintable() else f"'{value}'"


def block(value: str) -> str:
    """A text of several lines, each on its own."""
    lines = (quoted(line)[1:-1] for line in value.split("\n"))
    return '"""\n' + "\n".join(lines) + '\n"""'


def comment(text: str) -> str:
    """On one line: a comment must not end early, nor hold what TOML forbids."""
    words = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"# {' '.join(words.split())}"
