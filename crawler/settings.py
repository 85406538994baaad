"""How the crawler behaves: politeness, limits, order of the parts; each line with its reason."""

import os
import sys

from scrapy.settings import default_settings

from storage.installation import installation
from storage.settings_file import ConfigError

try:
    _installation = installation()
except ConfigError as error:
    # Scrapy would print a traceback of its own machinery around this one line.
    print(f"scrapy: {error}", file=sys.stderr)
    raise SystemExit(2) from None

BOT_NAME = "vnkz-digest"
SPIDER_MODULES = ["crawler.spiders"]
SPIDER_LOADER_CLASS = "crawler.loader.EditionLoader"
COMMANDS_MODULE = "crawler.commands"

# --- ours
DATABASE = _installation.database
# Judged for is what readers in digest.toml follow, and what is added here or by -s: names of files
# in topics/, or paths of an operator's own.
READERS_TOPICS = list(_installation.topics)
TOPICS = READERS_TOPICS
NOW = ""  # see crawler/clock.py
# "127.0.0.1:8000" answers for every outlet, and nothing leaves the machine: crawler/handlers.py.
# From the environment too, so that the crawls that `digest run` starts obey it.
LOOPBACK_OUTLETS = os.environ.get("VNKZ_LOOPBACK_OUTLETS", "")
# A folder with outlets/ and families/ that are read instead of ours; `make bench` makes one.
OUTLETS_FOLDER = os.environ.get("VNKZ_OUTLETS_FOLDER", "")
PROGRESS_FD = ""  # `scrapy crawlall` gives it to its workers: crawler/progress.py

# --- a good guest
# Who we are and where somebody answers: an outlet that minds can say so, or block us by name.
CONTACT = _installation.contact
USER_AGENT = f"vnkz-digest/0.1 (+{CONTACT or 'news monitor, no contact set'})"
ROBOTSTXT_OBEY = True  # by our own middleware below
ROBOTSTXT_USER_AGENT = "vnkz-digest"
# A crawler reads one host. A second request would wait inside the downloader, behind the place
# where we hear that the host wants to be left alone (429), and go out all the same.
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Our pipelines wait for nothing. Scrapy starts so many tasks for each answer, needed or not: 100,
# its default, were a tenth of what a page costs that is only glanced at (measured).
CONCURRENT_ITEMS = 1
# Scrapy would parse the source of our callbacks anew for each answer: as much again (measured).
WARN_ON_GENERATOR_RETURN_VALUE = False
# The newest first, as they are chosen: Scrapy's own queue gives the last of a list first, and of a
# run that is cut short the newest would be missing.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
DOWNLOADER = "crawler.pace.PoliteDownloader"  # one pace a host, whichever edition asks
DOWNLOAD_DELAY = 1.0  # seconds between two requests to one host
DOWNLOAD_DELAY_JITTER = 0.5  # a fixed beat looks like an attack to some walls
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the report says it, once an edition
RETRY_HTTP_CODES = [429, 500, 502, 503, 504, 522, 524]
# Where a busy host (429, 503) does not say how long to wait: so many seconds, doubled each time.
FIRST_WAIT = 5.0
# Seconds; a host that asks for more is left alone, in later runs too: middlewares/patience.py
LONGEST_WAIT = 120.0
HTTPPROXY_ENABLED = False  # behind a proxy names are resolved by it, and crawler/guard.py is blind
HTTPCACHE_ENABLED = False  # with its RFC 2616 policy feeds were not asked at all (measured)
COOKIES_ENABLED = False  # nobody is to recognise us; a site that needs them is not ours to read
TELNETCONSOLE_ENABLED = False  # it executes code that comes in by a local port ...
REMOTE_CONTROL_ENABLED = False  # ... and so does this one; both are on by default

# --- limits
DOWNLOAD_TIMEOUT = 30  # seconds, for the whole answer
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # after decompression; Scrapy's own 1 GiB lets bombs through
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True  # Scrapy's default is not to
DOWNLOAD_FAIL_ON_DATALOSS = True  # half a page would be stored as a whole one
REDIRECT_MAX_TIMES = 5
CLOSESPIDER_TIMEOUT = 1800  # seconds; an edition of 40 pages needs one minute
# No address is asked twice: the sources' announcements are counted once, by canonical address.
# Scrapy's filter would drop a redirect to an address that was asked before, and nobody would know.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
# Scrapy drops what is longer than 2083 characters, and tells nobody: a headline in Thai or Chinese,
# percent-encoded, is nine characters a letter. Too long is what the outlet calls so (414).
URLLENGTH_LIMIT = 0
DEPTH_LIMIT = 0  # nothing is followed but what sources announce
DNS_TIMEOUT = 20

# --- parts, in the order in which a request meets them
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.guard.GuardMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.middlewares.patience.PatientRetryMiddleware": 550,
}
ITEM_PIPELINES = {
    "crawler.pipelines.JudgePipeline": 100,
    "crawler.pipelines.StorePipeline": 200,
}
EXTENSIONS = {"crawler.extensions.Keeper": 0, "crawler.contact.ContactReminder": 10}
# Without the two that are switched off above: to find that out, or to be told None of them, Scrapy
# loads them, and a whole web framework, for a tenth of a second of each start (measured).
EXTENSIONS_BASE = {
    part: order
    for part, order in default_settings.EXTENSIONS_BASE.items()
    if not part.endswith((".TelnetConsole", ".RemoteControl"))
}
FEED_EXPORTERS = {
    "json": "crawler.exporters.ArticleArray",
    "jsonl": "crawler.exporters.ArticleLines",
    "jsonlines": "crawler.exporters.ArticleLines",
    "jl": "crawler.exporters.ArticleLines",
}
FEED_STORAGES = dict.fromkeys(("", "file"), "crawler.output.SharedFile")
# For the other formats (csv, xml): what a cell can hold.
FEED_EXPORT_FIELDS = [
    *("url", "outlet", "edition", "language", "title", "lead", "text", "authors"),
    *("published", "day_only", "modified", "claimed", "truncated"),
]
TWISTED_DNS_RESOLVER = "crawler.guard.GuardedResolver"
# http(s) only: files, data and other networks are closed.
DOWNLOAD_HANDLERS = {
    "http": "crawler.handlers.WebHandler",
    "https": "crawler.handlers.WebHandler",
    **dict.fromkeys(("file", "data", "ftp", "s3")),
}

LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
LOG_DATEFORMAT = "%H:%M:%S"
LOG_FORMATTER = "crawler.log_lines.LogLines"
FEED_EXPORT_ENCODING = "utf-8"
