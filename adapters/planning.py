"""`convener plan` and `convener code`: what the operator does from a shell."""

import contextlib
from datetime import datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from bot.community.codes import house_code, personal_code
from bot.importing.applying import Change, apply
from bot.importing.plan import Plan
from bot.importing.reading import BadPlan, Mistake, read, settled
from storage import people
from storage.database import Database, Db


class _OnlyLooking(Exception):
    """Takes back what a look at the changes did."""


def import_plan(file: Path, database: Database, now: datetime, out: Console, yes: bool) -> None:
    """Check the file, show what it would do, ask, do it. Exits with 1 when the file has mistakes.

    A date that can mean more than one is asked about, unless `yes`; all else of the file stays as it was typed.
    """
    try:
        text = file.read_text(encoding="utf-8")
        plan = _read(text, file, now, out, yes)
    except OSError as error:
        out.print(f"I cannot read {file}: {error.strerror}.")
        raise typer.Exit(1) from None
    except UnicodeDecodeError:
        out.print(f"{file} is not text in UTF-8.")
        raise typer.Exit(1) from None
    changes = look(database, plan, now)
    if not any(change.verb != "keep" for change in changes):
        out.print("Nothing to change: the community is as the plan says.")
        return
    out.print(_table(changes))
    if not yes and not typer.confirm("Do this?"):
        out.print("Nothing was changed.")
        return
    database.now(lambda db: apply(db, plan, now))
    out.print("Done.")


def _read(text: str, file: Path, now: datetime, out: Console, yes: bool) -> Plan:
    """The plan in this text, once what is doubtful in it has been chosen."""
    typed = text
    while True:
        try:
            plan = read(text, now)
        except BadPlan as bad:
            settles = not yes and all(mistake.choices for mistake in bad.mistakes)
            if not settles:
                for mistake in bad.mistakes:
                    _say(out, f"{file}:{mistake.line}: {mistake.sentence}")
                raise typer.Exit(1) from None
            text = settled(text, [(mistake, _choose(mistake, file, out)) for mistake in bad.mistakes])
        else:
            break
    if text != typed and typer.confirm(
        f"Write what you chose into {file}, so that it is not asked again?", default=True
    ):
        file.write_text(text, encoding="utf-8")
    return plan


def _choose(mistake: Mistake, file: Path, out: Console) -> str:
    """Which of its dates is meant?"""
    _say(out, f"{file}:{mistake.line}: {mistake.sentence}")
    for number, (label, _words) in enumerate(mistake.choices, 1):
        _say(out, f"  {number}  {label}")
    number = 0
    while not 1 <= number <= len(mistake.choices):
        number = int(typer.prompt("Which one?", type=int))
    return mistake.choices[number - 1][1]


def _say(out: Console, line: str) -> None:
    out.print(line, markup=False, highlight=False, soft_wrap=True)


def look(database: Database, plan: Plan, now: datetime) -> list[Change]:
    """What applying the plan would do, without doing it."""
    found: list[Change] = []

    def work(db: Db) -> None:
        found.extend(apply(db, plan, now))
        raise _OnlyLooking

    with contextlib.suppress(_OnlyLooking):
        database.now(work)
    return found


def print_house_code(name: str, database: Database, now: datetime) -> None:
    """Print a fresh code for the organisation of this name. Exits with 1 when there is none."""

    def work(db: Db) -> str | None:
        for community in people.communities(db):
            for organisation in people.organisations(db, community.id or 0):
                if name.casefold() in (organisation.name.casefold(), organisation.key):
                    return house_code(db, organisation, now)
        return None

    _print(database.now(work), f"There is no organisation called “{name}”.")


def print_member_code(name: str, database: Database, now: datetime) -> None:
    """Print a fresh personal code for the member of this name. Exits with 1 when there is none."""

    def work(db: Db) -> str | None:
        for community in people.communities(db):
            for member in people.members(db, community.id or 0):
                if name.casefold() in (member.name.casefold(), member.key):
                    return personal_code(db, member, now)
        return None

    _print(database.now(work), f"There is no member called “{name}”.")


def _print(code: str | None, otherwise: str) -> None:
    if code is None:
        typer.echo(otherwise, err=True)
        raise typer.Exit(1)
    typer.echo(code)


def _table(changes: list[Change]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("", "what", "detail"):
        table.add_column(column)
    for change in changes:
        style = {"create": "green", "change": "yellow", "keep": "dim"}[change.verb]
        table.add_row(change.verb, change.what, change.detail, style=style)
    return table
