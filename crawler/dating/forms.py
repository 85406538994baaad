"""The forms in which pages and feeds write days; ``crawler/dates.py`` reads them."""

import re

from crawler.dating.months import VIETNAMESE as VIETNAMESE_MONTHS

ISO = re.compile(
    r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d|-\d)"
    r"(?:(?:T|\s+)(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d+)?)?\s*"
    r"(?P<z>Z|[+-]\d{2}(?::?\d{2})?(?!\d))?)?"
)
COMPACT = re.compile(r"(?<!\w)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?!\d)")
MAIL = re.compile(r"(?:[A-Za-z]{3,9},?\s*)?\d{1,2}[ -][A-Za-z]{3}[ -](?:\d{4}|\d{2}(?= \d{1,2}:))")
EAST_ASIAN = (
    re.compile(r"(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日号號일]"),
    # As the Chinese edition of a Kazakh agency has it: "18 8月 2026".
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\s+(?P<m>\d{1,2})月\s*(?P<y>\d{4})(?!\d)"),
)
# Years of Japanese eras and of the Republic of China count from the year before their first.
ERAS = {"令和": 2018, "平成": 1988, "民国": 1911, "民國": 1911}
ERA_YEAR = re.compile(rf"({'|'.join(ERAS)})\s*(\d{{1,3}}|元)\s*(?=年)")
HAN_DATE = re.compile(
    r"[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿]{1,3}日"
)
HAN_NUMBER = re.compile(r"[〇○零一二三四五六七八九十廿]+")
HAN_DIGITS = {"〇": 0, "○": 0, "零": 0} | {
    digit: n for n, digit in enumerate("一二三四五六七八九", 1)
}
VIETNAMESE = re.compile(
    r"(?P<d>\d{1,2})\s+(?:tháng|thg)\s+(?P<m>\d{1,2})\s*[,/-]?\s*(?:năm\s+)?(?P<y>\d{4})", re.I
)
# "ngày 6 tháng Năm năm 2025", "Tháng Mười Hai 12, 2025": the longest name first.
VIETNAMESE_WORDS = re.compile(
    r"(?:(?P<d>\d{1,2})\s+)?(?:tháng|thg)\s+"
    rf"(?P<m>{'|'.join(sorted(VIETNAMESE_MONTHS, key=len, reverse=True))})"
    r"(?:\s+(?P<e>\d{1,2}),?)?(?:\s+năm)?,?\s+(?P<y>\d{4})",
    re.I,
)
# One sign between all three, and no further figure: not a version, a telephone, an address.
NUMERIC = re.compile(
    r"(?<!\d)(?<!\d[/.\-])(?P<a>\d{1,2})(?P<sign>[/.\-])\s?(?P<b>\d{1,2})(?P=sign)\s?(?P<y>\d{4})"
    r"(?!\d|[/.\-]\d)"
)
YEAR_FIRST = re.compile(
    r"(?<!\d)(?<!\d[/.])(?P<y>\d{4})(?P<sign>[/.])\s?(?P<m>\d{1,2})(?P=sign)\s?(?P<d>\d{1,2})"
    r"(?!\d|[/.]\d)"
)
WORD = re.compile(r"[^\W\d_][^\s\d,|/:;()-]*")  # with the marks of Thai, Lao and Khmer, and "พ.ย."
NUMBER = re.compile(r"(?<![\d:])\d{1,4}(?![\d:])")

# "20 พ.ย. 69": of the Buddha's 26th century.
THAI_SHORT = re.compile(r"(?<!\d)(\d{1,2}\s+[ก-ฮเ-ไ][ก-๎.]+\s+)(\d{2})(?![\d:])")


def western(text: str) -> str:
    """With Chinese numerals, the years of eras and short Thai years written in full figures."""
    text = THAI_SHORT.sub(r"\g<1>25\2", text)
    if han := HAN_DATE.search(text):
        text = text.replace(han[0], HAN_NUMBER.sub(lambda number: _number(number[0]), han[0]))
    era = ERA_YEAR.search(text)
    if era is None:
        return text
    year = ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))
    return text.replace(era[0], str(year))


def _number(han: str) -> str:
    """二〇二五, 五, 十, 十五, 二十, 二十五, 廿五."""
    if "十" not in han and "廿" not in han:
        return "".join(str(HAN_DIGITS[digit]) for digit in han)
    tens, _, ones = han.replace("廿", "二十").partition("十")
    return str(HAN_DIGITS.get(tens, 1) * 10 + HAN_DIGITS.get(ones, 0))
