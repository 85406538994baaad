"""Faults of what is shown: its charset, walls where an article was, work for a parser."""

from tests.hostile import pages
from tests.hostile.answers import MEGABYTE
from tests.hostile.fault import READ, Fault, shown
from tests.hostile.pages import packed, page, wall
from tests.hostile.server import answer, sends

HOST = "hanoitimes.vn"
BOM = "\ufeff"
CHARSETS = (
    Fault(
        "windows-1251 that says utf-8",
        sends(answer(page(pages.RUSSIAN, pages.RUSSIAN_TEXT).encode("cp1251"))),
        READ,
        pages.RUSSIAN,
    ),
    Fault(
        "utf-8 that says windows-1258",
        sends(
            answer(
                page(pages.VIETNAMESE, pages.VIETNAMESE_TEXT).encode(),
                "200 OK",
                "text/html; charset=windows-1258",
            )
        ),
        READ,
        pages.VIETNAMESE,
    ),
    Fault(
        "windows-1258",
        sends(answer(pages.in_1258(), "200 OK", "text/html; charset=windows-1258")),
        READ,
        pages.VIETNAMESE,
    ),
    Fault(
        "UTF-16",
        sends(answer((BOM + page(pages.VIETNAMESE, pages.VIETNAMESE_TEXT)).encode("utf-16-le"))),
        READ,
        pages.VIETNAMESE,
    ),
    Fault(
        "UTF-16 without its mark",
        sends(answer(page(pages.RUSSIAN, pages.RUSSIAN_TEXT).encode("utf-16-be"))),
        READ,
        pages.RUSSIAN,
    ),
    shown("NULs between the letters", page().replace("e", "e\0").encode(), READ),
    shown("plain text", "\n".join(pages.TEXT).encode(), "no article: no title", kind="text/plain"),
)
FORM = '<form action="/login"><input name="user"><input type="password" name="word"></form>'
WALLS = (
    shown("a login", wall("Sign in to read on", FORM), "asks for a login"),
    shown(
        "a captcha",
        wall("One moment", "<div class='g-recaptcha' data-sitekey='tea'></div>"),
        "asks whether we are human",
    ),
    shown(
        "a question in Russian",
        wall("Проверка", "Подтвердите, что вы не робот. " * 8),
        "asks whether we are human",
    ),
    shown(
        "a page that wants JavaScript",
        wall("Hanoi Times", "Please enable JavaScript in your browser to see this page. " * 4),
        "asks for JavaScript",
    ),
    shown(
        "a page in Vietnamese that wants cookies",
        wall("Thông báo", "Vui lòng bật cookie trong trình duyệt của bạn rồi thử lại. " * 5),
        "asks for cookies",
    ),
    shown("an article with a login in its menu", page(body=FORM).encode(), READ),
)
DEEP = page(body="<div>" * 100_000 + "tea").encode()
LESS_DEEP = page(body="<div>" * 20_000 + "tea").encode()
LINKS = page(body='<a href="/tea">tea</a> ' * 230_000).encode()
SOME_LINKS = page(body='<a href="/tea">tea</a> ' * 80_000).encode()
PARSERS = (
    shown("100,000 divs inside each other", DEEP, "no article: more than 60000 tags"),
    shown("20,000 divs inside each other", LESS_DEEP, READ),
    shown("5 MB of links", LINKS, "no article: larger than 2 MB"),
    shown("80,000 links behind the article", SOME_LINKS, "no article: more than 60000 tags"),
    shown(
        "100,000 attributes",
        page(body=f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>").encode(),
        "no article: a tag with more than 20000 attributes",
    ),
    shown("a word of 1 MB", page(body=f"<p>{'a' * MEGABYTE}</p>").encode(), READ),
    shown("an XML bomb where an article was", pages.LAUGHS, "no article: no text"),
    shown(
        "a picture that says text/html", b"\x89PNG\r\n\x1a\n" + bytes(999), "no article: no text"
    ),
    shown("JSON", b'{"tea": "green"}', "no article: no text"),
    shown("a page of spaces", b" " * 9999, "no article: not a page of text"),
    shown("a feed", pages.feed([f"https://{HOST}/"]), "no article: no text"),
    shown("the article in gzip", packed(page().encode()), READ, "Content-Encoding: gzip"),
)
