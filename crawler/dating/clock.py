"""Times of day and zones as they are written beside a date."""

import re
import unicodedata
from datetime import UTC, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

# Names of zones in feeds and pages, in hours. CST and IST mean several, and so say nothing.
HOURS = {"UTC": 0, "GMT": 0, "ICT": 7, "WIB": 7, "WITA": 8, "MSK": 3, "МСК": 3, "MSD": 4}
HOURS |= {"SGT": 8, "HKT": 8, "MYT": 8, "JST": 9, "KST": 9, "UZT": 5, "TRT": 3}
HOURS |= {
    "CET": 1,
    "CEST": 2,
    "MEZ": 1,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "BST": 1,
    "AEST": 10,
    "AEDT": 11,
}
HOURS |= {"EST": -5, "EDT": -4, "CDT": -5, "MDT": -6, "PST": -8, "PDT": -7}
ZONES: dict[str, tzinfo] = {name: timezone(timedelta(hours=h)) for name, h in HOURS.items()}
ZONES |= {"UTC": UTC, "GMT": UTC, "ET": ZoneInfo("America/New_York")}
ZONES["ALMT"] = ZoneInfo("Asia/Almaty")  # an hour less since March 2024

OFFSETS = (
    re.compile(r"(?:GMT|UTC)\s*(?P<sign>[+-])\s*(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?(?!\d)"),
    # Right behind a clock; "08:00-09:30" is a span of hours, "08:30 - 1523" counts readers.
    re.compile(r":\d\d\s?(?P<sign>[+-])(?P<h>[01]\d)(?P<m>[0-5]\d)(?!\d)"),
    re.compile(r":\d\d\s?(?P<sign>\+)(?P<h>[01]\d):(?P<m>[0-5]\d)(?!\d)"),
)
NAME = re.compile(r"\b[A-ZМСК]{3,4}\b|(?<=[AaPp][Mm] )ET\b|(?i:\bмск\b)")

HOUR = r"(?<![\d.:])(?P<H>[01]?\d|2[0-3])"
MINUTE = r"(?P<M>[0-5]\d)(?!\d)"
SECOND = r"(?::(?P<S>[0-5]\d))?(?!\d)"
CLOCKS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{HOUR}\s?(?:[:：]|[h時时点點시](?!\w)|[h時时点點시](?=\s?\d)|giờ)\s?(?P<M>[0-5]\d){SECOND}",
        # A dot is a clock's only where words say so: "14.30 Uhr", "pukul 14.30", "14.30 น."
        rf"{HOUR}\.{MINUTE}(?=\s?(?:Uhr|WIB|WITA|WIT|น\.))",
        rf"(?<=pukul ){HOUR}\.{MINUTE}|(?<=jam )(?P<H2>[01]?\d|2[0-3])\.(?P<M2>[0-5]\d)",
        # The hour alone.
        rf"{HOUR}\s?(?:Uhr|h|giờ|[時时点點시])(?![\w.])",
        rf"{HOUR}(?=\s?[ap]\.?\s?m\b)",
    )
)
# Behind the hour or apart: "8:30pm", "8:30 PM". "SA" and "CH" of Vietnamese in capitals only, since
# "Sa" is a German Saturday; "am" right behind a figure only, since it is a German "on".
HALF = re.compile(
    r"(?P<am>(?:(?<=\d)|(?<=\d\s))a\.?\s?m(?!\w)|(?<![^\W\d])(?:(?-i:SA)|ÖÖ|ص)(?!\w))|"
    r"(?P<pm>(?<![^\W\d])(?:p\.?\s?m|(?-i:CH)|ÖS|م)(?!\w))"
    r"|上午|午前|오전|凌晨|清晨|早上|새벽|아침|(?P<later>下午|午後|오후|晚上|晚间|晚間|傍晚|저녁|밤)",
    re.IGNORECASE,
)


class Clock(NamedTuple):
    """A time of day, and where it is noted."""

    hour: int
    minute: int
    second: int
    text: str


def clock_in(text: str) -> Clock | None:
    """The first time of day of ``text``, on a clock of 24 hours."""
    for form in CLOCKS:
        if match := form.search(text):
            parts = match.groupdict()
            hour = int(parts.get("H") or parts.get("H2") or 0)
            minute = int(parts.get("M") or parts.get("M2") or 0)
            second = int(parts.get("S") or 0)
            return Clock(in_half(hour, text), minute, second, match[0])
    return None


def in_half(hour: int, text: str) -> int:
    """The hour of a 12-hour clock made one of 24, where ``text`` names the half of the day."""
    half = HALF.search(text)
    if half is None or hour > 12:
        return hour
    return hour % 12 + 12 * bool(half["pm"] or half["later"])


def zone_in(text: str) -> tzinfo | None:
    """The zone that ``text`` names; ValueError for an offset of more than a day."""
    for form in OFFSETS:
        if match := form.search(text):
            return offset(match["sign"], match["h"], match["m"] or "0")
    named = (ZONES.get(name.upper()) for name in NAME.findall(text))
    return next((zone for zone in named if zone is not None), None)


def offset(sign: str, hours: str, minutes: str) -> timezone:
    span = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(span if sign == "+" else -span)


# Digits of the scripts that our editions and their neighbours are written in, as everyone's.
DIGITS = {ord(zero) + value: str(value) for zero in "٠۰०০๐໐០０" for value in range(10)}
# Marks of direction and breaking that templates put around dates.
DIGITS |= dict.fromkeys(map(ord, "\u200b\u200c\u200e\u200f\u202a\u202c\u2066\u2069\ufeff"), "")


def normal(text: str) -> str:
    """With everyone's digits and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(DIGITS).split())
