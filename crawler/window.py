"""Window: which stretch of time a run is about."""

from dataclasses import dataclass
from datetime import datetime

from storage.records import Outcome


@dataclass(frozen=True, slots=True)
class Window:
    """From ``since`` to before ``until``; without ``until``, to now."""

    since: datetime
    until: datetime | None = None

    def is_before(self, when: datetime) -> bool:
        """Whether ``when`` lies before the window."""
        return when < self.since

    def is_after(self, when: datetime) -> bool:
        """Whether ``when`` lies behind the window."""
        return self.until is not None and when >= self.until

    def outside(self, published: datetime) -> Outcome | None:
        """What becomes of an article; None for one that the run is about."""
        if self.is_before(published):
            return Outcome.TOO_OLD
        return Outcome.TOO_NEW if self.is_after(published) else None

    def is_open(self, now: datetime) -> bool:
        """Whether it may still come to hold more."""
        return self.until is None or self.until > now
