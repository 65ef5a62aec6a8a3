"""`convener export`: what the operator takes out of an installation, as a file."""

import csv
from pathlib import Path

import typer

from storage import audit, people
from storage.database import Database


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
                    rows.writerow((community.key, deed.at.isoformat(), *map(_harmless, deed[1:])))
    except OSError as error:
        typer.echo(f"I cannot write {file}: {error.strerror}.", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Wrote {file}.")


def _harmless(text: str) -> str:
    """A name that a spreadsheet would run as a formula stays a name."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
