"""A stand-in for slack.com on 127.0.0.1: keeps messages, modals and home pages, and refuses what Slack refuses.

Features: tokens belong to a workspace and an unknown one is invalid_auth; channels are there or channel_not_found; a
user id as channel opens the direct conversation; a reply goes under a message that is none itself; Block Kit's limits
and rules; msg_too_long; triggers and their single use; the modal stack and hash_conflict; response_url with five uses;
reading methods take no JSON; rate limits on demand; calls are counted; codes for oauth.v2.access. Everything shown to
somebody is kept in `shown`, in order.
"""

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.adapters.slack.block_kit import problems_of

Json = dict[str, Any]
NOT_FETCHED = ["downloading image failed"]


class Refusal(Exception):
    """Slack's {"ok": false, "error": …}."""


class FakeSlack:
    """`async with FakeSlack() as slack`: `slack.api_url` goes into the settings."""

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {"xoxb-cisco": "T0CISCO"}
        self.channels = {"C0ROOM", "C0SHARED", "D0ONE"}
        self.people: dict[str, Json] = {}
        self.codes: dict[str, Json] = {}
        self.messages: dict[tuple[str, str], Json] = {}
        self.views: dict[str, Json] = {}
        self.homes: dict[str, Json] = {}
        self.shown: list[Json] = []
        self.calls: Counter[str] = Counter()
        self.authorizations: list[str] = []
        self.broken: Callable[[], web.Response] | None = None
        """Set it, and the next call of a method is answered with this instead."""
        self.fetches = True
        """Clear it, and no picture can be fetched, whatever its address."""
        self.hang_up = False
        """Set it, and the connection of every call is cut before it is answered."""
        self.silence = 0.0
        """Seconds every call waits for its answer."""
        self._triggers: set[str] = set()
        self._response_urls: dict[str, int] = {}
        self._numbers = itertools.count(1)
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/respond/{number}", self._respond)
        self._server = TestServer(app, host="127.0.0.1")

    async def __aenter__(self) -> "FakeSlack":
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    @property
    def api_url(self) -> str:
        return str(self._server.make_url("/api/"))

    def trigger(self) -> str:
        """A new trigger_id, as it comes with a click."""
        trigger = f"trigger.{next(self._numbers)}"
        self._triggers.add(trigger)
        return trigger

    def response_url(self) -> str:
        """A new response_url, as it comes with a click."""
        number = str(next(self._numbers))
        self._response_urls[number] = 5
        return str(self._server.make_url(f"/respond/{number}"))

    def limit_next(self, seconds: int) -> None:
        self.broken = lambda: web.json_response(
            {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(seconds)}
        )

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls[method] += 1
        await asyncio.sleep(self.silence)
        if self.hang_up and request.transport:
            request.transport.abort()
        if self.broken:
            broken, self.broken = self.broken, None
            return broken()
        given = await request.json() if request.content_type == "application/json" else dict(await request.post())
        given |= dict(request.query)
        try:
            if method == "oauth.v2.access":
                return web.json_response({"ok": True, **self._oauth(given)})
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            self.authorizations.append(token)
            if token not in self.tokens:
                raise Refusal("invalid_auth")
            if method in ("users.info", "auth.test") and request.content_type == "application/json" and given:
                raise Refusal("invalid_arguments")
            handler: Callable[[Json], Json] = getattr(self, "_" + method.replace(".", "_"))
            return web.json_response({"ok": True, **handler(given)})
        except Refusal as refused:
            return web.json_response({"ok": False, "error": str(refused)})

    def _chat_postMessage(self, given: Json) -> Json:
        channel = given["channel"]
        if channel.startswith("U"):
            channel = "D0" + channel.removeprefix("U0")
            self.channels.add(channel)
        self._check(channel, given)
        above = self.messages.get((channel, given.get("thread_ts", "")))
        # A message that is not one of ours is somebody's, and can be answered.
        if above is not None and "thread_ts" in above:
            raise Refusal("cannot_reply_to_message")
        ts = self._ts()
        self.messages[channel, ts] = self._show(given | {"channel": channel, "ts": ts})
        return {"channel": channel, "ts": ts, "message": {"text": given["text"]}}

    def _chat_postEphemeral(self, given: Json) -> Json:
        if "user" not in given:
            raise Refusal("user_not_found")
        self._check(given["channel"], given)
        self._show(given)
        return {"message_ts": self._ts()}

    def _chat_update(self, given: Json) -> Json:
        key = (given["channel"], given["ts"])
        if key not in self.messages:
            raise Refusal("message_not_found")
        if len(given.get("text", "")) > 4000:
            raise Refusal("msg_too_long")
        self._check(given["channel"], given)
        threads = {name: value for name, value in self.messages[key].items() if name == "thread_ts"}
        self.messages[key] = self._show(given | threads)
        return {"channel": given["channel"], "ts": given["ts"]}

    def _views_open(self, given: Json) -> Json:
        return self._opened(given, previous="")

    def _views_push(self, given: Json) -> Json:
        return self._opened(given, previous="some")

    def _views_update(self, given: Json) -> Json:
        before = self.views.get(given["view_id"])
        if before is None:
            raise Refusal("not_found")
        if given.get("hash") not in (None, before["hash"]):
            raise Refusal("hash_conflict")
        return {"view": self.replace(given["view_id"], given["view"])}

    def _views_publish(self, given: Json) -> Json:
        self._check_view(given["view"], "home")
        self.homes[given["user_id"]] = self._show(given["view"])
        return {"view": given["view"]}

    def _users_info(self, given: Json) -> Json:
        if given["user"] not in self.people:
            raise Refusal("user_not_found")
        return {"user": self.people[given["user"]]}

    def _auth_test(self, _: Json) -> Json:
        return {"team_id": "T0CISCO", "user_id": "U0BOT", "bot_id": "B0BOT"}

    def _oauth(self, given: Json) -> Json:
        if given.get("client_secret") != "hidden":
            raise Refusal("bad_client_secret")
        if given.get("code") not in self.codes:
            raise Refusal("invalid_code")
        return self.codes.pop(given["code"])

    def replace(self, view_id: str, view: Json) -> Json:
        """Another view in the place of this one, as after views.update or an answer to its submit."""
        self._check_view(view, "modal")
        self.views[view_id] = self._show(view | {"id": view_id, "hash": f"hash.{next(self._numbers)}"})
        return self.views[view_id]

    def _opened(self, given: Json, previous: str) -> Json:
        if given.get("trigger_id") not in self._triggers:
            raise Refusal("expired_trigger_id")
        self._triggers.discard(given["trigger_id"])
        view_id = f"V{next(self._numbers)}"
        return {"view": self.replace(view_id, given["view"] | {"previous_view_id": previous or None})}

    async def _respond(self, request: web.Request) -> web.Response:
        self.calls["response_url"] += 1
        left = self._response_urls.get(request.match_info["number"], 0)
        given = json.loads(await request.read())
        if not left:
            return web.Response(status=404, text="used_url")
        self._response_urls[request.match_info["number"]] = left - 1
        if problems := self._problems_of(given, "message"):
            return web.Response(status=400, text=str(problems))
        self._show(given)
        return web.Response(text="ok")

    def _check(self, channel: str, given: Json) -> None:
        if channel not in self.channels:
            raise Refusal("channel_not_found")
        if problems := self._problems_of(given, "message"):
            raise Refusal("invalid_blocks" if problems == NOT_FETCHED else f"invalid_blocks {problems}")

    def _check_view(self, view: Json, surface: str) -> None:
        sent = {key: value for key, value in view.items() if key != "previous_view_id"}
        if problems := self._problems_of(sent, surface):
            raise Refusal("invalid_arguments" if problems == NOT_FETCHED else f"invalid_arguments {problems}")

    def _problems_of(self, payload: Json, surface: str) -> list[str]:
        problems = problems_of(payload, surface)
        pictures = any(block["type"] == "image" for block in payload.get("blocks", ()))
        return problems or (NOT_FETCHED if pictures and not self.fetches else [])

    def _show(self, payload: Json) -> Json:
        self.shown.append(payload)
        return payload

    def _ts(self) -> str:
        return f"1800000000.{next(self._numbers):06d}"
