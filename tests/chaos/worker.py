"""`convener work`, with a clock that somebody else can set, in `CLOCK`: the seconds it is wrong by; it logs to `LOG`."""

import logging
import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvloop

from adapters import server, settings
from adapters.logs import JsonLines
from adapters.playground.clock import MovableClock

CLOCK, LOG = "wrong-by.txt", "log.jsonl"


def main(folder: Path, env: Mapping[str, str]) -> None:
    """Works until told to stop; everything but clock and log comes from the environment, as for the command itself."""
    for name in [name for name in os.environ if name.startswith(("SLACK_", "TEAMS_"))]:
        del os.environ[name]
    os.environ.update(env)
    handler = logging.FileHandler(folder / LOG)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    wrong_by = folder / CLOCK

    def real() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(wrong_by.read_text() or 0))

    uvloop.run(server.work(settings.load(), MovableClock(real=real)))
