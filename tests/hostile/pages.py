"""What the hostile outlet shows: articles of ours, walls, bombs. Texts that we wrote."""

import gzip
import unicodedata
import zlib
from functools import cache
from itertools import count

import brotli
from backports import zstd

NUMBERS = count(1)
TITLE = "Tea growers of Thai Nguyen open a shop in Almaty"
TEXT = (
    "Twelve tea growers of Thai Nguyen have opened a shop of their own in Almaty, the city's"
    " chamber of trade said on Friday. They sell forty kinds of tea.",
    "The growers had sent their tea through two dealers until last year. Now they send it by rail,"
    " which takes nine days, and answer for its quality themselves.",
    "A second shop is to follow in Astana in March, where a tasting drew three hundred guests.",
    "The province lies in the hills north of Hanoi, and one family in five lives on tea. A kilogram"
    " of the best leaves costs as much as a bicycle, and is sold out by April.",
    "The shop's manager said that customers ask for black tea first and come back for green. She"
    " gives each of them a leaflet which explains how warm the water should be.",
)
RUSSIAN = "Чаеводы из Тхайнгуена открыли магазин в Алматы"
RUSSIAN_TEXT = (
    "Двенадцать чаеводов из провинции Тхайнгуен открыли собственный магазин в Алматы, сообщила в"
    " пятницу городская торговая палата. В продаже сорок сортов чая.",
    "До прошлого года чай отправляли через двух посредников. Теперь его везут по железной дороге"
    " девять дней, и за качество отвечают сами производители.",
)
VIETNAMESE = "Người trồng chè Thái Nguyên mở cửa hàng ở Almaty"
VIETNAMESE_TEXT = (
    "Mười hai người trồng chè ở Thái Nguyên đã mở cửa hàng riêng tại Almaty, phòng thương mại thành"
    " phố cho biết hôm thứ Sáu. Cửa hàng bán bốn mươi loại chè.",
    "Đến năm ngoái, chè vẫn được gửi qua hai người buôn. Nay chè đi bằng đường sắt trong chín ngày,"
    " và người trồng tự chịu trách nhiệm về chất lượng.",
)


def page(
    title: str = TITLE, text: tuple[str, ...] = TEXT, *, head: str = "", body: str = ""
) -> str:
    """An article in the DOM of Hanoi Times, told from all others by one number."""
    lines = "".join(f"<p>{line}</p>" for line in (*text, f"No. {next(NUMBERS)}."))
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>"
        f'<h1 class="detail-title">{title}</h1><div class="detail-time">Nov 21, 2026 / 08:01</div>'
        f'<div class="detail-content">{lines}</div>{body}</body></html>'
    )


def in_1258() -> bytes:
    """Half decomposed, as the charset has its letters: some marks stand behind them."""
    text = page(VIETNAMESE, VIETNAMESE_TEXT)
    return b"".join(_in_1258(letter) for letter in text)


def _in_1258(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        base, tone = _without_tone(letter)
        return base.encode("cp1258") + tone.encode("cp1258")


def _without_tone(letter: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next(mark for mark in marks[1:] if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", marks.replace(tone, "")), tone


def wall(title: str, *lines: str) -> bytes:
    shown = "".join(f"<p>{line}</p>" if not line.startswith("<") else line for line in lines)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head>"
        f"<body><h1>{title}</h1>{shown}</body></html>"
    ).encode()


def feed(urls: list[str]) -> bytes:
    items = "".join(
        f"<item><title>{TITLE}</title><link>{url}</link>"
        "<pubDate>Sat, 21 Nov 2026 08:01:00 +0700</pubDate></item>"
        for url in urls
    )
    return f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    + ']><rss version="2.0"><channel><title>&a9;</title></channel></rss>'
).encode()
QUADRATIC = (
    f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{"ha" * 50_000}">]>'
    f'<rss version="2.0"><channel><title>{"&a;" * 5_000}</title></channel></rss>'
).encode()
EXTERNAL = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b'<rss version="2.0"><channel><title>&a;</title><item><link>&a;</link></item></channel></rss>'
)


def nested(url: str) -> bytes:
    return (
        '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{url}</loc></sitemap></sitemapindex>"
    ).encode()


BOMB = 100  # megabytes, unpacked: enough to be seen in the size of the process if it were


@cache
def gzip_bomb() -> bytes:
    """Of deflate, whose streams can be made out of equal parts; the same megabyte all along."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(BOMB)) + packer.flush()


@cache
def brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=5)
    return b"".join(packer.process(bytes(1 << 20)) for _ in range(BOMB)) + bytes(packer.finish())


@cache
def zstd_bomb() -> bytes:
    packer = zstd.ZstdCompressor(level=1)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(BOMB)) + packer.flush()


def packed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
