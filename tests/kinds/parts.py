"""What a page is put together of: a site's frame, the cards of several CMSs, words."""

from dataclasses import dataclass

SITE = "https://paper.example"
TOWNS = ("Hue", "Vinh", "Ganja", "Osh", "Riga", "Lviv", "Kars")
WORDS = {
    "en": (
        "Growers of {} send their tea by rail",
        "The growers of {} sent forty crates to the"
        " market on Friday, and answer for the quality of each of them.",
    ),
    "vi": (
        "Người trồng chè ở {} gửi chè bằng tàu hỏa",
        "Người trồng chè ở {} đã gửi bốn mươi thùng"
        " ra chợ hôm thứ Sáu và tự chịu trách nhiệm về chất lượng.",
    ),
    "ru": (
        "Чаеводы из города {} отправили чай поездом",
        "Чаеводы из города {} отправили в пятницу"
        " на рынок сорок ящиков чая и сами отвечают за его качество.",
    ),
    "kk": (
        "{} шай өсірушілері шайды пойызбен жөнелтті",
        "{} шай өсірушілері жұма күні базарға қырық"
        " жәшік шай жөнелтті, сапасына өздері жауап береді.",
    ),
    "zh": (
        "{}茶农首次用火车把茶叶运往外地",
        "{}的茶农星期五把四十箱茶叶送到市场，并对每一箱的质量负责。",
    ),
    "de": (
        "Teebauern aus {} schicken ihren Tee mit der Bahn",
        "Die Teebauern aus {} haben am Freitag"
        " vierzig Kisten zum Markt geschickt und bürgen selbst für deren Güte.",
    ),
    "fr": (
        "Les planteurs de {} envoient leur thé par le train",
        "Les planteurs de {} ont envoyé"
        " vendredi quarante caisses au marché et répondent de leur qualité.",
    ),
    "th": ("ชาวไร่ชาเมือง {} ส่งชาทางรถไฟเป็นครั้งแรก", "ชาวไร่ชาเมือง {} ส่งชาสี่สิบลังไปตลาดเมื่อวันศุกร์"),
}
# Name of the CMS: a list's item, with its address, headline, teaser.
ITEMS = {
    "vccorp": '<div class="box-category-item"><a class="box-category-link-with-avatar" href="{0}">'
    '<img src="/a.jpg"></a><h3><a class="box-category-link-title" href="{0}">{1}</a></h3>'
    '<p class="box-category-sapo">{2}</p></div>',
    "mastercms": '<div class="article"><a class="article-thumb" href="{0}"><img></a><h3>'
    '<a class="article-link" href="{0}">{1}</a></h3><div class="article-desc">{2}</div></div>',
    "vnanews": '<article class="story"><a class="story__thumb" href="{0}"><img></a><h2>'
    '<a href="{0}">{1}</a></h2><div class="story__summary">{2}</div></article>',
    "vnamedia": '<li><a href="{0}"><img></a><h3><a href="{0}">{1}</a></h3><p>{2}</p></li>',
    "tengri": '<div class="content_main_item"><span class="content_main_item_title"><a href="{0}">'
    '{1}</a></span><span class="content_main_item_announce">{2}</span></div>',
    "wordpress": '<article class="post type-post"><h2 class="entry-title"><a href="{0}">{1}</a>'
    '</h2><div class="entry-summary"><p>{2} <a href="{0}">Continue reading</a></p></div></article>',
    "bitrix": '<p class="news-item"><span class="news-date-time">20.11.2026</span> <a href="{0}">'
    "<b>{1}</b></a><br>{2}<br></p>",
    "drupal": '<div class="views-row"><div class="views-field"><span class="field-content">'
    '<a href="{0}">{1}</a></span></div><div class="views-field-body">{2}</div></div>',
    "tables": '<tr><td>20.11.2026</td><td><a href="{0}">{1}</a><br>{2}</td></tr>',
    "headlines": '<li><a href="{0}">{1}</a></li>',
}
SECTIONS = ("News", "Society", "Trade", "Тема дня", "Xã hội", "Қоғам", "要闻", "Wirtschaft")
FRAME = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
    '<body class="{classes}"><header><a href="/">The Paper</a></header>'
    "<nav><ul>{menu}</ul></nav><main>{main}</main>"
    '<div class="site-footer"><p>The Paper is printed in three towns and read in forty. Licence 12'
    " of the year 1999. Letters are answered within a week by the editors.</p></div></body></html>"
)


@dataclass(frozen=True, slots=True)
class Made:
    name: str
    url: str
    html: str
    kind: str = ""  # what it is instead of an article


def frame(main: str, title: str = "The Paper", head: str = "", classes: str = "") -> str:
    menu = "".join(f'<li><a href="/section/{n}">{name}</a></li>' for n, name in enumerate(SECTIONS))
    return FRAME.format(title=title, head=head, classes=classes, menu=menu, main=main)


def cards(cms: str, language: str = "en", towns: tuple[str, ...] = TOWNS) -> str:
    headline, teaser = WORDS[language]
    items = (
        ITEMS[cms].format(f"/2026/11/{n}-story.html", headline.format(town), teaser.format(town))
        for n, town in enumerate(towns)
    )
    inside = "".join(items)
    around = {"vnamedia": "ul", "headlines": "ul", "tables": "table"}.get(cms, "div")
    return f'<{around} class="list">{inside}</{around}>'


def h1(text: str) -> str:
    return f"<h1>{text}</h1>"


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(kind: str, more: str = "") -> str:
    return f'<script type="application/ld+json">{{"@type": "{kind}"{more}}}</script>'
