"""How dates are meant on a page of an outlet that no file describes: by what the page proves.

The order of day and month: dates that can be read in one order only, and ISO dates that repeat
another; else the habit of the page's language and country; else nobody knows. The zone: that of
the country whose domain it is; else UTC.
"""

import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.core import get_global

from crawler.dating.dated import Reading
from crawler.dating.forms import ISO, NUMERIC

MONTH_FIRST = ("en-us", "en-ph", "fil", "tl")
# "11/12/2025" is as many people's habit as the other way round, or nobody's.
UNDECIDED = ("", "en", "en-ca")
YEAR_FIRST = ("zh", "ja", "ko", "hu", "lt", "mn")
# Countries' domains that the whole world uses.
EVERYBODYS = frozenset(
    "ac ai am as bz cc cd co dj fm gg gl im in io is la ly me ms mu nu pw re rs sc sh so st su tc "
    "tk tl to tv vc vg ws".split()
)
# CLDR gives these several zones; nearly all of their papers live by this one.
CAPITALS = {
    "cn": "Asia/Shanghai",
    "cy": "Asia/Nicosia",
    "de": "Europe/Berlin",
    "es": "Europe/Madrid",
    "kz": "Asia/Almaty",
    "my": "Asia/Kuala_Lumpur",
    "nz": "Pacific/Auckland",
    "pt": "Europe/Lisbon",
    "ua": "Europe/Kyiv",
    "uk": "Europe/London",
    "uz": "Asia/Tashkent",
}
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2})?$")


def reading_of(tree: Any, address: str) -> Reading:
    """From an lxml tree of the whole page. The order is open: most pages have no date that needs
    it, and ``order_of`` reads all of the page."""
    return Reading(zone_of(address), _tag(tree).partition("-")[0] or "en", None)


def order_of(tree: Any) -> bool | None:
    """Whether the day stands before the month; None where nobody knows."""
    order = _proved_order(tree.text_content())
    return _habit(_tag(tree)) if order is None else order


def _tag(tree: Any) -> str:
    tag = (tree.get("lang") or "").strip().lower().replace("_", "-")
    return tag if LANGUAGE.match(tag) else ""


def zone_of(address: str) -> ZoneInfo:
    """By the country of its domain."""
    try:
        domain = (urlsplit(address).hostname or "").rpartition(".")[2]
    except ValueError:
        domain = ""
    if domain in EVERYBODYS:
        return ZoneInfo("UTC")
    zones = get_global("territory_zones").get(domain.upper(), [])
    only = zones[0] if len(zones) == 1 else "UTC"
    return ZoneInfo(CAPITALS.get(domain, only))


def _habit(language: str) -> bool | None:
    if language in MONTH_FIRST:
        return False
    undecided = language in UNDECIDED or language.partition("-")[0] in YEAR_FIRST
    return None if undecided else True


def _proved_order(text: str) -> bool | None:
    """Whether the day comes first; None where nothing proves it, or both are proved."""
    days = {(int(m["y"]), int(m["m"]), int(m["d"])) for m in ISO.finditer(text)}
    proofs: Counter[bool] = Counter()
    for match in NUMERIC.finditer(text):
        first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
        if first != second:
            proofs[True] += first > 12 >= second or (year, second, first) in days
            proofs[False] += second > 12 >= first or (year, first, second) in days
    shown = [order for order, count in proofs.items() if count]
    return shown[0] if len(shown) == 1 else None
