"""A server that sends whatever bytes it is told to, for many hosts at one loopback address.

A library's server would not let us lie about lengths, stop in a header or forget the status line.
"""

import asyncio
import socket
import struct
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Play = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class HostileOutlet:
    """``plays`` by "host/path"; one whose key ends in "*" answers for all that begins so."""

    plays: Mapping[str, Play]
    asked: list[str] = field(default_factory=list)  # "host/path?query", as requested

    def play(self, host: str, target: str) -> Play:
        path = host + target.partition("?")[0]
        if path in self.plays:
            return self.plays[path]
        stars = (key for key in self.plays if key.endswith("*") and path.startswith(key[:-1]))
        found = max(stars, key=len, default=None)
        return self.plays[found] if found else sends(answer(b"", "404 Not Found"))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request a connection."""
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            host = next(line[5:].strip() for line in head if line.lower().startswith("host:"))
            target = head[0].split()[1]
            self.asked.append(host + target)
            await self.play(host, target)(writer)
        with suppress(ConnectionError):
            writer.close()
            await writer.wait_closed()


@contextmanager
def serving(outlet: HostileOutlet) -> Iterator[str]:
    """At the address that it yields ("127.0.0.1:PORT")."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="hostile outlet")
    thread.start()

    async def start() -> asyncio.Server:
        return await asyncio.start_server(outlet.serve, "127.0.0.1", 0)

    async def stop(server: asyncio.Server) -> None:
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    server = asyncio.run_coroutine_threadsafe(start(), loop).result()
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(stop(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def answer(
    body: bytes,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    *headers: str,
    length: int | None = None,
) -> bytes:
    """``length``: what is said where it is not the truth; below 0 for nothing said."""
    said = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close", *headers]
    if said >= 0:
        lines.append(f"Content-Length: {said}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def leads(to: str, status: str = "302 Found") -> Play:
    return sends(answer(b"", status, "text/html", f"Location: {to}"))


def sends(raw: bytes, *, times: int = 1, pause: float = 0, hang: bool = False) -> Play:
    """``raw``, ``times`` over (0: for ever); then the connection is closed, or left open."""

    async def play(writer: asyncio.StreamWriter) -> None:
        left = times or -1
        while left:
            writer.write(raw)
            await writer.drain()
            await asyncio.sleep(pause)
            left -= 1
        if hang:
            await asyncio.sleep(60)  # the client's patience is shorter

    return play


def then(first: bytes, rest: Play) -> Play:
    async def play(writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        await rest(writer)

    return play


def resets() -> Play:
    """Closes without lingering, which the client sees as a reset."""

    async def play(writer: asyncio.StreamWriter) -> None:
        connection: socket.socket = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    return play
