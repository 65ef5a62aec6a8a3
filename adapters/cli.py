"""`convener`: the one command this project installs."""

import json
import logging
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, NoReturn

import typer
import uvloop
from aiohttp import web
from rich.console import Console

from adapters import doctor as doctors
from adapters import exporting, flying, logs, planning, playing, purging, server
from adapters.playground.clock import MovableClock
from adapters.settings import BadSettings, Settings, load, prepare_folder
from adapters.slack.manifest import manifest as slack_manifest
from adapters.teams.manifest import NotReady
from adapters.teams.manifest import package as teams_package
from adapters.wiring import utc_now
from bot.when.batch import answer, lines
from storage import flights
from storage.database import Database, DatabaseError
from storage.migrate import migrate as migrate_database

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False)
plan = typer.Typer(no_args_is_help=True, help="A community and its programme from a file.")
code = typer.Typer(no_args_is_help=True, help="Join codes, for whoever runs this installation.")
manifest = typer.Typer(no_args_is_help=True, help="What to upload to Slack and Teams.")
export = typer.Typer(no_args_is_help=True, help="What is kept, as files.")
app.add_typer(plan, name="plan")
app.add_typer(code, name="code")
app.add_typer(manifest, name="manifest")
app.add_typer(export, name="export")
out = Console()


@app.command()
def playground(
    terminal: Annotated[bool, typer.Option(help="In this terminal instead of the browser.")] = False,
    port: Annotated[int | None, typer.Option(help="Where to serve the page; else PORT, else 3978.")] = None,
) -> None:
    """Try everything: four houses on one page, no account anywhere, nothing kept."""
    settings = _settings()
    if terminal:
        uvloop.run(playing.terminal(out))
    else:
        _run(playing.page(settings, port or settings.port, out), port or settings.port)


@app.command()
def serve() -> None:
    """Serve Slack, Teams and the links in mails, and deliver what is due."""
    settings = _settings()
    prepare_folder(settings.database_url)
    _log(settings)
    if not (settings.slack or settings.teams or settings.mail or settings.playground):
        _stop(
            "Nothing to serve: set SLACK_SIGNING_SECRET, TEAMS_APP_ID, MAIL_SMTP_URL or PLAYGROUND=1. "
            "README.md says how."
        )

    async def ready(_: web.Application) -> None:
        logging.getLogger("convener").info("listening on http://%s:%s", settings.host, settings.port)

    _run(server.run(settings, MovableClock(), ready), settings.port)


@app.command()
def work() -> None:
    """Deliver what is due beside `convener serve`, on PostgreSQL, in as many processes as you like."""
    settings = _settings()
    _log(settings)
    if settings.database_url.startswith("sqlite"):
        _stop("On SQLite `convener serve` delivers by itself. Set DATABASE_URL to a PostgreSQL for more processes.")
    uvloop.run(server.work(settings, MovableClock()))


@app.command()
def migrate() -> None:
    """Bring the database to the present shape."""
    _database()
    out.print("The database is up to date.")


@app.command()
def purge(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what is too old: take nothing away.")] = False,
) -> None:
    """Take away what is older than each community keeps it; certificates say what went."""
    if not purging.purge(_database(), utc_now(), out, dry_run):
        raise typer.Exit(1)


@app.command()
def doctor(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only look: change nothing, tell nobody.")] = False,
) -> None:
    """Check this installation; meetings that new time zone rules would move are set right and told."""
    settings = _settings()
    database = Database(settings.database_url)
    try:
        findings = doctors.examine(database, utc_now(), dry_run) + doctors.post(settings.mail)
        well = doctors.report(findings, out)
    except DatabaseError as error:
        reason = str(error).partition("\n")[0].rpartition(") ")[2]
        _stop(f"The database cannot be used: {reason}. Is DATABASE_URL right, and has `convener migrate` run?")
    raise typer.Exit(0 if well else 1)


@app.command()
def retry() -> None:
    """Try again what `convener doctor` names as parked."""
    count = _database().now(flights.retry)
    out.print(f"{count} deliveries are tried again.")


