"""One signed Slack click: an answer to a session, kept, acknowledged and shown, against a bare Bolt that only acks."""

import json
from pathlib import Path
from typing import Any

from benchmarks import slack_people
from benchmarks.community import HOUSES
from benchmarks.contest import Contestant, Plan, compete
from benchmarks.kept import check_kept
from benchmarks.program import Program
from benchmarks.waiting import until
from benchmarks.wire import StandIn

CONNECTIONS = 32


async def contest(plan: Plan, core: int | None, database: Path) -> list[Contestant]:
    """Ours, stock Bolt, and stock Bolt on uvloop. Raises AssertionError when a click was lost."""
    cards: list[list[dict[str, Any]]] = []

    def posted(_: str, body: bytes) -> object:
        cards.append(json.loads(body)["blocks"])
        return {"ok": True, "channel": "C000", "ts": "1800000000.000001"}

    replies = {
        "/respond/": lambda _path, _body: "ok",
        "/api/chat.postMessage": posted,
        "/api/": lambda _path, _body: {"ok": True},
    }
    async with (
        StandIn(replies) as slack,
        Program("convener", core, loop="uvloop", platform="slack", database=str(database), url=slack.url) as convener,
        Program("bolt", core) as bolt,
        Program("bolt", core, loop="uvloop") as bolt_on_uvloop,
    ):
        await until(lambda: len(cards) > HOUSES)

        def shown() -> int:
            return slack.calls["/respond/"]

        def clicking() -> Any:
            return slack_people.clicking(CONNECTIONS, cards[-1], slack.url)

        contestants = [
            Contestant("Convener", convener, clicking(), shown, works_on=True),
            Contestant("stock Bolt", bolt, clicking()),
            Contestant("stock Bolt on uvloop", bolt_on_uvloop, clicking()),
        ]
        await compete(plan, *contestants)
    check_kept(database, contestants[0].clicks)
    return contestants
