"""What ``-a`` may say on the command line."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from crawler.window import Window
from storage.settings_file import ConfigError, did_you_mean

KNOWN = ("since", "until", "limit")


@dataclass(frozen=True, slots=True)
class Arguments:
    """``since``, ``until``: a backfill of what was published from the one to before the other;
    without them, by the outlet's ``max_age_days``. ``limit``: so many pages at most; None: all."""

    since: datetime | None = None
    limit: int | None = None
    until: datetime | None = None

    @property
    def window(self) -> Window | None:
        """What is filled; None in an ordinary run."""
        return Window(self.since, self.until) if self.since else None


def read_arguments(given: dict[str, str], zone: ZoneInfo, now: datetime | None = None) -> Arguments:
    """Raises ConfigError naming the argument; a day without a zone begins at the outlet.

    Without ``now``, a ``since`` in the future is not noticed.
    """
    for name in given:
        if name not in KNOWN:
            hint = did_you_mean(name, list(KNOWN)) or f"; known: {', '.join(KNOWN)}"
            raise ConfigError(f"-a {name}=: there is no such argument{hint}")
    since, until = (_instant(name, given.get(name), zone) for name in ("since", "until"))
    _check(since, until, given, now)
    return Arguments(since, _limit(given.get("limit")), until)


def _check(
    since: datetime | None, until: datetime | None, given: dict[str, str], now: datetime | None
) -> None:
    if since and now and since > now:
        raise ConfigError(f"-a since={given['since']}: lies in the future")
    if until and not since:
        raise ConfigError(f"-a until={given['until']}: name a since as well, such as 2024-11-01")
    if since and until and since >= until:
        raise ConfigError(
            f"-a until={given['until']}: is not later than since={given['since']};"
            " what was published on that day is not in it"
        )


def _instant(name: str, value: str | None, zone: ZoneInfo) -> datetime | None:
    if value is None:
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"-a {name}={value}: write a day such as 2024-11-01") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=zone)


def _limit(value: str | None) -> int | None:
    if value is None:
        return None
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise ConfigError(f"-a limit={value}: write a number of pages such as 20")
    return int(value)
