"""A program from the fork server is, for a test, the program that a shell would start."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.server import DemoSites, Fault
from tests.conftest import ROOT
from tests.crawling import environment, outlets
from tests.programs import PREFIX, Program


@pytest.mark.parametrize("words", [["crawl", "vnss"], ["settings", "--get", "DATABASE"]])
def test_it_says_and_ends_as_a_real_one(words: list[str]) -> None:
    given = environment() | {"VNKZ_DATABASE": "sqlite:///of-the-environment.sqlite3"}
    real = subprocess.run(
        [*PREFIX, *words], cwd=ROOT, env=given, capture_output=True, text=True, check=False
    )
    with Program([*PREFIX, *words], given) as program:
        said, complained = program.communicate(timeout=60)
    assert (program.returncode, said, complained) == (real.returncode, real.stdout, real.stderr)


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Program]:
    """A crawl that waits for an answer, in a process group of its own."""
    sites = DemoSites()
    sites.fault("hanoitimes.vn", "*", Fault(delay=30))
    with outlets(tmp_path, sites) as served:
        program = Program(served.command("crawl", "hanoitimes"), environment(), own_group=True)
        with program:
            until = time.monotonic() + 30
            while not sites.requests and time.monotonic() < until:
                time.sleep(0.02)
            yield program
            program.kill()


def test_it_can_be_waited_for_and_killed(waiting: Program) -> None:
    assert waiting.poll() is None
    for wait in (waiting.wait, waiting.communicate):
        with pytest.raises(subprocess.TimeoutExpired):
            wait(timeout=0.05)
    os.killpg(waiting.pid, signal.SIGKILL)
    assert waiting.communicate(timeout=30) == ("", "")
    assert waiting.returncode == waiting.poll() == -signal.SIGKILL


SERVER = "import socket, sys; from tests.forking import serve; serve(socket.socket(fileno=%d))"


def test_a_server_ends_when_its_tests_are_gone() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, "-c", SERVER % theirs.fileno()]
        server = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()])
    ours.close()
    assert server.wait(30) == 0
