"""Two Teams tenants, each played by Microsoft's own Agents Playground on a port of its own."""

import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientConnectionError, ClientSession

from tests.e2e.programs import HERE, OUT, ROOT, eventually, free_port, node, program
from tests.e2e.teams_tenant import Tenant

PLAYGROUND = ROOT / "node_modules" / "@microsoft" / "m365agentsplayground" / "cli.js"


@dataclass(frozen=True)
class Household:
    """A tenant to build. Its people are named by role; the first is who sits before the browser."""

    key: str
    name: str
    people: tuple[str, ...]


@asynccontextmanager
async def tenant(household: Household, bot: str) -> AsyncIterator[Tenant]:
    """A tenant that runs until the block ends and talks to the bot's messaging endpoint."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    OUT.mkdir(exist_ok=True)
    described, recording = OUT / f"teams-{household.key}.yml", OUT / f"teams-{household.key}.events"
    made_of = _config(household)
    described.write_text(json.dumps(made_of))  # JSON is YAML
    recording.unlink(missing_ok=True)
    env = {
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(described),
        "M365_AGENTS_PLAYGROUND_RECORDING_FILE": str(recording),
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(OUT / f"teams-{household.key}-playground.log"),
        "NODE_OPTIONS": f"--require={HERE / 'loopback_only.cjs'}",
    }
    start = [node(), str(PLAYGROUND), "start", "-e", bot, "-c", "msteams", "-p", str(port)]
    start += ["--su", f"{url}/_connector", "--disable-telemetry", "--enable-events-recording"]
    async with program(f"teams-{household.key}", *start, env=env), ClientSession() as http:

        async def answers() -> bool:
            try:
                async with http.get(f"{url}/_debug/ping") as pong:
                    return await pong.text() == "pong"
            except ClientConnectionError:
                return False

        await eventually(answers, within=30, what=f"Agents Playground of {household.name}")
        yield Tenant(url, made_of, recording, http)


def _config(household: Household) -> dict[str, Any]:
    """The Playground's configuration 0.1.1, whose schema wants exactly five people besides the one at the browser."""

    def person(number: int, name: str) -> dict[str, str]:
        mail, first, last = f"{household.key}{number}@example.com", *name.rsplit(" ", 1)
        ids = {"id": f"29:{household.key}-{number}", "aadObjectId": _guid(household, f"person {number}")}
        return {**ids, "name": name, "userPrincipleName": mail, "email": mail, "givenName": first, "surname": last}

    names = (*household.people, *(f"{household.name} colleague {number}" for number in range(1, 7)))[:6]
    people = [person(number, name) for number, name in enumerate(names)]
    return {
        "version": "0.1.1",
        "tenantId": _guid(household, "tenant"),
        "bot": {"id": "28:convener", "name": "Convener"},
        "currentUser": people[0],
        "users": people[1:],
        "personalChat": {"id": f"a:{household.key}-personal"},
        "groupChat": {"id": f"19:{household.key}-group@thread.v2", "name": f"{household.name} and Convener"},
        "team": {
            "id": f"19:{household.key}-general@thread.tacv2",
            "name": f"{household.name} human rights",
            "aadGroupId": _guid(household, "team"),
            "channels": [{"id": f"19:{household.key}-announcements@thread.tacv2", "name": "Announcements"}],
        },
    }


def _guid(household: Household, what: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{what}.{household.key}.example.com"))
