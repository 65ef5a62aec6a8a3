"""What Slack would refuse in a message, modal or home page: slack_sdk's models, and the rules those leave out."""

from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.adapters.slack.reading import parts

Json = dict[str, Any]

FALLBACK_TEXT, MESSAGE_BLOCKS, VIEW_BLOCKS = 4000, 50, 100
SECTION_TEXT, FIELD_TEXT = 3000, 2000
OPTION_TEXT, OPTION_VALUE, INPUT_TEXT, EXTERNAL_ID = 75, 150, 3000, 255


def problems_of(payload: Json, surface: str) -> list[str]:
    """Everything wrong with it, as sentences. `surface` is "message", "modal" or "home"."""
    blocks: list[Json] = payload.get("blocks") or []
    most = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    found = [problem for n, block in enumerate(blocks) for problem in _block(block, f"blocks[{n}]")]
    if len(blocks) > most:
        found.append(f"{len(blocks)} blocks, more than {most}")
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    found += [f"block_id {twice!r} stands twice" for twice in sorted({one for one in ids if ids.count(one) > 1})]
    if surface == "message":
        text = payload.get("text", "")
        found += [] if text else ["no text: a notification would say nothing"]
        found += [f"text of {len(text)} characters, chat.update refuses it"] if len(text) > FALLBACK_TEXT else []
    else:
        found += _view(payload, surface, blocks)
    return found


def _view(view: Json, surface: str, blocks: list[Json]) -> Iterator[str]:
    if view.get("type") != surface:
        yield f"type is {view.get('type')!r}, not {surface!r}"
    try:
        View(**view).to_dict()
    except (SlackObjectFormationError, TypeError) as refused:
        yield str(refused)
    if surface == "modal" and not (view.get("title") or {}).get("text"):
        yield "a modal without a title"
    if not blocks:
        yield "no blocks"
    if len(view.get("external_id") or "") > EXTERNAL_ID:
        yield "external_id too long"
    if surface == "modal" and any(block["type"] == "input" for block in blocks) and not view.get("submit"):
        yield "an input but no submit"


def _block(block: Json, where: str) -> Iterator[str]:
    try:
        if (known := Block.parse(block)) is None:
            yield f"{where}: no block is called {block.get('type')!r}"
        else:
            known.to_dict()
    except (SlackObjectFormationError, TypeError, ValueError) as refused:
        yield f"{where}: {refused}"
    for n, field in enumerate(block.get("fields") or ()):
        if len(field["text"]) > FIELD_TEXT:
            yield f"{where}.fields[{n}]: {len(field['text'])} characters"
    ids = [element["action_id"] for element in block.get("elements") or () if "action_id" in element]
    if len(ids) != len(set(ids)):
        yield f"{where}: an action_id stands twice"
    for part in parts(block):
        yield from (f"{where}: {problem}" for problem in _part(part))


def _part(part: Json) -> Iterator[str]:
    match part:
        case {"type": "mrkdwn" | "plain_text", "text": text}:
            if not text:
                yield "an empty text"
            if len(text) > SECTION_TEXT:
                yield f"a text of {len(text)} characters"
        case {"type": "button", "text": {"type": kind}} if kind != "plain_text":
            yield f"{kind} in a button"
        case {"type": "plain_text_input"}:
            most = part.get("max_length", INPUT_TEXT)
            if not 0 < most <= INPUT_TEXT:
                yield f"max_length {most}"
            if len(part.get("initial_value", "")) > most:
                yield "an initial_value longer than max_length"
        case {"type": "static_select" | "radio_buttons"}:
            options = part.get("options") or [one for group in part["option_groups"] for one in group["options"]]
            if part.get("initial_option") not in [None, *options]:
                yield "an initial_option that is no option"
            for option in options:
                if len(option["text"]["text"]) > OPTION_TEXT or not 0 < len(option["value"]) <= OPTION_VALUE:
                    yield f"option {option['value']!r}: text or value too long, or no value"
        case _:
            pass
