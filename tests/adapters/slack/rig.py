"""Slack as the contract sees it: the real front and the real sender, over real HTTP, with a person at the other end."""

import hashlib
import hmac
import html
import json
from datetime import UTC, datetime
from inspect import isawaitable
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from adapters.slack import Houses, SlackChat, SlackFront, SlackSettings
from bot.chat import Event, Next
from tests.adapters.slack import reading
from tests.adapters.slack.fake_server import FakeSlack, Json

PAYLOADS = Path(__file__).with_name("payloads")
SECRET = "a signing secret"


def payload(name: str, **changes: Any) -> Json:
    """A recorded payload, with these keys changed."""
    return json.loads((PAYLOADS / f"{name}.json").read_text(encoding="utf-8")) | changes


def event(name: str, **changes: Any) -> Json:
    """A recorded event, with these keys of the inner event changed."""
    whole = payload(name)
    return whole | {"event": whole["event"] | changes}


def encoded(body: Json) -> bytes:
    """An interaction as Slack sends it."""
    return urlencode({"payload": json.dumps(body)}).encode()


class MemoryTokens:
    """`Tokens` that forget at the end. Counts how often it is asked."""

    def __init__(self, **houses: dict[str, str]) -> None:
        self.kept: dict[str, dict[str, str]] = {house.replace("_", ":"): secrets for house, secrets in houses.items()}
        self.asked = 0

    async def find(self, house: str) -> dict[str, str] | None:
        self.asked += 1
        return self.kept.get(house)

    async def save(self, house: str, secrets: Any) -> None:
        self.kept[house] = dict(secrets)

    async def forget(self, house: str) -> None:
        self.kept.pop(house, None)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2027, 1, 15, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


