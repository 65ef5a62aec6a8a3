"""Convener as `convener serve` runs it, on SQLite in a file, with a community that has settled in."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from adapters import server, settings
from adapters.playground.clock import MovableClock
from adapters.settings import Settings
from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings
from benchmarks import slack_people, teams_people
from benchmarks.community import House, settle_in
from benchmarks.programs.listening import listening


@asynccontextmanager
async def start(told: dict[str, Any]) -> AsyncGenerator[int]:
    """As `benchmarks.programs` asks for it. Told: `platform`, `database` and the stand-in's `url`."""
    chosen, house = _PLATFORMS[told["platform"]](told["url"])
    configured = replace(chosen, database_url=f"sqlite:///{told['database']}", secret_key="sixteen letters.")
    app = await server.application(configured, MovableClock())
    await settle_in(app[server.PRODUCT], house)
    async with listening(app) as port:
        server.settle_down()
        yield port


def _slack(url: str) -> tuple[Settings, Callable[[int], House]]:
    slack = SlackSettings(slack_people.SECRET, api_url=f"{url}/api/", bot_token="xoxb-benchmark")
    return replace(settings.load({}), slack=slack), slack_people.house


def _teams(url: str) -> tuple[Settings, Callable[[int], House]]:
    teams = TeamsSettings(
        app_id=teams_people.APP_ID,
        app_password="benchmark",
        openid_metadata=f"{url}/openid",
        token_url=f"{url}/token",
        allowed_service_hosts=("127.0.0.1",),
    )
    return replace(settings.load({}), teams=teams), lambda number: teams_people.house(number, url)


_PLATFORMS = {"slack": _slack, "teams": _teams}
