"""The forms in which pages and feeds write dates; ``crawler/dates.py`` reads them."""

import re

from crawler.months import VIETNAMESE as VIETNAMESE_MONTHS

# Names of zones in feeds and pages, in hours; CST and IST mean several.
ZONES = {"UTC": 0, "GMT": 0, "ICT": 7, "WIB": 7, "MSK": 3, "МСК": 3, "SGT": 8, "JST": 9, "KST": 9}
ZONES |= {"CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7}

ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:[T ]+(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d+)?)?\s*"
    r"(?P<z>Z|[+-]\d{2}(?::?\d{2})?(?!\d))?)?"
)
CLOCK = re.compile(
    r"(?<!\d)(?P<H>[01]?\d|2[0-3])(?:[:h]|[時时点시]\s?)(?P<M>[0-5]\d)(?::(?P<S>[0-5]\d))?(?!\d)"
)
HALF = re.compile(
    r"(?<!\w)(?:a\.?m|(?P<pm>p\.?m))(?!\w)|上午|午前|오전|(?P<later>下午|午後|오후)", re.I
)
OFFSET = re.compile(r"(?:GMT|UTC)\s*(?P<sign>[+-])\s*(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?")
EAST_ASIAN = (
    re.compile(r"(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]"),
    # As the Chinese edition of a Kazakh agency has it: "18 8月 2026".
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\s+(?P<m>\d{1,2})月\s*(?P<y>\d{4})(?!\d)"),
)
VIETNAMESE = re.compile(
    r"(?P<d>\d{1,2})\s+(?:tháng|thg)\s+(?P<m>\d{1,2}),?\s*(?:năm\s+)?(?P<y>\d{4})", re.I
)
# "ngày 6 tháng Năm năm 2025", "Tháng Mười Hai 12, 2025": the longest name first.
VIETNAMESE_WORDS = re.compile(
    r"(?:(?P<d>\d{1,2})\s+)?(?:tháng|thg)\s+"
    rf"(?P<m>{'|'.join(sorted(VIETNAMESE_MONTHS, key=len, reverse=True))})"
    r"(?:\s+(?P<e>\d{1,2}),?)?(?:\s+năm)?,?\s+(?P<y>\d{4})",
    re.I,
)
NUMERIC = re.compile(r"(?<!\d)(?P<a>\d{1,2})[/.\-]\s?(?P<b>\d{1,2})[/.\-]\s?(?P<y>\d{4})(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4})[/.]\s?(?P<m>\d{1,2})[/.]\s?(?P<d>\d{1,2})(?!\d)")
WORD = re.compile(r"[^\W\d_][^\s\d,|/:;()-]*")  # with the marks of Thai, Lao and Khmer, and "พ.ย."
NUMBER = re.compile(r"(?<![\d:])\d{1,4}(?![\d:])")
