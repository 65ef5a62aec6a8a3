"""Waiting for something that should come."""

import asyncio
from collections.abc import Callable

PATIENCE = 20.0
LOOKS = 0.005
"""Seconds in all, and between two looks."""


async def until(true: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Raises TimeoutError, with what was missing, when it does not become true."""
    for _ in range(int(patience / LOOKS)):
        if true():
            return
        await asyncio.sleep(LOOKS)
    raise TimeoutError(what)
