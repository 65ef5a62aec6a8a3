"""What rides in a modal, and comes back when it is sent: the form's action and where it was opened from."""

import json
from dataclasses import dataclass
from typing import Any

from adapters.slack import limits
from bot.chat.event import Place


@dataclass(frozen=True)
class Carried:
    """`then` is the form's packed action, "" in a modal that only shows something; `thread` the thread it came from."""

    place: Place
    then: str = ""
    thread: str = ""


def pack(carried: Carried) -> str:
    """The text for the modal's private_metadata. Raises ValueError when that is longer than Slack takes."""
    place = carried.place
    text = json.dumps(
        {"then": carried.then, "place": place.address, "private": place.private, "thread": carried.thread},
        separators=(",", ":"),
        ensure_ascii=False,
    )
    if len(text) > limits.PRIVATE_METADATA:
        raise ValueError(f"a form's action takes {len(text)} characters of {limits.PRIVATE_METADATA}")
    return text


def unpack(text: str) -> Carried:
    """What `pack` packed. Raises ValueError, KeyError or TypeError for anything else."""
    found: dict[str, Any] = json.loads(text)
    return Carried(Place(str(found["place"]), bool(found["private"])), str(found["then"]), str(found["thread"]))
