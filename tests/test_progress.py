"""What an operator sees while a run is under way: on a terminal of 80 columns, and in a pipe."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from crawler.display import extent, fitted, in_words
from crawler.progress import Pipe, Progress, total
from demo.faults import Fault
from tests.crawling import environment, outlets

COLUMNS = 80
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
WORDS = "our service is closed to visitors from your network, please write to the editors"


def test_what_a_worker_tells_is_understood_and_adds_up() -> None:
    told = Progress(editions=3, read=1, new=4, relevant=2, hosts=2, pages=5, wanted=9, busy=("a",))
    assert Progress.of_line(told.line()) == told
    for wrong in ("", "{}", "[]", "7", '{"read": 1'):
        with pytest.raises(ValueError):  # noqa: PT011 - what of it is wrong does not matter
            Progress.of_line(wrong)
    both = total((told, Progress(read=2, new=1, busy=("b",))))
    assert (both.read, both.new, both.hosts, both.busy) == (3, 5, 2, ("a", "b"))


def test_a_parent_that_is_gone_is_no_trouble() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    pipe = Pipe(writing)
    pipe.show(Progress(new=1))
    pipe.show(Progress(new=2))
    os.close(writing)


def test_the_live_line_counts_pages_of_one_edition_and_editions_of_several() -> None:
    one = Progress(editions=1, pages=12, wanted=40, new=11, relevant=3, hosts=1)
    assert extent(one) == (12, 40)
    assert in_words(one, 61.5) == "12/40 pages, 11 new, 3 relevant, 1:01"
    most = Progress(editions=99, read=99, new=99_999, relevant=9_999, hosts=60)
    assert cell_len(in_words(most, 59_999)) <= COLUMNS - 13


@pytest.mark.parametrize(
    "line",
    [
        f"vovworld_de    broken  0 announced: status 403 “{WORDS}; {WORDS}”",
        "hanoitimes     broken  " + "https://hanoitimes.vn/" + "a-very-long-path-" * 9,
        "vovworld_zh    broken  " + "禁止访问" * 30,
        "tabs\tand\x1b[31m colours\x07 in a title " + WORDS,
    ],
)
def test_a_long_line_goes_on_below_and_nothing_is_lost(line: str) -> None:
    console = Console(width=COLUMNS)
    parts = [text.plain for text in fitted(line, console)]
    assert all(cell_len(part) <= COLUMNS for part in parts)
    assert all(part.startswith("    ") for part in parts[1:])
    shown = "".join("".join(parts).split())
    assert shown == "".join("".join(one for one in line if one.isprintable()).split())


def on_a_terminal(command: Sequence[str], **environ: str) -> str:
    """What a terminal of 80 columns receives."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    env = environment() | {"TERM": "xterm-256color"} | environ
    program = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True
    )
    os.close(theirs)
    received = b""
    with suppress(OSError):  # the end, on Linux
        while part := os.read(ours, 65_536):
            received += part
    os.close(ours)
    assert program.wait(timeout=30) == 0, received
    return received.decode()


def lines_of(received: str) -> list[str]:
    return re.split(r"[\r\n]+", ESCAPE.sub("", received))


def last_screen(received: str) -> list[str]:
    """What is left to read, by the few movements that our display makes; none is unknown here."""
    rows, row = [""], 0
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", received):
        if part == "\n":
            row += 1
            rows += [""] * (row + 1 - len(rows))
        elif part == "\x1b[2K":
            rows[row] = ""
        elif part == "\x1b[1A":
            row -= 1
        elif not part.startswith("\x1b"):
            # What comes behind a return overwrites; ours erases the line first.
            rows[row] = rows[row] + part if part != "\r" else rows[row]
        else:
            assert COLOUR.match(part) or part in ("\x1b[?25l", "\x1b[?25h"), part
    return [line.rstrip() for line in rows if line.strip()]


def test_on_a_terminal_results_scroll_above_a_live_line(tmp_path: Path) -> None:
    page = f"<html><title>{WORDS}</title></html>".encode()
    with outlets(tmp_path) as served:
        served.sites.fault("hanoitimes.vn", "*", Fault(status=403, body=page))
        command = served.command("crawlall", "hanoitimes", "kaziss", pace="0.2")
        received = on_a_terminal(command, NO_COLOR="1")
    assert not COLOUR.search(received)
    lines = lines_of(received)
    assert max(map(cell_len, lines)) <= COLUMNS
    assert any("editions, 2 hosts at work" in line for line in lines), lines
    last = last_screen(received)
    assert not [line for line in last if "at work" in line], last
    assert "3 of 4 editions read: 10 new articles, 3 relevant" in last
    text = " ".join(" ".join(last).split())
    assert text.count(WORDS[:70]) == 2, text  # above the live line, and in the conclusion
    assert "WARNING" not in text
    assert received.count("\x1b[?25l") == received.count("\x1b[?25h") == 1  # the cursor is back


def test_one_long_crawl_counts_its_pages(tmp_path: Path) -> None:
    with outlets(tmp_path) as served:
        received = on_a_terminal(served.command("crawl", "vietnamtimes", pace="0.2"))
    lines = lines_of(received)
    assert max(map(cell_len, lines)) <= COLUMNS
    assert any(re.search(r"[1-8]/\d pages, \d+ new, \d relevant, 0:\d\d", line) for line in lines)
    assert [line.split()[0] for line in last_screen(received)] == ["vietnamtimes"]


def test_in_a_pipe_there_are_plain_lines(tmp_path: Path) -> None:
    with outlets(tmp_path) as served:
        done = served.scrapy("crawlall", "hanoitimes", "kaziss")
    assert "\x1b" not in done.stdout + done.stderr
    assert len(re.findall(r"^\d\d:\d\d:\d\d INFO \w+ +working", done.stderr, re.M)) == 4
    assert done.stdout.startswith("4 of 4 editions read: ")
