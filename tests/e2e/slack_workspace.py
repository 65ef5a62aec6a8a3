"""A Slack workspace through its people's eyes: install, write, press, fill a form, open the home tab, read.

Whatever Slack would answer with an error, such as an answer that takes longer than three seconds, is an AssertionError.
"""

import asyncio
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession

from tests.e2e.programs import eventually
from tests.e2e.slack_front import ReplyTo, SlackFront
from tests.e2e.slack_payloads import Json, filled, pressed, signed, with_ids, words

PATIENCE = 3.0
"""Seconds Slack waits for an app before it tells the person that something went wrong."""


@dataclass(frozen=True)
class SlackApp:
    """The app as it is registered with Slack. Every address is the product's; `scopes` are the bot's."""

    client_id: str
    client_secret: str
    signing_secret: str
    install: str
    redirect: str
    events: str
    interactions: str
    commands: str
    scopes: tuple[str, ...]
    id: str = "A0CONVENER"


@dataclass(frozen=True)
class Human:
    """Somebody with an account. `zone` is the IANA name in their profile."""

    id: str
    name: str
    zone: str = "Europe/Zurich"


@dataclass(frozen=True)
class Plan:
    """A workspace to build: its id, its name, its people, and the channel everybody is in."""

    team: str
    name: str
    people: tuple[Human, ...]
    room: str = "business-and-human-rights"


@dataclass(frozen=True)
class Modal:
    """A form that stands open before somebody. `errors` are by the label of the field."""

    view: Json
    errors: Mapping[str, str]

    @property
    def words(self) -> str:
        """Everything written in it."""
        return words(self.view)


