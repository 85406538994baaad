"""The text of a page nobody has described: where it stands, what is cut, how it is written."""

import json

import pytest
from lxml import html

from crawler.reading.clutter import without_clutter
from crawler.reading.embedded import embedded_body
from crawler.reading.generic import relined
from crawler.reading.lead import lead_of, marked_lead
from crawler.reading.narrowing import narrowed
from crawler.reading.parsing import parse_page
from crawler.reading.prose import clean, paragraphs
from crawler.reading.runs import wrap_runs
from crawler.reading.twice_encoded import once_encoded

BRIDGE = "The two towns agreed on a new bridge, and on who pays for its lamps."
FERRY = "Until it stands, the old ferry goes twice an hour and takes no carts."
MILL = "The miller, who lost his road to the flood, has lent them his field."
LEAD = "After nine years of talks the river between the two towns gets a bridge of stone."
TEXT = [BRIDGE, FERRY, MILL]


def shown(fragment: str) -> list[str]:
    return paragraphs(html.fragment_fromstring(fragment, create_parent="div"))


@pytest.mark.parametrize(
    ("fragment", "lines"),
    [
        ("<ul><li>Oak</li><li><p>Ash</p></li></ul>", ["- Oak", "- Ash"]),
        ("<ol><li>Oak<ul><li>young</li></ul></li><li>Ash</li></ol>",
         ["1. Oak", "- young", "2. Ash"]),
        ("<list rend='ol'><item>Oak</item><item/></list>", ["1. Oak"]),
        ("<table><tr><th>Tree</th><th><p>Age</p></th></tr></table>", ["Tree | Age"]),
        ("<table><tr><td>Oak<br>tree</td><td></td><td>9</td></tr></table>", ["Oak tree | 9"]),
        (f"<table><tr><td><p>{BRIDGE * 3}</p><p>{FERRY * 3}</p></td></tr></table>",
         [BRIDGE * 3, FERRY * 3]),
        ("<p>One<br>two <b>bold</b> <a href='x'>link</a></p>", ["One", "two bold link"]),
        ("<blockquote><p>“A.”</p><p>“B.”</p></blockquote>", ["“A.”", "“B.”"]),
        ("<p>1 | 2\ue000\ue001</p>", ["1 | 2"]),
    ],
)  # fmt: skip
def test_an_element_is_read_as_its_lines(fragment: str, lines: list[str]) -> None:
    assert shown(fragment) == lines


def page(body: str, wrap: str = "{}") -> bytes:
    menu = "".join(f"<li><a href='/{n}'>Headline of the day {n}</a></li>" for n in range(30))
    return f"<html><body>{wrap.format(f'<nav><ul>{menu}</ul></nav>{body}')}</body></html>".encode()


STORY = "".join(f"<p>{line}</p>" for line in TEXT * 12)
HEADLINE = '<a href="/x">A choir in the next valley seeks basses</a>'
OTHERS = f"<ul><li>{HEADLINE}</li></ul><p>Basses sing low there.</p>"


@pytest.mark.parametrize(
    "clutter",
    [
        "<table class=picture><tr><td><img></td></tr><tr><td>The ferry.</td></tr></table>",
        "<table><tr><td class='pic_caption'>The ferry.</td></tr></table>",
        "<div align=center><img></div><div align=center><em>The ferry.</em></div>",
        "<div class='inline-newsletter'><p>Our letter comes at six.</p></div>",
        "<amp-ad><div>Our letter comes at six.</div></amp-ad>",
        f"<p>[ {HEADLINE} ]</p>",
        f"<p>&gt;&gt; {HEADLINE}</p>",
        f"<div><h3>Tin cùng chuyên mục</h3>{OTHERS}</div>",
        f"<div><h3>Комментарии (3)</h3>{OTHERS}</div>",
        f"<div><h4>Weitere Beiträge aus der Reihe</h4>{OTHERS}</div>",
    ],
)
def test_what_has_the_shape_of_clutter_is_cut_inside_a_text(clutter: str) -> None:
    place = narrowed(parse_page(page(f"<h1>A bridge</h1><div>{STORY}{clutter}</div>")))
    assert place is not None
    assert paragraphs(place.tree) == TEXT * 12


@pytest.mark.parametrize(
    "text",
    [
        f"<h3>Weitere Meldungen</h3>{'<p>It is all about the bridge.</p>' * 400}",
        "<h3>References to the old bridge</h3><p>They fill a shelf.</p>",
        "<table><tr><td>Lamps</td><td>40</td></tr></table>",
        "<p>(with <a href='/x'>a lamp</a> each)</p>",
    ],
)
def test_what_only_resembles_clutter_stays(text: str) -> None:
    place = narrowed(parse_page(page(f"<h1>A bridge</h1><div>{STORY}{text}</div>")))
    assert place is not None
    assert len(paragraphs(place.tree)) > len(TEXT * 12)


