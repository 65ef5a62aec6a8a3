"""Ways to send the same messages. Told `way`, the stand-in's `url`, the `database` and how many (`count`).

Everything is ready when it prints its port, and whoever connects there starts it; when that one says stop, what is
under way is finished and written down, and the answer is the most memory the process has used, in MB.
"""

import asyncio
import resource
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp

from adapters.server import settle_down
from adapters.slack import render
from adapters.slack.calls import web_client
from adapters.slack.houses import Houses
from adapters.slack.send import SlackChat
from adapters.slack.settings import SlackSettings
from adapters.wiring import Product, utc_now
from bot.chat import Limit, Message, Strong, Text, Verb
from storage.database import Database

SIDE_BY_SIDE, BATCH = 64, 100
"""Calls under way at a time and jobs taken at once, as many as with `bot.courier`."""
MESSAGE = Message(
    (
        Text((Strong("Meeting 1 moved"), " of Access to remedy")),
        Text(("It takes place on Tue, 4 Aug 2026, 15:00–17:00 Geneva, instead of 14:00.",)),
    )
)

Begin = Callable[[], None]
Way = Callable[[dict[str, Any], SlackChat, aiohttp.ClientSession], AbstractAsyncContextManager[Begin]]
Post = Callable[[int], Awaitable[object]]
"""Sends the message to the person with this number."""


class Unlimited(SlackChat):
    """A Slack without limits, which is what the stand-in is."""

    def limits(self, verb: Verb, where: str) -> Sequence[Limit]:
        """None."""
        return ()


def slack(told: dict[str, Any]) -> SlackSettings:
    """Slack as the stand-in is."""
    return SlackSettings("secret", api_url=f"{told['url']}/api/", bot_token="xoxb-benchmark")


@asynccontextmanager
async def convener(told: dict[str, Any], chat: SlackChat, http: aiohttp.ClientSession) -> AsyncGenerator[Begin]:
    """The courier, as `convener work` runs it: `limits` says whether it keeps to Slack's."""
    if told.get("limits"):
        chat = SlackChat(slack(told), Houses(_Tokens(), utc_now), http)
    product = Product(Database(told["database"]), {"slack": chat}, utc_now)
    try:
        yield product.start
    finally:
        await product.rest()
        await product.stop()


def by_sdk(told: dict[str, Any], http: aiohttp.ClientSession) -> Post:
    """With slack_sdk's own client and a message that is drawn once."""
    client: Any = web_client(slack(told), http, "xoxb-benchmark")
    body = render.post(MESSAGE, "slack:T0")
    return lambda number: client.api_call("chat.postMessage", json={"channel": f"U{number}", **body})


def by_ours(chat: SlackChat) -> Post:
    """With Convener's sender, which takes less time for a call."""
    return lambda number: chat.post(f"slack:T{number % 200}:U{number}", MESSAGE)


@asynccontextmanager
async def sdk(told: dict[str, Any], _: SlackChat, http: aiohttp.ClientSession) -> AsyncGenerator[Begin]:
    """A bare loop of slack_sdk's own client, with nothing written down: the floor."""
    post = by_sdk(told, http)
    numbers = iter(range(int(told["count"])))
    senders: list[asyncio.Task[None]] = []

    async def send() -> None:
        for number in numbers:
            await post(number)

    def begin() -> None:
        senders.extend(asyncio.create_task(send()) for _ in range(SIDE_BY_SIDE))

    yield begin
    await asyncio.gather(*senders)


@asynccontextmanager
async def procrastinate(told: dict[str, Any], chat: SlackChat, _: aiohttp.ClientSession) -> AsyncGenerator[Begin]:
    """Procrastinate, one job a message."""
    from procrastinate import App, PsycopgConnector

    app = App(connector=PsycopgConnector(conninfo=told["database"].replace("+psycopg", "")))
    post = by_ours(chat)
    working: list[asyncio.Task[None]] = []

    @app.task(name="send")
    async def _send(number: int) -> None:
        await post(number)

    def begin() -> None:
        work = app.run_worker_async(concurrency=SIDE_BY_SIDE, install_signal_handlers=False, listen_notify=False)
        working.append(asyncio.create_task(work))

    async with app.open_async():
        yield begin
        for one in working:
            one.cancel()
        await asyncio.gather(*working, return_exceptions=True)


@asynccontextmanager
async def pgqueuer(told: dict[str, Any], chat: SlackChat, http: aiohttp.ClientSession) -> AsyncGenerator[Begin]:
    """PgQueuer, one job a message; where `sender` is "sdk" it does not send with ours.

    Left to itself it waits half a minute for news of a job once it has reached a limit of its own or found none; so it
    looks every 50 ms, and is limited here. Its driver for psycopg waits for news on the connection that its queries
    need, up to a second at a time (279 messages/s): here each has a connection.
    """
    import psycopg
    from pgqueuer import PgQueuer
    from pgqueuer.db import PsycopgDriver
    from pgqueuer.models import Job

    url = told["database"].replace("+psycopg", "")
    post = by_sdk(told, http) if told.get("sender") == "sdk" else by_ours(chat)
    working: list[asyncio.Task[None]] = []
    async with (
        await psycopg.AsyncConnection.connect(url, autocommit=True) as connection,
        await psycopg.AsyncConnection.connect(url, autocommit=True) as other,
        PsycopgDriver(other) as listening,
    ):
        driver = PsycopgDriver(connection)
        driver.add_listener, driver.remove_listener = listening.add_listener, listening.remove_listener
        queue, at_once = PgQueuer(driver), asyncio.Semaphore(SIDE_BY_SIDE)

        @queue.entrypoint("send")
        async def _send(job: Job) -> None:
            async with at_once:
                await post(int(job.payload or b"0"))

        def begin() -> None:
            working.append(asyncio.create_task(queue.run(timedelta(milliseconds=50), BATCH)))

        yield begin
        queue.shutdown.set()
        await asyncio.gather(*working)


WAYS: dict[str, Way] = {"convener": convener, "sdk": sdk, "procrastinate": procrastinate, "pgqueuer": pgqueuer}


@asynccontextmanager
async def start(told: dict[str, Any]) -> AsyncGenerator[int]:
    """As `benchmarks.programs` asks for it."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
        houses = Houses(_Tokens(), utc_now)
        chat = Unlimited(slack(told), houses, http)

        way = AsyncExitStack()
        begin = await way.enter_async_context(WAYS[told["way"]](told, chat, http))

        async def drain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            begin()
            await reader.readline()
            await way.aclose()
            writer.write(b"%d\n" % (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
            writer.close()

        settle_down()
        server = await asyncio.start_server(drain, "127.0.0.1", 0)
        async with server, way:
            yield server.sockets[0].getsockname()[1]


class _Tokens:
    """The same token for every house."""

    async def find(self, house: str) -> dict[str, str] | None:
        return {"bot_token": "xoxb-benchmark"}

    async def save(self, house: str, secrets: Mapping[str, str]) -> None:
        """Nothing is kept."""

    async def forget(self, house: str) -> None:
        """Nothing was."""
