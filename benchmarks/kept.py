"""Whether every click that was answered is in the database."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.community import MEETINGS


def answers_given(database: Path) -> int:
    """Answers ever written, one for each meeting of each click."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT count(*) FROM answer_history").fetchone()[0]


def check_kept(database: Path, clicks: int) -> None:
    """Raises AssertionError when a click changed less than it should have."""
    given = answers_given(database)
    assert given == clicks * MEETINGS, f"{clicks} clicks left {given} answers behind instead of {clicks * MEETINGS}"
