"""`scrapy crawlall`: every active edition, one child process a host, as many at once as cores.

A process a host keeps one polite pace for all its editions; a crash or a leak stays in it.
Exit codes as of `scrapy crawl`.
"""

import argparse
import os
import signal
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings
from scrapy.utils.conf import arglist_to_dict

from crawler import clock
from crawler.aliases import load_topic
from crawler.arguments import read_arguments
from crawler.outlet import Edition, load_outlets
from storage.lock import Busy, hold
from storage.records import CrawlReport, State
from storage.settings_file import ConfigError, did_you_mean
from storage.store import open_store

NOTHING_WORKED, BAD_COMMAND, STOPPED = 1, 2, 130
PATIENCE = 20  # seconds that a child gets to end its last page when we are stopped


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] [<outlet> ...]"

    def short_desc(self) -> str:
        return "Read all editions of all outlets (or of those named), hosts in parallel"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "-a",
            dest="spargs",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="since=2024-11-01, until=2024-12-01 or limit=20, for every edition",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None  # noqa: S101 - set by scrapy.cmdline
        database = str(self.settings["DATABASE"])
        try:
            hosts = _by_host(load_outlets(), args)
            _check(hosts, opts.spargs, self.settings)
            with hold(database, "crawlall"), open_store(database) as store:
                mark = store.reports.newest()
                codes = _Children(hosts, _passed_on(opts)).run()
                made = store.reports.after(mark)
        except ConfigError as error:
            self._complain(str(error), BAD_COMMAND)
        except KeyboardInterrupt:
            self._complain("stopped; what was read until then is stored", STOPPED)
        except Busy:
            self._complain("another crawlall is at work; left", os.EX_TEMPFAIL)
        else:
            names = [name for editions in hosts for name in editions]
            if any(given.startswith("since=") for given in opts.spargs):
                self._conclude_backfill(names, codes)
            else:
                self._conclude(names, made, codes)

    def _conclude_backfill(self, names: list[str], codes: list[int]) -> None:
        """The editions' own lines were printed by the children, when each of them was done."""
        print(f"{len(names)} editions: what was found, and what is missing, stands above")
        if all(codes):
            busy = all(code == os.EX_TEMPFAIL for code in codes)
            self.exitcode = os.EX_TEMPFAIL if busy else NOTHING_WORKED

    def _conclude(self, names: list[str], made: list[CrawlReport], codes: list[int]) -> None:
        read = [report for report in made if report.state is not State.BROKEN]
        print(
            f"{len(read)} of {len(names)} editions read:"
            f" {sum(report.stored for report in made)} new articles,"
            f" {sum(report.relevant for report in made)} relevant"
        )
        silent = sorted(set(names) - {report.edition for report in made})
        for report in made:
            if report.state is State.BROKEN:
                print(f"not read: {report.edition}: {report.problem}")
        if silent:
            print(f"not read: {', '.join(silent)}: no report was made")
        if not read:
            busy = codes and all(code == os.EX_TEMPFAIL for code in codes)
            self.exitcode = os.EX_TEMPFAIL if busy else NOTHING_WORKED

    def _complain(self, message: str, exitcode: int) -> None:
        print(f"scrapy crawlall: {message}", file=sys.stderr)
        self.exitcode = exitcode


def _by_host(editions: dict[str, Edition], outlets: list[str]) -> list[list[str]]:
    """Names of editions that share a host, the host with the most editions first."""
    known = {edition.outlet.key for edition in editions.values()}
    for name in outlets:
        if name.startswith("-"):
            raise ConfigError(f"there is no option {name}; see scrapy crawlall --help")
        if name not in known:
            hint = did_you_mean(name, sorted(known)) or f"; known: {', '.join(sorted(known))}"
            raise ConfigError(f"there is no outlet '{name}'{hint}")
    groups: dict[str, list[str]] = defaultdict(list)
    for edition in editions.values():
        if edition.active and (not outlets or edition.outlet.key in outlets):
            groups[edition.hosts[0]].append(edition.name)
    return sorted(groups.values(), key=len, reverse=True)


def _check(hosts: Iterable[list[str]], spargs: list[str], settings: BaseSettings) -> None:
    """Otherwise every child would say the same."""
    now = clock.now(settings)
    for topic in settings.getlist("TOPICS"):
        load_topic(topic)
    try:
        given = arglist_to_dict(spargs)
    except ValueError:
        raise ConfigError("-a takes NAME=VALUE, such as -a limit=20") from None
    editions = load_outlets()
    for names in hosts:
        for name in names:
            read_arguments(given, editions[name].outlet.zone, now)


def _passed_on(opts: argparse.Namespace) -> list[str]:
    options = [part for value in opts.set for part in ("-s", value)]
    options += [part for value in opts.spargs for part in ("-a", value)]
    return options + (["-L", opts.loglevel] if opts.loglevel else [])


class _Children:
    """The child processes of one run; none outlives it."""

    def __init__(self, hosts: list[list[str]], options: list[str]) -> None:
        self._hosts = hosts
        self._options = options
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = threading.Event()

    def run(self) -> list[int]:
        """Exit codes, in no order. SIGTERM and a closed terminal end it as Ctrl-C does."""
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, signal.default_int_handler)
        with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
            futures = [pool.submit(self._crawl, names) for names in self._hosts]
            try:
                return [future.result() for future in futures]
            except BaseException:
                self._stop()
                raise

    def _crawl(self, names: list[str]) -> int:
        if self._stopped.is_set():
            return os.EX_TEMPFAIL
        command = [sys.executable, "-m", "scrapy", "crawl", *names, *self._options]
        # A group of its own: Ctrl-C in the terminal reaches us alone, and we stop them in order. A
        # second signal would make Scrapy drop its last pages and its report.
        with subprocess.Popen(command, process_group=0) as child:
            self._running.add(child)
            try:
                return child.wait()
            finally:
                self._running.discard(child)

    def _stop(self) -> None:
        self._stopped.set()
        children = list(self._running)
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
