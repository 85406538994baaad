"""The last lines of `scrapy crawlall`: how many editions were read, and why the others were not."""

from collections.abc import Iterable, Iterator, Sequence, Set

from crawler.shares import Hosts
from storage.records import CrawlReport, State


def own(hosts: Hosts, made: Iterable[CrawlReport], busy: Set[str]) -> list[CrawlReport]:
    """The reports of this run: who reads the busy hosts meanwhile makes reports too."""
    ours = {name for host, names in hosts.items() if host not in busy for name in names}
    return [report for report in made if report.edition in ours]


def conclusion(
    hosts: Hosts, resting: int, made: Sequence[CrawlReport], busy: Set[str]
) -> Iterator[str]:
    """``hosts``: those that were asked; ``resting``: editions that were left alone."""
    editions = sum(map(len, hosts.values())) + resting
    read = [report for report in made if report.state is not State.BROKEN]
    yield (
        f"{len(read)} of {editions} editions read:"
        f" {sum(report.new for report in made)} new articles,"
        f" {sum(report.relevant for report in made)} relevant"
    )
    for problem, names in _unread(hosts, made, busy).items():
        yield f"not read: {', '.join(names)}: {problem}"


def _unread(hosts: Hosts, made: Sequence[CrawlReport], busy: Set[str]) -> dict[str, list[str]]:
    """The editions by what was wrong: one line for sixty that a cut cable silenced."""
    unread: dict[str, list[str]] = {}
    for report in made:
        if report.state is State.BROKEN:
            unread.setdefault(report.problem, []).append(report.edition)
    for host in sorted(busy & hosts.keys()):
        unread[f"{host} is being crawled by another process"] = list(hosts[host])
    reported = {report.edition for report in made}
    others = {name for host, names in hosts.items() if host not in busy for name in names}
    if silent := sorted(others - reported):
        unread["no report was made; what was logged above may tell why"] = silent
    return unread
