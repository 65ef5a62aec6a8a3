"""Starts one of the servers and prints the port it listens on. Its settings come as JSON.

`core` is where it may run, `loop` is "uvloop" or empty; the rest is the server's own.
"""

import asyncio
import importlib
import json
import os
import sys
from typing import Any

import uvloop

from adapters.wiring import told_to_stop


async def _serve(name: str, settings: dict[str, Any]) -> None:
    port = await importlib.import_module(f"benchmarks.programs.{name}").start(settings)
    print(port, flush=True)
    await told_to_stop()


def main() -> None:
    """Reads the command line."""
    name, settings = sys.argv[1], json.loads(sys.argv[2])
    if settings["core"] is not None:
        os.sched_setaffinity(0, {settings["core"]})
    (uvloop.run if settings.get("loop") == "uvloop" else asyncio.run)(_serve(name, settings))


main()
