"""Asks a site that nobody has described, as politely as a crawl, and drafts its file.

The order of the questions is decided here; what the answers mean, in ``crawler/survey.py``,
``crawler/patterns.py`` and ``crawler/probe.py``.
"""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from crawler.announcements import Candidate
from crawler.answer import Answer
from crawler.countries import NOWHERE, country_of, search_words, zone_of
from crawler.draft import Draft, Place
from crawler.outlet import families
from crawler.patterns import guess_pattern
from crawler.probe import ArticleFound, SourceFound, worth_trying
from crawler.spiders.pages import PagesSpider
from crawler.survey import family_by_marks, read_site
from crawler.survey_sources import SiteSources, edition_by
from crawler.trying import try_article

MOST_ARTICLES = 2
LANGUAGE_OF = {"kz": "kk", "cn": "zh", "jp": "ja", "kr": "ko", "ua": "uk"}  # often confused


class Silent(Exception):
    """The address itself could not be read: there is nothing to draft from."""


class Surveyor:
    """One survey of one site."""

    def __init__(self, spider: PagesSpider, key: str, url: str, now: datetime) -> None:
        self._spider = spider
        self._now = now
        self.draft = Draft(key, url, now, host="", name=key)
        self.read: ArticleFound | None = None  # the article that the draft reads, at last
        self._sources = SiteSources(spider, self.draft, now)

    async def run(self) -> None:
        """Raises Silent."""
        self._front = await self._spider.ask(self.draft.asked)
        if not self._front.came:
            raise Silent(self._front.trouble.words)
        self._site = read_site(self._front.body, self._front.url)
        self._place()
        feeds = await self._sources.feeds(self._site, self._front.url)
        maps = await self._sources.sitemaps(self._front.url)
        links = self._sources.of_anything("listing", self._front)
        self._pattern([*feeds, *maps], links)
        await self._article([*feeds, *maps, links])
        await self._chains(feeds, maps)

    def _place(self) -> None:
        draft = self.draft
        draft.host = urlsplit(self._front.url).hostname or ""
        draft.name = self._site.name
        draft.country = country_of(draft.host)
        draft.zone = zone_of(draft.country)
        known = draft.country != NOWHERE
        draft.notes["country"] = (
            "Guessed by the end of its host's name."
            if known
            else "Not known from its host's name: write the publisher's, by ISO 3166."
        )
        draft.notes["zone"] = (
            "Guessed by the country."
            if known
            else "Not known: write the zone that its pages give times in, such as Asia/Almaty."
        )
        self._speak(LANGUAGE_OF.get(self._site.language, self._site.language) or "en")

    def _speak(self, language: str) -> None:
        try:
            self.draft.words = search_words(self.draft.country, language)
        except ValueError:  # what the page declares is no language
            language = "en"
            self.draft.words = search_words(self.draft.country, language)
        self.draft.language = language

    def _pattern(self, announcing: list[SourceFound], links: SourceFound) -> None:
        draft = self.draft
        told = [one.url for source in announcing for one in source.ours]
        own = [url for url in told if urlsplit(url).hostname == draft.host]
        linked = [one.url for one in links.ours]
        by_word = guess_pattern(own, announced=True)
        guess = by_word or guess_pattern(linked, announced=False)
        draft.examples = tuple((own or linked)[:4])
        if guess and not by_word:
            draft.examples = ()  # most links lead to no article
        if guess is None:
            draft.notes["article"] = "No pattern could be guessed: this one matches nothing."
            draft.missing.append(
                "the article pattern: compare addresses of articles and of lists, and write what"
                " only articles have (an id, a date)"
            )
            return
        draft.pattern, draft.locale = guess.pattern, guess.locale
        whose = "it announced" if by_word else "its page links to, lists among them"
        draft.notes["article"] = (
            f"Guessed: matches {guess.matched} of {guess.of} addresses {whose}."
        )

    async def _article(self, sources: list[SourceFound]) -> None:
        edition = edition_by(self.draft)
        ours = [
            replace(source, ours=tuple(one for one in source.ours if edition.is_article(one.url)))
            for source in sources
        ]
        for candidate in worth_trying(ours)[:MOST_ARTICLES]:
            answer = await self._spider.ask(candidate.url)
            self._family(candidate, answer)
            found = try_article(candidate, answer, edition_by(self.draft), self._now)
            if found.article:
                self.read = found
                self._conclude(found)
                return
        self.draft.missing.append("an article that can be read: see `scrapy extract URL`")

    def _family(self, candidate: Candidate, answer: Answer) -> None:
        marked = family_by_marks(answer.body, self._front.body)
        if marked in families():
            self.draft.family = marked
            self.draft.notes["family"] = "By the marks of that CMS in its pages."
            return
        for family in families():
            edition = edition_by(replace(self.draft, family=family))
            found = try_article(candidate, answer, edition, self._now)
            if found.selected:
                self.draft.family = family
                self.draft.notes["family"] = "Guessed: its selectors find the text of an article."
                return

    def _conclude(self, found: ArticleFound) -> None:
        if found.article is None:
            return
        article, draft = found.article, self.draft
        self._speak(article.language)
        draft.notes["language"] = "Seen: the language of an article's text."
        if not found.selected:
            draft.missing.append(
                f"selectors: the text of {found.url} ({len(article.text)} characters) was guessed;"
                " name title, lead, body, date and authors under [select], see crawler/families/"
            )
        if article.published is None:
            draft.missing.append(f"a date on {found.url}: name its element under [select] date")

    async def _chains(self, feeds: list[SourceFound], maps: list[SourceFound]) -> None:
        """Feeds, the first of them with what stands in for it; else lists; then the search."""
        sources, draft, front = self._sources, self.draft, self._front.url
        lists = await sources.lists(self._site, front, deep=not feeds)
        rest = [*lists, *(sources.noted(one) for one in maps)]
        chains = [[sources.noted(one)] for one in feeds]
        if chains:
            chains[0] += rest
        else:
            chains = [[place] for place in rest]
        search = await sources.search(self._site, front)
        if search:
            chains.append([search])
        note = "Fewer than three links to articles were found there; nothing better is known."
        draft.chains = chains or [[Place("listing", front, note, "inferred")]]
