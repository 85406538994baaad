"""What a page is called: by what it declares, by its body's class, by its address.

Names only: whether one is believed is decided in ``kind``.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from crawler.reading.linked import ARTICLE_TYPES
from crawler.reading.page import Page

LIST, SEARCH, TOPIC = "a list of articles", "a search's results", "a page of a topic"
LOGIN, VIDEO, GALLERY, FRONT = "a login", "a video's page", "a gallery", "a front page"

TYPE = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"(\w+)"')
# Lists carry lists of articles, and articles carry lists: of the two only a list's own name tells.
LIST_TYPES = {"CollectionPage": LIST, "SearchResultsPage": SEARCH}
MEDIA_TYPES = {
    "ImageGallery": GALLERY, "MediaGallery": GALLERY, "VideoGallery": VIDEO, "VideoObject": VIDEO,
}  # fmt: skip
# What CMSs write into the body's class: WordPress, Drupal, Joomla. Whole names.
ARTICLE_CLASS = re.compile(
    r"single|single-\w+|postid-\d+|type-article|view-article|article-page|detail-page"
    r"|(?:page-)?node-type-(?:article|news|story|blog|post)\S*",
    re.I,
)
CLASSES = {
    SEARCH: r"(?:path-|page-)?search|search-(?:results|no-results|page)|com_(?:search|finder)",
    TOPIC: r"tag|tag-page|tax-\S+|path-taxonomy|page-taxonomy(?:-term)?|topic-page",
    LIST: r"(?:post-type-)?archive|paged|category(?:-page)?|list-page|view-(?:category|featured)",
}
# Of a path's end: "/tag/tea" is a list, "/topics/tea/how-it-is-sold" and "/video/a-story" may be
# an article's.
ADDRESSES = {
    FRONT: r"(?:/[a-z]{2}(?:-[a-z]{2})?)?/?(?:(?:index|default|home)\.\w+)?",
    SEARCH: r".*/(?:search(?:[_-]results?)?|tim-kiem|poisk|suche|recherche|buscar|izdeu)"
    r"(?:/[^/]*)?(?:\.\w+)?/?",
    TOPIC: r".*/(?:tags?|topics?|themes?|chu-de|tema|tegi?|mots-cles|schlagwort|etiquetas?|dossier)"
    r"/[^/]+(?:/page/\d+|/\d{1,3})?/?",
    LOGIN: r".*/(?:log-?in|sign-?in|dang-nhap|auth|register|vhod)(?:\.\w+)?/?",
    LIST: r".*/page/\d+/?|.*/(?:category|categories|rubrics?|authors?|archives?)/[^/]+/?",
    VIDEO: r".*/(?:videos?|watch|video-clips?)/.*",
    GALLERY: r".*/(?:photo-)?(?:galler(?:y|ies)|photos?|fotos?|albums?|hinh-anh)/.*",
}
QUERIES = {
    SEARCH: r"(?:.*&)?(?:s|q|query|search|keywords?|searchword)=.*",
    LIST: r"(?:.*&)?(?:page|paged|PAGEN_\d+)=\d{1,3}(?:&.*)?",
}


def declares_article(page: Page) -> bool:
    """In a way that templates of lists do not copy, as they do ``og:type``."""
    types = _types(page.tree)
    if types & LIST_TYPES.keys():
        return False
    linked = any(name.endswith(ARTICLE_TYPES) for name in types)
    stated = page.tree.xpath("boolean(//meta[@property='article:published_time'])")
    return linked or bool(stated) or any(map(ARTICLE_CLASS.fullmatch, _body_classes(page.tree)))


def claims_article(page: Page) -> bool:
    """Many sites write so on each of their pages."""
    return _og_type(page.tree) == "article"


def called_by_itself(page: Page) -> str:
    """ "" for nothing, or an article."""
    types = _types(page.tree)
    media = "" if claims_article(page) else _first(MEDIA_TYPES, types)
    if _og_type(page.tree).startswith("video"):
        return VIDEO
    classes = _body_classes(page.tree)
    by_class = (kind for kind, names in CLASSES.items() if _any_is(names, classes))
    return _first(LIST_TYPES, types) or media or next(by_class, "")


def called_by_address(url: str) -> str:
    """ "" for nothing that its form tells."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if not parts.netloc:  # a file read by hand
        return ""
    by_query = (kind for kind, form in QUERIES.items() if re.fullmatch(form, parts.query, re.I))
    by_path = (kind for kind, form in ADDRESSES.items() if re.fullmatch(form, parts.path, re.I))
    kind = next(by_query, "") or next(by_path, "")
    # An old CMS has its articles at the root: "/?id=5", "/index.php?newsid=5".
    return "" if kind == FRONT and parts.query else kind


def _first(names: dict[str, str], types: set[str]) -> str:
    return next((kind for name, kind in names.items() if name in types), "")


def _any_is(names: str, classes: list[str]) -> bool:
    return any(re.fullmatch(names, name, re.I) for name in classes)


def _types(tree: Any) -> set[str]:
    """All that its JSON-LD names, however deep: broken JSON still says what it is about."""
    scripts = (script for script in tree.iter("script") if "ld+json" in script.get("type", ""))
    return {name for script in scripts for name in TYPE.findall(script.text or "")}


def _og_type(tree: Any) -> str:
    stated = tree.xpath("string(//meta[@property='og:type']/@content)")
    return str(stated).strip().lower()


def _body_classes(tree: Any) -> list[str]:
    body = tree.find("body")
    return (body.get("class") or "").split() if body is not None else []
