"""Walls that stand where an article was announced, and articles that only look like one."""

import pytest

from crawler.limits import time_limit
from crawler.reading.charset import charset
from crawler.reading.parsing import (
    MOST_ATTRIBUTES,
    MOST_TAGS,
    Unparsable,
    has_endless_tag,
    parse_page,
)
from crawler.trouble import NONE, Trouble
from crawler.walls import CAPTCHA, COOKIES, LOGIN, SCRIPTS, wall_of

FIELD = "<form><input type='Password'></form>"


def page(title: str, body: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("title", "body", "wall"),
    [
        ("Sign in", FIELD, LOGIN),
        ("Đăng nhập", FIELD, LOGIN),
        ("", f"<p>Members only.</p>{FIELD}", LOGIN),
        ("Just a moment...", "<p>Checking your browser before you go on.</p>", CAPTCHA),
        ("", "<script src='/cdn-cgi/challenge-platform/x.js'></script>", CAPTCHA),
        ("Проверка", "<p>Подтвердите, что вы не робот</p>", CAPTCHA),
        ("", "<p>请输入验证码</p>", CAPTCHA),
        ("", "<p>Vui lòng xác nhận bạn không phải là robot hoặc người máy</p>", CAPTCHA),
        ("", "<noscript>You need to enable JavaScript to run this app.</noscript>", SCRIPTS),
        ("", "<p>Для просмотра страницы включите JavaScript</p>", SCRIPTS),
        ("", "<p>Bitte aktivieren Sie JavaScript.</p>", SCRIPTS),
        ("", "<p>JavaScript を有効にしてください。</p>", SCRIPTS),
        ("", "<p>Сайтты көру үшін JavaScript қосыңыз.</p>", SCRIPTS),
        ("", "<p>Please accept cookies and try again.</p>", COOKIES),
        ("", "<p>Veuillez autoriser les cookies.</p>", COOKIES),
        ("", "", NONE),
        ("Tea", "<p>Tea is sold in Almaty.</p>", NONE),
        ("Cookies", "<p>Bakers of Hue sold nine thousand cookies in a day.</p>", NONE),
        ("Captcha", f"<p>{'A firm in Hanoi sells a captcha. ' * 60}</p>{FIELD}", NONE),
    ],
)
def test_walls_are_known_by_what_they_ask_for(title: str, body: str, wall: Trouble) -> None:
    assert wall_of(page(title, body)) is wall


@pytest.mark.parametrize(
    ("title", "body", "wall"),
    [
        ("Tea is sold in Almaty", FIELD, NONE),  # the login in its menu
        ("Tea", "<div class='g-recaptcha'></div>", NONE),  # that of its comments
        ("Sign in to read on", FIELD, LOGIN),
        ("Tea", "<p>Please enable JavaScript to read this.</p>", SCRIPTS),
    ],
)
def test_a_short_article_is_a_wall_only_if_its_readers_see_one(
    title: str, body: str, wall: Trouble
) -> None:
    assert wall_of(page(title, body), article="Tea is sold.") is wall


def test_bytes_of_any_kind_are_no_wall() -> None:
    for body in (b"", b"\x00\xff", b"<", b"<p " + b"a " * 99):
        assert wall_of(body) is NONE


# What keeps a parser busy.


@pytest.mark.parametrize(
    "attribute", ["a{}=1", "a{}", "a{}='>'", 'a{}=">"', "a{} = 1", 'a{}="', "x'{}"]
)
@pytest.mark.parametrize("between", [" ", "\n", " / "])
def test_a_tag_without_end_is_seen_whatever_hides_it(attribute: str, between: str) -> None:
    many = between.join(attribute.format(number) for number in range(2 * MOST_ATTRIBUTES + 10))
    few = between.join(attribute.format(number) for number in range(100))
    assert has_endless_tag(f"<p>tea</p><p {many}>tea".encode())
    assert not has_endless_tag((f"<p {few}>tea</p>" * 200).encode())


def test_a_long_value_is_no_tag_without_end() -> None:
    assert not has_endless_tag(b"<img src='data:" + b"a b=c " * 100_000 + b"'>")


def test_pages_are_bounded_before_they_are_parsed() -> None:
    with pytest.raises(Unparsable, match="tags"):
        parse_page(b"<p>" * (MOST_TAGS + 1))
    wide = "<p " + " ".join(f"a{number}" for number in range(MOST_ATTRIBUTES + 9)) + ">"
    with pytest.raises(Unparsable, match="attributes"):
        parse_page(wide.encode("utf-16"))
    with pytest.raises(Unparsable, match="not a page"):
        parse_page(b" ")


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["<p>Чай в Алматы</p>", "<p>tea</p>", "\n <p>Chè</p>"])
def test_utf_16_is_known_without_its_mark(name: str, text: str) -> None:
    assert charset(text.encode(name)) == name
    assert parse_page(text.encode(name)).text_content().strip() == text.strip()[3:-4]


def test_a_page_of_nothing_but_items_is_no_wall_and_soon_left() -> None:
    with time_limit(1):
        assert wall_of(b"<ol>" + b"<li>x" * 58_000) is NONE
