"""One aiohttp application: every platform's routes, the courier beside them, and how to see that all is well."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable

import aiohttp
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from adapters import furnish
from adapters.playground.clock import MovableClock
from adapters.playground.receive import PlaygroundFront
from adapters.playground.world import World
from adapters.settings import Settings
from adapters.slack.houses import Houses
from adapters.slack.receive import SlackFront
from adapters.slack.send import SlackChat
from adapters.teams.receive import TeamsFront
from adapters.teams.send import TeamsChat
from adapters.wiring import Product
from bot import when
from bot.chat import Chat
from storage.database import Database
from storage.people import communities
from storage.vault import Vault

log = logging.getLogger(__name__)

LARGEST = 1 << 20
"""Bytes of a request body."""


async def application(settings: Settings, clock: MovableClock, *, deliver: bool = True) -> web.Application:
    """Everything that is configured, ready to be run. Call it inside the loop that will serve it.

    Without `deliver` the courier rests: `convener work` does its job in another process.
    """
    app = web.Application(client_max_size=LARGEST)
    http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
    database = Database(settings.database_url)
    chats: dict[str, Chat] = {}
    product = Product(database, chats, clock.now)
    closing: list[Callable[[], Awaitable[None]]] = []

    if settings.slack is not None:
        houses = Houses(Vault(database, settings.secret_key), clock.now, settings.slack.bot_token)
        chats["slack"] = SlackChat(settings.slack, houses, http)
        slack = SlackFront(settings.slack, product.bot.answer, houses, http, clock.now)
        slack.add_routes(app)
        closing.append(slack.close)
    if settings.teams is not None:
        teams_chat = TeamsChat(settings.teams, http, clock.now)
        chats["teams"] = teams_chat
        teams = TeamsFront(settings.teams, product.bot.answer, teams_chat, http, clock.now)
        teams.add_routes(app)
        closing.append(teams.close)
    if settings.playground:
        world = World(clock.now)
        world.answer = product.bot.answer
        furnish.build(world)
        chats["play"] = world
        await database.run(furnish.repaint)
        PlaygroundFront(world, clock, product.courier.awake).add_routes(app)
        app[WORLD] = world

    app[PRODUCT] = product
    app.router.add_get("/healthz", _healthz)
    app.router.add_get("/readyz", _readyz)
    app.router.add_get("/metrics", _metrics)

    async def start(_: web.Application) -> None:
        when.warm_up()
        if deliver:
            product.start()

    async def stop(_: web.Application) -> None:
        for close in closing:
            await close()
        await product.stop()
        await http.close()

    app.on_startup.append(start)
    app.on_cleanup.append(stop)
    return app


WORLD = web.AppKey("world", World)
PRODUCT = web.AppKey("product", Product)


async def run(settings: Settings, clock: MovableClock, ready: Callable[[web.Application], Awaitable[None]]) -> None:
    """Serve until SIGTERM or SIGINT asks to stop; `ready` is called once the door is open.

    Raises OSError when the port is taken.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    runner = web.AppRunner(await application(settings, clock), access_log=None, shutdown_timeout=10)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        await ready(runner.app)
        await stop.wait()
    finally:
        await runner.cleanup()


async def _healthz(_: web.Request) -> web.Response:
    return web.json_response({"ok": True})


async def _readyz(request: web.Request) -> web.Response:
    try:
        await request.app[PRODUCT].database.run(communities)
    except Exception:
        log.exception("the database does not answer")
        return web.json_response({"ok": False}, status=503)
    return web.json_response({"ok": True})


async def _metrics(_: web.Request) -> web.Response:
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