class Workspace:
    """One workspace, through its people's eyes."""

    def __init__(self, plan: Plan, app: SlackApp, front: SlackFront, http: ClientSession) -> None:
        self.plan = plan
        self.room = f"C{plan.team[1:]}"
        self._app = app
        self._front = front
        self._http = http
        self._desk = front.desk(plan.team)

    async def install(self, who: str) -> None:
        """Walk through the sign-in as this person: our install page, Slack's consent page, our thanks; then invite the bot."""
        async with self._http.get(self._app.install, allow_redirects=False) as page:
            # The cookie is Secure, so over plain http no client sends it back by itself.
            cookie = "; ".join(f"{one.key}={one.value}" for one in page.cookies.values())
            text = await page.text()
            found = page.headers.get("Location") or re.search(r'href="([^"]*oauth/v2/authorize[^"]*)"', text)[1]  # type: ignore[index]
        consent = f"{found.replace('&amp;', '&')}&team={self.plan.team}"
        async with self._http.get(consent) as page:
            text = await page.text()
            assert page.status == 200, text
        form = next(part for part in text.split("<form")[1:] if f'value="{who}"' in part)
        fields = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', form))
        fields = {key: value.replace("&amp;", "&") for key, value in fields.items()}
        address = f"{self._front.url}/oauth/v2/authorize/callback"
        async with self._http.post(address, data=fields, allow_redirects=False) as answer:
            back = answer.headers["Location"]
        async with self._http.get(back, headers={"Cookie": cookie}) as answer:
            assert answer.status == 200, await answer.text()
        await self._api("conversations.invite", who, channel=self.room, users=self._desk.bot_user)

    async def say(self, who: str, text: str) -> None:
        """Write to the bot in the room, mentioning it."""
        await self._api("chat.postMessage", who, channel=self.room, text=f"<@{self._desk.bot_user}> {text}")

    async def whisper(self, who: str, text: str) -> None:
        """Write to the bot in the direct messages."""
        await self._api("chat.postMessage", who, channel=self._desk.bot_user, text=text)

    async def command(self, who: str, text: str, command: str = "/cop") -> None:
        """Type the slash command in the room."""
        fields = {
            **{"token": "unused", "api_app_id": self._app.id, "is_enterprise_install": "false"},
            **{"team_id": self.plan.team, "team_domain": self.plan.team.lower()},
            **{"channel_id": self.room, "channel_name": self.plan.room},
            **{"user_id": who, "user_name": who.lower(), "command": command, "text": text},
            "response_url": self._front.response_url(ReplyTo(self.plan.team, who, self.room)),
            "trigger_id": await self._trigger(who),
        }
        answer = await self._tell(self._app.commands, urlencode(fields).encode(), "application/x-www-form-urlencoded")
        if answer:
            message = json.loads(answer) if answer.startswith("{") else {"text": answer}
            await self._http.post(fields["response_url"], json=message)

    async def click(self, who: str, message: Json, label: str) -> None:
        """Press a button on a message: one from `messages`, or one only this person sees."""
        whispered = "ts" not in message or "target_user" in message
        stamp = str(message.get("ts", f"{time.time():.6f}"))
        reply = ReplyTo(self.plan.team, who, message.get("channel_id", self.room), "" if whispered else stamp)
        await self._interact(
            who,
            type="block_actions",
            container={"type": "message", "message_ts": stamp, "channel_id": reply.channel, "is_ephemeral": whispered},
            channel={"id": reply.channel, "name": self.plan.room if reply.channel == self.room else "directmessage"},
            message={**message, "type": "message", "bot_id": "B0", "blocks": with_ids(message["blocks"])},
            state={"values": {}},
            response_url=self._front.response_url(reply),
            actions=[pressed(message["blocks"], label)],
        )

    async def click_in_view(self, who: str, view: Json, label: str) -> None:
        """Press a button on the home tab or in a form."""
        seen = self._seen(view)
        container = {"type": "view", "view_id": seen["id"]}
        chosen = [pressed(view["blocks"], label)]
        await self._interact(who, view["view_id"], type="block_actions", container=container, view=seen, actions=chosen)

    async def submit(self, who: str, modal: Modal, answers: Mapping[str, str]) -> Modal | None:
        """Fill a form by its labels and send it: the form as it stands then, or None when it closed."""
        view = modal.view
        seen = self._seen(view) | {"state": {"values": filled(view["blocks"], answers)}}
        told = await self._interact(who, type="view_submission", view=seen, response_urls=[])
        answer = json.loads(told) if told else {}
        match answer.get("response_action"):
            case "errors":
                labels = {
                    block["block_id"]: block["label"]["text"] for block in with_ids(view["blocks"]) if "label" in block
                }
                return Modal(view, {labels[key]: text for key, text in answer["errors"].items()})
            case "update" | "push":
                return Modal({**view, **answer["view"]}, {})
            case _:
                return None

    async def open_home(self, who: str) -> None:
        """Open the app's home tab."""
        event = {
            "type": "app_home_opened",
            "user": who,
            "channel": "D0HOME",
            "tab": "home",
            "event_ts": f"{time.time():.6f}",
        }
        installed = {"enterprise_id": None, "team_id": self.plan.team, "user_id": self._desk.bot_user, "is_bot": True}
        envelope = {
            **{"type": "event_callback", "token": "unused", "team_id": self.plan.team, "api_app_id": self._app.id},
            **{"event_id": f"Ev{time.time_ns()}", "event_time": int(time.time()), "event": event},
            "authorizations": [{**installed, "is_enterprise_install": False}],
        }
        await self._tell(self._app.events, json.dumps(envelope).encode(), "application/json")

    async def messages(self, channel: str = "") -> list[Json]:
        """What stands in the room, or another channel, oldest first."""
        return [one for one in (await self.everything())["messages"] if one["channel_id"] == (channel or self.room)]

    async def direct_messages(self, who: str) -> list[Json]:
        """What stands between this person and the bot, oldest first."""
        seen = await self.everything()
        between = {who, self._desk.bot_user}
        channels = {
            one["channel_id"] for one in seen["channels"] if one.get("is_im") and set(one["members"]) == between
        }
        return [one for one in seen["messages"] if one["channel_id"] in channels]

    async def whispers(self, who: str) -> list[Json]:
        """What only this person sees, oldest first: chat.postEphemeral's, then those of response_urls."""
        posted = [one for one in (await self.everything())["ephemeral"] if one["target_user"] == who]
        here = [one for one in self._front.whispers if (one.team, one.user) == (self.plan.team, who)]
        return [*posted, *({**one.message, "channel_id": one.channel} for one in here)]

    async def home(self, who: str) -> Json | None:
        """This person's home tab, if one was published."""
        views = (await self.everything())["views"]
        return next((one for one in views if one["type"] == "home" and one["user_id"] == who), None)

    async def modal(self, who: str) -> Modal:
        """The form this person was shown last."""

        async def look() -> list[Json]:
            return [
                one for one in (await self.everything())["views"] if one["type"] == "modal" and one["user_id"] == who
            ]

        return Modal((await eventually(look, within=PATIENCE, what=f"a form for {who}"))[-1], {})

    async def everything(self) -> Json:
        """All that emulate keeps about this workspace."""
        async with self._http.get(f"{self._desk.url}/_everything") as answer:
            return dict(await answer.json())

    def _seen(self, view: Json) -> Json:
        ids = {"id": view["view_id"], "app_installed_team_id": self.plan.team, "blocks": with_ids(view["blocks"])}
        return {**{key: value for key, value in view.items() if key not in ("created_at", "updated_at")}, **ids}

    async def _trigger(self, who: str, view_id: str = "") -> str:
        asked = {"user_id": who, **({"view_id": view_id} if view_id else {})}
        headers = {"Authorization": f"Bearer {self._desk.bot}"}
        address = f"{self._desk.url}/api/views.generateTriggerId"
        async with self._http.post(address, json=asked, headers=headers) as answer:
            return str((await answer.json())["trigger_id"])

    async def _interact(self, who: str, view_id: str = "", **parts: Any) -> str:
        name = next(one.name for one in self.plan.people if one.id == who)
        payload = {
            "user": {"id": who, "username": who.lower(), "name": name, "team_id": self.plan.team},
            "team": {"id": self.plan.team, "domain": self.plan.team.lower()},
            **{"api_app_id": self._app.id, "token": "unused", "enterprise": None, "is_enterprise_install": False},
            "trigger_id": await self._trigger(who, view_id),
            **parts,
        }
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return await self._tell(self._app.interactions, body, "application/x-www-form-urlencoded")

    async def _tell(self, address: str, body: bytes, kind: str) -> str:
        headers = {**signed(self._app.signing_secret, body), "Content-Type": kind}
        async with asyncio.timeout(PATIENCE), self._http.post(address, data=body, headers=headers) as answer:
            text = await answer.text()
            assert answer.status == 200, f"{answer.status} {text}"
            return text

    async def _api(self, method: str, who: str, **fields: str) -> None:
        headers = {"Authorization": f"Bearer xoxp-{who}"}
        async with self._http.post(f"{self._desk.url}/api/{method}", json=fields, headers=headers) as answer:
            found = await answer.json()
        assert found["ok"], f"{method}: {found}"
