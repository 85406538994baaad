"""Which host's editions are read by which process: the decision of ``shared_out``.

Editions that share a host stay together, since its pace holds within one process.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heapreplace

from crawler.outlet import Edition

Hosts = Mapping[str, Sequence[str]]  # names of editions by the host that they are read from


def by_host(editions: Iterable[Edition]) -> Hosts:
    hosts: dict[str, list[str]] = defaultdict(list)
    for edition in editions:
        hosts[edition.hosts[0]].append(edition.name)
    return dict(hosts)


def shared_out(hosts: Hosts, workers: int) -> list[list[str]]:
    """At most ``workers`` lists of names, none empty, with about as many editions each.

    A process asks its hosts at once, so that what counts is the pages that it has to read. How many
    there will be nobody knows; editions are the best guess. The largest host goes first.
    """
    shares: list[tuple[int, int, list[str]]] = [(0, number, []) for number in range(workers)]
    heapify(shares)
    for names in sorted(hosts.values(), key=len, reverse=True):
        size, number, taken = shares[0]
        heapreplace(shares, (size + len(names), number, [*taken, *names]))
    return [names for _, _, names in sorted(shares, key=lambda one: one[1]) if names]
