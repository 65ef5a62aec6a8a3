"""A stand-in for Slack's Web API that keeps its limits, has bad days, and counts everything.

Which process called stands in the path (`/w7/api/chat.postMessage`), which delivery it was in the channel: each person
gets one message. A room gets one for each session, told apart by their titles.
"""

import asyncio
import json
import random
import re
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field

from aiohttp import web

GRACE = 0.5
"""Seconds in which calls may still come in that were under way when we asked for patience."""
POSTS_A_MINUTE = 300
"""chat.postMessage in one workspace: "several hundred per minute"."""
BURST, A_SECOND = 3, 1.0
"""chat.postMessage in one channel: one a second, short bursts tolerated."""
TITLE = re.compile(r"Gathering \d+")


@dataclass(frozen=True)
class Weather:
    """Shares of the calls: refused with Retry-After, failed, never answered, accepted without an answer."""

    limited: float = 0.30
    failed: float = 0.05
    hung: float = 0.02
    lost: float = 0.01


@dataclass(frozen=True)
class Accepted:
    """A message that was shown to people, by which worker it was sent, and whether that one was told."""

    worker: str
    at: float
    told: bool


@dataclass
class StandIn:
    """`breaches` are calls that a platform would have been right to resent; `notice` is called after each acceptance."""

    weather: Weather
    chance: random.Random
    accepted: dict[tuple[str, str], list[Accepted]] = field(default_factory=lambda: defaultdict(list))
    breaches: list[str] = field(default_factory=list)
    calls: int = 0
    url: str = ""
    notice: object = None

    def __post_init__(self) -> None:
        self._rests: dict[str, tuple[float, float]] = {}
        self._posts: dict[str, deque[float]] = defaultdict(deque)
        self._channels: dict[str, tuple[float, float]] = {}
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on a port of this machine."""
        app = web.Application()
        app.router.add_post("/{worker}/api/chat.postMessage", self._post)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening."""
        assert self._runner is not None
        await self._runner.cleanup()

    async def _post(self, request: web.Request) -> web.StreamResponse:
        self.calls += 1
        worker, house = request.match_info["worker"], request.headers["Authorization"]
        body = json.loads(await request.read())
        now = time.monotonic()
        if refusal := self._refusal(house, body["channel"], now):
            return refusal
        luck = self.chance.random()
        for share, what in (
            (self.weather.limited, self._limited),
            (self.weather.failed, self._failed),
            (self.weather.hung, self._hung),
        ):
            if luck < share:
                return await what(request, house)
            luck -= share
        told = luck >= self.weather.lost
        title = TITLE.search(body["text"]) if body["channel"].startswith("C") else None
        self.accepted[body["channel"], title[0] if title else ""].append(Accepted(worker, now, told))
        if callable(self.notice):
            self.notice(worker)
        if not told:
            return self._cut(request)
        return web.json_response({"ok": True, "channel": body["channel"], "ts": f"{now:.6f}"})

    def _refusal(self, house: str, channel: str, now: float) -> web.Response | None:
        began, until = self._rests.get(house, (0.0, 0.0))
        if now < until:
            if now > began + GRACE:
                self.breaches.append(f"{channel} came {until - now:.2f} s too early")
            return self._please_wait(until - now)
        posts = self._posts[house]
        while posts and posts[0] < now - 60:
            posts.popleft()
        tokens, last = self._channels.get(channel, (BURST, now))
        tokens = min(tokens + (now - last) / A_SECOND, BURST)
        if tokens < 1 or len(posts) >= POSTS_A_MINUTE:
            self.breaches.append(f"{channel} was sent too much")
            return self._rest(house, 1)
        posts.append(now)
        self._channels[channel] = (tokens - 1, now)
        return None

    async def _limited(self, _: web.Request, house: str) -> web.Response:
        return self._rest(house, 1)

    async def _failed(self, _: web.Request, _house: str) -> web.Response:
        return web.Response(status=500)

    async def _hung(self, request: web.Request, _house: str) -> web.StreamResponse:
        await asyncio.sleep(15)
        return self._cut(request)

    def _rest(self, house: str, seconds: int) -> web.Response:
        now = time.monotonic()
        self._rests[house] = (now, now + seconds)
        return self._please_wait(seconds)

    def _please_wait(self, seconds: float) -> web.Response:
        body = {"ok": False, "error": "ratelimited"}
        return web.json_response(body, status=429, headers={"Retry-After": str(-int(-seconds // 1))})

    def _cut(self, request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