def test_pieces_between_line_breaks_are_paragraphs() -> None:
    pieces = f"<a>Print</a><br>{TEXT[0]} <b>No carts.</b><br><br>{TEXT[1]}<div>Hm</div>{TEXT[2]}"
    tree = html.fragment_fromstring(f"<div>{pieces}<br></div><div>Oak<br>Ash</div>", "section")
    wrap_runs(tree)
    assert [element.tag for element in tree[0]] == ["p", "p", "p", "div", "p"]
    assert paragraphs(tree[0]) == ["Print", f"{TEXT[0]} No carts.", TEXT[1], "Hm", TEXT[2]]
    assert [element.tag for element in tree[1]] == ["br"]


def test_headlines_with_a_sentence_each_are_cut_at_the_end_alone() -> None:
    teasers = f"<h3>{HEADLINE}</h3><p>Basses sing low there.</p>" * 3
    for body, kept in ((STORY + teasers, 36), (teasers + STORY, 42)):
        place = narrowed(parse_page(page(f"<h1>A bridge</h1><div>{body}</div>")))
        assert place is not None
        assert len(paragraphs(place.tree)) == kept


@pytest.mark.parametrize(
    ("above", "lead"),
    [
        (f'<h2 class="article__sapo">{LEAD}</h2>', LEAD),
        (f'<div class="entry-summary">{LEAD}</div>', LEAD),
        (f'<div class="teaser"><a href="/x">{LEAD}</a></div>', ""),
        (f'<div class="leaderboard">{LEAD}</div>', ""),
        ('<p class="subtitle">Stone, at last</p>', ""),
        (f'<p class="lead">{TEXT[0]}</p>', ""),
    ],
)
def test_a_lead_is_known_by_its_markup_where_none_is_declared(above: str, lead: str) -> None:
    tree = parse_page(page(f"<h1>A bridge</h1>{above}{STORY}"))
    assert marked_lead(tree, TEXT) == lead
    assert marked_lead(parse_page(page(f"{above}<h1>A bridge</h1>{STORY}")), TEXT) == ""


@pytest.mark.parametrize(
    "behind",
    [
        ["Подпишитесь на наш канал в Telegram"],
        ["Жаңалықтарды Telegram арнамыздан оқыңыз"],
        ["Читайте также:", "Хор ищет басы", "Басы в этом хоре поют низко, как нигде."],
        ["Stay up-to-date with more news on our channel", "Close"],
        ["Đọc nhiều trong tuần", "Dàn hợp xướng tìm giọng trầm"],
        ["(rtn/hsw)"],
        ["600 x 300"],
    ],
)
def test_what_stands_behind_a_text_in_any_language_is_cut(behind: list[str]) -> None:
    assert without_clutter([*TEXT, *behind]) == TEXT


def test_a_line_of_signs_alone_is_dropped() -> None:
    assert without_clutter([BRIDGE, "* * *", FERRY, "› | ‹", MILL, "—"]) == TEXT


def test_a_list_of_addresses_is_a_text() -> None:
    lines = [*TEXT, "www.choir.example", "The choir", "www.ferry.example", "The ferry"]
    assert without_clutter(lines) == lines


