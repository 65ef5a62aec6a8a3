"""One signed Slack click: an answer to a session, kept, acknowledged and shown, against a bare Bolt that only acks."""

import json
from pathlib import Path
from typing import Any

from benchmarks import slack_people
from benchmarks.community import HOUSES
from benchmarks.contest import Contestant, Plan, compete
from benchmarks.kept import check_kept
from benchmarks.program import Program, started
from benchmarks.waiting import until
from benchmarks.wire import Reply, StandIn

CONNECTIONS = 32


async def contest(plan: Plan, core: int | None, database: Path) -> list[Contestant]:
    """Ours, stock Bolt, and stock Bolt on uvloop. Raises AssertionError when a click was lost."""
    cards: list[list[dict[str, Any]]] = []

    def posted(body: bytes) -> object:
        cards.append(json.loads(body)["blocks"])
        return {"ok": True, "channel": "C000", "ts": "1800000000.000001"}

    replies: dict[str, Reply] = {
        "/respond/": lambda _: "ok",
        "/api/chat.postMessage": posted,
        "/api/": lambda _: {"ok": True},
    }
    async with StandIn(replies) as slack:
        ours = Program("convener", core, loop="uvloop", platform="slack", database=str(database), url=slack.url)
        bolt, bolt_on_uvloop = Program("bolt", core), Program("bolt", core, loop="uvloop")

        def shown() -> int:
            return slack.calls["/respond/"]

        def clicking() -> Any:
            return slack_people.clicking(CONNECTIONS, cards[-1], slack.url)

        async with started(ours, bolt, bolt_on_uvloop):
            await until(lambda: len(cards) > HOUSES, "not every house has its card")
            contestants = [
                Contestant("Convener", ours, clicking(), shown, works_on=True),
                Contestant("stock Bolt", bolt, clicking()),
                Contestant("stock Bolt on uvloop", bolt_on_uvloop, clicking()),
            ]
            await compete(plan, *contestants)
    check_kept(database, contestants[0].clicks)
    return contestants
