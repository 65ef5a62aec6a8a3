"""The playground as the contract suite drives it: through its real HTTP routes wherever a page would."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.playground import Look, MovableClock, PlaygroundFront, World
from adapters.playground.send import Sender
from bot.chat import Chat, Event, Next

NOON = datetime(2027, 2, 16, 12, tzinfo=UTC)


class PlaygroundRig:
    """One house with one nominee, behind the front."""

    def __init__(self, world: World, clock: MovableClock) -> None:
        self.world = world
        self.clock = clock
        self.woken = 0
        app = web.Application()
        PlaygroundFront(world, clock, self._wake).add_routes(app)
        self.server = TestServer(app)
        self.client = TestClient(self.server)
        self.chat: Chat = world
        self.house = world.scene.houses["cisco"]
        self.room = self.house.room
        self.me = "play:cisco:nominee-1"
        self.answers: Callable[[Event], Next] = lambda _: None
        self.events: list[Event] = []
        world.answer = self._answer

    async def _answer(self, event: Event) -> Next:
        self.events.append(event)
        return self.answers(event)

    async def _wake(self) -> None:
        self.woken += 1

    async def post(self, kind: str, **command: Any) -> tuple[int, dict[str, Any]]:
        answer = await self.client.post(f"/playground/{kind}", json=command)
        return answer.status, await answer.json()

    async def state(self) -> dict[str, Any]:
        answer = await self.client.get("/playground/state")
        assert answer.status == 200
        return await answer.json()

    async def words(self, message_id: str) -> str:
        messages = (await self.state())["houses"][0]["messages"]
        return strings(next(one["blocks"] for one in messages if one["id"] == message_id))

    async def thread(self, message_id: str) -> list[str]:
        messages = (await self.state())["houses"][0]["messages"]
        texts = [[span["text"] for block in one["blocks"] for span in block["spans"]]
                 for one in messages if one["under"] == message_id]  # fmt: skip
        return [" ".join(each) for each in texts]

    async def raw(self, message_id: str) -> str:
        """All that went over the wire, the message among it."""
        text = await (await self.client.get("/playground/state")).text()
        assert message_id in text
        return text

    async def say(self, text: str) -> str:
        return await self._seen("say", text=text)

    async def press(self, message_id: str, label: str) -> str:
        return await self._seen("press", message=message_id, label=label)

    async def submit(self, values: dict[str, str]) -> str:
        return await self._seen("submit", values=values)

    async def _seen(self, kind: str, **command: Any) -> str:
        status, told = await self.post(kind, person=self.me, **command)
        assert status == 200, told
        return told["seen"]

    async def form(self) -> dict[str, Any]:
        return (await self.state())["houses"][0]["forms"].get(self.me, {"fields": [], "problems": {}})

    async def open_form_values(self) -> dict[str, str]:
        return {field["key"]: field["value"] for field in (await self.form())["fields"]}

    async def form_problems(self) -> dict[str, str]:
        return (await self.form())["problems"]

    async def echo(self, message_id: str) -> None:
        # What Convener writes is told to everybody who listens; and nobody can write as Convener.
        shown = self.world.scene.find(message_id)
        assert shown is not None
        await self.world.update(message_id, shown.message)
        for name in (self.house.id, f"{self.house.id}:convener", "", message_id):
            status, _ = await self.post("say", person=name, text="my own words")
            assert status == 400

    def restarted(self) -> Chat:
        return Sender(self.world.scene, self.clock.now)

    async def remove_room(self) -> None:
        self.world.close_house("cisco")

    async def limit(self, seconds: int) -> None:
        self.world.limit("cisco", seconds)


@asynccontextmanager
async def playing(look: Look) -> AsyncIterator[PlaygroundRig]:
    """A rig with the front running, as long as the block lasts."""
    clock = MovableClock(frozen_at=NOON)
    world = World(clock.now)
    world.add_house("cisco", "Cisco", look)
    world.add_person("cisco", "nominee-1", "Cisco nominee 1")
    rig = PlaygroundRig(world, clock)
    async with rig.client:
        yield rig


def strings(data: Any) -> str:
    """Every text in a piece of JSON."""
    if isinstance(data, str):
        return data
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return "\n".join(strings(part) for part in parts)
