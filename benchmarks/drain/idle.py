"""`idle_cpu`: what a courier with nothing to do asks of a core, with its looks at the outbox and at what is due."""

import asyncio
from collections.abc import Callable

import uvloop

from benchmarks.drain import ground
from benchmarks.program import Program

HOUSES, PEOPLE = 200, 20
SETTLES, SECONDS = 3, 15


def measure(url: str, core: int | None, tell: Callable[[str], None]) -> list[str]:
    """One process, many houses, and nothing due in any of them."""
    ground.settle(url, HOUSES, PEOPLE)
    ground.fill(url, 0)
    percent = 100 * uvloop.run(_idle(url, core)) / SECONDS
    tell(f"nothing due in {HOUSES} houses: {percent:.1f} % of a core")
    return [f"idle_cpu percent={percent:.1f} houses={HOUSES}"]


async def _idle(url: str, core: int | None) -> float:
    told = {"way": "convener", "url": "http://127.0.0.1", "count": "0", "database": url}
    async with Program("drains", core, loop="uvloop", **told) as program:
        reader, writer = await asyncio.open_connection("127.0.0.1", program.port)
        await asyncio.sleep(SETTLES)
        before = program.cpu()
        await asyncio.sleep(SECONDS)
        used = program.cpu() - before
        writer.write(b"stop\n")
        await reader.readline()
        writer.close()
    return used