@app.command()
def when(
    text: Annotated[str, typer.Argument(help="A date as people write it.")] = "",
    now: Annotated[str, typer.Option(help="The instant it was said, ISO 8601 with offset; else now.")] = "",
    zone: Annotated[str, typer.Option(help="The person's IANA time zone.")] = "UTC",
    lang: Annotated[str, typer.Option(help="The person's language.")] = "en",
    batch: Annotated[bool, typer.Option("--batch", help="Lines of JSON (text, lang, now, tz) from stdin.")] = False,
) -> None:
    """Read a date as people write it, or ask what they mean; prints one JSON object, or one a line."""
    if batch:
        lines(sys.stdin, sys.stdout)
        return
    said = now or utc_now().isoformat()
    typer.echo(
        json.dumps(answer(json.dumps({"text": text, "lang": lang, "now": said, "tz": zone})), ensure_ascii=False)
    )


@plan.command("import")
def plan_import(
    file: Annotated[Path, typer.Argument(help="A plan in YAML; examples/btech-2021.yaml shows one.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Check a plan, show what it would create or change, and do it."""
    planning.import_plan(file, _database(), utc_now(), out, yes)


@app.command("flight-plan")
def flight_plan(
    session: Annotated[str, typer.Option(help="Only the session of this key.")] = "",
) -> None:
    """Show every reminder that will go out: to whom, when, through which house, and why; or why not."""
    if not flying.print_flight_plan(_database(), utc_now(), out, session) and session:
        _stop(f"There is no session of the key “{session}” still to come.")


@code.command("house")
def code_house(organisation: Annotated[str, typer.Argument(help="The organisation's name.")]) -> None:
    """Print a join code for an organisation's workspace or tenant."""
    planning.print_house_code(organisation, _database(), utc_now())


@code.command("member")
def code_member(name: Annotated[str, typer.Argument(help='The member, such as "Cisco nominee 1".')]) -> None:
    """Print a personal code for a member."""
    planning.print_member_code(name, _database(), utc_now())


@export.command("audit")
def export_audit(file: Annotated[Path, typer.Argument(help="Where to write it (.csv).")]) -> None:
    """Write who did what as CSV: never what anybody wrote."""
    exporting.export_audit(file, _database())


@export.command("member")
def export_member(
    key: Annotated[str, typer.Argument(help="The member's key in the plan file, or name; COMMUNITY/KEY where needed.")],
    file: Annotated[Path, typer.Argument(help="Where to write it (.json).")],
) -> None:
    """Write everything that is kept of one member, for them."""
    exporting.export_member(key, file, _database(), utc_now())


@export.command("certificate")
def export_certificate(
    number: Annotated[int, typer.Argument(help="The number of the certificate.")],
    file: Annotated[Path, typer.Argument(help="Where to write it: .json, or else text.")],
) -> None:
    """Write what a purge took away; its sha256 is that of the text above it."""
    exporting.export_certificate(number, file, _database())


@export.command("roster")
def export_roster(file: Annotated[Path, typer.Argument(help="Where to write it (.csv or .xlsx).")]) -> None:
    """Write who answered what, in every session that was announced."""
    exporting.export_roster(file, _database(), utc_now())


@manifest.command("slack")
def manifest_slack() -> None:
    """Print the manifest to create the Slack app from."""
    typer.echo(json.dumps(slack_manifest(_public_url()), indent=2))


@manifest.command("teams")
def manifest_teams(
    file: Annotated[Path, typer.Argument(help="Where to write the package for the Teams administrators (.zip).")],
    receipts: Annotated[bool, typer.Option("--read-receipts", help="Ask Teams to tell what was read.")] = False,
) -> None:
    """Write the app package that each company's administrator uploads."""
    settings = _settings().teams or _stop("Set TEAMS_APP_ID first: the package names the bot.")
    try:
        file.write_bytes(teams_package(settings, receipts=receipts))
    except (NotReady, OSError) as error:
        _stop(str(error))
    typer.echo(f"Wrote {file}.")


def _public_url() -> str:
    return _settings().public_url or _stop("Set PUBLIC_URL to where Slack and Teams reach this installation.")


def _database() -> Database:
    url = _settings().database_url
    prepare_folder(url)
    database = Database(url)
    migrate_database(database)
    return database


def _settings() -> Settings:
    try:
        return load()
    except BadSettings as error:
        _stop(str(error))


def _run(serving: Coroutine[None, None, None], port: int) -> None:
    try:
        uvloop.run(serving)
    except OSError as error:
        _stop(f"Port {port} cannot be opened: {error.strerror}. Set PORT to another one.")
    except KeyboardInterrupt:
        pass


def _log(settings: Settings) -> None:
    logs.begin(settings.log_level, as_json=settings.log_json)


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
