"""Feeds and sitemaps of the demo outlets, with the charset faults that were seen in the wild."""

import gzip
from collections.abc import Sequence
from enum import StrEnum

from demo.answers import Answer, xml
from demo.catalogue import HOSTS, DemoArticle
from demo.pages import Item, image, render

RSS = "application/rss+xml"
# RFC 822, as most of the sites write it.
HANOI_TIME = "%a, %d %b %Y %H:%M:%S +0700"


class Charset(StrEnum):
    """What a feed declares, and whether it is true."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    SAYS_UTF_16 = "utf-8 that says utf-16"


def feed(
    outlet: str,
    title: str,
    items: Sequence[Item],
    charset: Charset = Charset.UTF_8,
    *,
    full: bool = False,
) -> Answer:
    """``full`` gives the whole text in content:encoded, as WordPress does."""
    declared = Charset.UTF_8 if charset is Charset.UTF_8 else Charset.UTF_16
    text = render(
        "feed.xml",
        encoding=declared.value,
        title=title,
        host=HOSTS[outlet],
        items=items,
        image=image(outlet, "feed"),
        full=full,
    )
    body = text.encode("utf-16" if charset is Charset.UTF_16 else "utf-8")
    return xml(body, [item.article for item in items], RSS)


def sitemap(items: Sequence[Item], *, zipped: bool = False) -> Answer:
    """``zipped``: a gzip file, as large sites keep them."""
    body = render("sitemap.xml", items=items).encode()
    articles = [item.article for item in items]
    if zipped:
        return xml(gzip.compress(body, mtime=0), articles, "application/gzip")
    return xml(body, articles, "application/xml; charset=utf-8")


def sitemap_index(sitemaps: Sequence[tuple[str, str]], shown: Sequence[DemoArticle]) -> Answer:
    """``sitemaps``: addresses and the days on which they changed."""
    body = render("sitemapindex.xml", sitemaps=sitemaps).encode()
    return xml(body, shown, "application/xml; charset=utf-8")
