# pyright: reportMissingTypeStubs=false
"""Stock botbuilder: the echo bot of Microsoft's samples, which answers each message with one of its own.

Without an app id, as the samples start: nothing is authenticated, neither what comes in nor what goes out.
"""

from contextlib import AbstractAsyncContextManager
from typing import Any

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication

from benchmarks.programs.listening import listening


class _Configuration:
    APP_ID = ""
    APP_PASSWORD = ""
    APP_TYPE = "MultiTenant"
    APP_TENANTID = ""


class _Echo(ActivityHandler):
    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")


def start(_: dict[str, Any]) -> AbstractAsyncContextManager[int]:
    """As `benchmarks.programs` asks for it."""
    adapter, bot = CloudAdapter(ConfigurationBotFrameworkAuthentication(_Configuration())), _Echo()

    async def messages(request: web.Request) -> web.Response:
        return await adapter.process(request, bot) or web.Response(status=201)

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    return listening(app)
