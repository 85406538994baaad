"""When a reader's digest is due, and whether it is still to be done: decided here, without a clock.

One digest a day in the reader's own zone. A time of day that a change of clocks skips (02:30 on
the last Sunday of March in Brussels) is due an hour later by the clock, one that comes twice is
due the first time. APScheduler's own daily trigger runs twice on such a day (measured), so it only
wakes us and this module decides.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

from digest.config import Reader
from storage.records import Delivery, DeliveryStatus

# What ends a day's work for a reader. A refusal is among them: tomorrow's digest tries again.
DONE = (DeliveryStatus.SENT, DeliveryStatus.NOTHING_NEW, DeliveryStatus.REFUSED)

# After a failed try: 10 minutes, the wait that greylisting servers usually ask for, then doubled.
# Two hours at most, so that a server that comes back in the morning still serves the morning.
FIRST_PAUSE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(hours=2)


def due_on(day: date, reader: Reader) -> datetime:
    """The instant of ``reader.hour`` on ``day`` in the reader's zone, in UTC."""
    hour = time.fromisoformat(reader.hour)
    # fold=0 takes the first of two; of a skipped time it keeps the offset from before the change.
    return datetime.combine(day, hour, reader.tz).astimezone(UTC)


def last_due(reader: Reader, now: datetime) -> datetime:
    """The latest due instant that is not after ``now``."""
    return max(instant for instant in _around(reader, now) if instant <= now)


def next_due(reader: Reader, now: datetime) -> datetime:
    """The first due instant after ``now``."""
    return min(instant for instant in _around(reader, now) if instant > now)


def _around(reader: Reader, now: datetime) -> list[datetime]:
    # Two days to each side: a zone may skip a whole day (Samoa, 30 December 2011).
    today = now.astimezone(reader.tz).date()
    return [due_on(today + timedelta(days=offset), reader) for offset in range(-2, 3)]


class Todo(Enum):
    """What there is to do for a reader now."""

    NOTHING = "nothing"
    SEND = "send"  # due, or frozen and not yet accepted
    LATE = "send late"  # due before we started: missed while the program was not running


def todo(
    reader: Reader, done: Delivery | None, ready: Delivery | None, started: datetime, now: datetime
) -> Todo:
    """``done``: the reader's last delivery that stands at one of DONE; ``ready``: the unsent one.

    A reader who was never sent anything is due at once: the first digest does not wait a day.
    """
    due = last_due(reader, now)
    if done and (done.sent or done.created) >= due and ready is None:
        return Todo.NOTHING
    return Todo.LATE if due < started else Todo.SEND


def pause(failures: int) -> timedelta:
    """How long to leave a reader alone after so many failed tries in a row (at least one)."""
    return min(FIRST_PAUSE * (1 << min(failures - 1, 10)), LONGEST_PAUSE)
