# pyright: basic
# The SDK has no types; everything of ours that it touches is typed at its own place.
"""Receiving: POST /api/messages, through the Bot Framework SDK's CloudAdapter, for as long as the SDK lasts.

botbuilder 4.17.1 is the last of its kind and its bugs stay. What is worked around here, each seen in that version:
- Its authentication answers 500 to bad tokens and holds up the event loop, so `auth` decides before it is asked, and
  hands it the finished result.
- A turn builds a ConnectorClient and a UserTokenClient, 5 ms of CPU each: the factory below hands out nothing instead.
- Every invoke whose answer has a body is HTTP 500: `CloudAdapter.process` serialises it twice. So the turn's result is
  read here, and aiohttp writes it.
- `send_activity` copies the whole card (0.15 ms): the invoke's answer is put where the adapter looks for it.
- Reading an activity through its models takes 0.17 ms and drops fields (`conversation.tenantId`), and each `trigger` of
  an Execute is logged as unknown: the SDK gets only what its own routing needs, and `parse` reads the JSON itself.
- An error in a turn becomes an HTTP 500, a PermissionError a 401: `show` lets none through.
"""

import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.core.invoke_response import InvokeResponse
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity
from botframework.connector.auth import AuthenticateRequestResult, BotFrameworkAuthentication, ConnectorFactory

from adapters.teams import parse
from adapters.teams.auth import Door, Refused
from adapters.teams.fields import text_at
from adapters.teams.keys import Keys, NoKeys
from adapters.teams.recent import Recent
from adapters.teams.send import TeamsChat
from adapters.teams.settings import TeamsSettings
from adapters.teams.show import Stage
from bot.chat import Answer, Installed, Uninstalled

AGAIN = timedelta(minutes=10)
"""How long an activity is remembered: Teams sends one again when its turn was slow."""
TWICE = timedelta(minutes=5)
"""Within this, installationUpdate and conversationUpdate tell of the same installation."""

log = logging.getLogger(__name__)


class TeamsFront:
    """The door to Teams: every activity comes in here."""

    def __init__(
        self,
        settings: TeamsSettings,
        answer: Answer,
        chat: TeamsChat,
        http: aiohttp.ClientSession,
        now: Callable[[], datetime],
    ) -> None:
        self.chat = chat
        self.stage = Stage(answer, chat)
        self.messages = Recent(now, AGAIN)
        self.installations = Recent(now, TWICE)
        self._door = Door(settings, Keys(settings.openid_metadata, http, now), now)
        self._adapter = CloudAdapter(_AlreadyChecked())

    def add_routes(self, app: web.Application) -> None:
        """Adds the one route Teams knows."""
        app.router.add_post("/api/messages", self._messages)

    async def close(self) -> None:
        """Waits for answers still on their way."""
        await self.stage.close()

    async def _messages(self, request: web.Request) -> web.Response:
        try:
            vouched = await self._door.check(request)
            activity = _json_object(await request.read())
            self._door.admit(vouched, activity)
            answered = await self._turn(activity)
        except Refused as reason:
            log.info("refused a request to Teams' door: %s", reason)
            return web.Response(status=401)
        except NoKeys:
            return web.Response(status=503)
        except parse.NotAnActivity as reason:
            log.info("not an activity: %s", reason)
            return web.Response(status=400)
        if answered is None:
            return web.Response(status=200)
        if answered.body is None:
            return web.Response(status=answered.status)
        return web.json_response(answered.body, status=answered.status)

    async def _turn(self, activity: dict[str, Any]) -> InvokeResponse | None:
        outline = Activity(
            type=parse.kind_of(activity),
            name=text_at(activity, "name"),
            id=text_at(activity, "id"),
            channel_id=text_at(activity, "channelId"),
            service_url=text_at(activity, "serviceUrl"),
        )
        return await self._adapter.process_activity(_CHECKED, outline, _Handler(self, activity).on_turn)


class _Handler(ActivityHandler):
    """One turn. The SDK sorts the activities; what is not named here, it leaves alone."""

    def __init__(self, front: TeamsFront, activity: dict[str, Any]) -> None:
        self._front = front
        self._activity = activity

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        key = text_at(self._activity, "conversation", "id") + "\n" + str(turn_context.activity.id)
        turn = self._read()
        # Without an id nobody can tell whether it is the same one again.
        if turn and not (turn_context.activity.id and self._front.messages.seen(key)):
            await self._front.stage.tell(turn)

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        await self._installation()

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        await self._installation()

    async def on_event_activity(self, turn_context: TurnContext) -> None:
        turn = self._read()
        if turn is not None:
            await self._front.stage.tell(turn)

    async def on_invoke_activity(self, turn_context: TurnContext) -> None:
        turn = self._read()
        if turn is None:
            answered = InvokeResponse(status=501)
        else:
            answered = InvokeResponse(status=200, body=await self._front.stage.reply(turn))
        turn_context.turn_state[CloudAdapter._INVOKE_RESPONSE_KEY] = Activity(type="invokeResponse", value=answered)

    async def _installation(self) -> None:
        turn = self._read()
        if turn is None:
            return
        if isinstance(turn.event, Uninstalled):
            self._front.installations.forget(turn.thread)
        elif isinstance(turn.event, Installed) and self._front.installations.seen(turn.thread):
            return
        await self._front.stage.tell(turn)

    def _read(self) -> parse.Turn | None:
        turn = parse.read(self._activity)
        if turn is not None:
            conversation = text_at(self._activity, "conversation", "id")
            self._front.chat.heard_from(conversation, text_at(self._activity, "serviceUrl"))
        return turn


class _NoConnector(ConnectorFactory):
    """Hands out something that is not None, which is all the SDK asks; `send` speaks to the connector."""

    async def create(self, service_url: str, audience: str) -> Any:
        return self


class _AlreadyChecked(BotFrameworkAuthentication):
    """Turns everybody away who comes by the SDK's own door."""

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        raise PermissionError

    async def authenticate_streaming_request(self, auth_header: str, channel_id_header: str) -> Any:
        raise PermissionError

    def create_connector_factory(self, claims_identity: Any) -> ConnectorFactory:
        return _NoConnector()

    async def create_user_token_client(self, claims_identity: Any) -> Any:
        return None


_CHECKED = AuthenticateRequestResult()
_CHECKED.connector_factory = _NoConnector()


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise parse.NotAnActivity("no JSON") from error
    if not isinstance(found, dict):
        raise parse.NotAnActivity("no JSON object")
    return found
