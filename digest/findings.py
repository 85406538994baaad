"""What counts as wrong in `digest status`: one line each, with what to do. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from digest.config import PASSWORD, DigestConfig, Reader
from digest.due import last_due
from digest.health import STALE, is_stale
from digest.whose import called
from storage.records import CrawlReport, Delivery, DeliveryStatus, Obstacle, State

# After its hour a digest may still wait for a crawl, or for the pause after a failed try.
PATIENCE = timedelta(hours=1)
# What tells that an outlet has changed, and is not down or at odds with us.
CHANGES = frozenset(
    (Obstacle.MISSING, Obstacle.EMPTY, Obstacle.UNMATCHED, Obstacle.FEW, Obstacle.UNREADABLE)
)
OFFLINE = frozenset((Obstacle.UNREACHABLE, Obstacle.TIMEOUT))
EXAMPLE = "example.org"  # what digest.example.toml puts where the operator's own is needed


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the installation. ``config`` is None while there is no digest.toml."""

    reports: Sequence[CrawlReport]  # the last of each edition
    readers: Sequence["ReaderFacts"]
    config: DigestConfig | None
    now: datetime
    zone: tzinfo  # to write instants in
    topics: Sequence["TopicFacts"] = ()


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """A topic that readers follow, and the verdicts for it.

    ``older``: how many were given with other words than it has now; ``unjudged``: how many articles
    have none, of those that may go into a digest yet.
    """

    name: str
    verdicts: int = 0
    older: int = 0
    unjudged: int = 0
    problem: str = ""  # why its words cannot be read


@dataclass(frozen=True, slots=True)
class ReaderFacts:
    """``sent``: the last one accepted; ``latest``: the newest of any kind that was not replaced."""

    reader: Reader
    sent: Delivery | None
    latest: Delivery | None


def findings(facts: Facts) -> Iterator[str]:
    """Nothing at all if all is well."""
    yield from _config(facts.config)
    yield from _crawls(facts)
    for reader in facts.readers:
        yield from _deliveries(reader, facts)
    for topic in facts.topics:
        yield from _topic(topic)


def _topic(topic: TopicFacts) -> Iterator[str]:
    if topic.problem:
        yield topic.problem
    if topic.older:
        yield (
            f"{topic.older:,} of {topic.verdicts:,} verdicts were given with older words or rules:"
            f" `digest topic apply {topic.name}`"
        )
    if topic.unjudged:
        articles = f"{topic.unjudged:,} article{'s were' if topic.unjudged > 1 else ' was'}"
        yield (
            f"{articles} stored of late without a verdict for the topic '{topic.name}':"
            f" `digest topic apply {topic.name}`"
        )


def moment(instant: datetime, zone: tzinfo) -> str:
    return f"{instant.astimezone(zone):%d %b %H:%M}"


def _config(config: DigestConfig | None) -> Iterator[str]:
    if config is None:
        yield (
            "there is no digest.toml, so nothing is sent: "
            "copy digest.example.toml to digest.toml and set your address in it"
        )
        return
    if not config.contact or config.contact.endswith(EXAMPLE):
        yield "digest.toml: set contact to an address where outlets can ask who reads them"
    if config.channel.kind == "smtp" and config.channel.host.endswith(EXAMPLE):
        yield "digest.toml: channel.host is still the example's; set your mail server"
    if config.channel.kind == "smtp" and config.channel.user and not config.channel.password:
        yield f"channel.user is set, but the environment variable {PASSWORD} is not"


def _crawls(facts: Facts) -> Iterator[str]:
    if not facts.reports:
        yield "nothing was crawled yet: run `scrapy crawlall`, or leave `digest run` running"
        return
    newest = max(report.ended for report in facts.reports)
    if facts.now - newest > STALE:
        when = moment(newest, facts.zone)
        yield f"the last crawl ended on {when}: is `digest run`, or your cron job, running?"
        return
    unread = [report for report in facts.reports if report.state is State.BROKEN]
    if len(unread) == len(facts.reports) and {one.obstacle for one in unread} <= OFFLINE:
        yield "no outlet could be reached: is this machine's connection to the internet up?"
    yield from _outlets(facts)


def _outlets(facts: Facts) -> Iterator[str]:
    """One line for each reason, not for each of sixty editions that share it."""
    lines: dict[str, list[str]] = {}
    for report in facts.reports:
        for problem in _problems(report, facts):
            lines.setdefault(problem, []).append(report.edition)
    for problem, editions in lines.items():
        yield f"{', '.join(editions)}: {problem}"
    yield from _to_be_probed(facts)


def _to_be_probed(facts: Facts) -> Iterator[str]:
    """One edition of each outlet that has changed."""
    changed: dict[str, CrawlReport] = {}
    for report in facts.reports:
        if _is_to_be_probed(report, facts.now):
            changed.setdefault(report.outlet, report)
    if changed:
        names = " ".join(report.edition for report in changed.values())
        only = next(iter(changed.values())).outlet_name
        who = f"{only} answers" if len(changed) == 1 else "they answer"
        yield f"`scrapy probe {names}` shows what {who} today"


def _problems(report: CrawlReport, facts: Facts) -> Iterator[str]:
    since = moment(report.since or report.started, facts.zone)
    if is_stale(report, facts.now):
        last = moment(report.ended, facts.zone)
        yield f"not read since {last}, though others were: `scrapy crawl NAME` tries it now"
    elif report.state is State.BROKEN:
        yield f"broken since {since}: {report.problem or 'the crawl left no reason'}"
    else:
        if report.state is State.QUIET:
            yield f"quiet: {report.problem}"
        for concern in report.concerns:
            yield f"not all is read since {since}: {concern.words}"


def _is_to_be_probed(report: CrawlReport, now: datetime) -> bool:
    """Whether the outlet has changed, as far as we can tell: then its file may have to."""
    broken = report.state is State.BROKEN and report.obstacle in CHANGES
    return not is_stale(report, now) and (broken or bool(report.concerns))


def mended(facts: Facts) -> Iterator[str]:
    """The all-clear: of editions whose last run was the first good one after an outage."""
    lines: dict[str, list[str]] = {}
    for report in facts.reports:
        if report.mended and not is_stale(report, facts.now):
            since = moment(report.mended, facts.zone)
            lines.setdefault(since, []).append(report.edition)
    for since, editions in lines.items():
        verb = "is" if len(editions) == 1 else "are"
        yield f"{', '.join(editions)} {verb} in order again, after the trouble since {since}"


def _deliveries(facts: ReaderFacts, about: Facts) -> Iterator[str]:
    reader, latest = facts.reader, facts.latest
    if latest is None:
        return
    who = called(reader.address, reader.topic, [each.reader for each in about.readers])
    if latest.status is DeliveryStatus.READY:
        tries = f"{latest.attempts} tr{'y' if latest.attempts == 1 else 'ies'}"
        why = latest.error or "the program ended while it was sending"
        made = moment(latest.created, reader.tz)
        yield f"{who}: the mail of {made} is unsent after {tries}: {why}"
    elif latest.error:
        yield f"{who}: {latest.status.value}: {latest.error}"
    due = last_due(reader, about.now)
    if (latest.sent or latest.created) < due < about.now - PATIENCE:
        when = moment(due, reader.tz)
        yield (
            f"{who}: the digest of {when} was not made: is `digest run`, or your cron job, running?"
        )
