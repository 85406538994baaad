"""The one door from bytes to a tree of HTML, for pages of any charset and any malice."""

import re
from typing import Any

from lxml import etree, html

from crawler.reading.charset import charset
from crawler.reading.twice_encoded import once_encoded

CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})  # no letter of any charset but UTF-16 has them
# Two of an element, for a tree costs memory and time by its elements: 230,000 links took 588 MB and
# 89 s in trafilatura (measured). Of 729 real pages the heaviest has 7,758.
MOST_TAGS = 60_000
# libxml2's time grows with the square of the attributes of one tag, and no alarm rings inside it:
# 100,000 took 15 s, 20,000 take 0.4 s (measured). A real tag has a dozen.
MOST_ATTRIBUTES = 20_000
# Tags and attributes as HTML's tokenizer sees them, so that no quote hides any. Possessive, and the
# next tag is searched behind the last: every byte is looked at once.
ATTRIBUTE = rb"[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?+)?+"
ONE = re.compile(rb"[\s/=]*+" + ATTRIBUTE)
TAG = re.compile(rb"<[A-Za-z][^\s/>]*+(?:[\s/=]*+" + ATTRIBUTE + rb")*+")

# libxml2 drops what stands behind some of them, and pages hold several: whole documents are pasted
# into articles. Browsers read on.
ENDS = re.compile(rb"(?i)</(?:body|html)\s*>")


# One class for all elements. With lxml's own choice of a class by name, which is made in Python for
# each element that anybody looks at, a page took 3 ms more (measured).
ONE_CLASS = etree.ElementDefaultClassLookup(
    element=html.HtmlElement,
    comment=html.HtmlComment,
    pi=html.HtmlProcessingInstruction,
    entity=html.HtmlEntity,
)


class Unparsable(ValueError):
    """Nothing that a reader could see as a page."""


def parse_page(body: bytes, *, bare: bool = False) -> Any:
    """``bare``: without comments and processing instructions. Raises Unparsable."""
    body = once_encoded(body)
    name = charset(body)
    if name.startswith("utf-16"):
        body, name = body.decode(name, errors="replace").encode("utf-8", errors="replace"), "utf-8"
    body = body.translate(None, delete=CONTROLS)
    if body.count(b"<") > MOST_TAGS:
        raise Unparsable(f"more than {MOST_TAGS} tags")
    body = ENDS.sub(b"", body)
    if has_endless_tag(body):
        raise Unparsable(f"a tag with more than {MOST_ATTRIBUTES} attributes")
    parser = html.HTMLParser(encoding=name, remove_comments=bare, remove_pis=bare)
    parser.set_element_class_lookup(ONE_CLASS)
    try:
        return html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, LookupError, ValueError):
        raise Unparsable("not a page of text") from None


def has_endless_tag(body: bytes) -> bool:
    """Whether one would keep the parser busy for longer than a whole page should."""
    for tag in TAG.finditer(body):
        # Two bytes an attribute at least; a long tag mostly holds one long value.
        if len(tag[0]) > 2 * MOST_ATTRIBUTES and len(ONE.findall(tag[0])) > MOST_ATTRIBUTES:
            return True
    return False
