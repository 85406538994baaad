"""RevisitingSpider: looks again at articles that readers were sent, for what was corrected.

After the news, one request an article, at the same pace and under the same robots.txt. Decisions
are made elsewhere: ``revisit`` (when, and what is believed) and ``changes`` (what was corrected).
"""

from collections.abc import Iterator
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from crawler.arguments import Arguments
from crawler.changes import finding_of, what_changed
from crawler.conditional import NOT_MODIFIED, if_changed, validator_of
from crawler.extract import extract_article
from crawler.failures import trouble_of
from crawler.limits import PAGE_SECONDS, TooSlow, time_limit
from crawler.reading.page import NoArticle
from crawler.revisit import Revision, corrected, mark_due, missing, objection, window
from crawler.spiders.asking import AskingSpider
from crawler.urls import is_among
from storage.looks import Change, Finding, Look, Sent
from storage.records import Article, Validator

NOT_FOUND = (404, 410)
REVISED = (Finding.CORRECTED, Finding.EXTENDED)  # then the article was read anew and stored


class RevisitingSpider(AskingSpider):
    """What ``EditionSpider`` does besides reading the news."""

    def look_again(self) -> Iterator[Request]:
        if self.arguments != Arguments():  # a backfill, or a trial with a limit
            return
        for sent in self.store.versions.watched(self.name, *window(self.now)):
            mark = mark_due(sent.sent, sent.looks, self.now)
            if mark is not None:
                yield Request(
                    sent.page.url,
                    **if_changed(sent.page, *NOT_FOUND),
                    callback=self.read_again,
                    errback=self.look_failed,
                    dont_filter=True,
                    priority=-10,  # the news first
                    cb_kwargs={"sent": sent, "mark": mark},
                )

    def read_again(self, response: Response, sent: Sent, mark: int) -> Iterator[Revision]:
        look = Look(sent.url, self.name, mark, self.now, Finding.UNCHANGED)
        if response.status == NOT_MODIFIED:
            self._looked(look)
        elif response.status in NOT_FOUND:
            found = missing(response.status, sent.looks)
            self._looked(replace(look, finding=found, reason=f"status {response.status}"))
        else:
            try:
                with time_limit(PAGE_SECONDS):
                    article, changes = self._compare(response, sent)
            except (NoArticle, TooSlow) as error:
                self._looked(replace(look, finding=Finding.FAILED, reason=str(error)))
            else:
                look = replace(look, finding=finding_of(changes), changes=changes)
                yield from self._decided(look, article)

    def _compare(self, response: Response, sent: Sent) -> tuple[Article, tuple[Change, ...]]:
        """Raises NoArticle, also for what is not believed to be the same article."""
        host = urlparse_cached(response).hostname or ""
        if not is_among(host, self.edition.hosts):
            raise NoArticle(f"redirected to {host}")
        (old,) = self.store.articles.by_url([sent.url])
        new = extract_article(response.body, response.url, self.edition, self.now)
        revised = any(look.finding in REVISED for look in sent.looks)
        before = old if revised else self._read_anew(old)
        if reason := objection(before, new):
            raise NoArticle(reason)
        received = validator_of(response.url, response, self.now)
        return replace(corrected(old, new), received=received), what_changed(before, new)

    def _read_anew(self, old: Article) -> Article:
        """The page that was sent, by today's rules: what we have learnt to read better since is
        not the outlet's correction."""
        page = self.store.articles.page(old.url)
        try:
            read = extract_article(page, old.url, self.edition, self.now) if page else old
        except NoArticle:
            return old
        return replace(read, published=old.published)

    def _decided(self, look: Look, article: Article) -> Iterator[Revision]:
        """What is not told is not stored either: the text that readers were sent stays, and every
        later look compares with it, so that small edits cannot add up unseen."""
        if look.finding is Finding.UNCHANGED:
            self._looked(replace(look, changes=()), article.received)
        else:
            yield Revision(article, look)

    def look_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        sent, mark = request.cb_kwargs["sent"], request.cb_kwargs["mark"]
        words = trouble_of(failure).words
        self._looked(Look(sent.url, self.name, mark, self.now, Finding.FAILED, words))

    def _looked(self, look: Look, received: Validator | None = None) -> None:
        """A look that fails is no word on the outlet: its news were read, or failed, by then."""
        self.logger.debug("%s: looked again: %s %s", look.url, look.finding.value, look.reason)
        self.store.versions.note(look, received)
        self.tally.revisited += look.counts
