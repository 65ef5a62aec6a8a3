"""Out: what the courier posts and updates, the faults a test may ask for, and a count of both."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime

from adapters.playground import words
from adapters.playground.cut import cut
from adapters.playground.house import Call
from adapters.playground.scene import Scene
from bot.chat import CannotReach, Message, TryLater

CALLS_KEPT = 10_000
"""Calls remembered per house; a playground may run for days."""


class Sender:
    """The playground as a `bot.chat.Chat`. It remembers nothing of its own but counts and faults."""

    def __init__(self, scene: Scene, now: Callable[[], datetime]) -> None:
        self.posts: dict[str, deque[Call]] = defaultdict(_calls)
        self.updates: dict[str, deque[Call]] = defaultdict(_calls)
        self.closed: set[str] = set()
        self.limited: dict[str, float] = {}
        self._scene = scene
        self._now = now

    async def post(self, to: str, message: Message) -> str:
        """As `Chat.post`."""
        place, in_thread, _ = to.partition("#")
        self._arrive(place, self.posts)
        return self._scene.add(place, cut(message), under=to if in_thread else "", posted=True).id

    async def update(self, which: str, message: Message) -> None:
        """As `Chat.update`. A message this world has forgotten, as it does at a restart, is shown anew under its id."""
        place = which.partition("#")[0]
        self._arrive(place, self.updates)
        shown = self._scene.find(which)
        if shown is None:
            self._scene.add(place, cut(message), id=which, posted=True)
        elif shown.only:
            raise CannotReach(words.WHISPERED)
        else:
            self._scene.replace(shown, cut(message))

    def _arrive(self, address: str, calls: dict[str, deque[Call]]) -> None:
        house = self._scene.house_at(address)
        if house is None:
            raise CannotReach(words.ROOM_GONE.format(address=address))
        if house.key in self.closed:
            raise CannotReach(words.HOUSE_CLOSED.format(key=house.key))
        wait = self.limited.pop(house.key, None)
        if wait is not None:
            raise TryLater(words.PLEASE_WAIT.format(key=house.key), wait)
        calls[house.key].append(Call(self._now(), asyncio.get_running_loop().time()))


def _calls() -> deque[Call]:
    return deque(maxlen=CALLS_KEPT)
