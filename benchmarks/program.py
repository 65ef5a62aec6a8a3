"""A server under test, in a process of its own on a core of its own."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from types import TracebackType

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60
"""Seconds a server may take to start, or to stop."""


def cores() -> tuple[int, int] | None:
    """One core for the servers and another for everything else; None where there is no second or no way to choose."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    ours = sorted(os.sched_getaffinity(0))
    return (ours[0], ours[-1]) if len(ours) > 1 else None


class Program:
    """One of `benchmarks.programs`: within `async with Program("bolt", core=0) as bolt` it listens on `bolt.port`."""

    def __init__(self, name: str, core: int | None, **settings: str) -> None:
        self._name = name
        self._settings = {**settings, "core": core}
        self._process: asyncio.subprocess.Process | None = None
        self.port = 0

    async def __aenter__(self) -> "Program":
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.programs",
            self._name,
            json.dumps(self._settings),
            cwd=Path(__file__).parent.parent,
            stdin=asyncio.subprocess.PIPE,  # which ends with us, however we end, and the server with it
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            said = await process.stdout.readline()
        if not said:
            raise RuntimeError(f"{self._name} did not start")
        self.port = int(said)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        async with asyncio.timeout(PATIENCE):
            await self._process.wait()

    def cpu(self) -> float:
        """Seconds of CPU the process has used so far, to the hundredth; 0.0 where the system does not tell."""
        assert self._process is not None
        try:
            told = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            return 0.0
        fields = told.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> int:
        """MB that the process holds right now; 0 where the system does not tell."""
        assert self._process is not None
        try:
            pages = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[1]
        except OSError:
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE") // 2**20


@asynccontextmanager
async def started(*programs: Program) -> AsyncGenerator[None]:
    """All of them, started side by side."""
    async with AsyncExitStack() as stack:
        await asyncio.gather(*(stack.enter_async_context(program) for program in programs))
        yield
