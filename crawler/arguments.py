"""What ``-a`` may say on the command line."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from storage.settings_file import ConfigError, did_you_mean

KNOWN = ("since", "limit")


@dataclass(frozen=True, slots=True)
class Arguments:
    """``since``: nothing published earlier; None: by the outlet's ``max_age_days``.
    ``limit``: so many pages at most; None: all."""

    since: datetime | None = None
    limit: int | None = None


def read_arguments(given: dict[str, str], zone: ZoneInfo) -> Arguments:
    """Raises ConfigError naming the argument; a day without a zone begins at the outlet."""
    for name in given:
        if name not in KNOWN:
            hint = did_you_mean(name, list(KNOWN)) or f"; known: {', '.join(KNOWN)}"
            raise ConfigError(f"-a {name}=: there is no such argument{hint}")
    return Arguments(_since(given.get("since"), zone), _limit(given.get("limit")))


def _since(value: str | None, zone: ZoneInfo) -> datetime | None:
    if value is None:
        return None
    try:
        since = datetime.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"-a since={value}: write a day such as 2024-11-01") from None
    return since if since.tzinfo else since.replace(tzinfo=zone)


def _limit(value: str | None) -> int | None:
    if value is None:
        return None
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise ConfigError(f"-a limit={value}: write a number of pages such as 20")
    return int(value)
