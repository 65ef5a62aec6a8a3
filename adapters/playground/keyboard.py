"""Lines typed at the keyboard, one after the other, without stopping the loop."""

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable

CHUNK = 4096
"""Bytes read at once; a terminal hands over a line at most."""


def keyboard(descriptor: int = 0) -> Callable[[], Awaitable[str | None]]:
    """A function that waits for the next line of this file descriptor; None when there will be no more."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def listen() -> None:
        # os.read and a daemon thread: a thread inside sys.stdin.readline keeps the interpreter from ending.
        rest = b""
        while chunk := os.read(descriptor, CHUNK):
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                loop.call_soon_threadsafe(lines.put_nowait, line.decode(errors="replace"))
        for last in (rest.decode(errors="replace"), None) if rest else (None,):
            loop.call_soon_threadsafe(lines.put_nowait, last)

    threading.Thread(target=listen, name="keyboard", daemon=True).start()
    return lines.get
