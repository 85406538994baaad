"""What one word of the command line stands for: an instant, a day, a number."""

import argparse
from datetime import UTC, date, datetime

MOST = 100_000  # articles, or days: more than anybody keeps, and than a calendar can count back


def an_instant(word: str) -> datetime:
    try:
        instant = datetime.fromisoformat(word)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise argparse.ArgumentTypeError(
            f"'{word}' is not an instant with its zone, such as 2026-11-22T07:00+05:00"
        )
    return instant.astimezone(UTC)


def a_day(word: str) -> date:
    try:
        day = date.fromisoformat(word)
    except ValueError:
        day = date.min
    if not 1900 <= day.year <= 2100:
        raise argparse.ArgumentTypeError(f"'{word}' is not a day such as 2026-11-08")
    return day


def a_count(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= MOST:
        raise argparse.ArgumentTypeError(f"'{word}' is not a number from 1 to {MOST}")
    return int(word)
