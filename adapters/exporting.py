"""`convener export`: what the operator takes out of an installation, as a file."""

import csv
import json
from datetime import datetime
from pathlib import Path

import typer

from bot.keeping import purges
from bot.keeping.owndata import as_json
from storage import audit, keeping, people
from storage.database import Database, Db


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
    _write(file, f"{text}\n")


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
    _write(file, text)


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        typer.echo(f"I cannot write {file}: {error.strerror}.", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Wrote {file}.")
