"""The programs that are compared, each started as its user would; what they read is checked.

A run that did not read what was planned is no measurement: it raises Unusable.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory

from demo.bench.corpus import Corpus
from demo.bench.costs import Run, measured
from demo.bench.crawls import ROOT, crawling, database
from demo.bench.outlets import OF_ANY_KIND, BenchOutlets, write_files
from demo.bench.site import Planned
from storage.records import CrawlReport
from storage.store import open_store

HERE = Path(__file__).parent
# Made by `make bench`: the others cannot live beside what we run on.
OTHERS = ROOT / ".bench-venv"


class Unusable(Exception):
    """A run from which no figure can be had; the text says why."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Starts programs that read the site at ``address``."""

    address: str

    def bare(self, script: str, plan: Planned) -> Run:
        """Scrapy with the spider in ``script`` and its own settings: no delay, no robots.txt."""
        edition = plan.edition
        given = {"address": self.address, "edition": edition.name, "pages": str(edition.pages)}
        command = [sys.executable, "-m", "scrapy", "runspider", str(HERE / script)]
        command += [part for name, value in given.items() for part in ("-a", f"{name}={value}")]
        with TemporaryDirectory(prefix="bench") as folder:  # where no settings of ours are found
            run, printed = _run(
                [*command, "-L", "ERROR"], Path(folder), Path(folder), edition.pages
            )
        if printed.split() != [str(edition.pages), "finished"]:
            raise Unusable(f"{script}: {edition.pages} pages were there, it got {printed.strip()}")
        return run

    def ours(self, word: str, *plans: Planned) -> Run:
        """``word``: crawl or crawlall. Everything from robots.txt to the database."""
        names = [plan.edition.name for plan in plans]
        with TemporaryDirectory(prefix="bench") as name:
            folder = Path(name)
            shown = BenchOutlets(tuple(plan.edition for plan in plans))
            write_files(shown, folder, OF_ANY_KIND)
            command = crawling(folder, self.address, word, *names, delay=0)
            run, _ = _run(command, ROOT, folder, sum(plan.edition.pages for plan in plans))
            _check(folder, plans)
        return run


def _run(command: list[str], at: Path, folder: Path, pages: int) -> tuple[Run, str]:
    try:
        return measured(command, at, folder, pages)
    except CalledProcessError as error:
        last = (error.stderr or "").strip().rpartition("\n")[2]
        raise Unusable(f"`{' '.join(command[1:4])} …` failed: {last}") from error


def _check(folder: Path, plans: Iterable[Planned]) -> None:
    """By the crawl's own reports."""
    with open_store(database(folder)) as store:
        made = {report.edition: report for report in store.reports.after(0)}
    for plan in plans:
        if plan.edition.name not in made:
            raise Unusable(f"{plan.edition.name}: its crawl made no report")
        if objection := objection_to(made[plan.edition.name], plan):
            raise Unusable(objection)


def objection_to(report: CrawlReport, plan: Planned) -> str:
    """ "" if every page was read, and exactly those were found relevant that were made so."""
    pages = plan.edition.pages
    if (report.fetched, report.relevant) == (pages, plan.relevant):
        return ""
    return (
        f"{report.edition}: read {report.fetched} of {pages} pages;"
        f" {report.relevant} were found relevant, {plan.relevant} are"
    )


def another(program: str, corpus: Corpus, environment: Path = OTHERS) -> Run:
    """An extractor of another environment: extraction alone, without its start."""
    if not (environment / ".installed").exists():
        raise Unusable(f"{environment.name}, of requirements-bench.txt, could not be installed")
    with TemporaryDirectory(prefix="bench") as name:
        folder = Path(name)
        for number in range(len(corpus.pages)):
            page = corpus.page(number, relevant=True)
            (folder / f"{number:04}.html").write_bytes(page)
        command = [str(environment / "bin" / "python"), str(HERE / "others.py"), program, name]
        _, printed = _run(command, folder, folder, len(corpus.pages))
    said = json.loads(printed)
    if not said["pages"]:
        raise Unusable(f"{program} could read no page")
    return Run(said["pages"], said["seconds"], said["seconds"])
