"""Pages that are no articles, and odd ones that are: in the DOM of several CMSs, in our words."""

from dataclasses import dataclass

SITE = "https://paper.example"
TOWNS = ("Hue", "Vinh", "Ganja", "Osh", "Riga", "Lviv", "Kars")
WORDS = {
    "en": ("Growers of {} send their tea by rail", "The growers of {} sent forty crates to the"
           " market on Friday, and answer for the quality of each of them."),
    "vi": ("Người trồng chè ở {} gửi chè bằng tàu hỏa", "Người trồng chè ở {} đã gửi bốn mươi thùng"
           " ra chợ hôm thứ Sáu và tự chịu trách nhiệm về chất lượng."),
    "ru": ("Чаеводы из города {} отправили чай поездом", "Чаеводы из города {} отправили в пятницу"
           " на рынок сорок ящиков чая и сами отвечают за его качество."),
    "kk": ("{} шай өсірушілері шайды пойызбен жөнелтті", "{} шай өсірушілері жұма күні базарға қырық"
           " жәшік шай жөнелтті, сапасына өздері жауап береді."),
    "zh": ("{}茶农首次用火车把茶叶运往外地", "{}的茶农星期五把四十箱茶叶送到市场，并对每一箱的质量负责。"),
    "de": ("Teebauern aus {} schicken ihren Tee mit der Bahn", "Die Teebauern aus {} haben am Freitag"
           " vierzig Kisten zum Markt geschickt und bürgen selbst für deren Güte."),
    "fr": ("Les planteurs de {} envoient leur thé par le train", "Les planteurs de {} ont envoyé"
           " vendredi quarante caisses au marché et répondent de leur qualité."),
    "th": ("ชาวไร่ชาเมือง {} ส่งชาทางรถไฟเป็นครั้งแรก", "ชาวไร่ชาเมือง {} ส่งชาสี่สิบลังไปตลาดเมื่อวันศุกร์"),
}  # fmt: skip
# Name of the CMS: a list's item, with its address, headline, teaser.
ITEMS = {
    "vccorp": '<div class="box-category-item"><a class="box-category-link-with-avatar" href="{0}">'
    '<img src="/a.jpg"></a><h3><a class="box-category-link-title" href="{0}">{1}</a></h3>'
    '<p class="box-category-sapo">{2}</p></div>',
    "mastercms": '<div class="article"><a class="article-thumb" href="{0}"><img></a><h3>'
    '<a class="article-link" href="{0}">{1}</a></h3><div class="article-desc">{2}</div></div>',
    "vnanews": '<article class="story"><a class="story__thumb" href="{0}"><img></a><h2><a href="{0}">'
    '{1}</a></h2><div class="story__summary">{2}</div></article>',
    "vnamedia": '<li><a href="{0}"><img></a><h3><a href="{0}">{1}</a></h3><p>{2}</p></li>',
    "tengri": '<div class="content_main_item"><span class="content_main_item_title"><a href="{0}">{1}'
    '</a></span><span class="content_main_item_announce">{2}</span></div>',
    "wordpress": '<article class="post type-post"><h2 class="entry-title"><a href="{0}">{1}</a></h2>'
    '<div class="entry-summary"><p>{2} <a href="{0}">Continue reading</a></p></div></article>',
    "bitrix": '<p class="news-item"><span class="news-date-time">20.11.2026</span> <a href="{0}"><b>'
    "{1}</b></a><br>{2}<br></p>",
    "drupal": '<div class="views-row"><div class="views-field"><span class="field-content">'
    '<a href="{0}">{1}</a></span></div><div class="views-field-body">{2}</div></div>',
    "tables": '<tr><td>20.11.2026</td><td><a href="{0}">{1}</a><br>{2}</td></tr>',
    "headlines": '<li><a href="{0}">{1}</a></li>',
}  # fmt: skip
SECTIONS = ("News", "Society", "Trade", "Тема дня", "Xã hội", "Қоғам", "要闻", "Wirtschaft")
FRAME = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
    '<body class="{classes}"><header><a href="/">The Paper</a></header>'
    "<nav><ul>{menu}</ul></nav><main>{main}</main>"
    '<div class="site-footer"><p>The Paper is printed in three towns and read in forty. Licence 12 of'
    " the year 1999. Letters are answered within a week by the editors.</p></div></body></html>"
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


