"""Which charset a page is in: what its bytes are, then what it says, then what its letters look
like. Pages were seen in windows-1251 that say utf-8, and the reverse."""

import codecs
import re

from charset_normalizer import from_bytes
from lxml import html

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
WESTERN = "windows-1252"
DECLARED = re.compile(rb"""charset=["']?([\w-]+)""")
# What pages in our languages are or were written in. Without the Central European one, which
# nobody here uses and which German and French pages were taken for.
CANDIDATES = (
    "cp1252 cp1251 koi8_r cp1258 cp1254 cp1256 cp874 gb18030 big5 cp932 euc_jp cp949".split()
)
# What pages that say one of these are in: the larger set, as browsers read them.
LARGER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
# Western letters with an accent stand alone between others; two bytes or more in a row, on average,
# are words of another script, whatever the page says.
SCRIPT_RUN = 2.5
RUNS = re.compile(rb"[\x80-\xff]+")
KANA = re.compile("[\u3041-\u30fa]")
MOST_WRONG = 0.02  # of the rare letters, in a page that is cut or quotes a broken one
ENOUGH = 20_000  # bytes of rare letters that tell a charset; more only costs time
RARE = re.compile(rb"[^\x00-\x7f][^\x00-\x1f<>]*")


def charset(body: bytes) -> str:
    """A name that lxml understands, whatever the page says."""
    if wide := _wide(body):
        return wide
    if is_utf8(body):
        return "utf-8"
    marked = next((name for bom, name in BOMS if body.startswith(bom)), "")
    return marked.removesuffix("-sig") or _declared(body) or _detected(body)


def is_utf8(body: bytes) -> bool:
    """Without the search for what else it is."""
    if _wide(body):
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(body: bytes) -> str:
    """UTF-16 without its mark, "" if it is not: of each letter of markup one byte is a NUL."""
    if not body or any(body.startswith(bom) for bom, _ in BOMS):
        return ""
    start = body[:80]
    first, second = start[::2].count(0), start[1::2].count(0)
    # A page of Chinese begins with its markup too; a page in UTF-8 has no NULs, or odd ones.
    if max(first, second) < len(start) / 2 * 0.3 or min(first, second) > max(first, second) / 10:
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def _declared(body: bytes) -> str:
    """ "" where it is not true, or says nothing."""
    match = DECLARED.search(body[:4096])
    said = match[1].decode().lower() if match else "utf-8"
    try:
        name = codecs.lookup(said).name
    except LookupError:
        return ""
    name = LARGER.get(name, name)
    if name == "utf-8":
        return name if _mostly_utf8(body) else ""
    # A page in UTF-16 could not be searched for its own name.
    if name.startswith("utf") or not _known(name) or not _fits(body, name):
        return ""
    return name


def _fits(body: bytes, name: str) -> bool:
    """Whether the letters that are not ASCII can be meant so."""
    runs = RUNS.findall(body[: 10 * ENOUGH])
    rare = sum(map(len, runs))
    if name == "cp1252" and rare > SCRIPT_RUN * len(runs):
        return False
    return body.decode(name, errors="replace").count("\ufffd") <= MOST_WRONG * rare + 2


def _mostly_utf8(body: bytes) -> bool:
    """A page that is cut in the middle of a letter, or quotes a broken one, is still UTF-8."""
    text = body.decode("utf-8", errors="replace")
    rare = sum(not character.isascii() for character in text)
    return text.count("\ufffd") * 2 < rare


def _detected(body: bytes) -> str:
    rare = b" ".join(RARE.findall(body))[:ENOUGH]
    for name in ("euc_jp", "cp932"):
        text = rare.decode(name, errors="replace")
        # Of Japanese a third is kana; in no other charset do they come out of another script.
        if len(KANA.findall(text)) * 5 > sum(not letter.isascii() for letter in text):
            return name.replace("_", "-")
    best = from_bytes(rare, cp_isolation=CANDIDATES).best()
    name = best.encoding.replace("_", "-") if best else ""
    return name if _known(name) else WESTERN


def _known(name: str) -> bool:
    try:
        html.HTMLParser(encoding=name)
    except LookupError:
        return False
    return True
