"""The front of the playground: its page, its commands and its stream of changes, on aiohttp. Thin."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import PurePath
from urllib.parse import urlsplit

from aiohttp import web

from adapters.playground import parse, render, view, words
from adapters.playground.changes import Change
from adapters.playground.clock import MovableClock
from adapters.playground.house import NotPossible
from adapters.playground.world import World

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Host names under which only this machine's own browser asks."""

BREATH = 15.0
"""Seconds of silence after which the stream sends a comment, so that browsers keep it open."""

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Try:
    """One of the things to try: what to do, and what to write for it if anything is to be written."""

    words: str
    say: str = ""


class PlaygroundFront:
    """Shows a world in a browser. It answers only under the host names given, and only its own page's commands."""

    def __init__(
        self,
        world: World,
        clock: MovableClock,
        after_clock_moved: Callable[[], Awaitable[None]] | None = None,
        *,
        hosts: Collection[str] = LOOPBACK,
        tries: tuple[Try, ...] = tuple(Try(*one) for one in words.TRIES),
    ) -> None:
        self._world = world
        self._clock = clock
        self._after_clock_moved = after_clock_moved
        self._hosts = hosts
        self._tries = tries
        self._files = dict(_page_files())

    def add_routes(self, app: web.Application) -> None:
        """Put the page at "/", everything else below "/playground/"."""
        app.router.add_get("/", self._guarded(self._page))
        app.router.add_get("/playground/page/{name}", self._guarded(self._page))
        app.router.add_get("/playground/state", self._guarded(self._state))
        app.router.add_get("/playground/changes", self._guarded(self._changes))
        for name in parse.COMMANDS:
            app.router.add_post(f"/playground/{name}", self._guarded(self._command))
        app.on_shutdown.append(self._send_listeners_home)

    def _guarded(self, handler: _Handler) -> _Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not _asked_by_own_page(request, self._hosts):
                return _refused(403, words.NOT_FROM_HERE)
            return await handler(request)

        return guarded

    async def _page(self, request: web.Request) -> web.Response:
        name = request.match_info.get("name", "index.html")
        if name not in self._files:
            return _refused(404, words.NO_PAGE)
        body = self._files[name]
        return web.Response(body=body, content_type=TYPES[PurePath(name).suffix], charset="utf-8", headers=HEADERS)

    async def _state(self, _: web.Request) -> web.Response:
        return _json({**view.whole(self._world, self._clock), "tries": [asdict(one) for one in self._tries]})

    async def _command(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            return _refused(415, words.NOT_JSON)
        try:
            body = await request.read()
            order = parse.command(parse.COMMANDS[request.path.rpartition("/")[2]], body)
            return _json({"seen": await self._obey(order)})
        except (parse.BadCommand, NotPossible) as wrong:
            return _refused(400, str(wrong))
        except web.HTTPRequestEntityTooLarge:
            return _refused(413, words.TOO_LONG)

    async def _obey(self, order: parse.Command) -> str:
        match order:
            case parse.Say(person=person, text=text, in_room=in_room):
                await self._world.say(person, text, in_room)
            case parse.Press(person=person, message=message, action=str(action)):
                await self._world.press_packed(person, message, action)
            case parse.Press(person=person, message=message, label=label):
                await self._world.press(person, message, label or "")
            case parse.Submit(person=person, values=values):
                await self._world.submit(person, values)
            case parse.Home(person=person):
                await self._world.open_home(person)
            case parse.Close(person=person):
                await self._world.close_form(person)
            case parse.Clock():
                await self._move_clock(order)
                return ""
        return self._world.last(order.person)

    async def _move_clock(self, order: parse.Clock) -> None:
        try:
            match order.do:
                case "move":
                    self._clock.move(order.by)
                case "set":
                    self._clock.set(order.instant)
                case "now":
                    self._clock.reset()
        except ValueError as outside:
            raise parse.BadCommand(str(outside)) from outside
        self._world.tell(Change("clock"))
        if self._after_clock_moved:
            await self._after_clock_moved()

    async def _changes(self, request: web.Request) -> web.StreamResponse:
        listener = self._world.changes()
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream; charset=utf-8"})
        await response.prepare(request)
        line = "retry: 1000\n\n"
        try:
            while True:
                await response.write(line.encode())
                try:
                    change = await asyncio.wait_for(anext(listener), BREATH)
                    line = f"data: {render.to_json(view.changed(self._world, self._clock, change))}\n\n"
                except TimeoutError:
                    line = ": still here\n\n"
        except (StopAsyncIteration, ConnectionError):
            return response

    async def _send_listeners_home(self, _: web.Application) -> None:
        self._world.scene.changes.close()


def _asked_by_own_page(request: web.Request, hosts: Collection[str]) -> bool:
    # A foreign page can make a browser send us requests: then the Origin is not ours. One that points its own name at
    # this machine (DNS rebinding) betrays itself by the Host.
    origin = request.headers.get("Origin", f"http://{request.host}")
    same = origin in (f"http://{request.host}", f"https://{request.host}")
    return same and _host_name(f"//{request.host}") in hosts


def _host_name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _page_files() -> Iterator[tuple[str, bytes]]:
    for file in resources.files("adapters.playground").joinpath("page").iterdir():
        if PurePath(file.name).suffix in TYPES:
            yield file.name, file.read_bytes()


def _json(data: render.Data, status: int = 200) -> web.Response:
    return web.Response(text=render.to_json(data), status=status, content_type="application/json", headers=HEADERS)


def _refused(status: int, sentence: str) -> web.Response:
    return _json({"error": sentence}, status)
