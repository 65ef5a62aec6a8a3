"""`convener export`: what the operator takes out of an installation, as a file."""

import csv
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import typer

from bot import sheets
from bot.coverage import files
from bot.keeping import purges
from bot.keeping.owndata import as_json
from storage import audit, coverage, keeping, people, programme
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
    _write(file, write(database.now(_rosters)))


def _rosters(db: Db) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("community", *files.HEADINGS)]
    for community in people.communities(db):
        key = community.id or 0
        for session in programme.sessions(db, key, SessionState.OPEN, SessionState.CLOSED):
            rows += [(community.key, *row) for row in files.table(coverage.roster(db, key, session.id or 0))[1:]]
    return rows


def export_member(key: str, file: Path, database: Database, now: datetime) -> None:
    """Write everything that is kept of one member as JSON. Exits with 1 when there is no such member, or several."""
    community_key, _, wanted = key.rpartition("/")

    def work(db: Db) -> list[tuple[int, int]]:
        return [
            (community.id or 0, member.id or 0)
            for community in people.communities(db)
            if community_key in ("", community.key)
            for member in people.members(db, community.id or 0)
            if wanted.casefold() in (member.key.casefold(), member.name.casefold())
        ]

    found = database.now(work)
    if len(found) != 1:
        sentence = f"There is no member called “{key}”." if not found else f"Several members are called “{key}”."
        typer.echo(f"{sentence} Write the key from the plan file, or COMMUNITY/KEY.", err=True)
        raise typer.Exit(1)
    text = database.now(lambda db: as_json(db, *found[0], now))
    _write(file, f"{text}\n".encode())


def export_certificate(number: int, file: Path, database: Database) -> None:
    """Write the certificate of a purge: as JSON when the file is called so, else as text. Exits with 1 without one."""

    def work(db: Db) -> str | None:
        found = keeping.certificate(db, number)
        if found is None:
            return None
        if file.suffix.lower() != ".json":
            return purges.as_text(found)
        return json.dumps(purges.as_values(db, found), indent=2, ensure_ascii=False) + "\n"

    text = database.now(work)
    if text is None:
        typer.echo(f"There is no certificate {number}.", err=True)
        raise typer.Exit(1)
    _write(file, text.encode())


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        typer.echo(f"I cannot write {file}: {error.strerror}.", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Wrote {file}.")
