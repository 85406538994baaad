"""Starts Scrapy as a program, as an operator would: in a copy of tests/scrapy_server.py.

Most of what `python -m scrapy …` costs are its imports. Programs that are to be seen starting from
nothing, the README's and the demo's, are real subprocesses in their own tests.
"""

import atexit
import io
import json
import os
import select
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from types import TracebackType
from typing import Self

from tests.conftest import ROOT
from tests.forking import NUMBER

PREFIX = [sys.executable, "-m", "scrapy"]  # of the commands that the fork server can run


class Program:
    """`python -m scrapy …` in the checkout, to be used like a ``subprocess.Popen[str]``."""

    def __init__(
        self, command: list[str], environment: Mapping[str, str], *, own_group: bool = False
    ) -> None:
        assert command[: len(PREFIX)] == PREFIX, command
        self.args = command
        self.returncode: int | None = None
        self._channel, theirs = socket.socketpair()
        pipes = [os.pipe(), os.pipe()]
        self._outputs = {io.FileIO(ours): b"" for ours, _ in pipes}
        with theirs:
            socket.send_fds(_server(), [b"."], [theirs.fileno(), *(end for _, end in pipes)])
        for _, end in pipes:
            os.close(end)
        asked = {"words": command[2:], "environment": dict(environment), "own_group": own_group}
        self._channel.sendall(json.dumps(asked).encode() + b"\n")
        self.pid = self._told()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for output in self._outputs:
            output.close()
        self.wait()

    def poll(self) -> int | None:
        return self._end(0)

    def wait(self, timeout: float | None = None) -> int:
        code = self._end(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        return code

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """What it wrote, when nobody can write any more: neither it nor a child of its."""
        until = None if timeout is None else time.monotonic() + timeout
        with selectors.DefaultSelector() as waiting:
            for output in self._outputs:
                waiting.register(output, selectors.EVENT_READ, data=output)
            while waiting.get_map():
                ready = waiting.select(_left(until))
                if not ready:
                    raise subprocess.TimeoutExpired(self.args, timeout or 0)
                for output in [key.data for key, _ in ready]:
                    part = output.read(65536)
                    self._outputs[output] += part
                    if not part:
                        waiting.unregister(output)
        for output in self._outputs:
            output.close()
        self.wait(_left(until))
        said, complained = map(_text, self._outputs.values())
        return said, complained

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _end(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._channel], [], [], timeout)[0]:
            self.returncode = self._told()
            self._channel.close()
        return self.returncode

    def _told(self) -> int:
        data = self._channel.recv(NUMBER.size, socket.MSG_WAITALL)
        assert len(data) == NUMBER.size, "tests.scrapy_server has died"
        number: int = NUMBER.unpack(data)[0]
        return number


def _left(until: float | None) -> float | None:
    return None if until is None else max(0, until - time.monotonic())


def _text(data: bytes) -> str:
    with io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") as lines:
        return lines.read()


@cache
def _server() -> socket.socket:
    """Started by the first program; ends when this process and with it the socket is gone."""
    ours, theirs = socket.socketpair()
    with theirs:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.scrapy_server", str(theirs.fileno())],
            cwd=ROOT,
            # Threads do not survive a fork, and NumPy would start some for its sums.
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
    atexit.register(_end_server, server, ours)
    return ours


def _end_server(server: subprocess.Popen[bytes], control: socket.socket) -> None:
    control.close()
    server.wait()
