"""Addresses: opaque to the product, read and written only here.

house            slack:T123            one workspace; slack:E123 for an app installed in a whole organisation
person           slack:T123:U1         slack:T123:U1@T999 for somebody from another workspace (Slack Connect)
private address  slack:T123:U1         posting to a user id opens the direct conversation (chat.postMessage)
room             slack:T123:C1
message          slack:T123:C1:1712.0001
"""

PREFIX = "slack"


def house(workspace: str) -> str:
    """The house of this workspace's (T…) or organisation's (E…) installation."""
    return f"{PREFIX}:{workspace}"


def room(house: str, channel: str) -> str:
    """Where to post so that this channel, conversation or person reads it."""
    return f"{house}:{channel}"


def person(house: str, user: str, home: str = "") -> str:
    """Who this is. `home` is the workspace they belong to, where it is not the installation's own."""
    return f"{house}:{user}@{home}" if home else f"{house}:{user}"


def is_foreign(person: str) -> bool:
    """Whether they belong to another workspace than the installation's own."""
    return "@" in person


def message(house: str, channel: str, ts: str) -> str:
    """The id to update this message by."""
    return f"{house}:{channel}:{ts}"


def read(address: str) -> tuple[str, str, str]:
    """The house, channel or user, and time stamp that this address names, "" for each that it does not."""
    prefix, workspace, channel, ts = (*address.split(":"), "", "")[:4]
    return f"{prefix}:{workspace}", channel.partition("@")[0], ts


def house_in(address: str) -> str:
    """The house this address lies in."""
    return ":".join(address.split(":", 2)[:2])


def channel_in(address: str) -> str:
    """The channel or user this address names, "" if none."""
    parts = address.split(":")
    return parts[2].partition("@")[0] if len(parts) > 2 else ""


def ts_in(address: str) -> str:
    """The message's time stamp, which is Slack's name for it; "" if the address names no message."""
    parts = address.split(":")
    return parts[3] if len(parts) > 3 else ""


def mentioned(person: str, house: str) -> str:
    """The user id to mention this person by in this house, "" if they are not known there."""
    return channel_in(person) if house_in(person) == house else ""
