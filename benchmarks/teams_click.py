"""One press of an Action.Execute in Teams, kept and answered with a card, against Microsoft's stock echo bot."""

import json
from pathlib import Path
from typing import Any

from benchmarks import teams_people
from benchmarks.community import HOUSES
from benchmarks.contest import Contestant, Plan, compete
from benchmarks.kept import check_kept
from benchmarks.program import Program
from benchmarks.waiting import until
from benchmarks.wire import StandIn

CONNECTIONS = 16


async def contest(plan: Plan, core: int | None, database: Path) -> list[Contestant]:
    """Ours and stock botbuilder. Raises AssertionError when a press was lost."""
    keys = teams_people.Keys()
    cards: list[dict[str, Any]] = []

    def posted(_: str, body: bytes) -> object:
        if b'"attachments"' in body and len(cards) <= HOUSES:
            cards.append(json.loads(body)["attachments"][0]["content"])
        return {"id": teams_people.POSTED}

    replies = {
        "/openid": lambda _path, _body: {"issuer": "https://api.botframework.com", "jwks_uri": f"{teams.url}/keys"},
        "/keys": lambda _path, _body: keys.published(),
        "/token": lambda _path, _body: {"token_type": "Bearer", "access_token": "benchmark", "expires_in": 3600},
        "/teams/": posted,
    }
    async with (
        StandIn(replies) as teams,
        Program("convener", core, loop="uvloop", platform="teams", database=str(database), url=teams.url) as convener,
        Program("botbuilder", core) as botbuilder,
    ):
        await until(lambda: len(cards) > HOUSES)
        token = keys.token(teams_people.service(teams.url))
        contestants = [
            Contestant(
                "Convener",
                convener,
                teams_people.pressing(CONNECTIONS, cards[-1], teams.url, token),
                works_on=True,
            ),
            Contestant("stock botbuilder echo", botbuilder, teams_people.writing(CONNECTIONS, teams.url)),
        ]
        await compete(plan, *contestants)
    check_kept(database, contestants[0].clicks)
    return contestants