class SlackRig:
    """`async with SlackRig() as rig`."""

    room = "slack:T0CISCO:C0ROOM"

    def __init__(self, **settings: str) -> None:
        self.slack = FakeSlack()
        self.now = Clock()
        self.tokens = MemoryTokens(
            slack_T0CISCO={"bot_token": "xoxb-cisco", "bot_user_id": "U0BOT", "team_id": "T0CISCO"}
        )
        self.events: list[Event] = []
        self.answers: Any = lambda _: None
        self._more = settings
        self._view = ""
        self._typed: dict[str, str] = {}
        self._count = 0

    async def __aenter__(self) -> "SlackRig":
        await self.slack.__aenter__()
        self.settings = SlackSettings(SECRET, api_url=self.slack.api_url, **self._more)
        self.http = ClientSession()
        self.houses = Houses(self.tokens, self.now)
        self.chat = SlackChat(self.settings, self.houses, self.http)
        self.front = SlackFront(self.settings, self._answer, self.houses, self.http, self.now)
        app = web.Application()
        self.front.add_routes(app)
        self.server = TestServer(app, host="127.0.0.1")
        await self.server.start_server()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.front.close()
        await self.http.close()
        await self.server.close()
        await self.slack.__aexit__()

    async def _answer(self, event: Event) -> Next:
        self.events.append(event)
        answer = self.answers(event)
        return await answer if isawaitable(answer) else answer

    async def send(self, body: Json, form: bool = False) -> tuple[int, str]:
        """Signs and sends what Slack would send; the status and the body that came back, once all is shown."""
        if form:
            data = urlencode(body).encode()
        elif body.get("type") == "event_callback":
            data = json.dumps(body).encode()
        else:
            data = encoded(body)
        status, text = await self.send_raw(data)
        await self.front.close()
        return status, text

    async def send_raw(self, data: bytes, **headers: str) -> tuple[int, str]:
        """Sends these bytes with a right signature, unless other headers are given."""
        stamp = str(int(self.now().timestamp()))
        digest = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + data, hashlib.sha256).hexdigest()
        right = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}
        kind = "application/json" if data.startswith(b"{") else "application/x-www-form-urlencoded"
        given = right | {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.http.post(
            self.server.make_url("/slack/events"), data=data, headers={"Content-Type": kind, **given}
        ) as answer:
            return answer.status, await answer.text()

    async def seen(self, body: Json, form: bool = False) -> str:
        """As `send`; every word the person reads because of it."""
        before = len(self.slack.shown)
        status, text = await self.send(body, form)
        assert status == 200
        if text:
            self._respond(json.loads(text))
        shown = self.slack.shown[before:]
        self._look(shown)
        return "\n".join(reading.words(one) for one in shown)

    async def words(self, message_id: str) -> str:
        return reading.words(self._message(message_id))

    async def thread(self, message_id: str) -> list[str]:
        ts = message_id.split(":")[3]
        return [reading.words(one) for one in self.slack.messages.values() if one.get("thread_ts") == ts]

    async def raw(self, message_id: str) -> str:
        return json.dumps(self._message(message_id), ensure_ascii=False)

    async def say(self, text: str) -> str:
        self._count += 1
        said = event("message_im", text=html.escape(text, quote=False), ts=f"1800000100.{self._count:06d}")
        return await self.seen(said | {"event_id": f"Ev{self._count}"})

    async def press(self, message_id: str, label: str) -> str:
        _, _, channel, ts = message_id.split(":")
        name = "pressed_in_dm" if channel.startswith("D") else "pressed_on_card"
        pressed = payload(name)
        pressed["container"] |= {"message_ts": ts, "channel_id": channel}
        return await self.seen(self.pressed(pressed, self._message(message_id), label))

    def pressed(self, pressed: Json, on: Json, label: str) -> Json:
        """This click with the value of that button, a fresh trigger and, if it has one, a fresh response_url."""
        pressed["actions"][0]["value"] = reading.button(on, label)["value"]
        if "response_url" in pressed:
            pressed["response_url"] = self.slack.response_url()
        return pressed | {"trigger_id": self.slack.trigger()}

    async def submit(self, values: dict[str, str]) -> str:
        return await self.seen(self.sent_form(values))

    def sent_form(self, values: dict[str, str]) -> Json:
        """The open form, filled in and sent."""
        view = self.slack.views[self._view]
        self._typed = values
        state = {block["block_id"]: {block["element"]["action_id"]: _typed(block["element"], values.get(block["block_id"], ""))}
                 for block in view["blocks"] if block["type"] == "input"}  # fmt: skip
        sent = payload("form_sent")
        sent["view"] |= view | {"state": {"values": state}}
        return sent

    async def open_form_values(self) -> dict[str, str]:
        return dict(self._typed) if self._view else {}

    async def form_problems(self) -> dict[str, str]:
        return self._problems

    async def echo(self, message_id: str) -> None:
        message = self._message(message_id)
        await self.send(event("message_im_own", text=message["text"], channel=message["channel"], ts=message["ts"]))

    def restarted(self) -> SlackChat:
        return SlackChat(self.settings, Houses(self.tokens, self.now), self.http)

    async def remove_room(self) -> None:
        self.slack.channels.discard("C0ROOM")

    async def limit(self, seconds: int) -> None:
        self.slack.limit_next(seconds)

    def _message(self, message_id: str) -> Json:
        _, _, channel, ts = message_id.split(":")
        return self.slack.messages[channel, ts]

    def _respond(self, answer: Json) -> None:
        """What Slack does with the answer to a submit."""
        self._problems = answer.get("errors", {})
        match answer["response_action"]:
            case "update":
                self.slack.replace(self._view, answer["view"])
            case "clear":
                self._view = ""
            case "errors":
                inputs = reading.inputs(self.slack.views[self._view])
                assert set(self._problems) <= set(inputs), "Slack shows errors under inputs only"
            case other:
                raise AssertionError(other)

    def _look(self, shown: list[Json]) -> None:
        for view in (one for one in shown if one.get("type") == "modal"):
            self._view = view["id"]
            self._typed = reading.inputs(view)


def _typed(element: Json, text: str) -> Json:
    if element["type"] == "plain_text_input":
        return {"type": element["type"], "value": text or None}
    chosen = next((option for option in element["options"] if option["value"] == text), None)
    return {"type": element["type"], "selected_option": chosen}
