"""Waiting for something that should come."""

import asyncio
from collections.abc import Callable

PATIENCE = 20
"""Seconds."""


async def until(true: Callable[[], bool]) -> None:
    """Raises TimeoutError when it does not become true."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.005)
