"""One slack.com before several workspaces, each of which `emulate` plays in a process of its own.

It knows which workspace a token, a sign-in code or a person belongs to and passes the call on. It adds what Slack does
and emulate 0.12.2 does not: an unknown token is `invalid_auth`, a long text cannot be updated, a profile has a time zone,
an installation without a redirect address takes the app's first, and a click comes with a response_url.
"""

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientSession, web

UPDATE_LIMIT = 4000
"""Characters of text that chat.update takes (its page, error `msg_too_long`)."""


@dataclass
class Desk:
    """One workspace as the front knows it. `zones` are IANA names by user id; `tokens` grows with each installation."""

    team: str
    url: str
    zones: Mapping[str, str]
    redirect: str
    tokens: set[str] = field(default_factory=set[str])
    bot: str = ""
    bot_user: str = ""


@dataclass(frozen=True)
class Call:
    """One Web API call: which method, in which workspace, when (`time.monotonic`), and the answer's error or ""."""

    method: str
    team: str
    at: float
    error: str


@dataclass
class ReplyTo:
    """Where a response_url leads: the person, the conversation, and the message that was pressed ("" for a command)."""

    team: str
    user: str
    channel: str
    message: str = ""
    uses: int = 5


@dataclass
class Whisper:
    """Something only one person sees, come through a response_url."""

    team: str
    user: str
    channel: str
    message: dict[str, Any]


class SlackFront:
    """The routes of slack.com that an app sees. `calls` and `whispers` grow as it is used."""

    def __init__(self, desks: list[Desk], http: ClientSession) -> None:
        self._desks = {desk.team: desk for desk in desks}
        self._http = http
        self._codes: dict[str, str] = {}
        self._replies: dict[str, ReplyTo] = {}
        self._runner: web.AppRunner | None = None
        self.url = ""
        self.calls: list[Call] = []
        self.whispers: list[Whisper] = []

    async def start(self, port: int) -> None:
        """Listen on 127.0.0.1."""
        app = web.Application()
        app.router.add_get("/oauth/v2/authorize", self._authorize)
        app.router.add_post("/oauth/v2/authorize/callback", self._allowed)
        app.router.add_post("/_response/{key}", self._respond)
        app.router.add_route("*", "/api/{method}", self._call)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        """Listen no longer."""
        if self._runner:
            await self._runner.cleanup()

    def response_url(self, reply: ReplyTo) -> str:
        """A fresh address to answer one click or command at."""
        key = secrets.token_hex(8)
        self._replies[key] = reply
        return f"{self.url}/_response/{key}"

    def desk(self, team: str) -> Desk:
        """The workspace with this id."""
        return self._desks[team]

    def _owner(self, token: str) -> Desk | None:
        return next((desk for desk in self._desks.values() if token in desk.tokens), None)

    async def _authorize(self, request: web.Request) -> web.Response:
        desk = self._desks.get(request.query.get("team", "")) or next(iter(self._desks.values()))
        query = {"redirect_uri": desk.redirect, **request.query}
        async with self._http.get(f"{desk.url}/oauth/v2/authorize", params=query) as answer:
            return web.Response(body=await answer.read(), status=answer.status, content_type="text/html")

    async def _allowed(self, request: web.Request) -> web.Response:
        form = {key: str(value) for key, value in (await request.post()).items()}
        desk = next(desk for desk in self._desks.values() if form["user_id"] in desk.zones)
        address = f"{desk.url}/oauth/v2/authorize/callback"
        async with self._http.post(address, data=form, allow_redirects=False) as answer:
            place = answer.headers["Location"]
        self._codes[parse_qs(urlsplit(place).query)["code"][0]] = desk.team
        return web.Response(status=302, headers={"Location": place})

    async def _call(self, request: web.Request) -> web.Response:
        method, body = request.match_info["method"], await request.read()
        asked = _fields(request, body)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip() or str(asked.get("token", ""))
        if method == "oauth.v2.access":
            desk = self._desks.get(self._codes.pop(str(asked.get("code", "")), ""))
            refusal = "invalid_code"
        else:
            desk = self._owner(token)
            refusal = "invalid_auth" if token else "not_authed"
        if desk is None:
            answer: dict[str, Any] = {"ok": False, "error": refusal}
        elif method == "chat.update" and len(str(asked.get("text", ""))) > UPDATE_LIMIT:
            answer = {"ok": False, "error": "msg_too_long"}
        else:
            answer = await self._pass_on(desk, method, asked, request.headers.get("Authorization", ""))
            self._complete(desk, method, answer)
        self.calls.append(Call(method, desk.team if desk else "", time.monotonic(), str(answer.get("error", ""))))
        return web.json_response(answer)

    async def _pass_on(self, desk: Desk, method: str, asked: dict[str, Any], proof: str) -> dict[str, Any]:
        # Slack takes GET and POST, a query, a form or JSON for every method; emulate takes POST.
        address, headers = f"{desk.url}/api/{method}", {"Authorization": proof} if proof else {}
        async with self._http.post(address, json=asked, headers=headers) as answer:
            return dict(await answer.json())

    def _complete(self, desk: Desk, method: str, answer: dict[str, Any]) -> None:
        if method == "oauth.v2.access" and answer.get("ok"):
            desk.bot, desk.bot_user = answer["access_token"], answer["bot_user_id"]
            desk.tokens.add(desk.bot)
        if method == "users.info" and answer.get("ok"):
            answer["user"] |= {"tz": desk.zones.get(answer["user"]["id"], "Etc/UTC"), "locale": "en-GB"}

    async def _respond(self, request: web.Request) -> web.Response:
        reply = self._replies.get(request.match_info["key"])
        if reply is None or reply.uses == 0:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        reply.uses -= 1
        message = json.loads(await request.read())
        mine = [
            one for one in self.whispers if (one.team, one.user, one.channel) == (reply.team, reply.user, reply.channel)
        ]
        desk = self._desks[reply.team]
        if reply.message and (message.get("replace_original") or message.get("delete_original")):
            verb = "delete" if message.get("delete_original") else "update"
            changed = {**message, "channel": reply.channel, "ts": reply.message}
            await self._as_bot(desk, f"chat.{verb}", changed)
        elif message.get("response_type") == "in_channel":
            await self._as_bot(desk, "chat.postMessage", {**message, "channel": reply.channel})
        elif message.get("delete_original") and mine:
            self.whispers.remove(mine[-1])
        elif message.get("replace_original") and mine:
            mine[-1].message = message
        else:
            self.whispers.append(Whisper(reply.team, reply.user, reply.channel, message))
        return web.Response(text="ok")

    async def _as_bot(self, desk: Desk, method: str, fields: dict[str, Any]) -> None:
        headers = {"Authorization": f"Bearer {desk.bot}"}
        async with self._http.post(f"{desk.url}/api/{method}", json=fields, headers=headers) as answer:
            found = await answer.json()
        assert found["ok"], found


def _fields(request: web.Request, body: bytes) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(json.loads(body or b"{}"))
    form = parse_qs(body.decode(), keep_blank_values=True)
    return {**request.query, **{key: values[0] for key, values in form.items()}}
