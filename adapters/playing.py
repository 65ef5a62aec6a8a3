"""The playground as a product: the whole community of the example in memory, on a page or in a terminal."""

import asyncio
import secrets
import sys
from dataclasses import replace

from aiohttp import web
from rich.console import Console
from rich.panel import Panel

from adapters import furnish, server
from adapters.playground.clock import MovableClock
from adapters.playground.terminal import Terminal
from adapters.playground.world import World
from adapters.settings import Settings
from adapters.wiring import Product
from storage.database import Database

IN_MEMORY = "sqlite://"


async def page(settings: Settings, port: int, out: Console) -> None:
    """Serve the page until interrupted. Raises OSError when the port is taken."""
    clock = MovableClock()
    settings = replace(
        settings,
        database_url=IN_MEMORY,
        host="127.0.0.1",
        port=port,
        secret_key=secrets.token_urlsafe(),
        public_url=f"http://127.0.0.1:{port}",
        playground=True,
        slack=None,
        teams=None,
        mail=None,
    )

    async def ready(app: web.Application) -> None:
        await _furnish(app[server.WORLD], app[server.PRODUCT])
        out.print(
            Panel.fit(
                f"[bold]Convener's playground: http://127.0.0.1:{port}[/bold]\n\n"
                "Three things to try:\n"
                + "".join(f"  {n}. {one.words}\n" for n, one in enumerate(furnish.TRIES, 1))
                + "\n"
                "Nothing is kept. Ctrl+C ends it.",
                border_style="blue",
            )
        )

    await server.run(settings, clock, ready)


async def terminal(out: Console) -> None:
    """The same, line by line."""
    clock = MovableClock()
    world = World(clock.now)
    product = Product(Database(IN_MEMORY), {"play": world}, clock.now)
    world.answer = product.answer
    furnish.build(world)
    product.start()
    await _furnish(world, product)

    async def settle() -> None:
        product.courier.wake()

    try:
        await Terminal(world, clock, _read_line, out, settle).run()
    finally:
        await product.stop()


async def _furnish(world: World, product: Product) -> None:
    await furnish.link(world, product)
    await furnish.announce_first(world, product)


async def _read_line() -> str | None:
    line = await asyncio.to_thread(sys.stdin.readline)
    return line.rstrip("\n") if line else None
