"""`scrapy judge --jsonl FILE`: the verdicts that a crawl would give, on articles from a file.

A thin shell around ``judge``: one JSON object a line on standard output and nothing else there.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.article_lines import article_of, numbered, parsed
from crawler.piped import while_read
from storage.installation import DEFAULT_TOPIC
from storage.settings_file import ConfigError
from topics.judge import judge
from topics.vocabulary import Topic, load_topic

BAD_INPUT = 2
MOST_COMPLAINTS = 20  # a screen; of a file that holds something else, every line is wrong


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "--jsonl FILE [--topic NAME]"

    def short_desc(self) -> str:
        return "Judge articles from a file: are they about the topic, and by which words"

    def long_desc(self) -> str:
        return (
            "Reads one JSON object a line with id, title and text (without one it is judged on its "
            "title; and where known lang or "
            "language, outlet, url), such as scrapy extract prints, and prints one with id, "
            "relevant, score, its parts and matches. A line that cannot be read is named on "
            "standard error; the others are judged, and the exit code is 2."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--jsonl", metavar="FILE", type=Path, help="articles, one a line")
        parser.add_argument(
            "--topic",
            metavar="NAME",
            default=DEFAULT_TOPIC,
            help="a topic of ours, or the path of a topic file (default: %(default)s)",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args or opts.jsonl is None:
            raise UsageError("give the articles as: scrapy judge --jsonl FILE", print_help=False)
        try:
            topic = load_topic(opts.topic)
            lines = opts.jsonl.read_bytes().splitlines()
        except ConfigError as error:
            return self.complain("\n".join(error.faults))
        except OSError as error:
            return self.complain(f"{opts.jsonl}: cannot be read ({error.strerror})")
        bad = 0
        with while_read():
            for number, line in numbered(lines):
                try:
                    print(json.dumps(verdict(line, topic), ensure_ascii=False))
                except ValueError as error:
                    bad += 1
                    if bad <= MOST_COMPLAINTS:
                        self.complain(f"{opts.jsonl}:{number}: {error}")
        if (more := bad - MOST_COMPLAINTS) > 0:
            self.complain(f"{opts.jsonl}: {more} more of its lines cannot be read")
        return None

    def complain(self, message: str) -> None:
        print(message, file=sys.stderr)
        self.exitcode = BAD_INPUT


def verdict(line: bytes, topic: Topic) -> dict[str, object]:
    """The verdict on the article of one line. Raises ValueError saying what is wrong with it."""
    read = parsed(line)
    article = article_of(read)
    found = judge(article, topic)
    return {
        "id": read.id,
        "relevant": found.relevant,
        "score": found.score,
        "standing": found.standing,
        "judged_on": "title and text" if article.has_text else "title",
        "decided_by": found.decided_by,
        "parts": [asdict(part) for part in found.parts],
        "matches": [asdict(match) for match in found.matches],
    }
