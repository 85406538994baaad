"""A server that forks itself for each program that is asked for: imports are paid once.

The copy takes over words, environment and outputs of the program, runs its entry point, and ends
as the program ends. The server has one thread and holds nothing but its sockets, so that a copy
differs from a fresh process in nothing but what was imported; what Python itself reads at its start
(PYTHONIOENCODING and such) is the server's.
"""

import json
import os
import runpy
import select
import signal
import socket
import struct
import sys
from contextlib import suppress

# Each program has a channel of its own: a line of JSON goes there, and two of these come back: the
# program's process id when it begins, its exit code when it has ended.
NUMBER = struct.Struct("i")
DESCRIPTORS = 3  # come with each program: channel, standard output, standard error


def serve(control: socket.socket) -> socket.socket | None:
    """Returns in every program, with its channel, and in the server when the asker is gone."""
    interrupted = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the programs
    ended, wake = _signalled_by_the_dead()
    running: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([control, ended], [], [])
        if ended in ready:
            ended.recv(4096)
            _tell_of_the_dead(running)
        if control not in ready:
            continue
        word, descriptors, *_ = socket.recv_fds(control, 1, DESCRIPTORS)
        if not word:
            return None
        channel = socket.socket(fileno=descriptors[0])
        pid = os.fork()
        if not pid:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, interrupted)
            for inherited in (control, ended, wake, *running.values()):
                inherited.close()
            _take_over(descriptors[1:])
            return channel
        running[pid] = channel
        for descriptor in descriptors[1:]:
            os.close(descriptor)


def _signalled_by_the_dead() -> tuple[socket.socket, socket.socket]:
    """The first can be read when a child has ended; the second must be kept open for it."""
    ended, wake = socket.socketpair()
    wake.setblocking(False)
    signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return ended, wake


def _take_over(outputs: list[int]) -> None:
    for own, given in zip((1, 2), outputs, strict=True):
        os.dup2(given, own)
        os.close(given)


def _tell_of_the_dead(running: dict[int, socket.socket]) -> None:
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with running.pop(pid) as channel, suppress(OSError):  # the asker may have lost interest
            channel.sendall(NUMBER.pack(os.waitstatus_to_exitcode(status)))


def become(channel: socket.socket) -> None:
    """The program that is asked for on the channel: with its end, or its exception, we end."""
    with channel, channel.makefile() as questions:
        asked = json.loads(questions.readline())
        if asked["own_group"]:
            os.setpgid(0, 0)
        os.environ.clear()
        os.environ.update(asked["environment"])
        sys.argv = asked["words"]
        channel.sendall(NUMBER.pack(os.getpid()))
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
