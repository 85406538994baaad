"""How far back a command looks: `--since DATE` or `--days N`."""

import argparse
from datetime import date, datetime, time, timedelta, tzinfo

from digest.argument_kinds import a_count, a_day


def add_period(parser: argparse.ArgumentParser, default: int | None = None) -> None:
    """``default``: days; None for all that is stored."""
    either = parser.add_mutually_exclusive_group()
    text = "only articles of this day and later, such as 2026-11-01"
    either.add_argument("--since", metavar="DATE", type=a_day, help=text)
    text = "only articles of the last N days" + (f" (default: {default})" if default else "")
    either.add_argument("--days", metavar="N", type=a_count, default=default, help=text)


def first_instant(since: date | None, days: int, now: datetime, zone: tzinfo) -> datetime:
    """The beginning of the day ``since``, else so many ``days`` before ``now``."""
    return datetime.combine(since, time(), zone) if since else now - timedelta(days=days)
