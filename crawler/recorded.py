"""A page kept as a fixture: how its files are called, and the article that is expected from it."""

import json
import re
from urllib.parse import unquote, urlsplit

from crawler.lines import article_object
from crawler.spelling import key
from storage.records import Article

LONGEST = 60  # letters of a file's name


def stem_of(url: str) -> str:
    """A name for the files of a page: what its address ends with, without what files mind."""
    path = unquote(urlsplit(url).path).rstrip("/")
    last = re.sub(r"\.[a-z]{2,5}$", "", path.rpartition("/")[2])
    name = re.sub(r"[\W_]+", "-", key(last)).strip("-")
    return name[-LONGEST:].strip("-") or "page"


def expected_text(article: Article) -> str:
    """What `scrapy extract` says, and the lead, laid out for a person to read."""
    values = article_object(article) | {"lead": article.lead, "day_only": article.day_only}
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
