"""The port: one function in, two verbs out.

In:  a platform hands each event to an `Answer` and shows that person what comes back.
Out: the courier calls `post` and `update` for what everybody else should see, as often as `limits` allows. A post to
     a message instead of a room stands under it, where the platform has threads.

    ChatError
      +- CannotReach   nobody is there any more: removed, blocked, deleted; do not try again
      +- TryLater      not now: rate limit, outage, time-out; try again after so many seconds
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import CoroutineType
from typing import Any, Protocol

from bot.chat.event import Event
from bot.chat.form import Form, Problems
from bot.chat.message import Message

Next = Message | Form | Problems | None
"""What the person who did something sees next."""

Answer = Callable[[Event], Awaitable[Next]]
"""The whole product as a platform knows it."""


class ChatError(Exception):
    """A message could not be shown."""


class CannotReach(ChatError):
    """The room, the person or the message is gone, or the app was removed: trying again will not help."""


class TryLater(ChatError):
    """The platform asks for patience. `after` is in seconds, None where it did not say."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Verb(StrEnum):
    """The two things a platform can be asked to do."""

    POST = "post"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Limit:
    """No more than `calls` in any `seconds`, counted over all calls to one house whose limit has the same `key`.
    `everywhere` if every call with that verb counts against it, wherever in the house it goes.
    """

    key: str
    calls: int
    seconds: float
    everywhere: bool = False


class Chat(Protocol):
    """A platform, seen from the courier. Addresses and message ids are opaque strings that carry all that is needed
    to post or update there, begin with the platform's prefix and a colon, and survive a restart.
    """

    async def post(self, to: str, message: Message) -> str:
        """Show the message at this address; answers the id to update it by. Raises CannotReach, TryLater.

        Where `to` is the id of a message, this one is a reply in its thread, and a plain message after it where that
        conversation has no threads.
        """
        ...

    async def update(self, which: str, message: Message) -> None:
        """Replace what the message with this id shows; nothing happens where what was sent cannot be changed. Raises
        CannotReach, TryLater.
        """
        ...

    def limits(self, verb: Verb, where: str) -> Sequence[Limit]:
        """What a call to this address, or on this message, counts against. An address of no use has no limits."""
        ...


class Switchboard:
    """Every platform behind one `Chat`, chosen by the address's prefix."""

    def __init__(self, chats: Mapping[str, Chat]) -> None:
        self._chats = chats

    def post(self, to: str, message: Message) -> "CoroutineType[Any, Any, str]":
        """As `Chat.post`; an address of a platform that is not running cannot be reached."""
        return self._chat(to).post(to, message)

    def update(self, which: str, message: Message) -> "CoroutineType[Any, Any, None]":
        """As `Chat.update`."""
        return self._chat(which).update(which, message)

    def limits(self, verb: Verb, where: str) -> Sequence[Limit]:
        """As `Chat.limits`."""
        chat = self._chats.get(where.partition(":")[0])
        return () if chat is None else chat.limits(verb, where)

    def _chat(self, address: str) -> Chat:
        prefix = address.partition(":")[0]
        chat = self._chats.get(prefix)
        if chat is None:
            raise CannotReach(f"no platform is running for {prefix!r}")
        return chat
