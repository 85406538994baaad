"""Dates as outlets write them, in the languages that we read, and the instants they mean."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dates import Reading, read_date

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=HANOI)
MORNING = "2026-11-20T08:30+07:00"
EVENING = "2026-11-20T20:30+07:00"
DAY = "2026-11-20"

# (language, as written, the instant, or the day where no time is given)
FORMS = [
    # Machines.
    ("en", "2026-11-20T08:30:00+07:00", MORNING),
    ("en", "2026-11-20T08:30:00+0700", MORNING),
    ("en", "2026-11-20T08:30:00 +07:00", MORNING),
    ("en", "2026-11-20T08:30+07", MORNING),
    ("en", "2026-11-20T07:30:00+06", MORNING),
    ("en", "2026-11-20T01:30:00Z", MORNING),
    ("en", "2026-11-20T01:30:00.123Z", MORNING),
    ("en", "2026-11-19T22:30:00-03:00", MORNING),
    ("en", "2026-11-20T08:30:00+07:00[Asia/Ho_Chi_Minh]", MORNING),
    ("en", "2026-11-20T08:30", MORNING),
    ("en", "2026-11-20 08:30:00", MORNING),
    ("en", "2026-11-20 08:30 (GMT+7)", MORNING),
    ("en", "2026-11-20T01:30:00 UTC", MORNING),
    ("en", "2026-11-20 8:30 PM", EVENING),
    ("en", "2026-11-20", DAY),
    # Feeds.
    ("en", "Fri, 20 Nov 2026 08:30:00 +0700", MORNING),
    ("en", "Fri, 20 Nov 2026 01:30:00 GMT", MORNING),
    ("en", "Fri, 20 Nov 2026 01:30:00 -0000", MORNING),
    ("en", "Fri, 20 Nov 2026 01:30:00 Z", MORNING),
    ("en", "Fri, 20 Nov 2026 08:30:00 GMT+7", MORNING),
    ("en", "Fri, 20 Nov 2026 08:30:00 GMT +7", MORNING),
    ("en", "Fri, 20 Nov 2026 08:30:00 UTC+07:00", MORNING),
    ("en", "Fri, 20 Nov 2026 08:30:00 ICT", MORNING),
    ("en", "Fri, 20 Nov 2026 04:30:00 MSK", MORNING),
    ("en", "Fri, 20 Nov 2026 02:30:00 CET", MORNING),
    ("en", "Thu, 19 Nov 2026 20:30:00 EST", MORNING),
    ("en", "Fri, 20 Nov 2026 08:30:00", MORNING),
    ("en", "20 Nov 2026 08:30", MORNING),
    ("en", "20 Nov 2026 8:30 PM", EVENING),
    ("en", "Fri, 20 Nov 2026", DAY),
    # English.
    ("en", "November 20, 2026 | 08:30", MORNING),
    ("en", "Nov 20, 2026 / 08:30", MORNING),
    ("en", "November 20, 2026 - 08:30", MORNING),
    ("en", "November, 20/2026 - 08:30", MORNING),
    ("en", "08:30, 20 November 2026", MORNING),
    ("en", "Friday, 20 November 2026 08:30 GMT+7", MORNING),
    ("en", "Nov. 20, 2026, 8:30 a.m.", MORNING),
    ("en", "November 20, 2026 at 8:30 PM", EVENING),
    ("en", "20 Nov 2026 at 01:30 UTC", MORNING),
    ("en", "November 20, 2026 08:30 - 1523 views", MORNING),
    ("en", "Fri Nov 20 2026 08:30:00 GMT+0700 (Indochina Time)", MORNING),
    ("en", "20th November 2026", DAY),
    ("en", "Sept. 9, 2025", "2025-09-09"),
    ("en", "Sept 9, 2025", "2025-09-09"),
    ("en", "Nov 20, 2026, 12:05 a.m.", "2026-11-20T00:05+07:00"),
    ("en", "Nov 20, 2026 12:05 pm", "2026-11-20T12:05+07:00"),
    # Vietnamese.
    ("vi", "20 tháng 11, 2026 | 08:30:00", MORNING),
    ("vi", "Ngày 20 tháng 11 năm 2026", DAY),
    ("vi", "20 Tháng 11 2026", DAY),
    ("vi", "20 thg 11, 2026", DAY),
    ("vi", "20 Tháng Mười Một 2026", DAY),
    ("vi", "Tháng Mười Một 20, 2026", DAY),
    ("vi", "ngày 20 tháng Mười một năm 2026 | 08:30:00", MORNING),
    ("vi", "Thứ Sáu, 20/11/2026 | 08:30 (GMT+7)", MORNING),
    ("vi", "08:30 GMT+7, 20/11/2026", MORNING),
    ("vi", "20-11-2026 8h30", MORNING),
    # Russian and Kazakh.
    ("ru", "20 ноября 2026 г. | 08:30:00", MORNING),
    ("ru", "Пятница, 20 ноября 2026 года, 08:30", MORNING),
    ("ru", "20 нояб. 2026, 08:30", MORNING),
    ("ru", "20 ноя 2026, 08:30", MORNING),
    ("ru", "08:30, 20 Ноябрь 2026", MORNING),
    ("ru", "20 ноября 2026 04:30 МСК", MORNING),
    ("ru", "20.11.2026 08:30", MORNING),
    ("ru", "5 мая 2026", "2026-05-05"),
    ("kk", "2026 ж. 20 қараша | 08:30:00", MORNING),
    ("kk", "2026 жылғы 20 қараша 08:30", MORNING),
    ("kk", "08:30, 20 Қараша 2026", MORNING),
    ("kk", "20 қар. 2026", DAY),
    # German and French.
    ("de", "20. November 2026 | 08:30:00", MORNING),
    ("de", "20.11.2026, 08:30 Uhr", MORNING),
    ("de", "20. Nov. 2026", DAY),
    ("de", "1. März 2026", "2026-03-01"),
    ("fr", "vendredi 20 novembre 2026 à 08h30", MORNING),
    ("fr", "mar. 20/10/2026", "2026-10-20"),
    ("fr", "1er août 2026", "2026-08-01"),
    ("fr", "20 déc. 2025", "2025-12-20"),
    # East Asia.
    ("zh", "2026年11月20日 | 08:30:00", MORNING),
    ("zh", "08:30, 20 11月 2026", MORNING),
    ("zh", "2026年11月20日 上午8:30", MORNING),
    ("zh", "2026年11月20日 下午8:30", EVENING),
    ("zh", "2026 年 11 月 20 日", DAY),
    ("ja", "2026年11月20日 | 08:30:00", MORNING),
    ("ja", "2026年11月20日(金) 08時30分", MORNING),
    ("ja", "2026年11月20日 午後8時30分", EVENING),
    ("ja", "2026/11/20 08:30", MORNING),
    ("ko", "2026년 11월 20일 | 08:30:00", MORNING),
    ("ko", "2026년 11월 20일 오후 8시 30분", EVENING),
    ("ko", "2026. 11. 20. 오전 8:30", MORNING),
    ("ko", "2026.11.20 08:30", MORNING),
    # South-East Asia: Buddhist years, own digits.
    ("th", "20 พฤศจิกายน 2569 | 08:30:00", MORNING),
    ("th", "20 พ.ย. 2569 08:30", MORNING),
    ("th", "20/11/2569", DAY),
    ("th", "20 พฤศจิกายน 2026", DAY),
    ("lo", "20 ພະຈິກ 2026 | 08:30:00", MORNING),
    ("km", "២០ វិច្ឆិកា ២០២៦", DAY),
    ("id", "Jumat, 20 November 2026 08:30 WIB", MORNING),
    ("id", "20 Agustus 2026", "2026-08-20"),
    # And the others that write about the two countries.
    ("es", "20 de noviembre de 2026 | 08:30:00", MORNING),
    ("es", "mar, 20 oct 2026", "2026-10-20"),
    ("it", "venerdì 20 novembre 2026", DAY),
    ("pt", "20 de novembro de 2026 08h30", MORNING),
    ("pl", "20 listopada 2026 08:30", MORNING),
    ("uk", "20 листопада 2026, 08:30", MORNING),
    ("tr", "20 Kasım 2026 08:30", MORNING),
    ("uz", "20-noyabr 2026", DAY),
    ("ar", "٢٠ نوفمبر ٢٠٢٦ 08:30", MORNING),
    ("hi", "20 नवंबर 2026", DAY),
]


def reading(language: str, zone: str = "Asia/Ho_Chi_Minh", day_first: bool = True) -> Reading:
    return Reading(ZoneInfo(zone), language, day_first)


@pytest.mark.parametrize(("language", "text", "meant"), FORMS)
def test_a_date_means_its_instant(language: str, text: str, meant: str) -> None:
    dated = read_date(text, reading(language), NOW)
    assert dated is not None
    if "T" in meant:
        assert (dated.at, dated.day_only) == (datetime.fromisoformat(meant), False)
    else:
        noon = datetime.fromisoformat(f"{meant}T12:00").replace(tzinfo=HANOI)
        assert (dated.at, dated.day_only) == (noon, True)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("29 февраля 2024, 23:59", "2024-02-29T23:59+06:00"),
        ("1 марта 2024, 00:00", "2024-03-01T00:00+05:00"),
        ("2024-02-29 12:00", "2024-02-29T12:00+06:00"),
        ("2024-03-01 12:00", "2024-03-01T12:00+05:00"),
        ("20.11.2026 08:30", "2026-11-20T08:30+05:00"),
    ],
)
def test_kazakhstan_changed_its_time_on_the_first_of_march_2024(text: str, meant: str) -> None:
    dated = read_date(text, reading("ru", "Asia/Almaty"), NOW)
    assert dated
    assert dated.at.isoformat(timespec="minutes") == meant


def test_the_zone_of_the_page_is_kept() -> None:
    dated = read_date("2026-11-20T08:30:00+09:00", reading("en"), NOW)
    assert dated
    assert dated.at.utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    ("text", "day_first", "meant"),
    [
        ("11/12/2025", True, "2025-12-11"),
        ("11/12/2025", False, "2025-11-12"),
        ("11/20/2026", False, "2026-11-20"),
        ("03-04-2026", True, "2026-04-03"),
        ("2026/04/03", False, "2026-04-03"),
    ],
)
def test_day_and_month_stand_as_the_outlet_writes_them(
    text: str, day_first: bool, meant: str
) -> None:
    dated = read_date(text, reading("en", day_first=day_first), NOW)
    assert dated
    assert f"{dated.at:%Y-%m-%d}" == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Today",
        "yesterday 08:30",
        "20/11/26",  # which of the three is the year
        "11/20/2026",  # no twentieth month
        "31/06/2026",
        "2026-02-30",
        "June 31, 2026",
        "2026-11-20T24:00:00Z",
        "In March the price was 2000 dollars",
        "Copyright 2026",
        "1700000000",
        "0000-00-00",
        # Before the web, and ahead of the clock: an event's date, or an error.
        "Thu, 1 Jan 1970 00:00:00 +0000",
        "0001-01-01T00:00:00Z",
        "1989-12-31",
        "9999-12-31T23:59:59-12:00",
        "25 May 2027",
        "2026-11-23T09:01:00+07:00",
    ],
)
def test_what_is_no_credible_date_is_none(text: str) -> None:
    assert read_date(text, reading("en"), NOW) is None
    assert read_date(text, reading("vi"), NOW) is None


def test_a_clock_may_be_a_day_ahead() -> None:
    dated = read_date("2026-11-23T08:59:00+07:00", reading("en"), NOW)
    assert dated
    assert dated.at > NOW


PIECES = st.sampled_from(
    "2026 20 11 31 08:30 25:61 GMT+ UTC- +0700 - / . , : | T Z Nov mai tháng 年 月 日 下午 pm"
    " กันยายน 99999999999 +99:99 Fri,".split()
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map(" ".join)))
def test_no_text_breaks_the_reading(text: str) -> None:
    for language in ("en", "vi", "th", "xx"):
        dated = read_date(text, reading(language), NOW)
        assert dated is None or (dated.at.tzinfo and dated.at <= NOW + timedelta(days=1))
