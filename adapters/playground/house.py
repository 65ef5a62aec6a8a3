"""What the world is made of: houses, the people in them, messages that stand somewhere, forms that are open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.chat import Button, Buttons, Field, Form, LinkButton, Message, Person, Place
from bot.chat.plain import block_text

PREFIX = "play"
"""What every address of this platform begins with."""

LONGEST_CONVERSATION = 500
"""Messages one conversation keeps; older ones are forgotten."""

Look = Literal["slack", "teams"]
"""Whose habits and colours a house takes on."""


class NotPossible(Exception):
    """Nobody could do this in a real chat: the text says why, and what there is instead."""


@dataclass(frozen=True)
class House:
    """One workspace or tenant. `key` is short and unique; `room_name` is what people call its room."""

    key: str
    name: str
    look: Look
    room_name: str

    @property
    def id(self) -> str:
        """The house as the product knows it."""
        return f"{PREFIX}:{self.key}"

    @property
    def room(self) -> str:
        """The address of the room that everybody in the house reads."""
        return f"{self.id}:room"


@dataclass(frozen=True)
class Inhabitant:
    """Somebody who can be played. `zone` is an IANA name."""

    key: str
    house: House
    name: str
    zone: str
    locale: str

    @property
    def id(self) -> str:
        """The person as the product knows them, and the address of their own chat with Convener."""
        return f"{self.house.id}:{self.key}"

    @property
    def person(self) -> Person:
        """Who they are, in the words of an event."""
        return Person(
            self.id,
            self.house.id,
            address=self.id,
            name=self.name,
            zone=self.zone,
            locale=self.locale,
            mail=f"{self.key}@{self.house.key}.example",
        )


@dataclass(frozen=True)
class Shown:
    """A message as it stands in a conversation now.

    `by` is the person who wrote it, "" for Convener; `only` the one person it is whispered to, "" for everybody there;
    `under` the message in whose thread it stands, "" for none.
    `views` holds what single people see instead (a Teams card answers a click to the one who clicked). `seq` orders
    what was shown over all conversations; `version` counts up with each replacement. `posted` says the courier put it
    there, not an answer.
    """

    id: str
    place: str
    at: datetime
    seq: int
    message: Message
    by: str = ""
    only: str = ""
    under: str = ""
    version: int = 1
    posted: bool = False
    views: Mapping[str, Message] = field(default_factory=dict[str, Message])

    @property
    def words(self) -> str:
        """Every word everybody reads in it, buttons in brackets."""
        return words_of(self.message)

    @property
    def buttons(self) -> tuple[str, ...]:
        """The labels on its buttons, in order."""
        return tuple(button.label for button in buttons_of(self.message))

    def seen_by(self, person_id: str) -> Message:
        """What this person sees where it stands."""
        return self.views.get(person_id, self.message)


@dataclass(frozen=True)
class OpenForm:
    """A form somebody has before them. `serial` is new for each form shown, so that a page knows it from the last."""

    form: Form
    place: Place
    serial: int
    problems: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def title(self) -> str:
        """What stands above it."""
        return self.form.title

    @property
    def fields(self) -> tuple[Field, ...]:
        """What it asks."""
        return self.form.fields

    @property
    def values(self) -> dict[str, str]:
        """What stands in its fields now, by key."""
        return {field.key: field.value for field in self.form.fields}


@dataclass(frozen=True)
class Call:
    """One post or update that reached a house: when by the playground's clock, and in seconds of the event loop's."""

    at: datetime
    seconds: float


class Conversation:
    """The last messages of one room or private chat, oldest first."""

    def __init__(self) -> None:
        self._shown: dict[str, Shown] = {}

    def __iter__(self) -> Iterator[Shown]:
        return iter(tuple(self._shown.values()))

    def get(self, message_id: str) -> Shown | None:
        """The message with this id, if it still stands here."""
        return self._shown.get(message_id)

    def put(self, shown: Shown) -> None:
        """Add a message, or replace the one with its id. When there are too many the oldest whisper goes first."""
        self._shown[shown.id] = shown
        if len(self._shown) > LONGEST_CONVERSATION:
            oldest = next((one.id for one in self._shown.values() if one.only), next(iter(self._shown)))
            del self._shown[oldest]


def words_of(message: Message) -> str:
    """Every word of a message, block after block, buttons in brackets."""
    return "\n".join(text for block in message.blocks if (text := block_text(block, message.locale)))


def buttons_of(message: Message) -> tuple[Button | LinkButton, ...]:
    """Every button of a message, in order."""
    return tuple(button for block in message.blocks if isinstance(block, Buttons) for button in block.buttons)
