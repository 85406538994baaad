"""A web server that answers from memory, in a process of its own: `python -m … FOLDER`.

It competes with what is measured for the cores, so it does nothing: bodies were compressed before.
FOLDER/table.json says which file and type stands at which path. Ends when its input ends, so that
it never outlives who started it.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

END = b"\r\n\r\n"
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
ROOT = Path(__file__).parents[2]


def answers_in(folder: Path) -> dict[bytes, bytes]:
    """Whole answers by path."""
    table: dict[str, list[str]] = json.loads((folder / "table.json").read_text(encoding="utf-8"))
    bodies = {name: (folder / name).read_bytes() for name, _ in table.values()}
    return {path.encode(): _answer(kind, bodies[name]) for path, (name, kind) in table.items()}


def _answer(kind: str, body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Encoding: gzip\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Answering(asyncio.Protocol):
    def __init__(self, answers: Mapping[bytes, bytes]) -> None:
        self._answers = answers
        self._read = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for mypy; of a TCP server
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self._read = (self._read + data).split(END)
        for request in requests:
            path = request.split(b" ", 2)[1]
            self._transport.write(self._answers.get(path, MISSING))


async def serve(answers: Mapping[bytes, bytes]) -> None:
    """Prints its port; ends with standard input."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answering(answers), "127.0.0.1", 0)
    ended = asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), ended.set)
    async with server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await ended.wait()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Yields its address ("127.0.0.1:PORT")."""
    command = [sys.executable, "-m", "demo.bench.static_server", str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe) as server:
        assert server.stdin is not None  # noqa: S101 - a pipe, as asked for
        assert server.stdout is not None  # noqa: S101 - likewise
        try:
            yield f"127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.stdin.close()


if __name__ == "__main__":
    asyncio.run(serve(answers_in(Path(sys.argv[1]))))
