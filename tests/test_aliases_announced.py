"""A crawl whose lists announce one article at several addresses, in one run and in the next."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from demo.catalogue import DemoArticle
from demo.faults import Fault
from demo.server import DemoSites, load_articles
from storage.store import open_store
from tests.crawling import Outlets, outlets

HOST = "hanoitimes.vn"
BY_ID = {article.id: article for article in load_articles() if article.edition == "hanoitimes"}
TRADE, FLIGHTS, SCHOOLS = BY_ID["822604"], BY_ID["822417"], BY_ID["822561"]


def test_each_article_is_asked_once_and_kept_once(tmp_path: Path) -> None:
    sites = DemoSites([TRADE, FLIGHTS])
    out = tmp_path / "out.jsonl"
    renumbered = serve(sites, FLIGHTS, "flights-to-the-sea.822999", declares="")
    mistaken = serve(sites, SCHOOLS, "students-get-two-degrees.822998", declares=TRADE.url)
    with outlets(tmp_path, sites) as served:
        announce(sites, TRADE.url, amp(TRADE), older(TRADE), FLIGHTS.url, renumbered, mistaken)
        done = served.scrapy("crawl", "hanoitimes", "-O", str(out))
        assert done.returncode == 0, done.stderr
        assert pages(sites) == sorted([TRADE.url, FLIGHTS.url, renumbered, mistaken])
        assert done.stderr.count("their texts differ") == 1, done.stderr
        [warning] = [line for line in done.stderr.splitlines() if "WARNING" in line]
        assert mistaken in warning
        assert TRADE.url in warning
        lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        kept = {line["canonical_url"] for line in lines}
        assert len(lines) == len(kept) == 3
        # Of two that only their words join, the first that came gives the address.
        assert kept - {FLIGHTS.url, renumbered} == {TRADE.url, mistaken}
        assert addresses(served, TRADE.url) == sorted([TRADE.url, older(TRADE)])

        # The next day: only other addresses of what is stored, so no page is asked.
        sites.requests.clear()
        announce(sites, f"{TRADE.url}?utm_source=rss&x=1", older(FLIGHTS), renumbered, older(TRADE),
                 FLIGHTS.url, mistaken)  # fmt: skip
        assert served.scrapy("crawl", "hanoitimes").returncode == 0
        assert pages(sites) == []
        found = addresses(served, FLIGHTS.url)
        assert found == sorted([FLIGHTS.url, older(FLIGHTS), renumbered])
        with open_store(served.database) as store:
            [made] = store.reports.of("hanoitimes", 1)
            assert (made.announced, made.known, made.stored) == (6, 6, 0)
            assert len(store.articles.by_url([*found, TRADE.url, mistaken])) == 3


def serve(sites: DemoSites, article: DemoArticle, name: str, declares: str) -> str:
    """The article's page at another address, which declares itself or something else."""
    address = f"https://{HOST}/{name}.html"
    shown, _ = DemoSites([article]).answer(HOST, urlsplit(article.url).path)
    body = shown.body.replace(article.url.encode(), (declares or address).encode())
    sites.fault(HOST, urlsplit(address).path, Fault(status=200, body=body))
    return address


def announce(sites: DemoSites, *links: str) -> None:
    items = "".join(f"<item><link>{link.replace('&', '&amp;')}</link></item>" for link in links)
    body = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    feed = Fault(status=200, body=body.encode(), content_type="application/rss+xml")
    sites.fault(HOST, "/rss/home.rss", feed)


def amp(article: DemoArticle) -> str:
    return article.url.replace(f"https://{HOST}/", f"http://amp.{HOST}/amp/")


def older(article: DemoArticle) -> str:
    return article.url.replace(f".{article.id}.", f"-3{article.id[1:]}.")


def pages(sites: DemoSites) -> list[str]:
    asked = (request for request in sites.requests if request.path.endswith(".html"))
    return sorted(f"https://{request.host}{request.path}" for request in asked)


def addresses(served: Outlets, url: str) -> list[str]:
    with open_store(served.database) as store:
        return list(store.addresses.of(url))
