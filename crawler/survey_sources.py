"""Asks a site for its feeds, sitemaps, lists and search, and keeps those that answer as such."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from crawler.answer import Answer
from crawler.draft import Draft, Place, toml_of
from crawler.outlet import Edition, editions_in
from crawler.outlet_file import OutletFile, Source
from crawler.probe import SourceFound
from crawler.probe_words import moment, source_words
from crawler.robots import read_robots
from crawler.spiders.pages import PagesSpider
from crawler.survey import (
    USUAL_FEEDS,
    USUAL_SITEMAPS,
    SiteSurvey,
    nested_sitemaps,
    paging_of,
    read_site,
)
from crawler.trying import try_source
from storage.settings_file import check

# How much is asked of a site that does not know us: enough for a file, half a minute at a request
# a second.
MOST_FEEDS, MOST_TRIED, MOST_SITEMAPS, MOST_LISTS = 4, 7, 3, 3
ENOUGH = 3  # links to articles that make a page a list


class SiteSources:
    """The sources of one site. What is not found is noted in the draft."""

    def __init__(self, spider: PagesSpider, draft: Draft, now: datetime) -> None:
        self._spider = spider
        self._draft = draft
        self._now = now

    async def feeds(self, site: SiteSurvey, front: str) -> list[SourceFound]:
        usual = [urljoin(front, path) for path in ("feed/", *USUAL_FEEDS)]
        usual = [url for url in usual if url not in site.feeds]
        found = await self._reading("feed", site.feeds, MOST_FEEDS)
        found = found or await self._reading("feed", usual, 1)
        if not found:
            asked = ", ".join(dict.fromkeys(urlsplit(url).path for url in (*site.feeds, *usual)))
            self._draft.missing.append(f"a feed (asked: {asked}): if there is one, put it first")
        return found

    async def sitemaps(self, front: str) -> list[SourceFound]:
        agent = str(self._spider.settings["ROBOTSTXT_USER_AGENT"])
        robots = read_robots(self._spider.robots(front), agent, [front])
        usual = [urljoin(front, path) for path in USUAL_SITEMAPS]
        found = await self._reading("sitemap", robots.sitemaps or usual, 1)
        if not found:
            self._draft.missing.append(
                "a sitemap of pages, by robots.txt or in the usual places: if there is one, add it"
            )
        return found

    async def _reading(self, kind: str, urls: Iterable[str], most: int) -> list[SourceFound]:
        """Those of the addresses that are what they should be, and announce something."""
        found: list[SourceFound] = []
        for url in list(dict.fromkeys(urls))[:MOST_TRIED]:
            answer = await self._spider.ask(url)
            source = self.of_anything(kind, answer)
            if kind == "sitemap" and (nested := nested_sitemaps(answer.body)):
                return await self._reading(kind, nested[:MOST_SITEMAPS], most)
            if not source.trouble and source.items:
                found.append(source)
            if len(found) >= most:
                break
        return found

    def of_anything(self, kind: str, answer: Answer) -> SourceFound:
        """As a source of an edition to which every address is an article."""
        return self._source(kind, answer, edition_by(replace(self._draft, pattern="")))

    def _source(self, kind: str, answer: Answer, edition: Edition) -> SourceFound:
        source = Source.model_validate({"kind": kind, "url": answer.asked, "evidence": "seen"})
        return try_source("1a", source, answer, edition, self._now)

    def noted(self, found: SourceFound) -> Place:
        words = source_words(found).partition("; redirected")[0].replace(" ours", " match")
        return Place(found.kind, found.url, f"{words}; on {moment(self._now, day_only=True)}.")

    async def lists(self, site: SiteSurvey, front: str, *, deep: bool) -> list[Place]:
        """The front page and, if ``deep``, the first lists of its menu."""
        edition = edition_by(self._draft)
        menu = [url for url in site.menu if not edition.is_article(url)]
        menu = [url for url in menu if url.rstrip("/") != front.rstrip("/")]
        found = []
        for url in (front, *(menu[:MOST_LISTS] if deep else ())):
            answer = await self._spider.ask(url)
            source = self._source("listing", answer, edition)
            if answer.came and len(source.ours) >= ENOUGH:
                place = self.noted(source)
                paged = paging_of(answer.url, read_site(answer.body, answer.url).links)
                found.append(replace(place, url=paged, pages=2) if paged else place)
        return found

    async def search(self, site: SiteSurvey, front: str) -> Place | None:
        template, words = site.search, self._draft.words[0]
        if not template and self._draft.family == "wordpress":
            template = urljoin(front, "?s={words}")
        if not template:
            self._draft.missing.append("a search by address: if it has one, add it with {words}")
            return None
        answer = await self._spider.ask(template.replace("{words}", quote(words)))
        found = self._source("search", answer, edition_by(self._draft))
        if found.ours:
            return replace(self.noted(found), url=template)
        why = found.trouble or f"no article for {words}"
        self._draft.missing.append(f"a search that answers: {template}: {why}")
        return None


def edition_by(draft: Draft) -> Edition:
    """The draft as the crawler would read it; chains may still be missing."""
    chains = draft.chains or [[Place("listing", f"https://{draft.host}/", "")]]
    file = check(tomllib.loads(toml_of(replace(draft, chains=chains))), OutletFile, draft.key)
    return next(editions_in(Path(f"{draft.key}.toml"), file))
