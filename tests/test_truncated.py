"""Whether a text is known to be cut: by its end, and by what its page declares."""

import pytest
from lxml import html

from crawler.extract import extract_article
from crawler.reading.truncated import why_truncated
from tests.recorded import load_recorded
from tests.test_outlet_pages import EDITIONS, NOW

WHOLE = (
    "The two towns agreed on a new bridge. They had met nine times since March, and twice in May."
)
LONG = (
    "They had agreed on the lamps before, on the lanes, on the toll, and on the colour of the rails"
)
INSIDE = "ends inside a sentence"
INVITED = "ends with an invitation to read on"


def ended(last: str, *before: str) -> str:
    lines = [*(before or (WHOLE,)), last]
    return why_truncated(lines, lines, html.document_fromstring("<p>x</p>"))


@pytest.mark.parametrize(
    "last",
    [
        f"{WHOLE} {LONG}",
        f"{WHOLE} {LONG},",
        f"{WHOLE} {LONG} and who pays for th",
        f"{LONG}, which nobody in either of the towns had thought possible when they first met in"
        " the spring of last year",
        "Города договорились о новом мосте. До этого стороны девять раз встречались с марта, и два",
        "Hai thị trấn đã nhất trí xây cầu mới. Trước đó hai bên đã gặp nhau chín lần từ tháng 3 và",
        "Екі қала жаңа көпір туралы келісті. Бұған дейін тараптар наурыздан бері тоғыз рет кездес",
        "两座城镇就修建一座新桥达成协议。自三月以来双方已经会面九次，其中两次在五月，并且就灯光和车道以及桥梁的颜色和费用达成了",
        "Die Städte haben sich auf eine Brücke geeinigt. Seit März haben sie neunmal verhandelt,",
    ],
)
def test_a_last_line_without_its_end(last: str) -> None:
    assert ended(last) == INSIDE


@pytest.mark.parametrize(
    "last",
    [
        WHOLE,
        f'They said: "{WHOLE}"',
        f"{WHOLE})",
        "两座城镇就修建一座新桥达成协议。自三月以来双方已经会面九次，其中两次在五月。」",
        "Өзара келісім жасалды! Көпір екі жылда салынып бітеді деп жоспарланып отыр!",
        "两座城镇就修建一座新桥达成协议，自三月以来双方已经会面九次",
        "The bridge will be green",  # a heading of what follows
        f"{WHOLE} Lan Anh, Almaty",
        f"{WHOLE} More at https://paper.example/a-bridge-for-two-towns-and-who-pays-for-its-lamps",
        f"{WHOLE} Reporting by Lan Anh in Hanoi and Aigerim in Almaty; editing by many a hand",
        "ทั้งสองเมืองตกลงสร้างสะพานใหม่ หลังจากพบกันเก้าครั้งตั้งแต่เดือนมีนาคม และสองครั้งในเดือนพฤษภาคม" * 2,
        "ສອງເມືອງຕົກລົງສ້າງຂົວໃໝ່ ຫຼັງຈາກພົບກັນເກົ້າຄັ້ງນັບແຕ່ເດືອນມີນາ" * 3,
        "दोनों शहरों ने नए पुल पर सहमति जताई। मार्च से अब तक वे नौ बार मिल चुके हैं और मई में दो बार मिले।",
    ],
)
def test_a_last_line_with_its_end(last: str) -> None:
    assert ended(last) == ""


def test_a_list_has_no_ends() -> None:
    assert ended(LONG * 2, LONG, LONG) == ""


@pytest.mark.parametrize(
    ("last", "why"),
    [
        (f"{WHOLE} The lamps, however…", "ends with dots"),
        (f"{WHOLE} The lamps, however...", "ends with dots"),
        (f"{WHOLE} The lamps [...]", "ends with dots"),
        (f"{WHOLE} The lamps […]", "ends with dots"),
        ("And then…", ""),  # a writer's own
        *(
            (words, INVITED)
            for words in (
                "Read more",
                "Continue reading →",
                "Đọc tiếp",
                "Xem tiếp »",
                "Читать далее...",
                "Подробнее",
                "Толығырақ",
                "Жалғасын оқу",
                "Weiterlesen",
                "Lire la suite",
                "Seguir leyendo",
                "阅读全文",
                "続きを読む",
                "더보기",
                "อ่านต่อ",
                "Subscribe to read the rest",
                "... Read more",
            )
        ),
    ],
)
def test_a_teasers_end(last: str, why: str) -> None:
    assert ended(last) == why


def test_an_invitation_counts_that_was_cut_as_clutter() -> None:
    tree = html.document_fromstring("<p>x</p>")
    assert why_truncated([WHOLE], [WHOLE, "Read more"], tree) == INVITED


def test_an_agencys_mark_closes_a_text() -> None:
    tree = html.document_fromstring("<p>x</p>")
    assert why_truncated([f"{WHOLE} {LONG}"], [f"{WHOLE} {LONG} - VNA", "Read more"], tree) == ""


def declared(data: str, words: int) -> str:
    tree = html.document_fromstring(f"<p>x</p><script type='application/ld+json'>{data}</script>")
    lines = ["word " * (words - 1) + "word."]
    return why_truncated(lines, lines, tree)


def test_less_than_the_page_declares() -> None:
    assert declared('{"wordCount": 600}', 40) == "40 of 600 words declared"
    assert declared('{"wordCount": "600", broken', 40) == "40 of 600 words declared"
    assert declared('{"wordCount": 600}', 300) == ""
    assert declared('{"wordCount": 60}', 10) == ""
    body = '<p>Word \\"and\\" word.</p>' * 200
    assert declared(f'{{"articleBody": "{body}"}}', 100) == "100 of 600 words declared"
    assert declared('{"articleBody": "\\u12"}', 100) == ""
    assert declared('[{"wordCount": 90}, {"wordCount": 900}]', 90) == "", "the second is another's"


def test_a_part_that_is_shown_for_nothing() -> None:
    says = '{"isAccessibleForFree": "False", "hasPart": {"cssSelector": ".wall"}}'
    assert declared(says, 80) == "80 words, and the page says that it is not free"
    assert declared(says, 800) == ""
    assert declared('{"isAccessibleForFree": true}', 80) == ""


@pytest.mark.parametrize(("last", "why"), [(WHOLE, ""), (f"{WHOLE} {LONG}", INSIDE)])
def test_it_is_kept_with_the_article(last: str, why: str) -> None:
    lines = "".join(f"<p>{n}. {WHOLE}</p>" for n in range(9))
    page = f"<title>A bridge</title><article>{lines}<p>{last}</p></article>"
    found = extract_article(page.encode(), "https://paper.example/2026/a", None, NOW)
    assert found.truncated == why


def test_no_recorded_page_is_called_cut() -> None:
    for made in load_recorded():
        url = made.expected.article.url or made.expected.announced[0].url
        found = extract_article(made.page, url, EDITIONS[made.edition], NOW)
        assert found.truncated == "", made.edition
