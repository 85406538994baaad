"""Plays broken pages by hand: the one of a seed, or of COUNT seeds from SEED on."""

import argparse
import gzip
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.play import Whole, play, play_source

SLOW = 3.0  # seconds worth telling


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("first", type=int, metavar="SEED")
    parser.add_argument("count", type=int, nargs="?", default=1, metavar="COUNT")
    parser.add_argument("files", type=Path, nargs="*", default=[], metavar="FILE.gz")
    given = parser.parse_args(arguments)
    first, count = given.first, given.count
    pages = tuple(map(_whole, given.files))
    bad = 0
    for seed in range(first, first + count):
        started = time.process_time()
        try:
            name = play(seed, pages)
            play_source(seed)
        except Exception:
            bad += 1
            print(f"seed {seed}:", traceback.format_exc(), flush=True)
        else:
            seconds = time.process_time() - started
            if seconds > SLOW or count == 1:
                print(f"seed {seed}: {name}, {seconds:.1f} s", flush=True)
    print(f"{bad} of {count} were broken")
    return 1 if bad else 0


def _whole(path: Path) -> Whole:
    body = gzip.decompress(path.read_bytes())
    return Whole(path.name, body, "https://paper.example/2026/11/a-story", None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
