"""Events: what a person did in a chat, as every platform tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """Who did it, as their platform knows them.

    `id` and `house` are opaque, unique over all platforms and begin with the platform's prefix
    ("slack:T0CISCO:U042", "slack:T0CISCO"). `address` is where to write to them privately, or "" if the platform
    has not told. `name`, `zone` (IANA) and `locale` come from the chat profile where the platform offers them; never
    use `name` to decide who somebody is. `mail` is an address that the house itself vouches for, and "" where it does
    not, or for somebody who belongs to another house.
    """

    id: str
    house: str
    address: str = ""
    name: str = ""
    zone: str = ""
    locale: str = ""
    mail: str = ""


@dataclass(frozen=True)
class Place:
    """The conversation it happened in: its address, and whether only this person and the bot read it."""

    address: str
    private: bool


@dataclass(frozen=True)
class Said:
    """Somebody wrote to the bot: a command, a mention (stripped) or a direct message."""

    person: Person
    place: Place
    text: str


@dataclass(frozen=True)
class Pressed:
    """Somebody pressed a button. `action` is still packed; `message` is the id of the message it stands on, or "".

    `beside` tells that the answer will be whispered beside a card that others read too, and not stand in its place:
    then a short answer is enough, for the card itself is redrawn.
    """

    person: Person
    place: Place
    action: str
    message: str = ""
    beside: bool = False


@dataclass(frozen=True)
class Submitted:
    """Somebody sent a form. `then` is the packed action the form carried, `values` what was typed, by field key."""

    person: Person
    place: Place
    then: str
    values: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class HomeOpened:
    """Somebody opened the bot's own page or wrote nothing at all: show what is next for them."""

    person: Person
    place: Place


@dataclass(frozen=True)
class Installed:
    """The app was installed in a house (one Slack workspace or Teams tenant), or in one more conversation of it."""

    person: Person
    place: Place
    name: str = ""


@dataclass(frozen=True)
class Uninstalled:
    """The app was removed: from the whole house, or, with `place`, from one conversation of it.

    `person` may be nobody (`id` is "") where the platform does not say.
    """

    person: Person
    place: Place | None = None


@dataclass(frozen=True)
class Read:
    """The platform says that somebody has read what stands in their private chat by now. Nothing is answered."""

    person: Person
    place: Place


Event = Said | Pressed | Submitted | HomeOpened | Installed | Uninstalled | Read
