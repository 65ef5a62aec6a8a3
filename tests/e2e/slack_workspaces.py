"""Two Slack workspaces with people in them, each played by `emulate`, behind one front."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import ClientSession, DummyCookieJar

from tests.e2e.programs import HERE, free_port, node, program
from tests.e2e.slack_front import Desk, SlackFront
from tests.e2e.slack_workspace import Plan, SlackApp, Workspace


@asynccontextmanager
async def slack(app: SlackApp, plans: list[Plan], port: int) -> AsyncIterator[tuple[SlackFront, list[Workspace]]]:
    """Workspaces that run until the block ends, with the front that joins them on this port."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(ClientSession(cookie_jar=DummyCookieJar()))
        desks = [await _run(stack, plan, app) for plan in plans]
        front = SlackFront(desks, http)
        await front.start(port)
        stack.push_async_callback(front.stop)
        yield front, [Workspace(plan, app, front, http) for plan in plans]


async def _run(stack: AsyncExitStack, plan: Plan, app: SlackApp) -> Desk:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    made_of = {
        **{"port": port, "url": url, "team": plan.team, "name": plan.name},
        "users": [{"id": one.id, "name": one.name, "tz": one.zone} for one in plan.people],
        "channels": [{"id": f"C{plan.team[1:]}", "name": plan.room}],
        "app": {
            **{"id": app.id, "client_id": app.client_id, "client_secret": app.client_secret, "name": "Convener"},
            **{"redirect_uris": [app.redirect], "scopes": list(app.scopes)},
        },
        **{"signing_secret": app.signing_secret, "events": app.events},
    }
    start = (node(), str(HERE / "start_workspace.mjs"), json.dumps(made_of))
    process = await stack.enter_async_context(program(f"slack-{plan.team}", *start, talks=True))
    assert process.stdout is not None
    said = await asyncio.wait_for(process.stdout.readline(), 20)
    assert said == b"ready\n", f"emulate did not start, see out/slack-{plan.team}.log"
    return Desk(
        plan.team,
        url,
        {one.id: one.zone for one in plan.people},
        app.redirect,
        {f"xoxp-{one.id}" for one in plan.people},
    )
