"""`scrapy crawlall`: every active edition, the hosts shared out over as many processes as cores.

A process asks all its hosts at once, each at its own polite pace. What a process leaves unread that
died of one of its hosts is read once more, one process a host. Who refuses again and again is asked
less often, unless outlets are named. Exit codes as of `scrapy crawl`.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence

from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings
from scrapy.utils.conf import arglist_to_dict

from crawler import clock
from crawler.arguments import read_arguments
from crawler.backoff import left_alone, told
from crawler.conclusion import conclusion, own
from crawler.display import Terminal, screen, tell
from crawler.judging import judging
from crawler.loader import outlets_folder
from crawler.outlet import Edition, load_outlets
from crawler.progress import Progress
from crawler.settings_given import check_settings
from crawler.shares import Hosts, by_host, shared_out
from crawler.workers import Done, Workers
from storage.lock import Busy, hold
from storage.records import CrawlReport, State
from storage.settings_file import ConfigError, did_you_mean
from storage.store import Store, open_store

NOTHING_WORKED, BAD_COMMAND, STOPPED = 1, 2, 130


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
            editions = _wanted(load_outlets(outlets_folder(self.settings)), args)
            _check(editions, opts.spargs, self.settings)
            with hold(database, "crawlall"), open_store(database) as store:
                by_hand = bool(args or opts.spargs)  # somebody wants to know now
                if not by_hand:
                    store.reports.retire_all_but([one.name for one in editions])
                rests = left_alone(store, editions, clock.now(self.settings), by_hand=by_hand)
                asked = by_host(one for one in editions if one.name not in rests)
                self._tell_of_topics(judging(self.settings).told())
                made, done = _read(asked, store, _passed_on(opts))
        except ConfigError as error:
            self._complain(str(error), BAD_COMMAND)
        except KeyboardInterrupt:
            self._complain("stopped; what was read until then is stored", STOPPED)
        except Busy:
            self._complain("another crawlall is at work on this database; left", os.EX_TEMPFAIL)
        else:
            for said in [*told(rests), *filter(None, (one.said for one in done))]:
                tell(said, sys.stdout)
            if any(given.startswith("since=") for given in opts.spargs):
                self._conclude_backfill(len(editions), done)
            else:
                self._conclude(asked, len(rests), made, done)
            self._tell_of_topics(judging(self.settings).concluded())

    def _conclude_backfill(self, editions: int, done: list[Done]) -> None:
        """The editions' own lines came from the workers, when each of them was done."""
        tell(f"{editions} editions: what was found, and what is missing, stands above", sys.stdout)
        codes = [one.code for one in done]
        if all(codes):
            busy = all(code == os.EX_TEMPFAIL for code in codes)
            self.exitcode = os.EX_TEMPFAIL if busy else NOTHING_WORKED

    def _conclude(
        self, hosts: Hosts, resting: int, made: list[CrawlReport], done: list[Done]
    ) -> None:
        """``hosts``: those that were asked; ``resting``: editions that were left alone."""
        busy = {host for one in done for host in one.busy}
        made = own(hosts, made, busy)
        for line in conclusion(hosts, resting, made, busy):
            tell(line, sys.stdout)
        if all(report.state is State.BROKEN for report in made):
            self.exitcode = os.EX_TEMPFAIL if hosts and busy >= hosts.keys() else NOTHING_WORKED

    def _tell_of_topics(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._complain(line, self.exitcode or BAD_COMMAND)

    def _complain(self, message: str, exitcode: int) -> None:
        tell(f"scrapy crawlall: {message}", sys.stderr)
        self.exitcode = exitcode


def _wanted(editions: dict[str, Edition], outlets: list[str]) -> list[Edition]:
    known = {edition.outlet.key for edition in editions.values()}
    for name in outlets:
        if name.startswith("-"):
            raise ConfigError(f"there is no option {name}; see scrapy crawlall --help")
        if name not in known:
            hint = did_you_mean(name, sorted(known)) or f"; known: {', '.join(sorted(known))}"
            raise ConfigError(f"there is no outlet '{name}'{hint}")
        by_hand = [one for one in editions.values() if one.outlet.key == name]
        if not any(edition.active for edition in by_hand):
            names = " ".join(edition.name for edition in by_hand)
            raise ConfigError(f"'{name}' is read by hand only: scrapy crawl {names}")
    return [
        edition
        for edition in editions.values()
        if edition.active and (not outlets or edition.outlet.key in outlets)
    ]


def _check(editions: Iterable[Edition], spargs: list[str], settings: BaseSettings) -> None:
    """Otherwise every worker would say the same."""
    check_settings(settings)
    now = clock.now(settings)
    judging(settings)
    try:
        given = arglist_to_dict(spargs)
    except ValueError:
        raise ConfigError("-a takes NAME=VALUE, such as -a limit=20") from None
    for edition in editions:
        read_arguments(given, edition.outlet.zone, now)


def _passed_on(opts: argparse.Namespace) -> list[str]:
    options = [part for value in opts.set for part in ("-s", value)]
    options += [part for value in opts.spargs for part in ("-a", value)]
    return options + (["-L", opts.loglevel] if opts.loglevel else [])


def _read(
    hosts: Hosts, store: Store, options: Sequence[str]
) -> tuple[list[CrawlReport], list[Done]]:
    """The reports that were made, and how the workers ended."""
    mark = store.reports.newest()
    known = Progress(editions=sum(map(len, hosts.values())))
    with screen(sys.stderr, known) as shown:
        if isinstance(shown, Terminal):  # who watches needs no clock, and 80 columns are few
            options = ["-s", "LOG_FORMAT=%(message)s", *options]
        workers = Workers(options, shown, known.editions)
        done = workers.run(shared_out(hosts, os.cpu_count() or 1))
        left = _left_by_the_dead(hosts, done, store.reports.after(mark))
        if left:
            done += workers.run(left)
    return store.reports.after(mark), done


def _left_by_the_dead(
    hosts: Hosts, done: Iterable[Done], made: Iterable[CrawlReport]
) -> list[list[str]]:
    """By host, what a worker left unread that was killed, by the machine or by a page."""
    reported = {report.edition for report in made}
    lost = {name for one in done if one.died for name in one.names} - reported
    busy = {host for one in done for host in one.busy}
    left = (
        [name for name in names if name in lost]
        for host, names in hosts.items()
        if host not in busy
    )
    return [names for names in left if names]
