"""HTTP/1.1 with as little Python as possible, so that what is measured is the server and not the measuring.

Only what the benchmarks need: kept-alive connections, and bodies with a Content-Length.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)

Reply = Callable[[bytes], object]
"""From a request's body to what is answered: a string as it is, anything else as JSON."""


class Framing:
    """Cuts a stream of bytes into messages."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Head and body of every message that is complete by now."""
        self._rest += data
        while (end := self._rest.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self._rest, 0, end)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._rest) < whole:
                return
            head, body, self._rest = self._rest[:end], self._rest[end + 4 : whole], self._rest[whole:]
            yield head, body


def post(path: str, headers: dict[str, str], body: bytes) -> bytes:
    """A request as it goes over the wire."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body


def answer(content: object, status: str = "200 OK") -> bytes:
    """An answer as it goes over the wire."""
    text, kind = (content, "text/plain") if isinstance(content, str) else (json.dumps(content), "application/json")
    body = text.encode()
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


class StandIn:
    """Slack or Teams as a server calls them: answers by the beginning of the path, `after` so many seconds, and counts
    the calls by it.
    """

    def __init__(self, replies: dict[str, Reply], after: float = 0.0) -> None:
        self.calls: Counter[str] = Counter()
        self.after = after
        self.url = ""
        self._replies = replies
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "StandIn":
        self._server = await asyncio.get_running_loop().create_server(lambda: _Answering(self), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()

    def reply(self, path: str, body: bytes) -> bytes:
        """What is answered to this request."""
        for start, reply in self._replies.items():
            if path.startswith(start):
                self.calls[start] += 1
                return answer(reply(body))
        self.calls["unknown"] += 1
        return answer({"error": "unknown"}, "404 Not Found")


class _Answering(asyncio.Protocol):
    """One connection to a stand-in."""

    def __init__(self, stand_in: StandIn) -> None:
        self._stand_in = stand_in
        self._framing = Framing()
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        for head, body in self._framing.feed(data):
            reply = self._stand_in.reply(head.split(b" ", 2)[1].decode(), body)
            if self._stand_in.after:
                asyncio.get_running_loop().call_later(self._stand_in.after, self._transport.write, reply)
            else:
                self._transport.write(reply)
