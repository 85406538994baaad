"""What was read of an article and by which rules, and what the database knows of its address, in
lines for an operator.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo

from crawler.probe_words import moment
from storage.history import Known
from storage.records import Article, Delivery, DeliveryStatus, Outcome
from storage.relevance import Relevance
from storage.visits import LATE, LATE_TRIES, NOTHING, TRIES, Attempt
from topics.why import in_one_line, reasons_kept

NOT_MET = "No crawl has met this address."
Line = tuple[str, str]  # a field and its words

SENT_WORDS = {
    DeliveryStatus.READY: "waits to be sent",
    DeliveryStatus.SENT: "sent",
    DeliveryStatus.REFUSED: "refused by the mail server when sent",
    DeliveryStatus.SUPERSEDED: "replaced by a newer mail before it was sent",
    DeliveryStatus.NOTHING_NEW: "not sent",
}


def read_words(article: Article, zone: tzinfo | None) -> Iterator[Line]:
    by = article.origins
    if article.url:
        yield "address", article.url
    if article.outlet:
        names = dict.fromkeys((article.outlet, article.edition or article.outlet))
        yield "outlet", ", ".join(names)
    yield "published", _with_rule(_published(article, zone), by.published)
    yield "language", _with_rule(article.language or "not known", by.language)
    if by.title or by.text:
        yield "read by", f"title: {by.title}; text: {by.text}; lead: {by.lead or 'none'}"
    if article.truncated:
        yield "cut", article.truncated


def _with_rule(words: str, rule: str) -> str:
    return f"{words} (by {rule})" if rule else words


def _published(article: Article, zone: tzinfo | None) -> str:
    if article.published is None:
        return "no date found"
    return moment(_in(article.published, zone), article.day_only)


def known_words(
    known: Known, today: Iterable[Relevance], article: Article | None, zone: tzinfo | None
) -> Iterator[str]:
    """``today``: the verdicts on ``article`` as it was read now; None if it could not be."""
    if not known.met:
        yield NOT_MET
    for attempt in known.attempts:
        where = f"{attempt.visit.url}: " if len(known.attempts) > 1 else ""
        yield f"{where}{_attempt(attempt, zone)}"
    if known.article:
        shown = article.url if article else ""
        yield from _stored(known, known.article, shown, zone)
        for verdict in today:
            yield _compared(verdict, known.article, article)
        sent = list(_deliveries(known.deliveries, zone))
        yield from sent or ["In no mail so far."]


def _stored(known: Known, stored: Article, shown: str, zone: tzinfo | None) -> Iterator[str]:
    since = f" since {_at(stored.first_seen, zone)}" if stored.first_seen else ""
    yield f"Stored{since}{f' as {stored.url}' if stored.url != shown else ''}"
    if others := known.addresses[1:]:
        yield f"Also at {', '.join(others)}"
    if stored.published is None and not stored.found_new:
        yield "It has no date and was not found as new, so no mail takes it."


def _attempt(attempt: Attempt, zone: tzinfo | None) -> str:
    """One line: what the last visit came to, and whether another one follows."""
    visit, at = attempt.visit, _at(attempt.visit.at, zone)
    published = f"published {_at(visit.published, zone)}" if visit.published else visit.reason
    match visit.outcome:
        case Outcome.RELEVANT | Outcome.IRRELEVANT:
            words = f"read on {at}, and judged {_judged(visit.outcome)}"
        case Outcome.OFF_TOPIC:
            # The reason ends with a sum that only a crawl compares.
            words = f"glanced at on {at}: {visit.reason.partition(' (')[0]}; not kept"
        case Outcome.NO_ARTICLE:
            words = f"read on {at}: no article: {visit.reason}"
        case Outcome.TOO_OLD:
            words = f"read on {at}: too old for that crawl ({published}); not kept"
        case Outcome.TOO_NEW:
            words = f"read on {at}: too new for that crawl ({published}); not kept"
        case Outcome.GONE:
            words = f"not there on {at}: {visit.reason}"
        case Outcome.FAILED:
            words = f"could not be read on {at}: {visit.reason}"
    return f"{visit.edition}: {words}{_again(attempt)}"


def _judged(outcome: Outcome) -> str:
    return "relevant" if outcome is Outcome.RELEVANT else "not relevant"


def _again(attempt: Attempt) -> str:
    """Of a visit that came to nothing: how often, and whether crawls still try."""
    outcome, tries = attempt.visit.outcome, attempt.tries
    if outcome not in NOTHING:
        return ""
    times = "" if tries == 1 else f"; {tries} times in a row"
    left = tries >= (LATE_TRIES if outcome in LATE else TRIES)
    after = "; crawls ask it no more" if left else "; the next crawl asks again"
    return times + after


def _compared(today: Relevance, stored: Article, article: Article | None) -> str:
    """The stored verdict, and where it is another one than today's, why."""
    before = stored.verdict(today.topic)
    if before is None:
        return f"{today.topic}: never judged for this topic"
    if (before.standing, before.score) == (today.standing, today.score):
        return f"{today.topic}: stored with the same verdict"
    why = ""
    if reasons_kept(before):
        why = f" ({_why_another(before, today, stored, article)})"
    return f"{today.topic}: stored with another verdict{why}: {in_one_line(before)}"


def _why_another(
    before: Relevance, today: Relevance, stored: Article, article: Article | None
) -> str:
    if before.words_sum != today.words_sum:
        return "judged with other words or rules; `digest topic apply` judges anew"
    if article and (article.title, article.text) != (stored.title, stored.text):
        return "the text has changed since, or is read otherwise"
    return "its lead or its language is read otherwise today"


def _deliveries(deliveries: Iterable[Delivery], zone: tzinfo | None) -> Iterator[str]:
    for delivery in deliveries:
        at = _at(delivery.sent or delivery.created, zone)
        words = SENT_WORDS[delivery.status]
        yield f"{delivery.topic}: {words} to {delivery.reader} on {at}: {delivery.subject}"


def _at(at: datetime, zone: tzinfo | None) -> str:
    return moment(_in(at, zone))


def _in(at: datetime, zone: tzinfo | None) -> datetime:
    """In the outlet's ``zone``; of a stranger's page, in that which it gives."""
    return at.astimezone(zone) if zone else at
