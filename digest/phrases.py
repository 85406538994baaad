"""The sentences that mail and text share, in a reader's words; what only labels is in templates/.

Kazakh endings follow the number's sound, so its catalog writes "label: number" throughout.
"""

from datetime import datetime, timedelta

from babel.units import format_unit

from digest.issue import (
    Digest,
    DigestStory,
    Gap,
    Health,
    Place,
    Recovery,
    Why,
    told_at,
)
from digest.wording import Wording, load_translations
from storage.records import Article, Obstacle

SEPARATOR = " · "
DAILY = timedelta(hours=26)  # a day, and a run that was late


class Phrases:
    """``_`` and ``_n`` are gettext and ngettext with named values, as in the templates."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._catalog = load_translations(wording.language)

    def counts(self, digest: Digest) -> str:
        """How much there is to read."""
        articles = len(digest.articles)
        parts = (
            self._n("%(num)s story", "%(num)s stories", len(digest.stories)),
            self._n("%(num)s article", "%(num)s articles", articles),
            self._languages(digest.languages),
        )
        return SEPARATOR.join(parts)

    def breadth(self, story: DigestStory) -> str:
        """How many tell the story; one country or one language needs no words."""
        parts = [self.outlets(story.outlets)] if not story.one_source else []
        if story.countries > 1:
            parts.append(self._n("%(num)s country", "%(num)s countries", story.countries))
        if story.languages > 1:
            parts.append(self._languages(story.languages))
        return SEPARATOR.join(parts)

    def outlets(self, number: int) -> str:
        return self._n("%(num)s outlet", "%(num)s outlets", number)

    def made(self, made: datetime) -> str:
        time, zone = self._wording.clock(made), self._wording.zone_name(made)
        return self._("As of %(time)s, %(zone)s", time=time, zone=zone)

    def previous(self, digest: Digest) -> str:
        """How far back the issue reaches, where that is more than the usual day."""
        if digest.previous is None or digest.made - digest.previous < DAILY:
            return ""
        when = self._wording.moment(digest.previous, digest.made)
        return self._("Your last issue with news: %(when)s", when=when)

    def health(self, health: Health) -> str:
        if not health.outlets:
            return self._("No outlet has been read yet")
        if not health.gaps:
            return self._n(
                "The one outlet was read", "All %(num)s outlets were read", health.outlets
            )
        return self._n(
            "%(num)s of %(all)s outlets was not fully read",
            "%(num)s of %(all)s outlets were not fully read",
            health.outlets_with_gaps,
            all=health.outlets,
        )

    def update(self, first_sent: datetime) -> str:
        return self._("Update: first sent %(day)s", day=self._wording.short_day(first_sent))

    def when(self, article: Article, made: datetime) -> str:
        """ "" if nobody knows."""
        told = told_at(article, made)
        if told is None:
            return ""
        dated = told == article.published
        when = self._wording.moment(told, made, day_only=dated and article.day_only)
        return when if dated else self._("found %(when)s", when=when)

    def caution(self, article: Article) -> str:
        """What a reader should know before repeating what the article says."""
        return self._("text incomplete") if article.truncated else ""

    def why(self, why: Why) -> str:
        values = {"count": why.count, "total": why.total}
        if why.total == 1:
            return {
                Place.TITLE: self._("in the headline"),
                Place.LEAD: self._("in the opening lines"),
                Place.BODY: self._("in the text"),
            }[why.place]
        return {
            Place.TITLE: self._("in %(count)s of %(total)s headlines", **values),
            Place.LEAD: self._("in the opening lines of %(count)s of %(total)s articles", **values),
            Place.BODY: self._("in the text of %(count)s of %(total)s articles", **values),
        }[why.place]

    def more_sources(self, number: int) -> str:
        return self._n("and %(num)s more article", "and %(num)s more articles", number)

    def more_below(self, number: int) -> str:
        return self._n("%(num)s more story below", "%(num)s more stories below", number)

    def left_out(self, digest: Digest) -> tuple[str, ...]:
        """A line for each rule that left something out."""
        postponed, too_old = digest.left_out.postponed, digest.left_out.too_old
        lines = [self._unjudged(digest.judged_until, digest.made)] if digest.judged_until else []
        lines += [self._postponed(postponed)] if postponed else []
        lines += [self._too_old(too_old, digest.reader.max_age_days)] if too_old else []
        return tuple(lines)

    def _unjudged(self, until: datetime, made: datetime) -> str:
        return self._(
            "The description of your topic cannot be read at the moment: what was found after"
            " %(when)s could not be judged and is missing.",
            when=self._wording.moment(until, made),
        )

    def _too_old(self, number: int, max_age_days: int) -> str:
        limit = format_unit(max_age_days, "duration-day", locale=self._wording.locale)
        return self._n(
            "%(num)s article was found that is older than your limit (%(limit)s).",
            "%(num)s articles were found that are older than your limit (%(limit)s).",
            number,
            limit=limit,
        )

    def _postponed(self, number: int) -> str:
        return self._n(
            "%(num)s more story did not fit and comes with the next issue.",
            "%(num)s more stories did not fit and come with the next issue.",
            number,
        )

    def since(self, gap: Gap) -> str:
        if gap.since is None:
            return ""
        day = self._wording.short_day(gap.since)
        if gap.obstacle is Obstacle.NOT_TRIED:
            return self._("last read %(day)s", day=day)
        return self._("since %(day)s", day=day)

    def recovered(self, recovery: Recovery) -> str:
        """Stands behind the outlet's name, under "Read again"."""
        start, end = (
            self._wording.short_day(day)
            for day in (recovery.since or recovery.until, recovery.until)
        )
        if recovery.doubtful:
            return self._("in full since %(day)s", day=end)
        if start == end:
            return self._(
                "not read on %(day)s; what was published meanwhile has been read, as far as the"
                " lists reach back",
                day=end,
            )
        return self._(
            "not read from %(start)s to %(end)s; what was published meanwhile has been read, as"
            " far as the lists reach back",
            start=start,
            end=end,
        )

    def obstacle(self, obstacle: Obstacle) -> str:
        _ = self._
        return {
            Obstacle.REFUSED: _("the site refused our request"),
            Obstacle.BUSY: _("the site asked us to come back later"),
            Obstacle.MISSING: _("its pages were not found"),
            Obstacle.SERVER: _("the site has an error of its own"),
            Obstacle.UNREACHABLE: _("the site could not be reached"),
            Obstacle.TIMEOUT: _("the site did not answer in time"),
            Obstacle.CERTIFICATE: _("the site's security certificate is not valid"),
            Obstacle.ROBOTS: _("the site does not allow automatic reading"),
            Obstacle.EMPTY: _("the site answered, but listed no articles"),
            Obstacle.UNMATCHED: _("the site's lists have changed: no article was found in them"),
            Obstacle.FEW: _("the site listed far fewer articles than usual"),
            Obstacle.UNREADABLE: _("its pages could not be understood"),
            Obstacle.INTERRUPTED: _("our reading was interrupted"),
            Obstacle.NOT_TRIED: _("the site was not visited"),
            Obstacle.OTHER: _("it could not be read"),
            Obstacle.CHANGED: _("its pages have changed: texts or dates may be incomplete"),
            Obstacle.PARTLY: _("part of it could not be read"),
        }[obstacle]

    def _languages(self, number: int) -> str:
        return self._n("%(num)s language", "%(num)s languages", number)

    def _(self, text: str, **values: object) -> str:
        return str(self._catalog.gettext(text)) % values

    def _n(self, one: str, many: str, num: int, **values: object) -> str:
        return str(self._catalog.ngettext(one, many, num)) % {"num": num, **values}
