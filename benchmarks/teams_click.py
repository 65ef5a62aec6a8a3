"""One press of an Action.Execute in Teams, kept and answered with a card, against Microsoft's stock echo bot."""

import json
from pathlib import Path
from typing import Any

from benchmarks import teams_people
from benchmarks.community import HOUSES
from benchmarks.contest import Contestant, Plan, compete
from benchmarks.kept import check_kept
from benchmarks.program import Program, started
from benchmarks.waiting import until
from benchmarks.wire import Reply, StandIn

CONNECTIONS = 16


async def contest(plan: Plan, core: int | None, database: Path) -> list[Contestant]:
    """Ours and stock botbuilder. Raises AssertionError when a press was lost."""
    keys = teams_people.Keys()
    cards: list[dict[str, Any]] = []

    def posted(body: bytes) -> object:
        if b'"attachments"' in body and len(cards) <= HOUSES:
            cards.append(json.loads(body)["attachments"][0]["content"])
        return {"id": teams_people.POSTED}

    replies: dict[str, Reply] = {
        "/openid": lambda _: {"issuer": "https://api.botframework.com", "jwks_uri": f"{teams.url}/keys"},
        "/keys": lambda _: keys.published(),
        "/token": lambda _: {"token_type": "Bearer", "access_token": "benchmark", "expires_in": 3600},
        "/teams/": posted,
    }
    async with StandIn(replies) as teams:
        ours = Program("convener", core, loop="uvloop", platform="teams", database=str(database), url=teams.url)
        botbuilder = Program("botbuilder", core)
        async with started(ours, botbuilder):
            await until(lambda: len(cards) > HOUSES, "not every house has its card")
            token = keys.token(teams_people.service(teams.url))
            pressing = teams_people.pressing(CONNECTIONS, cards[-1], teams.url, token)
            contestants = [
                Contestant("Convener", ours, pressing, works_on=True),
                Contestant("stock botbuilder echo", botbuilder, teams_people.writing(CONNECTIONS, teams.url)),
            ]
            await compete(plan, *contestants)
    check_kept(database, contestants[0].clicks)
    return contestants
