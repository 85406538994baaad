"""What is logged of an article that was not kept: its address and why, and none of its text."""

import logging
from typing import Any

from scrapy.exceptions import DropItem
from scrapy.utils.test import get_crawler

from crawler.log_lines import LogLines
from tests.invented import LICENCES

ARTICLE = LICENCES[0]


def test_no_text_of_an_article_is_logged() -> None:
    crawler = get_crawler(settings_dict={"ADDONS": {}})
    spider: Any = crawler._create_spider("any")
    lines = LogLines.from_crawler(crawler)
    full = DropItem(f"{ARTICLE.url}: not stored: disk full", log_level="WARNING")
    dropped = lines.dropped(ARTICLE, full, None, spider)
    assert dropped["level"] == logging.WARNING
    assert dropped["msg"] % dropped["args"] == f"{ARTICLE.url}: not stored: disk full"
    failed = lines.item_error(ARTICLE, KeyError("side"), None, spider)
    said = failed["msg"] % failed["args"]
    assert said == f"{ARTICLE.url}: error in our program: KeyError('side')"
