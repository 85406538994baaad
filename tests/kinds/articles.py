"""Articles that look like something else."""

from tests.kinds.parts import SITE, TOWNS, Made, cards, frame, h1, linked, meta

STORY = (
    "<p>Twelve tea growers of Thai Nguyen have opened a shop of their own in Almaty, the city's"
    " chamber of trade said on Friday. They sell forty kinds of tea.</p><p>Until last year the"
    " growers had sent their tea through two dealers. Now it goes by rail, for nine days, and they"
    " answer for its quality themselves. A second shop is to follow in Astana in March.</p>"
)
FLASH_RU = (
    "<p>Двенадцать чаеводов открыли в Алматы собственный магазин, сообщила в пятницу палата"
    " торговли города. В продаже сорок сортов чая.</p>"
)
FLASH_ZH = "<p>阿拉木图商会星期五表示，十二名茶农在该市开设了自己的商店，出售四十种茶叶，并计划明年三月在阿斯塔纳开设第二家分店，届时将举办品茶会，邀请三百名客人。</p>"  # noqa: E501
TITLE = "Tea growers of Thai Nguyen open a shop in Almaty"
HEAD = h1(TITLE)
BESIDE = cards("headlines") + cards("vnanews", towns=TOWNS[:5])
ROWS = "".join(
    f"<tr><td>{town}</td><td>{n * 37}</td><td>{n * 12} %</td></tr>"
    for n, town in enumerate(TOWNS * 3)
)
SAID = "".join(
    f"<p><b>{who}:</b> {what}</p>"
    for who, what in (
        ("Q", "How far is it?"),
        ("A", "Nine days by rail."),
        ("Q", "And by lorry?"),
        ("A", "Six, if the pass is open."),
        ("Q", "Who pays?"),
        ("A", "We do. It is our tea."),
    )
    * 4
)
TICKS = "".join(
    f"<div class=tick><time>{9 + n}:15</time> <p>{town}: forty crates are on the train.</p></div>"
    for n, town in enumerate(TOWNS)
)
SHOPS = "".join(
    f'<h2>{n}. The tea house of {town}</h2><p><a href="https://shop{n}.example/">The tea house of'
    f" the growers of {town}</a> pours forty kinds of tea, and its owner knows each of them. She"
    " asks nobody to leave before the pot is empty.</p>"
    for n, town in enumerate(TOWNS, 1)
)


def article(name: str, main: str, path: str = "/2026/11/tea-shop-almaty.html", **more: str) -> Made:
    return Made(name, f"{SITE}{path}", frame(main, title=f"{TITLE} | The Paper", **more))


ARTICLES = [
    article("a flash in Russian", h1("Чаеводы открыли магазин в Алматы") + FLASH_RU + BESIDE),
    article("a flash in Chinese", h1("茶农在阿拉木图开设商店") + FLASH_ZH + BESIDE),
    article(
        "a flash under a heading that is the section's",
        h1("Тема дня") + "<h2>Чаеводы открыли"
        " магазин</h2>" + FLASH_RU + FLASH_RU + cards("headlines", "ru", TOWNS[:4]),
    ),
    article("a flash without a heading", "<h2>茶农在阿拉木图开设商店</h2>" + FLASH_ZH + BESIDE),
    article("a listicle", HEAD + SHOPS + BESIDE),
    article("a listicle of cards", HEAD + STORY + STORY + cards("wordpress")),
    article("a table of figures", HEAD + f"<table>{ROWS}</table>" + BESIDE),
    article("a transcript", HEAD + SAID + BESIDE),
    article(
        "a photo report with text",
        HEAD
        + STORY
        + "".join(
            f"<figure><img><figcaption>{town}, forty crates</figcaption></figure>" for town in TOWNS
        ),
        path="/photos/tea-shop-almaty",
        head=meta("og:type", "article"),
    ),
    article("a live ticker", HEAD + TICKS + BESIDE),
    article("og:type website", HEAD + STORY + BESIDE, head=meta("og:type", "website")),
    article("a press release without a date", HEAD + STORY),
    article(
        "a video with its story",
        HEAD + "<video></video>" + STORY,
        path="/video/tea-shop-almaty",
        head=linked("VideoObject"),
    ),
    article(
        "a video's page that is an article",
        HEAD + "<video></video>" + FLASH_RU,
        head=linked("NewsArticle", ', "video": {"@type": "VideoObject"}'),
    ),
    article(
        "an article of a topic", HEAD + STORY + BESIDE, path="/topics/tea/shop-opens-in-almaty"
    ),
    article(
        "an article under a category", HEAD + STORY * 2 + BESIDE, path="/category/tea-shop-almaty"
    ),
    article(
        "an article with its page's number",
        HEAD + STORY + BESIDE,
        path="/tea-shop?page=2",
        head=meta("og:type", "article"),
    ),
    article("an article of an old CMS at the root", HEAD + STORY, path="/index.php?newsid=51"),
    article("a blog's post by its number", HEAD + STORY, path="/?p=5031"),
    article(
        "a post with a search in its class",
        HEAD + FLASH_RU + BESIDE,
        classes="post-template-default single single-post postid-51 search tag",
    ),
    article("a login in the menu", "<form><input type=password></form>" + HEAD + FLASH_RU),
    article("a login beside few words", HEAD + "<form><input type=password></form>" + SAID),
    article("many related stories", HEAD + STORY + BESIDE * 4 + cards("bitrix", "ru")),
    article("all of it in a form", f"<form>{HEAD}{STORY}{BESIDE}</form>"),
    article("all of it in a button that was not closed", f"<button><div>{HEAD}{STORY}{BESIDE}"),
    article(
        "all of it for those who run no scripts", f"<noscript><div>{HEAD}{STORY}</div></noscript>"
    ),
    article("text between line breaks", HEAD + STORY.replace("</p><p>", "<br><br>") + BESIDE),
    article("a footer around all", f'<div class="with-footer">{HEAD}{STORY}{BESIDE}</div>'),
    article(
        "published, by its meta",
        FLASH_RU + BESIDE,
        path="/author/lan/",
        head=meta("article:published_time", "2026-11-20T08:00:00Z"),
    ),
    article("a story at the root of a small site", HEAD + STORY, path="/"),
    article(
        "a list and an article by JSON-LD",
        h1("News") + FLASH_RU + BESIDE,
        head=linked("NewsArticle") + linked("ItemList"),
    ),
]
