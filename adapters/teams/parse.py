"""Activities as Teams sends them, as events. Pure.

The tenant, and with it the house, is read from `channelData.tenant.id` of the authenticated body alone: the token names
no tenant, and the SDK's `conversation.tenant_id` is always None (its map says "tenantID", the wire "tenantId").
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from adapters.teams import address
from adapters.teams.fields import clean, list_at, object_at, text_at
from adapters.teams.forms import INPUT
from bot.chat import Event, HomeOpened, Installed, Person, Place, Pressed, Read, Said, Submitted, Uninstalled

Activity = Mapping[str, Any]
RECEIPT = "application/vnd.microsoft.readReceipt"


class NotAnActivity(Exception):
    """The body is not what Teams sends."""


class Surface(Enum):
    """Where the answer to an event goes."""

    CHAT = auto()
    """Into a chat, as a message of its own."""
    CARD = auto()
    """Into the response: it takes the card's place for the one who pressed."""
    FETCH = auto()
    """Into the response: the dialog that opens now."""
    DIALOG = auto()
    """Into the response: what the open dialog shows next."""


@dataclass(frozen=True)
class Turn:
    """An event, where its answer goes, and for whom it is drawn. `thread` is where a line for all to read would go."""

    event: Event
    surface: Surface
    tenant: str
    place: Place
    thread: str


@dataclass(frozen=True)
class _Scene:
    """Who and where, as every event needs it."""

    activity: Activity
    tenant: str
    person: Person
    place: Place
    thread: str
    message: str


def read(activity: Activity) -> Turn | None:
    """What happened, or None when it does not concern us. Raises NotAnActivity."""
    reader = _READERS.get(kind_of(activity))
    if reader is None or text_at(activity, "from", "id") == text_at(activity, "recipient", "id") != "":
        return None
    if text_at(activity, "from", "role") == "bot":
        return None
    return reader(activity)


def kind_of(activity: Activity) -> str:
    """The activity's type. Raises NotAnActivity when it has none."""
    kind = text_at(activity, "type")
    if not kind:
        raise NotAnActivity("no type")
    return kind


def _scene(activity: Activity) -> _Scene:
    service, conversation = text_at(activity, "serviceUrl"), text_at(activity, "conversation", "id")
    tenant, user = text_at(activity, "channelData", "tenant", "id"), text_at(activity, "from", "id")
    if not (service and conversation and tenant and user):
        raise NotAnActivity("no service, conversation, tenant or sender")
    # Whatever does not say that it is personal is treated as read by many.
    private = text_at(activity, "conversation", "conversationType") == "personal"
    room = address.Room(tenant, service, address.room_of(conversation))
    replied = text_at(activity, "replyToId")
    return _Scene(
        activity,
        tenant,
        Person(
            id=address.person(tenant, user),
            house=address.house(tenant),
            address=address.write(room if private else address.Someone(tenant, service, user)),
            name=text_at(activity, "from", "name"),
            zone=_zone(activity),
            locale=text_at(activity, "locale"),
        ),
        Place(address.write(room), private),
        address.write(address.Room(tenant, service, conversation)),
        address.write(address.posted(tenant, service, conversation, replied)) if replied else "",
    )


def _zone(activity: Activity) -> str:
    zones = (text_at(entity, "timezone") for entity in list_at(activity, "entities") if _is(entity, "clientInfo"))
    return next(filter(None, zones), "") or text_at(activity, "localTimezone")


def _is(entity: Any, kind: str) -> bool:
    return text_at(entity, "type") == kind


def _message(activity: Activity) -> Turn:
    scene = _scene(activity)
    event = _answered(scene, object_at(activity, "value"))
    if event is None:
        text = _text(activity)
        event = Said(scene.person, scene.place, text) if text else HomeOpened(scene.person, scene.place)
    return Turn(event, Surface.CHAT, scene.tenant, scene.place, scene.thread)


def _answered(scene: _Scene, data: Activity) -> Event | None:
    """A button or a form of ours, by what its data holds; None when it is neither."""
    if then := text_at(data, "then"):
        values = {key[len(INPUT) :]: clean(str(typed)) for key, typed in data.items() if key.startswith(INPUT)}
        return Submitted(scene.person, scene.place, then, values)
    if action := text_at(data, "action"):
        return Pressed(scene.person, scene.place, action, scene.message)
    return None


_AT = re.compile(r"<at\b[^>]*>(.*?)</at>", re.IGNORECASE | re.DOTALL)


def _text(activity: Activity) -> str:
    """What was written, without the mention of the bot; other people's mentions stay as their names."""
    text = text_at(activity, "text")
    bot = text_at(activity, "recipient", "id")
    for entity in list_at(activity, "entities"):
        mention = text_at(entity, "text")
        if mention and text_at(entity, "mentioned", "id") == bot:
            text = text.replace(mention, " ")
    name = text_at(activity, "recipient", "name")
    text = _AT.sub(lambda tag: " " if name and html.unescape(tag[1]) == name else tag[1], text)
    return html.unescape(text).replace("\xa0", " ").strip()


def _invoke(activity: Activity) -> Turn | None:
    name = text_at(activity, "name")
    surface, path = _INVOKES.get(name, (None, ()))
    if surface is None:
        return None
    scene = _scene(activity)
    event = _answered(scene, object_at(activity, *path))
    if event is None:
        raise NotAnActivity("a button that is none of ours")
    return Turn(event, surface, scene.tenant, scene.place, scene.thread)


def _installation(activity: Activity) -> Turn | None:
    scene = _scene(activity)
    # "add-upgrade" and "remove-upgrade" are a new version of the app: nobody came and nobody left.
    match text_at(activity, "action"):
        case "add":
            return Turn(_installed(scene), Surface.CHAT, scene.tenant, scene.place, scene.thread)
        case "remove":
            return Turn(Uninstalled(scene.person, scene.place), Surface.CHAT, scene.tenant, scene.place, scene.thread)
        case _:
            return None


def _event(activity: Activity) -> Turn | None:
    """A read receipt ("Receive a read receipt", learn.microsoft.com): only where the manifest asks for it, and only of
    a chat with the bot alone. It names the last message read, which is everything that stood there then.
    """
    if text_at(activity, "name") != RECEIPT:
        return None
    scene = _scene(activity)
    if not scene.place.private:
        return None
    return Turn(Read(scene.person, scene.place), Surface.CHAT, scene.tenant, scene.place, scene.thread)


def _conversation(activity: Activity) -> Turn | None:
    bot = text_at(activity, "recipient", "id")
    if not bot or not any(text_at(member, "id") == bot for member in list_at(activity, "membersAdded")):
        return None
    scene = _scene(activity)
    return Turn(_installed(scene), Surface.CHAT, scene.tenant, scene.place, scene.thread)


def _installed(scene: _Scene) -> Installed:
    name = text_at(scene.activity, "channelData", "team", "name") or text_at(scene.activity, "conversation", "name")
    return Installed(scene.person, scene.place, name)


_READERS = {
    "message": _message,
    "invoke": _invoke,
    "installationUpdate": _installation,
    "conversationUpdate": _conversation,
    "event": _event,
}
_INVOKES = {
    "adaptiveCard/action": (Surface.CARD, ("value", "action", "data")),
    "task/fetch": (Surface.FETCH, ("value", "data")),
    "task/submit": (Surface.DIALOG, ("value", "data")),
}
