"""A server that reads a request and answers 200: how fast can the load itself be?"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from benchmarks.wire import Framing, answer

NOTHING = answer("")


class _Nothing(asyncio.Protocol):
    def __init__(self) -> None:
        self._framing = Framing()
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        for _ in self._framing.feed(data):
            self._transport.write(NOTHING)


@asynccontextmanager
async def start(_: dict[str, Any]) -> AsyncGenerator[int]:
    """As `benchmarks.programs` asks for it."""
    server = await asyncio.get_running_loop().create_server(_Nothing, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
