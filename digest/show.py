"""What a page shows of an issue, and how much of it: ``Fold`` says how much, ``show`` does it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.clean import clean_text, language_tag, width
from digest.issue import Digest, DigestStory, Gap, Recovery
from digest.phrases import SEPARATOR, Phrases
from digest.selection import headline_order
from digest.view import (
    MAX_NAME,
    MAX_TITLE,
    GapView,
    GlanceView,
    Phrase,
    RecoveryView,
    SourceView,
    StoryView,
    View,
    name_of,
    quote_of,
    title_of,
)
from digest.wording import Wording
from storage.records import Article

MAX_LABEL = 90  # columns, where a headline is one of several on a line
NO_BREAK = "\u00a0"
# Down to the end of the lead story a reader should need little more than a minute (300 words);
# the overview may take 110 of them, of a headline's 10 to 20.
GLANCE_LINES, GLANCE_WORDS = 8, 110


@dataclass(frozen=True, slots=True)
class Fold:
    """How much of a story is shown."""

    full: int  # stories with lead, sources and reason; the others are headlines with links
    sources: int  # outlets of a story that are listed
    editions: int = 12  # further articles of one outlet
    # Sources whose headline is shown beside the story's own, those that the reader reads best
    # first. On a phone more of them take more room than the news.
    titled: int = 2


def show(digest: Digest, fold: Fold) -> View:
    """Raises nothing for anything that an outlet may have written."""
    viewer = _Viewer(digest, fold)
    stories = tuple(viewer.story(story) for story in digest.stories)
    glance = _glance(viewer, digest.stories)
    phrases, below = viewer.phrases, len(stories) - len(glance) if glance else 0
    several = sum(not story.one_source for story in digest.stories)
    return View(
        language=digest.reader.language,
        title=name_of(digest.imprint.title),
        topic=name_of(digest.imprint.topic) if digest.imprint.topic else None,
        day=viewer.wording.long_day(digest.made),
        counts=phrases.counts(digest),
        made=phrases.made(digest.made),
        previous=phrases.previous(digest),
        health=phrases.health(digest.health),
        worrying=bool(digest.health.gaps or digest.judged_until) or not digest.health.outlets,
        glance=glance,
        more_below=phrases.more_below(below) if below else "",
        several=stories[:several],
        single=stories[several:],
        recovered=viewer.recovered(digest.health.recovered),
        gaps=viewer.gaps(digest.health.gaps),
        left_out=phrases.left_out(digest),
        address=digest.reader.address,
        unsubscribe=digest.imprint.unsubscribe_uri,
        preheader=_preheader(viewer, stories),
    )


class _Viewer:
    """What every part of one issue needs: whose it is, how much, in which words."""

    def __init__(self, digest: Digest, fold: Fold) -> None:
        self.digest, self.fold = digest, fold
        self.wording = Wording(digest.reader.language, digest.reader.tz)
        self.phrases = Phrases(self.wording)

    def story(self, story: DigestStory) -> StoryView:
        headline, phrases = story.headline, self.phrases
        sources, hidden = self._sources(story)
        titled = self.fold.titled if story.number <= self.fold.full else 0
        before = sorted((old.article for old in story.before), key=self._order)
        return StoryView(
            number=story.number,
            full=story.number <= self.fold.full,
            title=title_of(headline),
            byline=self._source(headline, None, ()),
            breadth=phrases.breadth(story),
            update=phrases.update(story.first_sent) if story.first_sent else "",
            lead=tuple(quote_of(quote.text, quote.article) for quote in story.lead),
            titled=sources[:titled],
            sources=sources[titled:],
            more_sources=phrases.more_sources(hidden) if hidden else "",
            before=tuple(title_of(article, MAX_LABEL) for article in before[:1]),
            why=phrases.why(story.why) if story.why else "",
            words=tuple(
                quote_of(clean_text(quote.text, MAX_NAME), quote.article)
                for quote in (story.why.words if story.why else ())
            ),
        )

    def note(self, story: DigestStory) -> str:
        """What the overview says beside a headline, each part kept on one line."""
        outlets = "" if story.one_source else self.phrases.outlets(story.outlets)
        parts = [part for part in (outlets, self._foreign(story.headline)) if part]
        return SEPARATOR.join(part.replace(" ", NO_BREAK) for part in parts)

    def recovered(self, recoveries: Iterable[Recovery]) -> tuple[RecoveryView, ...]:
        """One line for all outlets of which the same is to be said."""
        lines: dict[str, list[tuple[Phrase, str]]] = {}
        for one in recoveries:
            outlet = (name_of(one.outlet_name), self._names(one.languages))
            lines.setdefault(self.phrases.recovered(one), []).append(outlet)
        return tuple(RecoveryView(tuple(outlets), text) for text, outlets in lines.items())

    def gaps(self, gaps: Iterable[Gap]) -> tuple[GapView, ...]:
        """Likewise one line for all outlets that were not read for one reason since one day."""
        lines: dict[tuple[str, str, str], list[tuple[Phrase, str]]] = {}
        for gap in gaps:
            reason, since = self.phrases.obstacle(gap.obstacle), self.phrases.since(gap)
            outlet = (name_of(gap.outlet_name), "" if gap.whole else self._names(gap.languages))
            alike = (reason, since, clean_text(gap.detail, MAX_TITLE))
            lines.setdefault(alike, []).append(outlet)
        return tuple(
            GapView(tuple(outlets), reason, since, Phrase(detail, "en"))
            for (reason, since, detail), outlets in lines.items()
        )

    def _names(self, languages: Iterable[str]) -> str:
        names = (self.wording.language_name(language) for language in languages)
        return ", ".join(dict.fromkeys(names))

    def _sources(self, story: DigestStory) -> tuple[tuple[SourceView, ...], int]:
        """A row an outlet, the headline's own first; and how many articles are not shown."""
        rows = []
        by_outlet: dict[str, list[Article]] = {story.headline.outlet: []}
        for article in sorted(story.fresh, key=self._order):
            if article is not story.headline:
                by_outlet.setdefault(article.outlet, []).append(article)
        for outlet, articles in by_outlet.items():
            own = outlet == story.headline.outlet
            main = None if own else articles[0]
            if articles:
                rows.append(self._source(main or story.headline, main, articles[not own :]))
        shown = rows[: self.fold.sources]
        links = sum(bool(row.title) + len(row.others) for row in shown)
        return tuple(shown), len(story.fresh) - 1 - links

    def _source(
        self, article: Article, titled: Article | None, others: Sequence[Article]
    ) -> SourceView:
        return SourceView(
            outlet=name_of(self.digest.health.names.get(article.outlet, article.outlet)),
            language=self._foreign(article),
            when=self.phrases.when(article, self.digest.made),
            caution=self.phrases.caution(article),
            title=title_of(titled) if titled else None,
            others=self._others(article.language, others[: self.fold.editions]),
        )

    def _foreign(self, article: Article) -> str:
        """The article's language in the reader's words; "" for the reader's own."""
        own = article.language == self.digest.reader.language
        return "" if own else self._language_name(article)

    def _language_name(self, article: Article) -> str:
        return self.wording.language_name(language_tag(article.language))

    def _others(self, language: str, articles: Iterable[Article]) -> tuple[Phrase, ...]:
        """The first article in a language is labelled by it, a second one by its title."""
        seen, labels = {language}, []
        for article in articles:
            title = title_of(article, MAX_LABEL)
            if article.language not in seen:
                name = self._language_name(article)
                title = Phrase(name, self.digest.reader.language, url=title.url)
            seen.add(article.language)
            labels.append(title)
        return tuple(labels)

    def _order(self, article: Article) -> tuple[int, bool, float, str]:
        return headline_order(article, self.digest.reader)


def _glance(viewer: _Viewer, stories: Sequence[DigestStory]) -> tuple[GlanceView, ...]:
    """One line a story. A single story is its own overview."""
    lines: list[GlanceView] = []
    words = 0
    for story in stories[:GLANCE_LINES]:
        title = title_of(story.headline)
        words += max(len(title.text.split()), width(title.text) // 10)  # Han: no spaces
        if lines and words > GLANCE_WORDS:
            break
        lines.append(GlanceView(story.number, title, viewer.note(story), bool(story.before)))
    return tuple(lines) if len(stories) > 1 else ()


def _preheader(viewer: _Viewer, stories: Sequence[StoryView]) -> tuple[Phrase, ...]:
    """What a list of mails shows beside the subject: the next headlines, then the counts."""
    phrases, digest = viewer.phrases, viewer.digest
    counts = f"{phrases.counts(digest)} · {phrases.health(digest.health)}"
    if not stories:
        counts = f"{phrases.made(digest.made)} · {phrases.health(digest.health)}"
    headlines = [
        Phrase(clean_text(story.title.text, 60), story.title.language, story.title.direction)
        for story in stories[1:4]
    ]
    return (*headlines, Phrase(counts, digest.reader.language))
