"""From the store to the mail that comes next for one reader. Reads everything and writes nothing.

Decided here: whether a mail that is frozen and unsent still stands.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.config import DigestConfig, Reader
from digest.health import assess, recoveries
from digest.issue import Digest, Health, Imprint
from digest.mail import compose, message_id
from digest.render import render
from digest.selection import select_new
from digest.stories import group_into_stories
from storage.records import Delivery, DeliveryStatus
from storage.settings_file import did_you_mean
from storage.store import Store
from topics.about import problem_of, title_of

# Articles that the reader has been sent are grouped again with the new ones, so that an update of
# a told story is recognised as one. Two weeks hold a visit and what is written after it, even for
# a reader who takes only yesterday's news.
LOOK_BACK = timedelta(days=14)
# A mail says "today": one that a server has refused since yesterday is made anew.
STALE = timedelta(days=1)


def assemble(store: Store, config: DigestConfig, reader: Reader, now: datetime) -> Digest:
    """What this reader would be sent at ``now``; without stories if nothing is new."""
    window = max(timedelta(days=reader.max_age_days), LOOK_BACK)
    stories = group_into_stories(store.articles.relevant(reader.topic, now - window))
    sent = store.deliveries.sent_articles(reader.address, reader.topic)
    imprint = Imprint.of(config, reader, title_of(reader.topic_file))
    digest = select_new(stories, sent, _health(store, reader, now), reader, imprint, now)
    if not problem_of(reader.topic_file):
        return digest
    return replace(digest, judged_until=store.reports.last_judged(reader.topic))


def _health(store: Store, reader: Reader, now: datetime) -> Health:
    """With what is read again since the last mail, if that mail said that it was not."""
    health = assess(store.reports.latest(), now)
    before = store.deliveries.last(reader.address, reader.topic, [DeliveryStatus.SENT])
    if before is None:
        return health
    told = assess(store.reports.latest(before.created), before.created)
    again = recoveries(told, health, store.reports.first_read(before.created))
    return replace(health, recovered=tuple(again))


@dataclass(frozen=True, slots=True)
class NextMail:
    """What would go to a reader now: a new mail, or one that was frozen and not yet accepted.

    The faces of a frozen one stand only inside its message. Where nothing is new, this is the
    honest mail of an empty day: it can be looked at, and is not sent.
    """

    delivery: Delivery
    html: str = ""
    text: str = ""


def next_mail(store: Store, config: DigestConfig, reader: Reader, now: datetime) -> NextMail:
    """A frozen mail stands for as long as it holds all that is new, and for a day at most."""
    digest = assemble(store, config, reader, now)
    rendered = render(digest)
    frozen = store.deliveries.ready(reader.address, reader.topic)
    young = frozen is not None and now - frozen.created < STALE
    if frozen and young and set(rendered.articles) <= set(frozen.articles):
        return NextMail(frozen)
    delivery = Delivery(
        reader=reader.address,
        topic=reader.topic,
        created=now,
        status=DeliveryStatus.READY if rendered.articles else DeliveryStatus.NOTHING_NEW,
        subject=rendered.subject,
        message_id=message_id(digest, config.channel),
        articles=rendered.articles,
        mail=compose(digest, rendered, config.channel),
        error="" if rendered.articles else _no_calm(store, reader, digest),
    )
    return NextMail(delivery, rendered.html, rendered.text)


def _no_calm(store: Store, reader: Reader, digest: Digest) -> str:
    """Why an empty issue does not mean that nothing has happened; "" if it does."""
    unread = [gap for gap in digest.health.gaps if gap.whole and not gap.doubtful]
    if unread and len(unread) == digest.health.outlets:
        return "no outlet could be read; `digest status` says why"
    return problem_of(reader.topic_file) or not_yet_judged(reader.topic, store.reports.topics())


def not_yet_judged(topic: str, judged: Collection[str]) -> str:
    """Of a topic that is well; "" before the first crawl, which judges for all of them."""
    if not judged or topic in judged:
        return ""
    return (
        f"no article was judged for the topic '{topic}' yet: the next crawl does, and"
        f" `digest topic apply {topic}` judges what is stored"
    )


def unknown_topic(topic: str, judged: list[str]) -> str:
    """Of what somebody typed; "" where articles were judged for it, or none at all."""
    if not judged or topic in judged:
        return ""
    close = did_you_mean(topic, judged) or f"; known topics: {', '.join(judged)}"
    return f"{never_judged(topic)}{close}"


def never_judged(topic: str) -> str:
    return f"no article was ever judged for the topic '{topic}'"
