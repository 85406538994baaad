"""The three figures that must hold, each measured and judged: the bounds stand here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demo.bench.crawls import Memory, Place, named
from demo.bench.outlets import BenchOutlets
from demo.bench.server import Asked

# The bounds of our issue 3, "Speed and cost".
SLOWEST = 1.2  # times the politeness floor
MOST_MEMORY = 250.0  # MB, of 2,000 pages
# "Flat after the first 500": 1 MB was measured; 1,500 pages that were kept would be 130 MB.
FLAT = 10.0  # MB
NOT_MEASURED = "not measured: not all pages were read, or this system has no /proc"


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    measured: str
    bound: str
    holds: bool


def news_day(place: Place, delay: float, *, most: float = SLOWEST) -> Figure:
    """Every page of every edition is new."""
    took = place.scrapy("crawlall", delay=delay)
    had = place.counted.pages
    floor = politeness_floor(place.shown, delay)
    pages = sum(place.shown.hosts.values())
    return Figure(
        f"news day, {len(place.shown.editions)} editions on {len(place.shown.hosts)} hosts",
        f"{took / floor:.2f} (wall {took:.0f} s, floor {floor:.0f} s, {had} of {pages} pages)",
        f"at most {most:.2f} x the floor",
        took <= most * floor and had == pages,
    )


def politeness_floor(shown: BenchOutlets, delay: float) -> float:
    """Seconds that the host with the most pages takes if nobody ever waits for us."""
    return delay * max(shown.hosts.values())


def no_news(place: Place) -> Figure:
    """After ``news_day``: the same outlets once more."""
    place.counted.clear()
    place.scrapy("crawlall", delay=0)
    return judged_no_news(place.shown, place.counted.asked)


def judged_no_news(shown: BenchOutlets, asked: Sequence[Asked]) -> Figure:
    robots = Counter(one.host for one in asked if one.kind == "robots")
    lists = Counter((one.host, one.path) for one in asked if one.kind == "list")
    pages = sum(one.kind == "page" for one in asked)
    bodies = sum(one.sent for one in asked if one.kind == "list")
    conditional = all(one.conditional for one in asked if one.kind == "list")
    allowed = len(shown.hosts) + len(shown.feeds)
    once = max([*robots.values(), *lists.values()], default=0) == 1
    complete = lists.keys() == shown.feeds.keys()
    return Figure(
        "run without news",
        f"{len(asked) / allowed:.2f} ({robots.total()} robots.txt, {lists.total()} lists,"
        f" {bodies} bytes of lists, {pages} pages)",
        "1.00: one conditional request a source, robots.txt once a host",
        once and complete and conditional and not pages and not bodies,
    )


def memory(place: Place, marks: Sequence[int], *, most: float = MOST_MEMORY) -> Figure:
    """One edition, read without a delay in one process; its size when so many pages were asked."""
    place.counted.clear()
    seen: dict[int, Memory | None] = {}
    running = place.start("crawl", *named(place.shown), delay=0)

    def look(number: int) -> None:
        if number in marks:
            seen[number] = running.memory()

    place.counted.at_page = look
    running.check()
    return judged_memory({mark: seen.get(mark) for mark in marks}, most)


def judged_memory(seen: Mapping[int, Memory | None], most: float) -> Figure:
    known = {mark: size for mark, size in seen.items() if size is not None}
    sizes = ", ".join(f"{size.now:.0f} at {mark:,}" for mark, size in known.items())
    complete = len(known) == len(seen)
    highest = max((size.highest for size in known.values()), default=0.0)
    first, *later = [size.now for size in known.values()] or [0.0]
    return Figure(
        f"memory of {max(seen):,} pages",
        f"{highest / most:.2f} ({sizes}; at most {highest:.0f} MB)" if complete else NOT_MEASURED,
        f"at most {most:.0f} MB, and after the first mark +{FLAT:.0f} MB",
        complete and highest <= most and max(later, default=first) - first <= FLAT,
    )
