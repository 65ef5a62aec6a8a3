"""Addresses in Teams: opaque outside, and here everything needed to write to that place after a restart.

    house     teams:TENANT
    person    teams:TENANT:USER                          USER is the bot's own "29:…" id of the person
    room      teams:TENANT:room:SERVICE:CONVERSATION
    someone   teams:TENANT:user:SERVICE:USER             a personal chat that may not exist yet
    posted    teams:TENANT:post:SERVICE:CONVERSATION:ACTIVITY

Each part is percent-encoded, so a colon inside one cannot be read as a border. USER is not the Entra object id, which
some events leave out: a person must not be two.
"""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

THREAD = ";messageid="
"""What separates a channel's id from the thread's in a conversation id."""


@dataclass(frozen=True)
class Room:
    """A conversation: a channel, one of its threads, a group chat or a personal chat."""

    tenant: str
    service: str
    conversation: str


@dataclass(frozen=True)
class Someone:
    """A person to whom no personal conversation is known yet."""

    tenant: str
    service: str
    user: str


@dataclass(frozen=True)
class Posted:
    """A message that stands somewhere."""

    tenant: str
    service: str
    conversation: str
    activity: str


Address = Room | Someone | Posted


def house(tenant: str) -> str:
    """The id of a tenant."""
    return _join(tenant)


def user_in(person: str) -> str:
    """The bot's own "29:…" id of this person."""
    return unquote(person.rsplit(":", 1)[1])


def person(tenant: str, user: str) -> str:
    """The id of a person; it begins with their house's and a colon."""
    return _join(tenant, user)


def user_of(person_id: str, tenant: str) -> str:
    """The Teams id of a person of this tenant, "" for anybody else: only they can be mentioned there."""
    start = house(tenant) + ":"
    return unquote(person_id[len(start) :]) if tenant and person_id.startswith(start) else ""


def room_of(conversation: str) -> str:
    """The room a conversation belongs to: a channel's thread belongs to its channel, so that a post opens a new one."""
    return conversation.partition(THREAD)[0]


def thread_of(conversation: str, activity: str) -> str:
    """Where Teams keeps this message: the first of a channel's thread in its own thread, as `createConversation` and
    every event about it say, and all others where they were posted.
    """
    in_channel = conversation.endswith(("@thread.tacv2", "@thread.skype"))
    return f"{conversation}{THREAD}{activity}" if in_channel else conversation


def posted(tenant: str, service: str, conversation: str, activity: str) -> Posted:
    """Where a message stands; the first message of a thread has one address, inside the thread and outside of it."""
    channel, _, root = conversation.partition(THREAD)
    return Posted(tenant, service, channel if root == activity else conversation, activity)


def write(address: Address) -> str:
    """The address as one opaque string."""
    match address:
        case Room(tenant, service, conversation):
            return _join(tenant, "room", service, conversation)
        case Someone(tenant, service, user):
            return _join(tenant, "user", service, user)
        case Posted(tenant, service, conversation, activity):
            return _join(tenant, "post", service, conversation, activity)


def read(text: str) -> Address:
    """The address this string stands for. Raises ValueError when it is none of Teams'."""
    match [unquote(part) for part in text.split(":")]:
        case ["teams", tenant, "room", service, conversation]:
            return Room(tenant, service, conversation)
        case ["teams", tenant, "user", service, user]:
            return Someone(tenant, service, user)
        case ["teams", tenant, "post", service, conversation, activity]:
            return Posted(tenant, service, conversation, activity)
        case _:
            raise ValueError("not an address in Teams")


def _join(*parts: str) -> str:
    return ":".join(("teams", *map(_quoted, parts)))


@lru_cache(maxsize=10_000)
def _quoted(part: str) -> str:
    return quote(part, safe="")
