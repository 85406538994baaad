"""`scrapy genspider NAME URL`: drafts an outlet's file from what its site answers.

In place of Scrapy's own command: here a spider is a file, not a class. Never overwrites. Exit
codes: 0 written, and an article was read by it; 1 written with gaps, or the site could not be
read; 2 the command is wrong; 130 stopped.
"""

import argparse
import re
import sys
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler import clock
from crawler.draft import Draft, toml_of
from crawler.outlet import HERE, load_outlets
from crawler.spiders.pages import PagesSpider, converse
from crawler.surveyor import Silent, Surveyor
from crawler.urls import bare
from storage.settings_file import ConfigError

GAPS, BAD_COMMAND, STOPPED = 1, 2, 130
NAME = re.compile("[a-z][a-z0-9_]*")


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "NAME URL [--folder DIR]"

    def short_desc(self) -> str:
        return "Draft an outlet's file from what its site answers"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--folder",
            metavar="DIR",
            type=Path,
            default=HERE / "outlets",
            help="where NAME.toml is written (default: where the crawler reads it)",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert isinstance(self.settings, Settings)  # noqa: S101 - set by scrapy.cmdline
        try:
            name, url = _named(args)
            path = _free(opts.folder / f"{name}.toml", name)
            surveyor = _survey(name, url, self.settings)
            _write(path, surveyor.draft)
        except ConfigError as error:
            self._complain(str(error), BAD_COMMAND)
        except Silent as error:
            self._complain(f"{args[1]}: {error}; nothing was written", GAPS)
        except KeyboardInterrupt:
            self._complain("stopped before its end; nothing was written", STOPPED)
        else:
            self._tell(path, surveyor)

    def _tell(self, path: Path, surveyor: Surveyor) -> None:
        draft = surveyor.draft
        print(f"{path}: written")
        for note in _summary(draft, surveyor):
            print(f"  {note}")
        print(f"Read it, then: scrapy probe {draft.key}")
        if surveyor.read is None:
            self._complain("no article could be read by it; see its comments", GAPS)

    def _complain(self, message: str, exitcode: int) -> None:
        print(f"scrapy genspider: {message}", file=sys.stderr)
        self.exitcode = exitcode


def _named(args: list[str]) -> tuple[str, str]:
    for word in args:
        if word.startswith("-"):
            raise ConfigError(f"there is no option {word}; see scrapy genspider --help")
    if len(args) != 2:
        raise ConfigError("give a name and an address: scrapy genspider thepaper https://…")
    name, url = args
    if not NAME.fullmatch(name):
        raise ConfigError(f"'{name}': a name is made of a-z, 0-9 and _, and begins with a letter")
    if not url.startswith(("http://", "https://")):
        raise ConfigError(f"'{url}': an address begins with https://")
    return name, url


def _free(path: Path, name: str) -> Path:
    """Before anything is asked: a draft must not take the place of what somebody wrote."""
    if path.exists():
        raise ConfigError(f"{path}: is there already; it is never overwritten")
    if not path.parent.is_dir():
        raise ConfigError(f"{path.parent}: there is no such folder")
    known = load_outlets()
    if name in known:
        raise ConfigError(f"spider '{name}' is already in {known[name].outlet.key}.toml")
    return path


def _survey(name: str, url: str, settings: Settings) -> Surveyor:
    settings.set("RETRY_TIMES", 0, priority="project")  # somebody waits for the answer
    surveyors: list[Surveyor] = []

    async def talk(spider: PagesSpider) -> None:
        surveyors.append(Surveyor(spider, name, url, clock.now(settings)))
        await surveyors[0].run()

    converse(talk, settings)
    return surveyors[0]


def _write(path: Path, draft: Draft) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(toml_of(draft))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror})") from None


def _summary(draft: Draft, surveyor: Surveyor) -> list[str]:
    known = {
        edition.outlet.key
        for edition in load_outlets().values()
        if edition.outlet.key != draft.key
        and bare(draft.host) in {bare(host) for host in edition.hosts}
    }
    article = surveyor.read.article if surveyor.read else None
    return [
        *(f"note: {draft.host} is read already, by {key}.toml" for key in sorted(known)),
        *(f"chain: {', then '.join(place.kind for place in chain)}" for chain in draft.chains),
        f"article pattern: {draft.pattern}",
        *([f"article read: {article.title}"] if article else []),
        *(f"not found: {one}" for one in draft.missing),
    ]
