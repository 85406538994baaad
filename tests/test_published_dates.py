"""Dates as outlets write them, in the languages that we read, and the instants they mean.

The forms stand in date_forms.tsv, what is no date in no_dates.tsv.
"""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dates import Reading, from_epoch, read_date, stated_date

HERE = Path(__file__).parent
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=HANOI)


def table(name: str) -> list[tuple[str, ...]]:
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def reading(
    language: str, zone: str = "Asia/Ho_Chi_Minh", day_first: bool | None = True
) -> Reading:
    return Reading(ZoneInfo(zone), language, day_first)


@pytest.mark.parametrize(("language", "zone", "text", "meant"), table("date_forms.tsv"))
def test_a_date_means_its_instant(language: str, zone: str, text: str, meant: str) -> None:
    dated = read_date(text, reading(language, zone), NOW)
    assert dated is not None
    instant = meant.removeprefix("~")
    if "T" in instant:
        assert dated.at.isoformat() == datetime.fromisoformat(instant).isoformat()
    else:  # the noon of its day
        noon = datetime.fromisoformat(f"{instant}T12:00").replace(tzinfo=ZoneInfo(zone))
        assert dated.at == noon
    assert (dated.day_only, dated.relative) == ("T" not in instant, meant.startswith("~"))


def test_the_table_is_of_many_languages() -> None:
    rows = table("date_forms.tsv")
    assert len(rows) >= 220
    assert len({language for language, *_ in rows}) >= 20


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


@pytest.mark.parametrize(("language", "text"), table("no_dates.tsv"))
def test_what_is_no_credible_date_is_none(language: str, text: str) -> None:
    for other in (language, "en", "vi"):
        assert read_date(text, reading(other), NOW) is None


@pytest.mark.parametrize("text", ["2 hours ago", "вчера, 14:20", "昨天", "just now"])
def test_a_text_that_counts_back_states_no_date_by_itself(text: str) -> None:
    assert stated_date(text, reading("en")) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("5.5.2025", "2025-05-05"),
        ("2025/12/11", "2025-12-11"),
        ("11 December 2025", "2025-12-11"),
        ("11/12/2025", None),
        ("11.12.2025 14:30", None),
    ],
)
def test_where_nobody_knows_the_order_only_what_is_sure_is_read(
    text: str, meant: str | None
) -> None:
    dated = stated_date(text, reading("en", day_first=None))
    assert (f"{dated.at:%Y-%m-%d}" if dated else None) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1795138200", "2026-11-20T01:30:00+00:00"),
        ("1795138200000", "2026-11-20T01:30:00+00:00"),
        ("1795138200.5", "2026-11-20T01:30:00+00:00"),
        ("20261120", None),
        ("17951382001", None),
        ("0000000000", None),
        ("-1795138200", None),
        ("1795138200 views", None),
    ],
)
def test_programs_count_seconds_or_their_thousandths(text: str, meant: str | None) -> None:
    dated = from_epoch(text)
    assert (dated.at.isoformat() if dated else None) == meant


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
