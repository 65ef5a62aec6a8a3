"""What a person reads in a Slack payload: every word, labels of buttons and inputs included."""

import html
import re
from collections.abc import Iterator
from typing import Any

TOKEN = re.compile(r"<([^<>]*)>")


def words(payload: Any) -> str:
    """All texts of the payload's blocks, title and buttons, as Slack would show them."""
    return "\n".join(_texts(payload))


def inputs(view: dict[str, Any]) -> dict[str, str]:
    """What stands in the inputs of a fresh modal, by block_id."""
    return {block["block_id"]: _value(block["element"]) for block in view["blocks"] if block["type"] == "input"}


def button(payload: Any, label: str) -> dict[str, Any]:
    """The button with this label, as it stands in the payload."""
    found = [part for part in parts(payload) if part.get("type") == "button" and shown(part["text"]["text"]) == label]
    assert len(found) == 1, f"{len(found)} buttons say {label!r}"
    return found[0]


def shown(text: str) -> str:
    """mrkdwn or plain_text without its escapes and tokens; of a date what an old client shows."""
    return html.unescape(TOKEN.sub(lambda token: _token(token[1]), text)).replace("\u00ad", "").replace("\u200b", "")


def _token(inside: str) -> str:
    target, bar, label = inside.partition("|")
    return label if bar else target


def _value(element: dict[str, Any]) -> str:
    chosen = element.get("initial_option")
    return chosen["value"] if chosen else element.get("initial_value", "")


def _texts(payload: Any) -> Iterator[str]:
    for part in parts(payload):
        if part.get("type") in ("mrkdwn", "plain_text"):
            yield shown(part["text"])
        if part.get("type") == "image":
            yield part["alt_text"]


def parts(payload: Any) -> Iterator[dict[str, Any]]:
    """Every object in the payload, from the outside in."""
    if isinstance(payload, dict):
        yield payload
        payload = list(payload.values())
    if isinstance(payload, list):
        for part in payload:
            yield from parts(part)
