"""Pages whose letters were encoded twice: the decision of ``once_encoded``.

A server took bytes of GB 2312 or UTF-8 for Latin-1 and wrote them as UTF-8, so
that all is valid and nothing can be read: "Tiáº¿ng Viá»‡t", "ÖÐ¹ú". What was done is undone where
the letters can mean nothing else: no language strings those of Latin-1's upper half together.
"""

import re

from crawler.reading.charset import charset

# Letters that UTF-8 writes in two bytes and Latin-1 in one, four or more in a row. German and
# French have two; what has more is a page in another charset.
RUN = re.compile(rb"(?:[\xc2\xc3][\x80-\xbf]){4,}")
# Of a page's rare letters: those that stand in such runs, and those that Latin-1 has not, which a
# template around the text may bring along.
IN_RUNS, STRANGE = 0.8, 0.05
ASCII = bytes(range(128))
FEWEST = 200  # rare letters, for a paragraph's worth
SAMPLE = 20_000  # bytes
# In these not every row of bytes is a text. A page of windows-1251 looks like any other noise.
TELLING = ("utf-8", "gb18030", "gb2312", "gbk", "big5", "cp932", "shift-jis", "euc-jp", "cp949")


def once_encoded(body: bytes) -> bytes:
    """The bytes as they once were, or ``body`` itself."""
    latin = body.count(b"\xc3") + body.count(b"\xc2")
    if latin < FEWEST:  # most pages, in a tenth of a millisecond
        return body
    rare = len(body.translate(None, delete=ASCII)) / 2
    if latin < IN_RUNS * rare:
        return body
    start = max(body.find(b"\xc3"), 0)
    sample = body[start : start + SAMPLE]
    if len(b"".join(RUN.findall(sample))) < IN_RUNS * len(sample.translate(None, delete=ASCII)):
        return body
    text = body.decode("utf-8", "replace")
    once = text.encode("latin-1", "replace")
    if sum(letter > "\xff" for letter in text) > STRANGE * rare:
        return body
    return once if charset(once) in TELLING else body
