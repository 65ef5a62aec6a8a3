"""`python -m benchmarks.rsvp`: how long a click takes while thousands of messages go out, and how late these are.

`convener serve` with Slack's limits on SQLite, the community of the other benchmarks, and beside it a crowd in 200 more
houses. People click at an even pace (an answer to a session of three meetings, kept before it is acknowledged), first
while nothing else happens, then from when 20,000 messages are due until the last of them has arrived. At last messages
fall due one after the other, and each one's arrival is compared with its instant.
"""

import asyncio
import os
import random
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import uvloop

from benchmarks import slack_people
from benchmarks.community import HOUSES
from benchmarks.drain import ground
from benchmarks.load import steadily
from benchmarks.program import Program, cores, started
from benchmarks.waiting import until
from benchmarks.wire import Reply, StandIn

CROWD, PEOPLE = 200, 100
"""Houses, and people in each."""
A_SECOND, IDLE = 25, 12
"""Clicks, and for how many seconds while nothing else happens."""
DUE, WITHIN = 2000, 10
"""Messages that fall due within so many seconds."""


class Town:
    """The stand-in for Slack, and what has arrived there: from the crowd by number, and the cards of the clicks."""

    def __init__(self) -> None:
        self.cards: list[list[dict[str, Any]]] = []
        self.arrived: dict[int, float] = {}
        replies: dict[str, Reply] = {
            "/respond/": lambda _: "ok",
            "/api/chat.postMessage": self._posted,
            "/api/": lambda _: {"ok": True},
        }
        self.slack = StandIn(replies)

    def _posted(self, body: bytes) -> object:
        message = orjson.loads(body)
        channel: str = message["channel"]
        if channel.startswith(ground.PERSON):
            self.arrived[int(channel[len(ground.PERSON) :])] = time.time()
        else:
            self.cards.append(message["blocks"])
        return {"ok": True, "channel": channel, "ts": "1800000000.000001"}


async def measure(core: int | None, database: Path) -> list[str]:
    """The results."""
    town, url = Town(), f"sqlite:///{database}"
    async with town.slack:
        ours = Program("convener", core, loop="uvloop", platform="slack", database=str(database), url=town.slack.url)
        async with started(ours):
            await until(lambda: len(town.cards) > HOUSES, "not every house has its card")
            await asyncio.to_thread(ground.crowd, url, CROWD, PEOPLE)
            clicks = slack_people.clicking(HOUSES, town.cards[-1], town.slack.url)
            idle = await steadily(ours.port, clicks, A_SECOND, asyncio.create_task(asyncio.sleep(IDLE)))
            print(f"idle: {_told(idle)}", flush=True)
            drained = await _drain(town, url)
            busy = await steadily(ours.port, clicks, A_SECOND, drained)
            print(f"while {CROWD * PEOPLE:,} messages went out in {await drained:.1f} s: {_told(busy)}", flush=True)
            late = await _lateness(town, url)
    return [
        f"rsvp_p99_while_draining ratio={_p99(busy) / _p99(idle):.2f} "
        f"idle_ms={_p99(idle) * 1e3:.1f} draining_ms={_p99(busy) * 1e3:.1f}",
        f"lateness_p99_s={_p99(late):.2f} median_s={sorted(late)[len(late) // 2]:.2f} due={len(late)}",
    ]


async def _drain(town: Town, url: str) -> "asyncio.Task[float]":
    town.arrived.clear()
    now = datetime.now(UTC)
    await asyncio.to_thread(ground.tell_crowd, url, dict.fromkeys(range(CROWD * PEOPLE), now), PEOPLE)

    async def all_arrived() -> float:
        began = time.perf_counter()
        await until(lambda: len(town.arrived) >= CROWD * PEOPLE, "not everything was sent", 300)
        return time.perf_counter() - began

    return asyncio.create_task(all_arrived())


async def _lateness(town: Town, url: str) -> Sequence[float]:
    town.arrived.clear()
    chance = random.Random(1)
    start = datetime.now(UTC) + timedelta(seconds=2)
    whom = chance.sample(range(CROWD * PEOPLE), DUE)
    dues = {number: start + timedelta(seconds=chance.random() * WITHIN) for number in whom}
    await asyncio.to_thread(ground.tell_crowd, url, dues, PEOPLE)
    await until(lambda: len(town.arrived) >= DUE, "not everything was sent", 60)
    return [town.arrived[number] - due.timestamp() for number, due in dues.items()]


def _p99(waits: Sequence[float]) -> float:
    return sorted(waits)[len(waits) * 99 // 100]


def _told(waits: Sequence[float]) -> str:
    ordered = sorted(waits)
    return f"{len(waits)} clicks, p50 {ordered[len(waits) // 2] * 1e3:.1f} ms, p99 {_p99(waits) * 1e3:.1f} ms"


def main() -> None:
    """Measures, and prints the results."""
    both = cores()
    if both is not None:
        os.sched_setaffinity(0, {both[1]})
    with tempfile.TemporaryDirectory() as folder:
        for line in uvloop.run(measure(both and both[0], Path(folder, "convener.db"))):
            print(line, flush=True)


if __name__ == "__main__":
    main()
