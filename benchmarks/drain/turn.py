"""One turn: processes that send, and a stand-in for Slack that counts what arrives."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from benchmarks.program import Program
from benchmarks.waiting import until
from benchmarks.wire import StandIn

POST = "/api/chat.postMessage"
PATIENCE = 600.0
"""Seconds that one turn may take."""
REPLY = {"ok": True, "channel": "D1", "ts": "1.000001"}

Looking = Callable[[list[Program]], None]


@dataclass(frozen=True)
class Turn:
    """How it went: messages a second until the last one arrived, seconds of CPU a message, most MB."""

    rate: float
    cpu: float
    memory: int


async def take(
    way: str,
    count: int,
    workers: int,
    core: int | None,
    database: str,
    stages: dict[int, Looking] | None = None,
    after: float = 0.0,
    **more: str,
) -> Turn:
    """Let them send; each answer comes `after` so many seconds. Each of `stages` is called once so many messages have
    arrived. One process has a core for itself.
    Raises RuntimeError where more arrives than was due.
    """
    async with StandIn({POST: lambda _: REPLY}, after) as stand_in, AsyncExitStack() as stack:
        told = {"way": way, "url": stand_in.url, "count": str(count // workers), "database": database, **more}
        alone = core if workers == 1 else None
        programs = [Program("drains", alone, loop="uvloop", **told) for _ in range(workers)]
        await asyncio.gather(*(stack.enter_async_context(one) for one in programs))
        before, began = sum(one.cpu() for one in programs), time.perf_counter()
        lines = [await asyncio.open_connection("127.0.0.1", one.port) for one in programs]
        for stage, look in (stages or {}).items():
            await until(lambda stage=stage: stand_in.calls[POST] >= stage, f"{way} has not sent {stage}", PATIENCE)
            look(programs)
        await until(lambda: stand_in.calls[POST] >= count, f"{way} has not sent everything", PATIENCE)
        took = time.perf_counter() - began
        for _, writer in lines:
            writer.write(b"stop\n")
        memory = [int(await reader.readline()) for reader, _ in lines]
        for _, writer in lines:
            writer.close()
            await writer.wait_closed()
        cpu = sum(one.cpu() for one in programs) - before
        if stand_in.calls[POST] != count:
            raise RuntimeError(f"{count} were due, {stand_in.calls[POST]} arrived")
    return Turn(count / took, cpu / count, max(memory))
