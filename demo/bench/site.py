"""The site that the programs read: the corpus's pages under the addresses of made editions."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from demo.bench.corpus import Corpus
from demo.bench.outlets import BenchEdition, feed_of
from demo.bench.server import ROBOTS

# Every so many pages are relevant: 2 %, and no divisor of the corpus's size, or it would be the
# same few pages each time.
RARELY, ALWAYS = 51, 1


@dataclass(frozen=True, slots=True)
class Planned:
    """An edition's pages, of which the first and each ``every``th behind it are relevant."""

    edition: BenchEdition
    every: int

    @property
    def relevant(self) -> int:
        return -(-self.edition.pages // self.every)

    def is_relevant(self, number: int) -> bool:
        return number % self.every == 0


def write_site(corpus: Corpus, planned: list[Planned], folder: Path) -> None:
    """As ``static_server`` wants it."""
    _keep(folder / "robots", ROBOTS.encode())
    table = {"/robots.txt": ("robots", "text/plain")}
    for plan in planned:
        edition = plan.edition
        for number, path in enumerate(edition.feeds):
            _keep(folder / f"{edition.name}-feed{number}", feed_of(edition, number).encode())
            table[path] = (f"{edition.name}-feed{number}", "application/rss+xml")
        for number in range(edition.pages):
            page = corpus.page(number, relevant=plan.is_relevant(number))
            _keep(folder / f"{edition.name}-{number}", page)
            # Without a charset, as of many servers: the page itself must tell.
            table[edition.page(number)] = (f"{edition.name}-{number}", "text/html")
    (folder / "table.json").write_text(json.dumps(table), encoding="utf-8")


def _keep(path: Path, body: bytes) -> None:
    path.write_bytes(gzip.compress(body, compresslevel=1))
