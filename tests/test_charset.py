"""Pages whose bytes, headers and meta elements disagree: what a reader sees stays the same."""

import re
import unicodedata

import pytest

from crawler.reading.parsing import parse_page
from crawler.reading.prose import clean

TEXTS = {
    "ru": "Поезд с зерном вышел из Актау, второй готовят к пятнице: цены растут третью неделю.",
    "kk": "Астық пойызы Ақтаудан шықты, екіншісі жұмаға дайындалып жатыр, бағасы өсуде.",
    "vi": "Chuyến tàu chở lúa mì rời ga sáng nay, giá gạo tăng tuần thứ ba, ai cũng mừng.",
    "zh": "运粮列车今晨从港口出发，第二列将于周五启程。大米价格连续三周上涨，买方已经预付货款。",
    "zh-tw": "運糧列車今晨從港口出發，第二列將於週五啟程。大米價格連續三週上漲，買方已經預付貨款。",
    "ja": "穀物を積んだ列車が今朝、港を出発した。二本目は金曜に出る。コメの価格は三週続けて上昇。",
    "ko": "곡물을 실은 열차가 오늘 아침 항구를 떠났다. 두 번째 열차는 금요일에 출발한다.",
    "th": "รถไฟขนข้าวสาลีออกจากท่าเรือเช้านี้ ขบวนที่สองจะออกวันศุกร์ ราคาข้าวขึ้นสามสัปดาห์",
    "de": "Der Zug fährt früh ab – „zwei Züge für Händler“, heißt es über die neue Strecke.",
    "fr": "L'été dernier, le train a été retardé : les élèves de Besançon l'ont attendu à la gare.",
    "tr": "Buğday treni sabah yola çıktı, ikincisi cuma günü hazır; pirinç fiyatları yükseliyor.",
}
TONES = "\u0300\u0301\u0303\u0309\u0323"
# The language, the bytes as they are, and what the page says of them.
CASES = """
ru windows-1251 utf-8; ru windows-1251 -; ru windows-1251 iso-8859-1; ru utf-8 windows-1251
ru windows-1251 x-unknown; ru koi8-r koi8-r; ru koi8-r -; ru iso8859-5 iso-8859-5; ru utf-16-le -
kk utf-8 windows-1251; kk utf-16 utf-16; vi utf-8 windows-1258; vi windows-1258 windows-1258
vi windows-1258 utf-8; vi windows-1258 -; vi utf-16 -; zh gb18030 gb2312; zh gb18030 utf-8
zh gb18030 -; zh gbk iso-8859-1; zh utf-16-be utf-8; zh-tw big5 big5; zh-tw big5 utf-8
ja shift_jis shift_jis; ja shift_jis utf-8; ja shift_jis euc-jp; ja cp932 x-sjis; ja euc-jp euc-jp
ja euc-jp utf-8; ko euc-kr euc-kr; ko euc-kr utf-8; ko cp949 ks_c_5601-1987; th cp874 tis-620
th cp874 windows-874; th cp874 utf-8; th cp874 -; de windows-1252 iso-8859-1
de windows-1252 utf-8; fr windows-1252 -; fr iso-8859-1 utf-8; tr windows-1254 iso-8859-9
tr windows-1254 windows-1254
"""


def in_bytes(text: str, charset: str) -> bytes:
    """Windows-1258 writes the tones of Vietnamese apart."""
    if charset != "windows-1258":
        return text.encode(charset)
    parts = re.split(f"([{TONES}])", unicodedata.normalize("NFD", text))
    return "".join(unicodedata.normalize("NFC", part) for part in parts).encode(charset)


@pytest.mark.parametrize("case", CASES.replace("\n", ";").strip("; ").split(";"), ids=str.strip)
def test_bytes_are_believed_before_what_a_page_says(case: str) -> None:
    language, charset, said = case.split()
    meta = "" if said == "-" else f'<meta http-equiv="X" content="text/html; charset={said}">'
    for paragraphs in (1, 12):
        text = f"<p>{TEXTS[language]}</p>" * paragraphs
        page = f"<html><head>{meta}<title>x</title></head><body>{text}</body></html>"
        found = parse_page(in_bytes(page, charset)).xpath("string(//p)")
        assert clean(found) == TEXTS[language]
