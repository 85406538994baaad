"""Is this the same page as that: the decision of ``canonical_url``."""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# Parameters that say where a reader came from, never which page it is.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|igshid|mc_[ce]id|_ga|ref|zarsrc|vgnext\w*")
# What RFC 3986 lets stand unencoded in a path.
PATH_SAFE = "/:@!$&'()*+,;=~-._"


def canonical_url(url: str, hosts: Sequence[str] = ()) -> str:
    """One address for one page: https, the outlet's first host, NFC, no tracking, no fragment.

    ``hosts`` are an outlet's hosts: each of them, with or without "www.", "m." or a trailing dot,
    becomes the first. Paths of any script are percent-encoded UTF-8, as they are requested.
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
    if hosts and bare(host) in {bare(known) for known in hosts}:
        host = hosts[0]
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True)]
    kept = urlencode([pair for pair in query if not TRACKING.fullmatch(pair[0])])
    return urlunsplit(("https", host, _path(parts.path), kept, ""))


def bare(host: str) -> str:
    """The host without the prefixes that mirror a site: m.vovworld.vn and vovworld.vn are one."""
    return host.rstrip(".").lower().removeprefix("www.").removeprefix("m.")


def _path(path: str) -> str:
    decoded = unicodedata.normalize("NFC", unquote(path, errors="surrogateescape")) or "/"
    return quote(decoded, safe=PATH_SAFE, errors="surrogateescape")