def section(cms: str, language: str, name: str) -> Made:
    main = h1(name) + cards(cms, language)
    return Made(f"a section, {cms} {language}", f"{SITE}/section/2", frame(main), "a list of articles")


SECTION_PAGES = [
    section("vccorp", "vi", "Xã hội"), section("mastercms", "vi", "Xã hội"),
    section("vnanews", "de", "Wirtschaft"), section("vnamedia", "fr", "Society"),
    section("tengri", "ru", "Тема дня"), section("bitrix", "ru", "Тема дня"),
    section("wordpress", "kk", "Қоғам"), section("tables", "zh", "要闻"),
    section("drupal", "th", "News"), section("headlines", "en", "Trade"),
]  # fmt: skip
NAMED = [
    Made("WordPress's category", f"{SITE}/category/trade/", frame(
        h1("Category: Trade") + cards("wordpress"), classes="archive category category-trade"),
        "a list of articles"),
    Made("WordPress's tag", f"{SITE}/tag/tea/", frame(
        h1("Tag: tea") + cards("wordpress", "de"), classes="archive tag tag-tea"),
        "a page of a topic"),
    Made("WordPress's search", f"{SITE}/?s=tea", frame(
        h1("Search results for: tea") + cards("wordpress"), classes="search search-results"),
        "a search's results"),
    Made("a search that found nothing", f"{SITE}/?s=teapot", frame(
        h1("Nothing found") + "<p>" + "Sorry, nothing here matches what you have asked for. " * 4
        + "</p>", classes="search search-no-results"), "a search's results"),
    Made("an author's pages", f"{SITE}/author/lan/", frame(h1("Lan") + cards("wordpress", "fr")),
        "a list of articles"),
    Made("page 3 of a section", f"{SITE}/news/page/3/", frame(h1("All that is new") + cards("drupal")),
        "a list of articles"),
    Made("a search in Vietnamese", f"{SITE}/tim-kiem/?q=ch%C3%A8", frame(
        h1("Kết quả tìm kiếm cho từ khóa chè") + cards("vccorp", "vi")), "a search's results"),
    Made("a search in Russian", f"{SITE}/search/?q=%D1%87%D0%B0%D0%B9&how=r", frame(
        h1("Результаты поиска по слову чай") + cards("bitrix", "ru")), "a search's results"),
    Made("a topic that says it is an article", f"{SITE}/topics/tea", frame(
        h1("Everything that we wrote about tea") + cards("mastercms", "zh"),
        head=meta("og:type", "article")), "a page of a topic"),
    Made("a tag in kk", f"{SITE}/tags/shai/2", frame(h1("#шай") + cards("headlines", "kk")),
        "a page of a topic"),
    Made("a collection by JSON-LD", f"{SITE}/tea-and-trade", frame(
        h1("Tea and trade in nine provinces") + cards("vnanews"), head=linked("CollectionPage")),
        "a list of articles"),
    Made("a list of articles by JSON-LD", f"{SITE}/latest-tea", frame(
        h1("Tea and trade in nine provinces") + cards("vnanews"), head=linked(
            "CollectionPage", ', "hasPart": [{"@type": "NewsArticle", "headline": "Tea"}]')),
        "a list of articles"),
    Made("a front page", f"{SITE}/", frame(cards("vnanews") + cards("headlines", "de")),
        "a front page"),
    Made("a front page in Vietnamese", f"{SITE}/vi/", frame(cards("vccorp", "vi")), "a front page"),
    Made("a front page of an old CMS", f"{SITE}/index.php", frame(cards("tables", "ru")),
        "a front page"),
    Made("Drupal's term", f"{SITE}/tea-trade", frame(h1("Tea trade, past and present") + cards(
        "drupal"), classes="html page-taxonomy page-taxonomy-term"), "a page of a topic"),
    Made("Joomla's category", f"{SITE}/index.php/tea", frame(h1("Tea trade, past and present") + cards(
        "drupal", "ru"), classes="site com_content view-category"), "a list of articles"),
    Made("a login", f"{SITE}/login?next=%2F2026%2Ftea", frame(
        h1("Log in") + "<form><input name=u><input type=password></form><p>" + "Readers who have an"
        " account see all pages of the archive. " * 3 + "</p>"), "a login"),
    Made("a login at an article's address", f"{SITE}/2026/11/tea-by-rail", frame(
        h1("Đăng nhập") + "<form><input name=u><input type=password></form><p>" + "Bạn đọc có tài"
        " khoản được xem mọi trang. " * 3 + "</p>", title="Đăng nhập"), "a login"),
    Made("a video by og:type", f"{SITE}/2026/11/tea-by-rail", frame(
        h1("Watch how tea goes by rail") + "<video></video><p>Forty crates of tea leave the station of"
        " Hue, and a band plays. Our camera was there, and stayed until noon.</p>" + cards("headlines"),
        head=meta("og:type", "video.other")), "a video's page"),
    Made("a video by JSON-LD", f"{SITE}/2026/11/tea-by-rail", frame(
        h1("Xem chè đi bằng tàu hỏa từ ga Huế") + "<p>Bốn mươi thùng chè rời ga Huế trong tiếng nhạc."
        " Máy quay của chúng tôi đã ở đó đến trưa và ghi lại tất cả.</p>",
        head=linked("VideoObject")), "a video's page"),
    Made("a video by its address", f"{SITE}/video/2026/tea-by-rail", frame(
        h1("Поезд с чаем отходит от вокзала") + '<iframe src="https://player.example/1"></iframe>'
        "<p>Сорок ящиков чая отправились с вокзала под музыку. Наша камера была там до полудня.</p>"),
        "a video's page"),
    Made("a gallery", f"{SITE}/photos/tea-by-rail", frame(
        h1("Tea leaves the station, in nine pictures") + "".join(
            f"<figure><img><figcaption>{WORDS['en'][1].format(town)}</figcaption></figure>"
            for town in TOWNS)), "a gallery"),
    Made("a gallery by JSON-LD", f"{SITE}/2026/11/tea-by-rail", frame(
        h1("Tea leaves the station, in nine pictures") + "".join(
            f"<div><img><span>{town}: forty crates</span></div>" for town in TOWNS),
        head=linked("ImageGallery")), "a gallery"),
]  # fmt: skip
OTHERS = SECTION_PAGES + NAMED