def test_paragraphs_without_stops_are_no_headlines() -> None:
    lao = "ຊ່າງຕໍ່ເຮືອອາຍຸເຈັດສິບເກົ້າປີຍັງຕໍ່ເຮືອໄມ້ດ້ວຍມືຢູ່ແຄມນ້ຳຂອງທຸກມື້ຫຼັງເລີກໂຮງຮຽນ"
    assert without_clutter([lao, "ຂ່າວທີ່ກ່ຽວຂ້ອງ", f"{lao}ນັ້ນ"])[-1] == f"{lao}ນັ້ນ"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Kaz\u00adakh\u200bstan\u202e", "Kazakhstan"),
        ("Vie\u0302\u0323t  Nam\u00a0\u3000x", "Việt Nam x"),
        ("Viet\u200dnam\u200e", "Vietnam"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👨\u200d👩", "👨\u200d👩"),
    ],
)
def test_letters_are_dropped_that_carry_no_meaning(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


POINTERS = """Read more: Choir seeks basses | Xem thêm: Hội làng mở sớm
Читайте также: Хор ищет басов
Тағы оқыңыз: Хорға жаңа әншілер керек | Lesen Sie auch: Chor sucht Bässe | À lire aussi : Un chœur
Lea también: Un coro busca voces | 延伸阅读：合唱团招新
関連記事：合唱団員を募集 | 관련 기사: 합창단 모집
อ่านเพิ่มเติม: คณะนักร้อง | ອ່ານເພີ່ມເຕີມ: ວົງ | អានបន្ថែម: ក្រុម | Baca juga: Paduan suara | اقرأ أيضا: جوقة
Share | Chia sẻ | Поделиться | Бөлісу | Teilen | Partager | 分享 | シェア | 공유하기 | แชร์ | مشاركة
[Read also] | USD 25,460 +0.2% EUR 27,100 | Ảnh: Hoài An | » Related stories"""


@pytest.mark.parametrize(
    "line", [one.strip() for one in POINTERS.replace("\n", " | ").split(" | ")]
)
def test_what_leads_elsewhere_is_dropped_wherever_it_stands(line: str) -> None:
    assert without_clutter([BRIDGE, line, FERRY, MILL]) == TEXT


NEWS = """Read more books, the mayor told the children of both towns.
Related costs rose by a third, the council says.
Xem thêm một ngày nữa, ông nói, rồi mới quyết định.
Share prices fell in both towns after the flood.
Photographs of the ferry hang in the hall.
Like its neighbour, the town is now a place for ferries.
Follow-up talks are held at the mill today.
Lúc 15h30, đoàn khách đến Hà Nội.
USD 25,460, EUR 27,100, JPY 165, GBP 33,800, CNY 3,570, KZT 51, THB 760, KRW 18 for one đồng."""


@pytest.mark.parametrize("line", NEWS.split("\n"))
def test_a_sentence_that_begins_like_a_pointer_stays(line: str) -> None:
    for lines in ([line, *TEXT], [BRIDGE, line, MILL], [*TEXT, line]):
        assert without_clutter(lines) == lines


def test_a_text_is_freed_of_what_stands_before_and_behind_it() -> None:
    before = ["A Bridge, for two towns!", "Ana Lima", "Cập nhật lúc 21/11/2026 10:05", "5 min read"]
    behind = [
        "You may also like",
        "Choir seeks basses",
        "Follow us on Facebook",
        "© 2026 The Paper",
    ]
    lines = without_clutter([*before, *TEXT, *behind], ["A bridge for two towns"], ["Ana Lima"])
    assert lines == TEXT
    for mark in (" /.", " - VNA", " — VNS", "（完）", " (END)"):
        assert without_clutter([*TEXT[:2], MILL + mark]) == TEXT


def test_a_byline_goes_and_a_sentence_with_the_name_stays() -> None:
    for byline in (
        "By Ana Lima",
        "Ana Lima | 2 de noviembre de 2026",
        "Автор: Ana Lima",
        "Von Ana Lima:",
    ):
        assert without_clutter([byline, *TEXT], names=["Ana Lima"]) == TEXT
        assert without_clutter([*TEXT, byline], names=["Ana Lima"]) == TEXT
    for line in ("Ana Lima has seen the ferry go in 2026.", "2018 Ana Lima on the ferry"):
        assert without_clutter([line, *TEXT], names=["Ana Lima"]) == [line, *TEXT]


def test_what_is_clutter_at_an_end_is_news_in_between() -> None:
    middle = ["Ana Lima", "Copyright 2026, says the plate on the bridge", "Follow us on Facebook"]
    lines = [*TEXT, BRIDGE + FERRY, *middle, FERRY + MILL, MILL + BRIDGE, BRIDGE * 4]
    assert without_clutter(lines, names=["Ana Lima"]) == lines


def test_a_line_that_stands_twice_stays_once_unless_it_is_short() -> None:
    assert without_clutter([BRIDGE, "No.", FERRY, BRIDGE, MILL, "No."]) == [
        BRIDGE, "No.", FERRY, MILL, "No.",
    ]  # fmt: skip


@pytest.mark.parametrize("wrap", ["{}", "<form>{}</form>", "<aside><header>{}</header></aside>",
                                  "<table><tr><td>{}</td></tr></table>"])  # fmt: skip
def test_the_place_of_a_text_has_its_lead_and_not_the_menu(wrap: str) -> None:
    body = f"<h1>A bridge</h1><p>{LEAD}</p><div class=b>{STORY}<figcaption>Hm</figcaption></div>"
    teaser = f"<p>{FERRY} Elsewhere.</p>"
    place = narrowed(parse_page(page(teaser + body, wrap)))
    assert place is not None
    assert paragraphs(place.tree) == [LEAD, *TEXT * 12]
    assert place.letters == len("".join(TEXT * 12))


def test_a_page_of_links_has_no_place_of_text() -> None:
    assert narrowed(parse_page(page("<h1>Today</h1>"))) is None


def test_the_article_of_the_page_is_read_and_not_the_next_one() -> None:
    first = f"<article><h1>A bridge</h1>{STORY}</article>"
    second = f"<article><h1>A choir</h1><p>{LEAD}</p>{'<p>Basses sing low here.</p>' * 9}</article>"
    place = narrowed(parse_page(page(f"<main>{first}{second}</main>")))
    assert place is not None
    assert LEAD not in paragraphs(place.tree)
    assert MILL in paragraphs(place.tree)


@pytest.mark.parametrize(
    ("above", "lead"),
    [
        (f"<p class=s>{LEAD}</p>", LEAD),
        (f"<h2><strong>{LEAD}</strong></h2>", LEAD),
        (f"<nav><p>{LEAD}</p></nav>", ""),  # a menu's
        ("", ""),  # declared only
    ],
)
def test_a_description_is_the_lead_where_it_is_seen_above_the_text(above: str, lead: str) -> None:
    tree = parse_page(page(f"<h1>A bridge</h1>{above}{STORY}"))
    assert lead_of(tree, LEAD[:60] + "…", TEXT) == (lead, [lead, *TEXT] if lead else TEXT)
    assert lead_of(tree, BRIDGE, TEXT) == (BRIDGE, TEXT)
    below = parse_page(page(f"{STORY}<p>{LEAD}</p>"))
    assert lead_of(below, LEAD, TEXT) == ("", TEXT)


BODY = "".join(f"<p>{line}</p>" for line in (LEAD, *TEXT))
BLOCKS = [{"type": "p", "text": line} for line in (LEAD, *TEXT)]
TEASER = {"summary": "A choir in the next valley seeks basses who can read."}


@pytest.mark.parametrize(
    ("script", "by"),
    [
        (f'<script type="application/ld+json">{json.dumps({"articleBody": BODY})}</script>',
         "json-ld articleBody"),
        (f'<script id="__NEXT_DATA__" type="application/json">'
         f'{json.dumps({"props": {"story": {"content": BODY}, "more": [TEASER]}})}</script>',
         "script"),
        (f'<script>window.__STATE__ = {json.dumps({"a": {"blocks": BLOCKS}, "b": [TEASER]})};'
         "run()</script>", "script"),
    ],
)  # fmt: skip
def test_a_text_is_found_in_json_for_scripts(script: str, by: str) -> None:
    assert embedded_body(parse_page(page(script))) == ((LEAD, *TEXT), by)


@pytest.mark.parametrize("script", ["{", "x = [", "var a = {b: 1}", '{"content": 5}', '["a b"]'])
def test_a_script_without_a_text_gives_none(script: str) -> None:
    assert embedded_body(parse_page(page(f"<script>{script}</script>"))) == ((), "")


def test_lines_are_given_back_to_a_short_text() -> None:
    strung = " ".join(TEXT[:2])
    assert relined([strung, MILL], [*TEXT, LEAD]) == TEXT
    assert relined([f"{strung} And more."], TEXT) == [f"{strung} And more."]


HAN = "两座城市同意修建一座新桥，并商定由谁支付路灯的费用。" * 20
VIET = "Hai thị trấn đã thống nhất xây một cây cầu mới và ai trả tiền đèn đường. " * 12


@pytest.mark.parametrize(("text", "charset"), [(HAN, "gb18030"), (VIET, "utf-8"), (HAN, "utf-8")])
def test_letters_that_were_encoded_twice_are_read(text: str, charset: str) -> None:
    once = f"<p>{text}</p>".encode(charset)
    if charset == "gb18030":
        assert once_encoded(once.decode("latin-1").encode()) == once
    assert once_encoded(once) == once


@pytest.mark.parametrize(
    "text", ["Där är Århus, fêté à l’été où naïf. ", "ÄÖÜ: Straße, größer! ", VIET, HAN]
)
def test_letters_that_were_encoded_once_stay(text: str) -> None:
    body = f"<p>{text * 30}</p>".encode()
    assert once_encoded(body) is body


def test_names_and_letters_that_no_tree_takes_break_nothing() -> None:
    place = narrowed(parse_page(page(f'<x:y<z class="a&#1;b" 5="c"><q>&#2;Yes</q>{STORY}')))
    assert place is not None
    assert paragraphs(place.tree)[-3:] == TEXT


def test_a_page_is_read_behind_its_end() -> None:
    body = f"<html><body><p>{BRIDGE}</p></body></html><div><p>{FERRY}</p></div></body></html>"
    assert paragraphs(parse_page(body.encode())) == TEXT[:2]
