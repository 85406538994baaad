"""Is this the same page as that: the decision of ``canonical_url``.

What an address says about a page is kept; what it says about the way there (a mirror of the host, a
campaign, a copy for phones or printers) is not. Which pages are one article: ``identity.py``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# Parameters that say where a reader came from, never which page it is: what ClearURLs, Neat URL and
# Firefox's query stripping have in common, with what Vietnamese and Russian services add. Not
# "source", "from" or "id": at some sites they choose the page.
TRACKING = re.compile(
    r"(?:utm|itm|mtm|pk|piwik|at|ga|fb|hsa|gad|oly|vero|ns|wt)[_.-]\w+"
    r"|_?_hs\w+|hsctatracking|mc_[ce]id|mkt_tok|ml_subscriber(?:_hash)?|vgnext\w*"
    r"|fbclid|gclid|gclsrc|dclid|[gw]braid|yclid|ysclid|ymclid|msclkid|twclid|ttclid|rb_clickid"
    r"|srsltid|li_fat_id|igsh(?:id)?|epik|gidzl|zarsrc|wickedid|xtor|ncid|ocid|cmpid|sc?_cid"
    r"|_g[al]|_gac|_?openstat|_branch_match_id|action_(?:object|ref|type)_map"
    r"|ref|ref_(?:src|url)|referr?er",
    re.IGNORECASE,
)
# Parameters that ask for a copy of the page: for phones (AMP), for a printer, without its frame.
COPY = re.compile(r"amp|noamp|amp_markup|print(?:able|view|able_view)?", re.IGNORECASE)
FORM = re.compile(r"output_?(?:type)?|view|format|type|layout|mode|tmpl", re.IGNORECASE)
COPY_FORM = re.compile(r"amp|amphtml|print(?:able)?|component", re.IGNORECASE)
# The same as the last parts of a path, and the file that a server shows where none is named.
ENDING = re.compile(r"amp|print|index\.(?:s?html?|php|aspx?)|default\.aspx?", re.IGNORECASE)
AMP_SUFFIX = re.compile(r"(?<=[^/.])(?:\.amp)+(?=\.s?html?$|$)", re.IGNORECASE)
FILE = re.compile(r"\.(?:s?html?|php|aspx?|jsp|vnp|vov5?)$", re.IGNORECASE)
SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
MIRROR = re.compile(r"^(?:(?:www|m|amp|mobile)\.)+(?=[^.]+\.)")
# What RFC 3986 lets stand unencoded in a path.
PATH_SAFE = "/:@!$&'()*+,;=~-._"


def canonical_url(url: str, hosts: Sequence[str] = ()) -> str:
    """One address for one page: https, the outlet's first host, NFC, no tracking, no fragment.

    ``hosts`` are an outlet's hosts: each of them, with or without "www.", "m.", "amp." or a dot at
    its end, becomes the first. Paths of any script are percent-encoded UTF-8, as they are sent.
    The address of an AMP or print copy becomes the page's own where it holds that; a "/print/" in
    the middle does not. A slash at the end stays, for only the outlet knows; see ``identity.py``.
    Raises ValueError for what is no address.
    """
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").rstrip(".").lower()
    if not host or parts.scheme not in ("http", "https", ""):
        raise ValueError(f"'{url}' is no address of a web page")
    if ":" in host:
        host = f"[{host}]"
    if parts.port not in (None, 80, 443):
        host += f":{parts.port}"
    if is_among(host, hosts):
        host = hosts[0]
    return urlunsplit(("https", host, _path(parts.path), _query(parts.query), ""))


def bare(host: str) -> str:
    """The host without the prefixes that mirror a site: m.vovworld.vn and vovworld.vn are one."""
    return MIRROR.sub("", host.rstrip(".").lower())


def is_among(host: str, hosts: Iterable[str]) -> bool:
    """Whether ``host`` is one of ``hosts``, or mirrors it."""
    return bare(host) in map(bare, hosts)


def _query(query: str) -> str:
    """In its order, which some sites depend on."""
    return urlencode([pair for pair in _pairs(query) if not _says_nothing(*pair)])


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for key, value in parse_qsl(query, keep_blank_values=True):
        yield re.sub("^(?:amp;)+", "", key), value  # "&amp;" of a page that was escaped twice


def _says_nothing(key: str, value: str) -> bool:
    form = bool(FORM.fullmatch(key) and COPY_FORM.fullmatch(value))
    return form or bool(TRACKING.fullmatch(key) or COPY.fullmatch(key))


def _path(path: str) -> str:
    decoded = unicodedata.normalize("NFC", unquote(path, errors="surrogateescape"))
    parts: list[str] = []
    for part in SESSION.sub("", decoded).split("/"):
        name = AMP_SUFFIX.sub("", part)
        if name == "..":
            del parts[-1:]
        elif name not in ("", ".") and name.lower() != "amp":
            parts.append(name)
    folder = decoded.endswith(("/", "/.", "/.."))
    while parts and ENDING.fullmatch(parts[-1]):
        folder |= "." in parts.pop()
    if not parts:
        return "/"
    slash = "/" if folder and not FILE.search(parts[-1]) else ""
    return quote(f"/{'/'.join(parts)}{slash}", safe=PATH_SAFE, errors="surrogateescape")
