"""Teams under test: the real front and chat, joined to the stand-in by real HTTP, and somebody who clicks."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.teams import TeamsChat, TeamsFront, TeamsSettings, address
from bot.chat import Chat, Event, Next
from tests.adapters.teams.card_lint import walk
from tests.adapters.teams.fake_connector import APP_ID, BOT, PASSWORD, FakeConnector

TENANT = "aaaaaaaa-0000-0000-0000-000000000001"
USER = {"id": "29:1nominee-One:x", "name": "Cisco nominee 1", "aadObjectId": "bbbbbbbb-0000-0000-0000-000000000001"}
CHANNEL = "19:general@thread.tacv2"
PERSONAL = "a:1personal"
PATIENCE = 2
"""Seconds to wait for something that should come."""


def now() -> datetime:
    return datetime.now(UTC)


class TeamsRig:
    """A tenant with one channel and one person, and the bot installed in both."""

    def __init__(self, connector: FakeConnector, http: aiohttp.ClientSession, settings: TeamsSettings) -> None:
        self.connector, self.http, self.settings = connector, http, settings
        self.chat: Chat = TeamsChat(settings, http, now)
        self.room = address.write(address.Room(TENANT, connector.url, CHANNEL))
        self.answers: Callable[[Event], Next] = lambda _: None
        self.events: list[Event] = []
        self.endpoint = ""
        self.form: dict[str, Any] | None = None
        self.conversation = self.personal
        self._numbers = count(1)

    @property
    def personal(self) -> dict[str, Any]:
        return {"id": PERSONAL, "conversationType": "personal", "tenantId": TENANT}

    async def answer(self, event: Event) -> Next:
        self.events.append(event)
        return self.answers(event)

    def activity(self, kind: str, **more: Any) -> dict[str, Any]:
        """An activity as Teams sends it from the person."""
        return {
            "type": kind,
            "id": f"1:{next(self._numbers)}",
            "channelId": "msteams",
            "serviceUrl": self.connector.url,
            "timestamp": "2026-11-23T10:00:00.123Z",
            "from": USER,
            "recipient": BOT,
            "conversation": self.personal,
            "channelData": {"tenant": {"id": TENANT}},
            "locale": "en-GB",
            "entities": [{"type": "clientInfo", "locale": "en-GB", "country": "CH", "timezone": "Europe/Zurich"}],
        } | more

    async def send(self, activity: Any, token: str | None = None) -> tuple[int, Any]:
        """Posts an activity to the bot as Teams does; the status and the body of the answer."""
        headers = {"Authorization": f"Bearer {token or self.connector.sign()}"}
        async with self.http.post(self.endpoint, json=activity, headers=headers) as response:
            body = await response.read()
            return response.status, json.loads(body) if body else None

    async def words(self, message_id: str) -> str:
        return words_of(self._card(message_id))

    async def thread(self, message_id: str) -> list[str]:
        where = address.read(message_id)
        assert isinstance(where, address.Posted)
        held = self.connector.held(where.conversation.partition(";")[0])
        return [words_of(one["attachments"][0]["content"]) for one in held
                if one["root"] == where.activity != one["id"]]  # fmt: skip

    async def raw(self, message_id: str) -> str:
        return json.dumps(self._held(message_id), ensure_ascii=False)

    async def say(self, text: str) -> str:
        shown = len(self.connector.held(PERSONAL))
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        await self.send(self.activity("message", text=escaped, textFormat="plain"))
        return await self._next_message(PERSONAL, shown)

    async def press(self, message_id: str, label: str) -> str:
        where = address.read(message_id)
        assert isinstance(where, address.Posted)
        root = self._held(message_id)["root"]
        self.conversation = (
            self.personal
            if where.conversation == PERSONAL
            else {"id": f"{where.conversation};messageid={root}", "conversationType": "channel", "isGroup": True}
        )
        button = next(part for part in walk(self._card(message_id)) if part.get("title") == label)
        return await self._invoke(button, {}, where.activity)

    async def submit(self, values: dict[str, str]) -> str:
        assert self.form is not None
        button = next(part for part in walk(self.form) if part.get("type") in ("Action.Submit", "Action.Execute"))
        return await self._invoke(button, {f"f.{key}": value for key, value in values.items() if value}, "")

    async def _invoke(self, button: dict[str, Any], typed: dict[str, str], message: str) -> str:
        data = button["data"] | typed
        common = {"conversation": self.conversation} | ({"replyToId": message} if message else {})
        if button["type"] == "Action.Execute":
            value = {"action": {"type": "Action.Execute", "verb": button["verb"], "data": data}, "trigger": "manual"}
            return self._on_card(
                await self.send(self.activity("invoke", name="adaptiveCard/action", value=value, **common))
            )
        name = "task/fetch" if "msteams" in data else "task/submit"
        value = {"data": data, "context": {"theme": "default"}}
        shown = len(self.connector.held(PERSONAL))
        status, body = await self.send(self.activity("invoke", name=name, value=value, **common))
        assert status == 200
        if body is None:
            self.form = None
            return await self._next_message(PERSONAL, shown)
        return self._open(body["task"]["value"])

    def _on_card(self, answered: tuple[int, Any]) -> str:
        status, body = answered
        assert (status, body["statusCode"]) == (200, 200)
        if body["type"] == "application/vnd.microsoft.activity.message":
            return body["value"]
        self._remember(body["value"])
        return words_of(body["value"])

    def _open(self, dialog: Any) -> str:
        if isinstance(dialog, str):
            self.form = None
            return dialog
        card = dialog["card"]["content"]
        assert [part for part in walk(card) if part.get("type") == "Action.Execute"] == []
        self._remember(card)
        return f"{dialog['title']}\n{words_of(card)}"

    def _remember(self, card: dict[str, Any]) -> None:
        self.form = card if any(part.get("type", "").startswith("Input.") for part in walk(card)) else None

    async def open_form_values(self) -> dict[str, str]:
        inputs = [part for part in walk(self.form or {}) if part.get("type", "").startswith("Input.")]
        return {part["id"].removeprefix("f."): part.get("value", "") for part in inputs}

    async def form_problems(self) -> dict[str, str]:
        found = [part for part in walk(self.form or {}) if part.get("id", "").startswith("problem.")]
        return {part["id"].removeprefix("problem."): as_read(part["text"]) for part in found}

    async def echo(self, message_id: str) -> None:
        await self.send(self.activity("message", text="A heading", **{"from": BOT}))

    def restarted(self) -> Chat:
        return TeamsChat(self.settings, self.http, now)

    async def remove_room(self) -> None:
        self.connector.vanished.add(CHANNEL)

    async def limit(self, seconds: int) -> None:
        self.connector.refusals.append((429, {"Retry-After": str(seconds)}))

    def _held(self, message_id: str) -> dict[str, Any]:
        where = address.read(message_id)
        assert isinstance(where, address.Posted)
        return self.connector.messages[where.conversation.partition(";")[0]][where.activity]

    def _card(self, message_id: str) -> dict[str, Any]:
        return self._held(message_id)["attachments"][0]["content"]

    async def next_message(self, conversation: str, after: int) -> dict[str, Any]:
        """The first card that comes to this conversation after so many."""
        async with asyncio.timeout(PATIENCE), self.connector.changed:
            await self.connector.changed.wait_for(lambda: len(self.connector.held(conversation)) > after)
        return self.connector.held(conversation)[after]["attachments"][0]["content"]

    async def _next_message(self, conversation: str, after: int) -> str:
        card = await self.next_message(conversation, after)
        self._remember(card)
        return words_of(card)


@asynccontextmanager
async def teams() -> AsyncIterator[TeamsRig]:
    """Starts the stand-in and the bot, each on a port of its own, and stops them."""
    connector = FakeConnector()
    await connector.server.start_server()
    settings = TeamsSettings(
        app_id=APP_ID,
        app_password=PASSWORD,
        home_tenant=TENANT,
        openid_metadata=connector.metadata_url,
        token_url=connector.token_url,
        allowed_service_hosts=("127.0.0.1",),
    )
    async with aiohttp.ClientSession() as http:
        rig = TeamsRig(connector, http, settings)
        assert isinstance(rig.chat, TeamsChat)
        front = TeamsFront(settings, rig.answer, rig.chat, http, now)
        app = web.Application()
        front.add_routes(app)
        server = TestServer(app, host="127.0.0.1")
        await server.start_server()
        rig.endpoint = str(server.make_url("/api/messages"))
        try:
            yield rig
        finally:
            await front.close()
            await server.close()
            await connector.server.close()
    assert connector.complaints == []


def words_of(card: dict[str, Any]) -> str:
    """Every word somebody can read on a card."""
    keys = ("text", "title", "label", "value", "placeholder", "altText")
    found = [part[key] for part in walk(card) for key in keys if isinstance(part.get(key), str)]
    return as_read("\n".join(found))


def as_read(text: str) -> str:
    """Markdown as a person sees it."""
    return re.sub(r"\\([*_`])", r"\1", text.replace("\u200b", ""))
