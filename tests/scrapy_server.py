"""`python -m tests.scrapy_server FD`: runs Scrapy for tests/programs.py, asked over the socket FD.

Here is decided what is loaded before the fork: all that a crawl imports, and caches of what depends
on nothing but files that we ship. What reads the environment or belongs to one run comes after it.
"""

import gc
import pkgutil
import socket
import sys
from datetime import UTC, datetime
from importlib import import_module
from types import ModuleType
from urllib.parse import urlsplit

import scrapy.cmdline
import scrapy.commands
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

import crawler
from crawler.extract import extract_article
from crawler.outlet import load_outlets
from demo.server import DemoSites, load_articles
from tests.forking import become, serve
from topics.judge import judge
from topics.vocabulary import load_topic

AFTERWARDS = ("crawler.settings", "twisted.internet.reactor")


def main() -> None:
    for package in (scrapy.commands, crawler):
        _import_all_of(package)
    _import_the_parts_of_scrapy()
    import_module("alembic.command")  # which the first opening of each database would load
    _read_a_page()
    early = [name for name in AFTERWARDS if name in sys.modules]
    if early:
        sys.exit(f"imported before the fork: {', '.join(early)}")
    gc.collect()
    gc.freeze()  # or the first collection in every copy would write to all of it
    with socket.socket(fileno=int(sys.argv[1])) as control:
        channel = serve(control)
    if channel:
        become(channel)


def _import_all_of(package: ModuleType) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if module.name not in AFTERWARDS:
            import_module(module.name)


def _import_the_parts_of_scrapy() -> None:
    """Which it loads by the names in its settings."""
    settings = Settings()
    for base in ("EXTENSIONS_BASE", "DOWNLOADER_MIDDLEWARES_BASE", "SPIDER_MIDDLEWARES_BASE"):
        for name in settings.getdict(base):
            load_object(name)
    for name in ("SCHEDULER", "SCHEDULER_PRIORITY_QUEUE", "DUPEFILTER_CLASS", "STATS_CLASS"):
        load_object(settings[name])


def _read_a_page() -> None:
    """What is loaded with the first page, such as the model of languages, is loaded with this."""
    article = next(one for one in load_articles() if one.key == "wheat-vns")
    host, path = urlsplit(article.url)[1:3]
    answer, _ = DemoSites().answer(host, path)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    read = extract_article(answer.body, article.url, load_outlets()["vns"], now)
    judge(read, load_topic("vietnam-kazakhstan"))


if __name__ == "__main__":
    main()
