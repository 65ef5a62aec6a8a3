"""Starts one of the servers, prints the port it listens on, and stops when its standard input ends.

`core` among its settings, which come as JSON, is where it may run, `loop` is "uvloop" or left out; the rest is the
server's own.
"""

import asyncio
import importlib
import json
import os
import sys
from typing import Any

import uvloop


async def _serve(name: str, settings: dict[str, Any]) -> None:
    async with importlib.import_module(f"benchmarks.programs.{name}").start(settings) as port:
        print(port, flush=True)
        ended = asyncio.Event()
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), ended.set)
        await ended.wait()


def main() -> None:
    """Reads the command line."""
    name, settings = sys.argv[1], json.loads(sys.argv[2])
    if settings["core"] is not None:
        os.sched_setaffinity(0, {settings["core"]})
    (uvloop.run if settings.get("loop") == "uvloop" else asyncio.run)(_serve(name, settings))


main()
