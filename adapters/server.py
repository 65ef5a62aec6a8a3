"""One aiohttp application: every platform's routes, the courier beside them, and how to see that all is well."""

import gc
import logging
import sys
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from adapters import furnish
from adapters.platforms import Platforms
from adapters.playground.clock import MovableClock
from adapters.playground.receive import PlaygroundFront
from adapters.playground.world import World
from adapters.settings import Settings
from adapters.showing import Showing, links_of
from adapters.wiring import Product, told_to_stop
from bot import when
from bot.courier.backlog import look
from storage.database import Database, DatabaseError
from storage.people import communities

log = logging.getLogger(__name__)

LARGEST = 1 << 20
"""Bytes of a request body."""
TURN = 0.0005
"""Seconds after which a thread has to let another one go on that wants to."""
CYCLES = (10_000, 20, 50)
"""How many new objects there are before Python looks for cycles among them; how often it looks further back."""


async def application(settings: Settings, clock: MovableClock) -> web.Application:
    """Everything that is configured, ready to be run. Call it inside the loop that will serve it."""
    app = web.Application(client_max_size=LARGEST)
    database = Database(settings.database_url)
    platforms = Platforms(settings, database, clock.now)
    product = Product(database, platforms.chats, clock.now, links_of(settings))
    platforms.add_routes(app, product.answer)
    Showing(product.bot).add_routes(app)
    if settings.playground:
        world = World(clock.now)
        world.answer = product.answer
        furnish.build(world)
        platforms.chats["play"] = world
        await database.run(furnish.repaint)
        PlaygroundFront(world, clock, product.courier.awake, tries=furnish.TRIES).add_routes(app)
        app[WORLD] = world
    app[PRODUCT] = product
    app.router.add_get("/healthz", _healthz)
    app.router.add_get("/readyz", _readyz)
    app.router.add_get("/metrics", _metrics)

    async def start(_: web.Application) -> None:
        when.warm_up()
        product.start()

    async def stop(_: web.Application) -> None:
        # The courier first: it sends through the platforms. What they still show people needs the database.
        await product.rest()
        await platforms.close()
        await product.stop()

    app.on_startup.append(start)
    app.on_cleanup.append(stop)
    return app


WORLD = web.AppKey("world", World)
PRODUCT = web.AppKey("product", Product)


async def run(settings: Settings, clock: MovableClock, ready: Callable[[web.Application], Awaitable[None]]) -> None:
    """Serve until told to stop; `ready` is called once the door is open. Raises OSError when the port is taken."""
    runner = web.AppRunner(await application(settings, clock), access_log=None, shutdown_timeout=10)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        settle_down()
        await ready(runner.app)
        await told_to_stop()
    finally:
        await runner.cleanup()


def settle_down() -> None:
    """Everything is loaded and stays: Python need not go through it again and again in search of garbage.

    A click makes some hundred objects that are gone when it is answered; with Python's own numbers, looking for cycles
    among them and all the rest took a fifth of its time. And a thread that has an answer of the database's waits less
    long for its turn to go on: with Python's own 5 ms, which pass a dozen times in one look at what is due, a courier
    with much to do did half as much.
    """
    sys.setswitchinterval(TURN)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*CYCLES)


async def work(settings: Settings, clock: MovableClock) -> None:
    """Deliver what is due until told to stop, and serve nothing: one more pair of hands beside `serve`."""
    database = Database(settings.database_url)
    platforms = Platforms(settings, database, clock.now)
    product = Product(database, platforms.chats, clock.now, links_of(settings))
    runner = await _figures(settings, product)
    product.start()
    settle_down()
    try:
        await told_to_stop()
    finally:
        if runner is not None:
            await runner.cleanup()
        await product.rest()
        await platforms.close()
        await product.stop()


async def _figures(settings: Settings, product: Product) -> web.AppRunner | None:
    """Lets a worker tell how it is doing. Raises OSError when the port is taken."""
    if settings.metrics_port is None:
        return None
    app = web.Application()
    app[PRODUCT] = product
    app.router.add_get("/healthz", _healthz)
    app.router.add_get("/metrics", _metrics)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, settings.host, settings.metrics_port).start()
    return runner


async def _healthz(_: web.Request) -> web.Response:
    return web.json_response({"ok": True})


async def _readyz(request: web.Request) -> web.Response:
    try:
        await request.app[PRODUCT].database.run(communities)
    except Exception:
        log.exception("the database does not answer")
        return web.json_response({"ok": False}, status=503)
    return web.json_response({"ok": True})


async def _metrics(request: web.Request) -> web.Response:
    product = request.app[PRODUCT]
    try:
        await product.database.run(lambda db: look(db, product.now()))
    except DatabaseError:
        log.exception("the database does not answer; the figures that need it are old")
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
