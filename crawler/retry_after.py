"""How long an outlet asks to be left alone: the decisions of ``seconds_to_wait`` and ``until``."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# Nobody means "a year": a broken clock does, or a wall. Two days keep a weekend, and the outlet is
# never given up for good.
LONGEST_PAUSE = timedelta(hours=48)


def seconds_to_wait(field: bytes | None, now: datetime) -> float | None:
    """Of a Retry-After field: seconds or a date (RFC 9110, 10.2.3). None if there is none."""
    value = (field or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value[:20])  # longer than the age of the universe is long enough
    try:
        date = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    at = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())


def until(seconds: float, now: datetime) -> datetime:
    """The minute, in UTC, in which the outlet may be asked again."""
    wait = min(seconds, LONGEST_PAUSE.total_seconds())
    ends = now.astimezone(UTC) + timedelta(seconds=wait + 59)
    return ends.replace(second=0, microsecond=0)


def in_words(seconds: float) -> str:
    """Such as "365 days": what was asked for, whatever is made of it."""
    for unit, length in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}" if seconds < 1e9 else "more than 30 years"
    return f"{seconds:.0f} seconds"
