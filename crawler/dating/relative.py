"""Dates that count back from when they are read: "2 giờ trước", "вчера, 14:20", "昨天".

Read only where the whole text is one, for a sentence may say "two days ago" of anything. Hours and
minutes lead to an instant, days and weeks to a day; months are too vague to be a date.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crawler.dating.clock import HALF, ZONES, Clock, clock_in
from crawler.dating.dated import Dated

# In English, Vietnamese, Russian and Kazakh, the languages of Europe, the Turkic ones, then Asia's.
UNITS = {
    timedelta(seconds=1): "seconds? secs? s giây секунд(?:у|ы)? sekunden? secondes? segundos? "
    "second[oi] detik saniye soniya 秒钟? 秒 초 วินาที ວິນາທີ វិនាទី ثوان[يٍ]? ثانية",
    timedelta(minutes=1): "minutes? mins? m phút минут(?:у|ы|а)? мин minuten? minutos? minut[oi] "
    "menit dakika daqiqa 分[钟鐘] 分 분 นาที ນາທີ នាទី دقيقة دقائق मिनट মিনিট",
    timedelta(hours=1): "hours? hrs? h giờ tiếng час(?:а|ов)? ч сағат stunden? heures? horas? ore "
    "ora jam saat soat 小[时時] 時間 시간 ชั่วโมง ชม ຊົ່ວໂມງ ម៉ោង ساعة ساعات घंटे? ঘণ্টা ঘন্টা",
    timedelta(days=1): "days? d ngày день дня дней күн tag(?:en)? jours? días? dias? giorn[oi] "
    "hari gün kun 天 日 일 วัน ມື້ ថ្ងៃ يوم أيام दिन দিন",
    timedelta(
        weeks=1
    ): "weeks? tuần недел[юьи] апта wochen? semaines? semanas? settiman[ae] minggu "
    "hafta 周 週間? 주 สัปดาห์ ອາທິດ សប្ដាហ៍ សប្តាហ៍ أسبوع أسابيع सप्ताह সপ্তাহ",
}
# Said of one without a number.
SINGULAR = re.compile(r"\b(?:секунду|минуту|час|день|неделю|دقيقة|ساعة|يوم|أسبوع)\b", re.IGNORECASE)
TWO = {"ثانيتين": 1, "دقيقتين": 60, "ساعتين": 3600, "يومين": 86400, "أسبوعين": 7 * 86400}
ONE = "an? one một один одну eine[rm]? une? una? uma? un['’] bir satu se 一 أحد"
BEFORE = "vor il\\s+y\\s+a hace há cách\\s+đây قبل منذ около about khoảng"
AFTER = (
    "ago trước назад бұрын fa yang\\s+lalu lalu atrás önce oldin avval 之?前 전 ที่แล้ว ที่ผ่านมา ก่อน "
    "ກ່ອນ(?:ໜ້ານີ້)? មុន पहले আগে"
)
DAYS = {  # back from today
    0: "today hôm\\s+nay сегодня бүгін heute aujourd['’]hui hoy hoje oggi hari\\s+ini bugün "
    "bugun 今天 今日 오늘 วันนี้ ມື້ນີ້ ថ្ងៃនេះ اليوم आज আজ",
    1: "yesterday hôm\\s+qua вчера кеше gestern hier ayer ontem ieri kemarin dün kecha 昨天 昨日 "
    "어제 เมื่อวานนี้ เมื่อวาน ມື້ວານນີ້ ມື້ວານ ម្សិលមិញ أمس গতকাল",
    2: "hôm\\s+kia позавчера vorgestern avant-hier anteayer anteontem 前天 一昨日 그저께",
}
MOMENT = (
    "just\\s+now now vừa\\s+xong vừa\\s+đăng только\\s+что жаңа\\s+ғана қазір soeben "
    "gerade\\s+eben à\\s+l['’]instant ahora\\s+mismo agora\\s+mesmo proprio\\s+ora baru\\s+saja "
    "az\\s+önce hozirgina 刚刚 剛剛 たった今 방금(?:\\s+전)? เมื่อสักครู่ ເມື່ອກີ້ الآن"
)
# What else may stand beside a day and its time; "о" of "около" is not in it.
FILLERS = re.compile(
    r"(?<!\w)(?:at|um|uhr|à|a\s+las?|às|alle|ore|в|lúc|pukul|saat|soat|сағат|น\.?|phút|[分분]|"
    r"(?:GMT|UTC)\s*[+-]\s*\d{1,2}(?::?00)?|"
    rf"{'|'.join(ZONES)})(?!\w)|[分분]|[\s,.:|/()•·–—-]+",
    re.IGNORECASE,
)


def _any(words: str) -> str:
    return "|".join(words.split())


EACH_UNIT = "|".join(f"(?P<u{int(unit.total_seconds())}>{_any(w)})" for unit, w in UNITS.items())
SPAN = re.compile(
    rf"(?P<before>(?:(?:{_any(BEFORE)})\s*)+)?"
    rf"(?:(?P<two>{'|'.join(TWO)})|(?P<n>\d{{1,3}}|(?:{_any(ONE)})(?=\W|[^\x00-\x7f])|)\s*"
    rf"(?:{EACH_UNIT})\.?)\s*(?P<after>{_any(AFTER)})?",
    re.IGNORECASE,
)
NOW = re.compile(_any(MOMENT), re.IGNORECASE)
DAY = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<d{back}>{_any(w)})" for back, w in DAYS.items()) + r")",
    re.IGNORECASE,
)
# A list's item says more than its date: "Society | 2 hours ago", "Published: yesterday".
PARTS = re.compile(r"\s*[|•·]\s*|\s[–—-]\s|(?<=\D):\s")


def counted_back(text: str, zone: ZoneInfo, now: datetime) -> Dated | None:
    """What ``text``, or a part of it that signs set apart, says; seen at ``now`` in ``zone``."""
    now = now.astimezone(zone)
    for part in (bare.strip(" ,.;:()[]") for bare in (text, *PARTS.split(text))):
        found = _span(part, now) or _named_day(part, now)
        if found:
            return found
    return Dated(now, relative=True) if NOW.fullmatch(text) else None


def _span(text: str, now: datetime) -> Dated | None:
    match = SPAN.fullmatch(text)
    if match is None or not (match["before"] or match["after"]):
        return None
    if match["two"]:
        unit = timedelta(seconds=TWO[match["two"]])
        return _back(now, 2, unit)
    unit = next(unit for unit in UNITS if match[f"u{int(unit.total_seconds())}"])
    if not match["n"] and not SINGULAR.search(text):
        return None  # "hours ago"
    count = int(match["n"]) if match["n"].isdigit() else 1
    return _back(now, count, unit)


def _back(now: datetime, count: int, unit: timedelta) -> Dated:
    if unit < timedelta(days=1):
        return Dated(now - count * unit, relative=True)
    day = (now - count * unit).replace(hour=12, minute=0, second=0, microsecond=0)
    return Dated(day, day_only=True, relative=True)


def _named_day(text: str, now: datetime) -> Dated | None:
    match = DAY.search(text)
    if match is None:
        return None
    rest = text[: match.start()] + " " + text[match.end() :]
    clock = clock_in(rest)
    bare = HALF.sub("", rest)
    if FILLERS.sub("", bare.replace(clock.text, " ") if clock else bare):
        return None
    back = next(back for back in DAYS if match[f"d{back}"])
    day = (now - timedelta(days=back)).replace(hour=12, minute=0, second=0, microsecond=0)
    return Dated(_at(day, clock) if clock else day, day_only=clock is None, relative=True)


def _at(day: datetime, clock: Clock) -> datetime:
    return day.replace(hour=clock.hour, minute=clock.minute, second=clock.second)
