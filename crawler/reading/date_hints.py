"""Dates that nobody wrote for readers: in the address, and in what a page hands to its scripts."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from crawler.reading.date_places import Stamp

# "/2019/3/1/", "/2019-03-01-", "/20190301/", "_20190301.html"; figures that go on are a number.
IN_ADDRESS = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)(?:/(\d\d?)/(\d\d?)(?=/|$)|([/_.-]?)(\d\d)\4(\d\d)(?!\d|\.\d))"
)
DAY_FIRST = re.compile(r"(?<![\d-])\d\d-\d\d-20\d\d(?![\d-])")
KEYS = (
    "datePublished|date_published|publishedDate|published_date|publishedAt|published_at|"
    "publishDate|publish_date|publishTime|publish_time|publishedTime|published_time|pubDate|"
    "pub_date|publicationDate|publication_date|firstPublished|first_published|firstPublishedAt|"
    "displayDate|display_date"
)
IN_SCRIPT = re.compile(rf"""\\?["']({KEYS})\\?["']\s*:\s*\\?["']?([^"',}}\\]{{8,40}})""")


def address_stamps(address: str) -> Iterator[Stamp]:
    """The day in the path: a folder a day is the oldest habit of news sites."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return
    for match in IN_ADDRESS.finditer(path):
        month, day = match[2] or match[5], match[3] or match[6]
        yield Stamp(f"{match[1]}-{month}-{day}", "address", machine=True)
    for match in DAY_FIRST.finditer(path):
        yield Stamp(match[0], "address", machine=True)


def script_stamps(tree: Any, title: str) -> Iterator[Stamp]:
    """What scripts are told. Lists of other stories are among it: where dates differ, the one that
    stands nearest behind the title counts, and without a title none."""
    named = {title, json.dumps(title)[1:-1]} - {""}
    near: list[tuple[int, Stamp]] = []
    found: dict[str, Stamp] = {}
    for script in tree.iter("script"):
        text = script.text or ""
        for match in IN_SCRIPT.finditer(text):
            stamp = Stamp(match[2], f"script {match[1]}", machine=True)
            found.setdefault(stamp.text[:10], stamp)
            places = (text.rfind(name, 0, match.start()) for name in named)
            near += [(match.start() - place, stamp) for place in places if place >= 0]
    if len(found) == 1:
        yield from found.values()
    elif near:
        yield min(near)[1]
