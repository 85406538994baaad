"""Reminds the operator that outlets are to find in our User-Agent whom to write to."""

import logging
from typing import ClassVar

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.guard import LOOPBACK_OUTLETS

logger = logging.getLogger("crawler")
EXAMPLE = "example.org"  # as digest.example.toml comes
WARNING = (
    "digest.toml has no contact: set it to an address where outlets can ask who reads them;"
    " without one some will block us rather than write"
)


class ContactReminder:
    """One line a process, where real outlets are asked and nobody is named."""

    _said: ClassVar[bool] = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ContactReminder":
        contact = str(crawler.settings["CONTACT"])
        named = contact and not contact.endswith(EXAMPLE)
        if named or crawler.settings[LOOPBACK_OUTLETS]:
            raise NotConfigured
        reminder = cls()
        crawler.signals.connect(reminder.spider_opened, signal=signals.spider_opened)
        return reminder

    def spider_opened(self) -> None:
        if not ContactReminder._said:
            ContactReminder._said = True
            logger.warning(WARNING)