STORY = (
    "<p>Twelve tea growers of Thai Nguyen have opened a shop of their own in Almaty, the city's chamber"
    " of trade said on Friday. They sell forty kinds of tea there.</p><p>Until last year the growers"
    " had sent their tea through two dealers. Now it goes by rail, which takes nine days, and they"
    " answer for its quality themselves.</p>"
)
FLASH_RU = (
    "<p>Двенадцать чаеводов открыли в Алматы собственный магазин, сообщила в пятницу торговая палата"
    " города. В продаже сорок сортов чая.</p>"
)
FLASH_ZH = "<p>阿拉木图商会星期五表示，十二名茶农在该市开设了自己的商店，出售四十种茶叶，并计划明年三月在阿斯塔纳开设第二家分店，届时将举办品茶会，邀请三百名客人。</p>"  # noqa: E501
TITLE = "Tea growers of Thai Nguyen open a shop in Almaty"
HEAD = h1(TITLE)
BESIDE = cards("headlines") + cards("vnanews", towns=TOWNS[:5])
ROWS = "".join(f"<tr><td>{town}</td><td>{n * 37}</td><td>{n * 12} %</td></tr>"
               for n, town in enumerate(TOWNS * 3))  # fmt: skip
SAID = "".join(f"<p><b>{who}:</b> {what}</p>" for who, what in (
    ("Q", "How far is it?"), ("A", "Nine days by rail."), ("Q", "And by lorry?"),
    ("A", "Six, if the pass is open."), ("Q", "Who pays?"), ("A", "We do. It is our tea."),
) * 4)  # fmt: skip
TICKS = "".join(
    f"<div class=tick><time>{9 + n}:15</time> <p>{town}: forty crates are on the train.</p></div>"
    for n, town in enumerate(TOWNS)
)
SHOPS = "".join(
    f'<h2>{n}. The tea house of {town}</h2><p><a href="https://shop{n}.example/">The tea house of the'
    f" growers of {town}</a> pours forty kinds of tea, and its owner knows each grower by name. She"
    " asks nobody to leave before the pot is empty.</p>"
    for n, town in enumerate(TOWNS, 1)
)


