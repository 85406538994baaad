"""What a body is, whatever it was promised to be: its kind and its charset, in words."""

import codecs
import json
import re

from lxml import etree, html

from crawler.reading.charset import charset
from crawler.reading.prose import clean

HEADER = re.compile(r"charset=[\"']?([\w.-]+)", re.I)
INSIDE = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?([\w.-]+)""")
BEGINNING = 20_000  # bytes: heads of pages that are heavy with styles end before that
UTF_16 = ("utf-16", "ucs-2")


def nature_of(body: bytes) -> str:
    """Such as 'a page "Access denied"': for a source that is not what its file says."""
    start = body[:BEGINNING].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not start:
        return "nothing"
    if re.match(rb"<\?xml|<(?:rss|feed|urlset|sitemapindex|rdf)\b", start, re.I):
        return _xml(start)
    if re.search(rb"<(?:!doctype html|html|head|body|title)\b", start, re.I):
        title = title_of_page(start)
        return f'a page "{title}"' if title else "a page without a title"
    return "JSON" if _is_json(body) else "neither page nor XML"


def _xml(start: bytes) -> str:
    root = re.search(rb"<([A-Za-z][\w:.-]*)", start)
    return f"XML <{root[1].decode()}>" if root else "XML without an element"


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def title_of_page(body: bytes) -> str:
    """ "" if it has none."""
    parser = html.HTMLParser(encoding=charset(body))
    try:
        page = html.document_fromstring(body, parser=parser)
    except (etree.ParserError, ValueError):
        return ""
    return clean(page.findtext(".//title") or "")[:80]


def charset_words(body: bytes, content_type: str) -> str:
    """ "" for UTF-8 that is declared as such or not at all: what an operator need not look at."""
    real = _name("utf-16" if b"\x00" in body[:4] else charset(body))
    header = HEADER.search(content_type)
    inside = INSIDE.search(body[:4096].replace(b"\x00", b""))
    stated = dict.fromkeys(
        _name(name) for name in (header and header[1], inside and inside[1].decode()) if name
    )
    false = [name for name in stated if name != real]
    if false:
        return f"is {real}, though it says {' and '.join(false)}"
    return "" if real == "utf-8" else real


def _name(name: str) -> str:
    """One name for all the names that a charset goes by."""
    lower = name.lower()
    if lower.startswith(UTF_16):
        return "utf-16"
    try:
        return codecs.lookup(lower).name.removesuffix("-sig")
    except LookupError:
        return lower
