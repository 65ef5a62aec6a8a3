"""The four ways take turns at the same messages."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from benchmarks.drain import ground
from benchmarks.drain.rivals import fill_pgqueuer, fill_procrastinate
from benchmarks.program import Program
from benchmarks.waiting import until
from benchmarks.wire import StandIn

POST = "/api/chat.postMessage"
PATIENCE = 600.0
"""Seconds that one turn may take."""
REPLY = {"ok": True, "channel": "D1", "ts": "1.000001"}


@dataclass(frozen=True)
class Plan:
    """How many messages in how many houses, over and over. The slow one of the rivals sends only `few`."""

    houses: int = 200
    people: int = 100
    few: int = 1000
    rounds: int = 3

    @property
    def count(self) -> int:
        """Messages in all."""
        return self.houses * self.people


@dataclass
class Way:
    """One way to send them, by so many processes. `rates` are messages a second by round, `memory` is in MB."""

    name: str
    workers: int = 1
    rates: list[float] = field(default_factory=list[float])
    cpu: list[float] = field(default_factory=list[float])
    memory: int = 0

    @property
    def title(self) -> str:
        """As the table calls it."""
        return f"{self.name}, {self.workers} processes" if self.workers > 1 else self.name


async def contest(plan: Plan, core: int | None, url: str, rival_url: str) -> list[Way]:
    """Everybody sends everything, in turns, in an order that rotates."""
    await asyncio.to_thread(ground.settle, url, plan.houses, plan.people)
    ways = [Way("convener"), Way("convener", 2), Way("sdk"), Way("pgqueuer"), Way("pgqueuer", 2), Way("procrastinate")]
    for number in range(plan.rounds):
        first = number % len(ways)
        for way in (*ways[first:], *ways[:first]):
            await _turn(way, plan, core, url, rival_url)
    return ways


async def _turn(way: Way, plan: Plan, core: int | None, url: str, rival_url: str) -> None:
    count = min(plan.few, plan.count) if way.name == "procrastinate" else plan.count
    if way.name == "convener":
        await asyncio.to_thread(ground.fill, url)
    elif way.name == "pgqueuer":
        await fill_pgqueuer(rival_url, count)
    elif way.name == "procrastinate":
        await fill_procrastinate(rival_url, count)
    async with StandIn({POST: lambda _: REPLY}) as stand_in, AsyncExitStack() as stack:
        told = {
            "way": way.name, "url": stand_in.url, "count": str(count // way.workers),
            "database": url if way.name == "convener" else rival_url,
        }  # fmt: skip
        alone = core if way.workers == 1 else None
        programs = [
            await stack.enter_async_context(Program("drains", alone, loop="uvloop", **told)) for _ in range(way.workers)
        ]
        before, began = sum(one.cpu() for one in programs), time.perf_counter()
        lines = [await asyncio.open_connection("127.0.0.1", one.port) for one in programs]
        await until(lambda: stand_in.calls[POST] >= count, f"{way.title} has not sent everything", PATIENCE)
        for _, writer in lines:
            writer.write(b"stop\n")
        memory = [int(await reader.readline()) for reader, _ in lines]
        way.rates.append(count / (time.perf_counter() - began))
        way.cpu.append((sum(one.cpu() for one in programs) - before) / count)
        way.memory = max(way.memory, *memory)
        arrived = stand_in.calls[POST]
    if way.name == "convener":
        written = await asyncio.to_thread(ground.sent, url)
        if (arrived, written) != (count, count):
            raise RuntimeError(f"{count} were due, {arrived} arrived, {written} are written down as sent")


def ratio(ours: Way, theirs: Way) -> float:
    """Our rate over theirs: the median over the rounds."""
    return statistics.median(mine / other for mine, other in zip(ours.rates, theirs.rates, strict=True))


def lines(ways: Sequence[Way]) -> list[str]:
    """The results."""
    one, two, sdk, pgqueuer, pgqueuers, procrastinate = ways
    return [
        f"drain_vs_sdk ratio={ratio(one, sdk):.2f}",
        f"drain_vs_procrastinate ratio={ratio(one, procrastinate):.1f}",
        f"drain_vs_pgqueuer ratio={ratio(one, pgqueuer):.2f} with_two_processes={ratio(two, pgqueuers):.2f}",
    ]
