"""The bench's outlets: as many hosts, editions and pages as are wanted, all different.

Their pages are of the DOM of the family "vnanews" and of the size of the real ones (60 to 110 KB,
of which the text is 3 to 6 KB); every word is ours.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cached_property
from pathlib import Path
from shutil import copytree

from crawler.outlet import HERE

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
FEED = 100  # announcements in a feed; a run fetches at most 150 pages of one source
WORDS = """
about above across after again against all along also among an ancient and annual another any are
around as at autumn bank be bean because been before began being below between bird board boat both
bread bridge brought build but by came carried cast centre change children city clay clear coast
cold common cotton could council country craft crop dam day deep did door down drew dry each early
east eight evening every farm farmer few field figure first fish five flood floor flower followed
for forest four from fruit gave glass goods grain grass green grew group grow had half hall hand
harbour has have he head heard held her here high hill his home horse hour house how if in into iron
it its keep kept lake land large last late leather left less letter light line little local long
made many market may meadow measure meeting might mill milk more morning most mountain moved music
must near never new next night no north not now number of off office old on once one only open or
orchard other our out over paper part past people pepper place plan plant port price quiet rail rain
reached rice river road room round salt same sand school sea season second see sent set seven shall
ship shop short should show side silk since six slow small snow so soil some soon south spring stall
station steel steppe still stone storm street summer sun table tea teacher ten than that the their
them then there these they this those three through timber time to took tower town trade train tree
two under until up upon valley very village visit voice wall warm was water way week well went were
west what wheat when where which while who wide will wind window winter with wood wool work would
year yet young
""".split()


@dataclass(frozen=True, slots=True)
class BenchEdition:
    name: str
    host: str
    pages: int

    @property
    def feeds(self) -> list[str]:
        """Paths, each of a feed of its own."""
        return [f"/{self.name}/feed{n}.xml" for n in range(-(-self.pages // FEED))]

    def page(self, number: int) -> str:
        return f"/{self.name}/post{number}.html"


@dataclass(frozen=True)
class BenchOutlets:
    editions: tuple[BenchEdition, ...]

    @cached_property
    def hosts(self) -> dict[str, int]:
        """Each with the pages of all its editions."""
        hosts: dict[str, int] = {}
        for edition in self.editions:
            hosts[edition.host] = hosts.get(edition.host, 0) + edition.pages
        return hosts

    @cached_property
    def feeds(self) -> dict[tuple[str, str], tuple[BenchEdition, int]]:
        """By host and path."""
        return {
            (edition.host, path): (edition, number)
            for edition in self.editions
            for number, path in enumerate(edition.feeds)
        }


def outlets(hosts: int, editions: int, pages: int) -> BenchOutlets:
    """``editions`` spread over ``hosts``, each with so many ``pages``."""
    named = (
        BenchEdition(f"bench{number:02}", f"bench{number % hosts:02}.example", pages)
        for number in range(editions)
    )
    return BenchOutlets(tuple(named))


# How an edition's pages are: of a family; or any that are found, of any age.
OF_FAMILY, OF_ANY_KIND = 'family = "vnanews"', "max_age_days = 36500"


def write_files(made: BenchOutlets, folder: Path, pages: str = OF_FAMILY) -> None:
    """The files that describe them, beside our families, as OUTLETS_FOLDER wants it."""
    copytree(HERE / "families", folder / "families")
    (folder / "outlets").mkdir()
    for edition in made.editions:
        path = folder / "outlets" / f"{edition.name}.toml"
        path.write_text(_file(edition, pages), encoding="utf-8")


def _file(edition: BenchEdition, pages: str) -> str:
    chains = ", ".join(
        f'[{{kind = "feed", url = "https://{edition.host}{path}", evidence = "seen"}}]'
        for path in edition.feeds
    )
    return f"""\
name = "{edition.name}"
country = "VN"
zone = "Asia/Ho_Chi_Minh"
{pages}
hosts = ["{edition.host}"]
article = '^https://{edition.host}/{edition.name}/post\\d+\\.html$'
chains = [{chains}]
[[editions]]
spider = "{edition.name}"
language = "en"
"""


def feed_of(edition: BenchEdition, number: int) -> str:
    first = number * FEED
    items = "".join(
        f"<item><title>{_title(edition, page)}</title>"
        f"<link>https://{edition.host}{edition.page(page)}</link>"
        f"<pubDate>{format_datetime(_published(page))}</pubDate></item>\n"
        for page in range(first, min(first + FEED, edition.pages))
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>{edition.name}</title><link>https://{edition.host}/</link>\n{items}</channel></rss>"
    )


def page_of(edition: BenchEdition, number: int) -> str:
    """The same for the same edition and number; another text for each of them."""
    chance = _chance(edition, number, "page")
    size = chance.randrange(60_000, 110_000)
    body = "".join(f"<p>{one}</p>\n" for one in _paragraphs(chance, chance.randrange(12, 24)))
    head = (
        f"<title>{_title(edition, number)}</title>"
        f'<meta property="article:published_time" content="{_published(number).isoformat()}">'
    )
    article = (
        f'<article class="article"><h1 class="article__title">{_title(edition, number)}</h1>'
        f'<div class="article__sapo cms-desc">{_sentence(chance)}</div>'
        f'<div class="article__body cms-body">{body}</div></article>'
    )
    page = f'<html lang="en"><head><meta charset="utf-8">{head}</head><body>{article}'
    return page + _around(chance, size - len(page)) + "</body></html>"


def _around(chance: random.Random, size: int) -> str:
    """Menus, teasers and scripts: what most of a real page consists of."""
    parts: list[str] = []
    while size > 0:
        teaser = (
            f'<div class="story"><h3><a href="/list/{size}">{_sentence(chance)}</a></h3></div>\n'
        )
        script = f"<script>var s{size} = {{'a': '{'x' * 400}', 'b': {size}}};</script>\n"
        parts += [teaser, script]
        size -= len(teaser) + len(script)
    return f'<aside class="sidebar">{"".join(parts)}</aside>'


def _paragraphs(chance: random.Random, count: int) -> Iterator[str]:
    topical = chance.random() < 0.05  # a relevant article now and then, as in life
    for place in range(count):
        start = "Kazakhstan and Vietnam signed an agreement. " if topical and place < 2 else ""
        yield start + " ".join(_sentence(chance) for _ in range(3))


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=12)).capitalize() + "."


def _title(edition: BenchEdition, number: int) -> str:
    return " ".join(_chance(edition, number, "title").choices(WORDS, k=8)).capitalize()


def _chance(edition: BenchEdition, number: int, what: str) -> random.Random:
    return random.Random(f"{edition.name} {number} {what}")  # noqa: S311 - texts, not secrets


def _published(number: int) -> datetime:
    return NOW - timedelta(minutes=number)
