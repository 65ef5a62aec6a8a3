"""Programs that the tests start: on loopback, ended by their own process id, their words kept in a log file."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
OUT = HERE / "out"
"""Screenshots, logs and databases of the last run; not in version control."""

VENV = ROOT / ".venv" / "bin"


PATIENCE = 5.0
"""Seconds a program gets to end by itself."""


def node() -> str:
    """The Node.js that install.sh chose: the one in .venv where the system's was missing or too old."""
    return str(VENV / "node") if (VENV / "node").exists() else shutil.which("node") or "node"


def chromium() -> str:
    """The browser install.sh installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def program(
    name: str, *command: str, env: Mapping[str, str] | None = None, talks: bool = False
) -> AsyncIterator[Process]:
    """Run a program until the block ends; `talks` gives it pipes, otherwise out/NAME.log gets what it says."""
    process = await start(name, *command, env=env, talks=talks)
    try:
        yield process
    finally:
        await end(process)


async def start(name: str, *command: str, env: Mapping[str, str] | None = None, talks: bool = False) -> Process:
    """Start a program in a process group of its own; whoever starts it ends it."""
    OUT.mkdir(exist_ok=True)
    # A run that is itself killed must leave nothing behind (util-linux; elsewhere a killed run leaves orphans).
    dies_with_us = ("setpriv", "--pdeathsig", "KILL") if shutil.which("setpriv") else ()
    with (OUT / f"{name}.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *dies_with_us,
            *command,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=PIPE if talks else DEVNULL,
            stdout=PIPE if talks else log,
            stderr=log,
            start_new_session=True,
            limit=64 * 1024 * 1024,
        )


async def end(process: Process, how: signal.Signals = signal.SIGTERM) -> None:
    """End a program that `start` started, with whatever it started itself. One that talks is told by closing its pipe."""
    if process.stdin is not None:
        process.stdin.close()
        await _gone(process)
    for kind in (how, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, kind)
        await _gone(process)


async def _gone(process: Process) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), PATIENCE)


async def eventually(look: Callable[[], Awaitable[T]], *, within: float, what: str) -> T:
    """The first truthy answer of `look`. Raises AssertionError with `what` and the last answer after `within` seconds."""
    until = time.monotonic() + within
    while True:
        found = await look()
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"not within {within} s: {what}; last seen: {found!r}")
        await asyncio.sleep(0.05)
