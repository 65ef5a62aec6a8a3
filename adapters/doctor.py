"""`convener doctor`: what is wrong with this installation, and what to do about it."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console

from adapters.mail.send import reachable
from adapters.mail.settings import MailSettings
from bot.courier import breaker
from bot.programme.clocks import Shifted, recompute
from bot.when import rules_of_time
from storage import deliveries, lanes
from storage.database import Database, Db
from storage.migrate import differences
from storage.models import DeliveryState


class _OnlyLooking(Exception):
    """Takes back what a look at the clocks did."""


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    well: bool
    sentence: str


def examine(database: Database, now: datetime, dry_run: bool) -> list[Finding]:
    """Everything that can be checked from here. Without `dry_run`, meetings are set right and people told."""
    apart = differences(database)
    shifted = _clocks(database, now, dry_run)
    failed = database.now(deliveries.failed)
    parked = database.now(lambda db: deliveries.failed(db, DeliveryState.PARKED))
    shut = database.now(lambda db: lanes.open_breakers(db, breaker.OPENS_AFTER)).items()
    waiting = database.now(lambda db: deliveries.overdue(db, now))
    return [
        Finding(not apart, "The database has the present shape." if not apart else "Run `convener migrate` first."),
        Finding(True, f"Time zones follow the IANA rules {rules_of_time.version()}."),
        Finding(not shifted, "No meeting is moved by new zone rules." if not shifted else "Zone rules changed:"),
        *(Finding(False, _shift(one, dry_run)) for one in shifted),
        Finding(not waiting, f"{waiting} deliveries are more than a minute late."),
        Finding(not failed, f"{sum(failed.values())} deliveries failed for good."),
        *(Finding(False, f"  {count} times: {reason}") for reason, count in failed.items()),
        Finding(not parked, f"{sum(parked.values())} deliveries are parked; `convener retry` tries them again."),
        *(Finding(False, f"  {count} times: {reason}") for reason, count in parked.items()),
        *(Finding(False, f"House {house} is left alone: {count} calls failed in a row.") for house, count in shut),
    ]


def post(settings: MailSettings | None) -> list[Finding]:
    """Whether mails can go out, where mail is configured: the server is greeted and signed in to; none is sent."""
    if settings is None:
        return []
    server = settings.server
    where = f"{server.host}:{server.port}"
    if reason := asyncio.run(reachable(settings)):
        return [Finding(False, f"Mail cannot go out through {where}: {reason}.")]
    return [Finding(True, f"Mail goes out through {where}, from {settings.sender}.")]


def report(findings: list[Finding], out: Console) -> bool:
    """Print the findings; whether all is well."""
    for finding in findings:
        out.print("✓" if finding.well else "✗", finding.sentence, style="green" if finding.well else "yellow")
    return all(finding.well for finding in findings)


def _clocks(database: Database, now: datetime, dry_run: bool) -> list[Shifted]:
    found: list[Shifted] = []

    def work(db: Db) -> None:
        found.extend(recompute(db, now))
        if dry_run:
            raise _OnlyLooking

    try:
        database.now(work)
    except _OnlyLooking:
        return found
    return found


def _shift(one: Shifted, dry_run: bool) -> str:
    told = "would be told" if dry_run else "are told"
    return (
        f"  meeting {one.number} of “{one.title}” stays at {one.local:%d %B %Y %H:%M} {one.zone}: "
        f"{one.was.astimezone(UTC):%H:%M} becomes {one.now.astimezone(UTC):%H:%M} UTC; {one.told} people {told}"
    )
