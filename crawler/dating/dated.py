"""Dated: what a text says about when; Reading: how one outlet's texts are meant."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Reading:
    """How dates are to be read at one outlet.

    ``day_first`` None: nobody knows, so that "11/12/2025" is no date and "25/12/2025" is one.
    """

    zone: ZoneInfo
    language: str
    day_first: bool | None = True


@dataclass(frozen=True, slots=True)
class Dated:
    """An instant, in the zone it was written in.

    ``day_only``: the text names a day; ``at`` is noon there, the same day from Lima to Tokyo.
    ``relative``: the text counts back from when it was read ("2 hours ago").
    """

    at: datetime
    day_only: bool = False
    relative: bool = False

    @property
    def vagueness(self) -> tuple[bool, bool]:
        """The lower of two is believed: an instant before a day, a date before a counting back."""
        return self.day_only, self.relative
