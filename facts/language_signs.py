"""What tells one language from another: scripts, letters, small words. And what tells nothing."""

import re
from typing import NamedTuple

# The letters of a script; which languages write it.
SCRIPTS = {
    "Latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Han": re.compile("[\u3400-\u9fff]"),
    "Kana": re.compile("[\u3041-\u30fa]"),
    "Hangul": re.compile("[\uac00-\ud7a3]"),
    "Thai": re.compile("[\u0e01-\u0e4e]"),
    "Lao": re.compile("[\u0e81-\u0eff]"),
    "Khmer": re.compile("[\u1780-\u17d3]"),
    "Arabic": re.compile("[\u0620-\u06ff]"),
    "Bengali": re.compile("[\u0980-\u09ff]"),
    "Devanagari": re.compile("[\u0900-\u097f]"),
}
WRITTEN_IN = {
    "Latin": frozenset("de en es fr id it kk nl pl pt tr uz vi".split()),
    "Cyrillic": frozenset("kk ky ru uk uz".split()),
    "Arabic": frozenset(("ar", "fa")),
    "Han": frozenset(("zh", "ja")),
    "Kana": frozenset(("ja",)),
    "Hangul": frozenset(("ko",)),
    "Thai": frozenset(("th",)),
    "Lao": frozenset(("lo",)),
    "Khmer": frozenset(("km",)),
    "Bengali": frozenset(("bn",)),
    "Devanagari": frozenset(("hi",)),
}
# What is called alike in many languages tells none.
NAMES = re.compile(
    r"\b(?:Vietnam|Kazakhstan|Ha ?noi|Da Nang|Nha Trang|Hue|Astana|Almaty|Nur-Sultan"
    r"|Tokayev|ASEAN|APEC|Астана|Алматы|Ханой|Вьетнам|Президент|Министр)\b",
    re.I,
)
# A Vietnamese word is read by these, and in another language it is a name, which has a capital.
TONED = "[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơưĐƠƯăĂ]"
VIETNAMESE_NAME = re.compile(rf"\b(?=\w*{TONED})[^\W\d_a-zđơưăâêô]\w*|\b(?:Hà|Phạm|Nẵng|Văn|Nam)\b")


class Sign(NamedTuple):
    """What only some languages of a script have, and how much each place of it says."""

    languages: tuple[str, ...]
    weight: float
    pattern: re.Pattern[str]


def _sign(languages: str, weight: float, pattern: str) -> Sign:
    return Sign(tuple(languages.split()), weight, re.compile(pattern))


# In units of the model: what one place of a sign weighs against its margins on titles, 0 to 100.
SIGNS = {
    "Cyrillic": (
        _sign("kk", 6, "[әғқұһӘҒҚҰҺ]"),
        _sign("kk ky", 3, "[ңөүҢӨҮ]"),
        _sign("uk", 15, "[їєґЇЄҐ]"),
        _sign("uz", 20, "[ўҳЎҲ]"),
        _sign("kk", 8, r"\b(?:мен|және|үшін|туралы|бойынша|арасында|бұл|екі)\b"),
        _sign("kk", 6, r"\w\w(?:лды|лді|тты|тті|йды|йді|нады|неді)\b"),
        _sign("kk", 6, r"\w\w(?:нда|нде|тан|нан|ада|ыда)\b"),
        _sign("ru uk", 6, r"\b(?:[вВ]|[нН]а|[сС]|из|для|по|за|от|не|о|к)\b"),
        _sign("ru", 8, r"\w(?:ый|ого|ому|ция|ции|ение|ении|ать|ить|ться|лся|ских|ской)\b"),
    ),
    "Latin": (
        _sign("vi", 6, rf"\b(?=\w*{TONED})[a-zđơưăâêô]\w*"),
        # Without its marks, as in addresses and old agency lines; no names among them.
        _sign("vi", 8, r"\b(?:duong|truong|thanh|huong|thang|tuan|ngay|gia|xuong|chuyen)\b"),
        _sign(
            "vi",
            12,
            r"(?i:\b(?:nguoi|nuoc|duoc|nhung|khong|thoa thuan|xuat|khau|nghiep|nhieu|cua|hoat dong"
            r"|phat trien|trieu|chinh phu|chinh thuc|thu tuong|tong thong|chu tich|bo truong"
            r"|hop tac|dau tu|kinh te|quan he|dai su|ngoai giao|hoi dam|gia tang|voi|tham)\b)",
        ),
        _sign("uz", 15, "[oOgG][‘ʻʼ`]"),
        _sign("en", 6, r"\b(?:the|of|and|to|with|for|meet|sign|is)\b"),
    ),
}
# Kazakh in Latin letters has q, as Uzbek, and these, of which Turkish has some and no q.
KAZAKH_Q = re.compile("[qQ](?!u)|[ñūÑŪ]")
KAZAKH_TURKIC = re.compile("[ığşĞŞ]")
