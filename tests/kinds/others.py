"""Pages that are no articles."""

from tests.kinds.parts import SITE, TOWNS, WORDS, Made, cards, frame, h1, linked, meta


def section(cms: str, language: str, name: str) -> Made:
    main = h1(name) + cards(cms, language)
    return Made(
        f"a section, {cms} {language}", f"{SITE}/section/2", frame(main), "a list of articles"
    )


SECTION_PAGES = [
    section("vccorp", "vi", "Xã hội"),
    section("mastercms", "vi", "Xã hội"),
    section("vnanews", "de", "Wirtschaft"),
    section("vnamedia", "fr", "Society"),
    section("tengri", "ru", "Тема дня"),
    section("bitrix", "ru", "Тема дня"),
    section("wordpress", "kk", "Қоғам"),
    section("tables", "zh", "要闻"),
    section("drupal", "th", "News"),
    section("headlines", "en", "Trade"),
]
NAMED = [
    Made(
        "WordPress's category",
        f"{SITE}/category/trade/",
        frame(
            h1("Category: Trade") + cards("wordpress"), classes="archive category category-trade"
        ),
        "a list of articles",
    ),
    Made(
        "WordPress's tag",
        f"{SITE}/tag/tea/",
        frame(h1("Tag: tea") + cards("wordpress", "de"), classes="archive tag tag-tea"),
        "a page of a topic",
    ),
    Made(
        "WordPress's search",
        f"{SITE}/?s=tea",
        frame(h1("Search results for: tea") + cards("wordpress"), classes="search search-results"),
        "a search's results",
    ),
    Made(
        "a search that found nothing",
        f"{SITE}/?s=teapot",
        frame(
            h1("Nothing found")
            + "<p>"
            + "Sorry, nothing here matches what you have asked for. " * 4
            + "</p>",
            classes="search search-no-results",
        ),
        "a search's results",
    ),
    Made(
        "an author's pages",
        f"{SITE}/author/lan/",
        frame(h1("Lan") + cards("wordpress", "fr")),
        "a list of articles",
    ),
    Made(
        "page 3 of a section",
        f"{SITE}/news/page/3/",
        frame(h1("All that is new") + cards("drupal")),
        "a list of articles",
    ),
    Made(
        "a search in Vietnamese",
        f"{SITE}/tim-kiem/?q=ch%C3%A8",
        frame(h1("Kết quả tìm kiếm cho từ khóa chè") + cards("vccorp", "vi")),
        "a search's results",
    ),
    Made(
        "a search in Russian",
        f"{SITE}/search/?q=%D1%87%D0%B0%D0%B9&how=r",
        frame(h1("Результаты поиска по слову чай") + cards("bitrix", "ru")),
        "a search's results",
    ),
    Made(
        "a topic that says it is an article",
        f"{SITE}/topics/tea",
        frame(
            h1("Everything that we wrote about tea") + cards("mastercms", "zh"),
            head=meta("og:type", "article"),
        ),
        "a page of a topic",
    ),
    Made(
        "a tag in kk",
        f"{SITE}/tags/shai/2",
        frame(h1("#шай") + cards("headlines", "kk")),
        "a page of a topic",
    ),
    Made(
        "a collection by JSON-LD",
        f"{SITE}/tea-and-trade",
        frame(
            h1("Tea and trade in nine provinces") + cards("vnanews"), head=linked("CollectionPage")
        ),
        "a list of articles",
    ),
    Made(
        "a list of articles by JSON-LD",
        f"{SITE}/latest-tea",
        frame(
            h1("Tea and trade in nine provinces") + cards("vnanews"),
            head=linked(
                "CollectionPage", ', "hasPart": [{"@type": "NewsArticle", "headline": "Tea"}]'
            ),
        ),
        "a list of articles",
    ),
    Made(
        "a front page",
        f"{SITE}/",
        frame(cards("vnanews") + cards("headlines", "de")),
        "a front page",
    ),
    Made("a front page in Vietnamese", f"{SITE}/vi/", frame(cards("vccorp", "vi")), "a front page"),
    Made(
        "a front page of an old CMS",
        f"{SITE}/index.php",
        frame(cards("tables", "ru")),
        "a front page",
    ),
    Made(
        "Drupal's term",
        f"{SITE}/tea-trade",
        frame(
            h1("Tea trade, past and present") + cards("drupal"),
            classes="html page-taxonomy page-taxonomy-term",
        ),
        "a page of a topic",
    ),
    Made(
        "Joomla's category",
        f"{SITE}/index.php/tea",
        frame(
            h1("Tea trade, past and present") + cards("drupal", "ru"),
            classes="site com_content view-category",
        ),
        "a list of articles",
    ),
    Made(
        "a login",
        f"{SITE}/login?next=%2F2026%2Ftea",
        frame(
            h1("Log in")
            + "<form><input name=u><input type=password></form><p>"
            + "Readers who have an"
            " account see all pages of the archive. " * 3 + "</p>"
        ),
        "a login",
    ),
    Made(
        "a login at an article's address",
        f"{SITE}/2026/11/tea-by-rail",
        frame(
            h1("Đăng nhập")
            + "<form><input name=u><input type=password></form><p>"
            + "Bạn đọc có tài"
            " khoản được xem mọi trang. " * 3 + "</p>",
            title="Đăng nhập",
        ),
        "a login",
    ),
    Made(
        "a video by og:type",
        f"{SITE}/2026/11/tea-by-rail",
        frame(
            h1("Watch how tea goes by rail")
            + "<video></video><p>Forty crates of tea leave the station of"
            " Hue, and a band plays. Our camera was there, and stayed until noon.</p>"
            + cards("headlines"),
            head=meta("og:type", "video.other"),
        ),
        "a video's page",
    ),
    Made(
        "a video by JSON-LD",
        f"{SITE}/2026/11/tea-by-rail",
        frame(
            h1("Xem chè đi bằng tàu hỏa từ ga Huế")
            + "<p>Bốn mươi thùng chè rời ga Huế trong tiếng nhạc."
            " Máy quay của chúng tôi đã ở đó đến trưa và ghi lại tất cả.</p>",
            head=linked("VideoObject"),
        ),
        "a video's page",
    ),
    Made(
        "a video by its address",
        f"{SITE}/video/2026/tea-by-rail",
        frame(
            h1("Поезд с чаем отходит от вокзала")
            + '<iframe src="https://player.example/1"></iframe>'
            "<p>Сорок ящиков чая отправились с вокзала под музыку. Камера была там до полудня.</p>"
        ),
        "a video's page",
    ),
    Made(
        "a gallery",
        f"{SITE}/photos/tea-by-rail",
        frame(
            h1("Tea leaves the station, in nine pictures")
            + "".join(
                f"<figure><img><figcaption>{WORDS['en'][1].format(town)}</figcaption></figure>"
                for town in TOWNS
            )
        ),
        "a gallery",
    ),
    Made(
        "a gallery by JSON-LD",
        f"{SITE}/2026/11/tea-by-rail",
        frame(
            h1("Tea leaves the station, in nine pictures")
            + "".join(f"<div><img><span>{town}: forty crates</span></div>" for town in TOWNS),
            head=linked("ImageGallery"),
        ),
        "a gallery",
    ),
]
OTHERS = SECTION_PAGES + NAMED
