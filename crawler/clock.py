"""The one place of the crawler that reads the clock."""

from datetime import UTC, datetime

from scrapy.settings import BaseSettings

from storage.settings_file import ConfigError

SETTING = "NOW"  # "2026-11-22T07:00+05:00": act as if it were this instant; for rehearsals, tests


def now(settings: BaseSettings) -> datetime:
    """Aware. Raises ConfigError if the setting is no instant with a zone."""
    value = settings.get(SETTING)
    if not value:
        return datetime.now(UTC)
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise ConfigError(
            f"{SETTING}={value}: write an instant such as 2026-11-22T07:00+05:00"
        ) from None
    if instant.tzinfo is None:
        raise ConfigError(f"{SETTING}={value}: has no zone; write for example {value}+05:00")
    if not 2000 <= instant.year <= 2100:
        raise ConfigError(f"{SETTING}={value}: is not within the years 2000 to 2100")
    return instant
