"""What Scrapy logs of an item: why it was dropped, and never its text.

Scrapy's own lines print the whole item, and an article is a page long.
"""

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class LogLines(LogFormatter):
    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        line = super().dropped(item, exception, response, spider)
        return {**line, "msg": "%s", "args": (str(exception),)}

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        del spider
        address = getattr(item, "url", "") or getattr(response, "url", "an item")
        words = "%s: error in our program: %s"
        return {"level": logging.ERROR, "msg": words, "args": (address, repr(exception))}
