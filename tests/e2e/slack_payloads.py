"""What Slack posts to an app when somebody presses, types a command or sends a form, signed as Slack signs.

Shapes: https://api.slack.com/reference/interaction-payloads; signature: "Verifying requests from Slack".
"""

import hashlib
import hmac
import time
from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]


def signed(secret: str, body: bytes) -> dict[str, str]:
    """The two headers that prove a body comes from Slack."""
    at = str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}


def with_ids(blocks: list[Json]) -> list[Json]:
    """The blocks as Slack hands them back: each with a block_id, made up where the app gave none."""
    return [{"block_id": f"made-{number}", **block} for number, block in enumerate(blocks)]


def buttons(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every button with the block it stands in."""
    for block in with_ids(blocks):
        found = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory") or {}]
        yield from ((block, one) for one in found if one.get("type") == "button")


def pressed(blocks: list[Json], label: str) -> Json:
    """The entry of `actions` for the button with this label. Raises AssertionError naming those that are there."""
    there = {one["text"]["text"]: (block, one) for block, one in buttons(blocks)}
    assert label in there, f"no button {label!r}, only {list(there)}"
    block, one = there[label]
    kept = {key: one[key] for key in ("type", "action_id", "text", "value", "style", "url") if key in one}
    return {**kept, "block_id": block["block_id"], "action_ts": f"{time.time():.6f}"}


def filled(blocks: list[Json], answers: Mapping[str, str]) -> Json:
    """`state.values` of a form: what stood in it, and the answers by label (a choice by the words people read).

    Raises AssertionError for a label that is not there.
    """
    values: Json = {}
    left = dict(answers)
    for block in with_ids(blocks):
        if block["type"] == "input":
            typed = left.pop(block["label"]["text"], None)
            values[block["block_id"]] = {block["element"]["action_id"]: _value(block["element"], typed)}
    assert not left, f"no field for {list(left)}, only {[b['label']['text'] for b in blocks if b['type'] == 'input']}"
    return values


def _value(element: Json, typed: str | None) -> Json:
    kind = element["type"]
    match kind:
        case "static_select" | "radio_buttons":
            chosen = element.get("initial_option")
            if typed is not None:
                chosen = next(option for option in element["options"] if option["text"]["text"] == typed)
            return {"type": kind, "selected_option": chosen}
        case "datepicker" | "timepicker":
            part = kind.removesuffix("picker")
            return {"type": kind, f"selected_{part}": typed if typed is not None else element.get(f"initial_{part}")}
        case "plain_text_input":
            return {"type": kind, "value": typed if typed is not None else element.get("initial_value")}
        case _:
            raise AssertionError(f"the tests cannot fill a {kind}")


def words(message: Json) -> str:
    """Every word a person reads in a message or view, block by block; the text alone where there are no blocks."""
    blocks = message.get("blocks") or []
    return "\n".join(_words(block) for block in blocks) if blocks else str(message.get("text", ""))


def _words(part: Any) -> str:
    if isinstance(part, list):
        return "\n".join(_words(one) for one in part)
    if not isinstance(part, dict):
        return ""
    if part.get("type") in ("mrkdwn", "plain_text", "text", "date", "link"):
        return str(part.get("text") or part.get("fallback") or part.get("url") or "")
    shown = ("text", "fields", "elements", "accessory", "label", "element", "hint", "options", "rows")
    return "\n".join(filter(None, (_words(part[key]) for key in shown if key in part)))
