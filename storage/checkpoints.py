"""SQLite's log is written back into its file beside the event loop, where clicks would wait for the disk: up to 90 ms.

`Database` commits on the loop's own thread. SQLite's own rule writes back, and waits for the disk, within every commit
that finds a thousand pages in the log; here a thread does it often, and a commit only where it has fallen far behind
(`PAGES`).
"""

import sqlite3
from concurrent.futures import Future, ThreadPoolExecutor

from sqlalchemy import Engine

PAGES = 16_000
"""Pages in the log, of 4 kB each, at which a commit writes back itself."""
EVERY = 25
"""Commits between two times: some hundred pages."""


class Checkpoints:
    """Told of each commit. One connection of its own; nothing happens for a database in memory."""

    def __init__(self, engine: Engine) -> None:
        self._file = engine.url.database if engine.dialect.name == "sqlite" else None
        if self._file == ":memory:":
            self._file = None
        self._commits = 0
        self._thread: ThreadPoolExecutor | None = None
        self._running: Future[None] | None = None
        self._connection: sqlite3.Connection | None = None

    def committed(self) -> None:
        """One more."""
        self._commits += 1
        if self._file is None or self._commits < EVERY or (self._running and not self._running.done()):
            return
        self._commits = 0
        self._thread = self._thread or ThreadPoolExecutor(1, "checkpoints")
        self._running = self._thread.submit(self._write_back)

    def close(self) -> None:
        """No more of it."""
        if self._thread is not None:
            self._thread.submit(self._hang_up)
            self._thread.shutdown()

    def _write_back(self) -> None:
        try:
            if self._connection is None:
                assert self._file is not None
                self._connection = sqlite3.connect(self._file, isolation_level=None)
            # Passive: it waits for nobody, and nobody for it. Where it does not come to an end, the next one will.
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except sqlite3.Error:
            self._hang_up()

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