def article(name: str, main: str, path: str = "/2026/11/tea-shop-almaty.html", **more: str) -> Made:
    return Made(name, f"{SITE}{path}", frame(main, title=f"{TITLE} | The Paper", **more))


ARTICLES = [
    article("a flash in Russian", h1("Чаеводы открыли магазин в Алматы") + FLASH_RU + BESIDE),
    article("a flash in Chinese", h1("茶农在阿拉木图开设商店") + FLASH_ZH + BESIDE),
    article("a flash under a heading that is the section's", h1("Тема дня") + "<h2>Чаеводы открыли"
            " магазин</h2>" + FLASH_RU + FLASH_RU + cards("headlines", "ru", TOWNS[:4])),
    article("a flash without a heading", "<h2>茶农在阿拉木图开设商店</h2>" + FLASH_ZH + BESIDE),
    article("a listicle", HEAD + SHOPS + BESIDE),
    article("a listicle of cards", HEAD + STORY + STORY + cards("wordpress")),
    article("a table of figures", HEAD + f"<table>{ROWS}</table>" + BESIDE),
    article("a transcript", HEAD + SAID + BESIDE),
    article("a photo report with text", HEAD + STORY + "".join(
        f"<figure><img><figcaption>{town}, forty crates</figcaption></figure>" for town in TOWNS),
        path="/photos/tea-shop-almaty", head=meta("og:type", "article")),
    article("a live ticker", HEAD + TICKS + BESIDE),
    article("og:type website", HEAD + STORY + BESIDE, head=meta("og:type", "website")),
    article("a press release without a date", HEAD + STORY),
    article("a video with its story", HEAD + "<video></video>" + STORY, path="/video/tea-shop-almaty",
            head=linked("VideoObject")),
    article("a video's page that is an article", HEAD + "<video></video>" + FLASH_RU,
            head=linked("NewsArticle", ', "video": {"@type": "VideoObject"}')),
    article("an article of a topic", HEAD + STORY + BESIDE, path="/topics/tea/shop-opens-in-almaty"),
    article("an article under a category", HEAD + STORY * 2 + BESIDE, path="/category/tea-shop-almaty"),
    article("an article with its page's number", HEAD + STORY + BESIDE, path="/tea-shop?page=2",
            head=meta("og:type", "article")),
    article("an article of an old CMS at the root", HEAD + STORY, path="/index.php?newsid=51"),
    article("a blog's post by its number", HEAD + STORY, path="/?p=5031"),
    article("a post with a search in its class", HEAD + FLASH_RU + BESIDE,
            classes="post-template-default single single-post postid-51 search tag"),
    article("a login in the menu", "<form><input type=password></form>" + HEAD + FLASH_RU),
    article("a login beside few words", HEAD + "<form><input type=password></form>" + SAID),
    article("many related stories", HEAD + STORY + BESIDE * 4 + cards("bitrix", "ru")),
    article("all of it in a form", f"<form>{HEAD}{STORY}{BESIDE}</form>"),
    article("all of it in a button that was not closed", f"<button><div>{HEAD}{STORY}{BESIDE}"),
    article("all of it for those who run no scripts", f"<noscript><div>{HEAD}{STORY}</div></noscript>"),
    article("text between line breaks", HEAD + STORY.replace("</p><p>", "<br><br>") + BESIDE),
    article("a footer around all", f'<div class="with-footer">{HEAD}{STORY}{BESIDE}</div>'),
    article("published, by its meta", FLASH_RU + BESIDE, path="/author/lan/",
            head=meta("article:published_time", "2026-11-20T08:00:00Z")),
    article("a story at the root of a small site", HEAD + STORY, path="/"),
    article("a list and an article by JSON-LD", h1("News") + FLASH_RU + BESIDE,
            head=linked("NewsArticle") + linked("ItemList")),
]  # fmt: skip
