"""What ``-s`` may say, as far as Scrapy would answer a mistake with a traceback an edition."""

import logging
import re

from scrapy.settings import BaseSettings

from crawler.guard import LOOPBACK_OUTLETS
from storage.settings_file import ConfigError

NUMBERS = ("DOWNLOAD_DELAY", "DOWNLOAD_DELAY_JITTER", "DOWNLOAD_TIMEOUT", "LONGEST_WAIT")


def check_settings(settings: BaseSettings) -> None:
    """Raises ConfigError naming the first setting that cannot be understood."""
    for name in NUMBERS:
        value = settings[name]
        if not re.fullmatch(r"\d+(\.\d+)?", str(value)):
            raise ConfigError(f"{name}={value}: write a number of seconds such as 1.5")
    server = str(settings[LOOPBACK_OUTLETS] or "")
    if server and not re.fullmatch(r"127\.0\.0\.1:\d{1,5}", server):
        raise ConfigError(f"{LOOPBACK_OUTLETS}={server}: write 127.0.0.1:PORT")
    check_level(settings["LOG_LEVEL"])


def check_level(level: object) -> None:
    """Apart, since Scrapy needs it before a command runs."""
    known = list(logging.getLevelNamesMapping())
    if level not in known and not isinstance(level, int):
        raise ConfigError(f"there is no log level '{level}'; known: {', '.join(known)}")
