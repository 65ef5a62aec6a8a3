"""`convener export`: what the operator takes out of an installation, as a file."""

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import typer

from bot import sheets
from bot.coverage import files
from storage import audit, coverage, people, programme
from storage.database import Database, Db
from storage.models import SessionState


def export_audit(file: Path, database: Database) -> None:
    """Write every community's audit as CSV, the newest first. Exits with 1 when the file cannot be written."""
    try:
        # Spreadsheets take a file for UTF-8 only when it begins like this.
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            rows = csv.writer(opened)
            rows.writerow(("community", "at", "who", "on behalf of", "house", "what", "about"))
            for community in database.now(people.communities):
                key = community.id or 0
                for deed in database.now(lambda db, key=key: audit.deeds(db, key)):
                    rows.writerow((community.key, deed.at.isoformat(), *map(sheets.harmless, deed[1:])))
    except OSError as error:
        typer.echo(f"I cannot write {file}: {error.strerror}.", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Wrote {file}.")


def export_roster(file: Path, database: Database, now: datetime) -> None:
    """Write who answered what, in every community and session, as CSV or XLSX by the file's ending.

    Exits with 1 for another ending, or when the file cannot be written.
    """
    writers: dict[str, Callable[[list[tuple[str, ...]]], bytes]] = {
        ".csv": sheets.as_csv,
        ".xlsx": lambda rows: sheets.as_xlsx(rows, "roster", now),
    }
    write = writers.get(file.suffix.lower())
    if write is None:
        typer.echo(f"I can write .csv and .xlsx, and {file} is neither.", err=True)
        raise typer.Exit(1)
    try:
        file.write_bytes(write(database.now(_rosters)))
    except OSError as error:
        typer.echo(f"I cannot write {file}: {error.strerror}.", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Wrote {file}.")


def _rosters(db: Db) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("community", *files.HEADINGS)]
    for community in people.communities(db):
        key = community.id or 0
        for session in programme.sessions(db, key, SessionState.OPEN, SessionState.CLOSED):
            rows += [(community.key, *row) for row in files.table(coverage.roster(db, key, session.id or 0))[1:]]
    return rows
