"""The check itself: each rule refuses what breaks it, and what Slack takes passes."""

from typing import Any

import pytest

from tests.adapters.slack.block_kit import problems_of

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "words", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(n: int = 0, **more: Any) -> Json:
    return {"type": "button", "action_id": f"b{n}", "text": plain("Go"), "value": "v"} | more


def actions(*buttons: Json) -> Json:
    return {"type": "actions", "elements": list(buttons)}


def entry(**element: Any) -> Json:
    return {"type": "input", "block_id": "a", "label": plain("A"), "element": {"action_id": "x"} | element}


def choice(text: str = "O", value: str = "o", **more: Any) -> Json:
    return entry(type="static_select", options=[{"text": plain(text), "value": value}], **more)


def message(*blocks: Json, text: str = "words") -> Json:
    return {"text": text, "blocks": list(blocks)}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("T"), "submit": plain("S"), "blocks": list(blocks)} | more


WORDS = entry(type="plain_text_input")
REFUSED: dict[str, tuple[str, Json]] = {
    "an unknown block": ("message", message({"type": "parcel"})),
    "a long section": ("message", message(section("w" * 3001))),
    "a long field": ("message", message({"type": "section", "fields": [mrkdwn("w" * 2001)]})),
    "eleven fields": ("message", message({"type": "section", "fields": [mrkdwn("w")] * 11})),
    "an empty text": ("message", message(section(""))),
    "a long header": ("message", message({"type": "header", "text": plain("w" * 151)})),
    "one action_id twice": ("message", message(actions(button(1), button(1)))),
    "one block_id twice": ("message", message(section(block_id="a"), section(block_id="a"))),
    "mrkdwn on a button": ("message", message(actions(button(text=mrkdwn("*Go*"))))),
    "a long button": ("message", message(actions(button(text=plain("w" * 76))))),
    "a long value": ("message", message(actions(button(value="v" * 2001)))),
    "26 buttons": ("message", message(actions(*map(button, range(26))))),
    "51 blocks": ("message", message(*[section()] * 51)),
    "no text": ("message", message(section(), text="")),
    "a text chat.update refuses": ("message", message(section(), text="w" * 4001)),
    "a long option": ("modal", modal(choice(text="w" * 76))),
    "a long option value": ("modal", modal(choice(value="v" * 151))),
    "an initial option that is none": ("modal", modal(choice(initial_option={"text": plain("P"), "value": "p"}))),
    "a max_length over the most": ("modal", modal(entry(type="plain_text_input", max_length=3001))),
    "an initial value over max_length": ("modal", modal(entry(type="plain_text_input", max_length=3, initial_value="four"))),
    "a long external_id": ("modal", modal(section(), external_id="e" * 256)),
    "an input and no submit": ("modal", modal(WORDS, submit=None)),
    "a modal without title": ("modal", modal(section(), title=None)),
    "a long title": ("modal", modal(section(), title=plain("w" * 25))),
    "101 blocks": ("modal", modal(*[section()] * 101)),
    "long metadata": ("modal", modal(section(), private_metadata="m" * 3001)),
    "no blocks": ("modal", modal()),
    "a modal as home": ("home", modal(section())),
}  # fmt: skip
TAKEN: dict[str, tuple[str, Json]] = {
    "a message": ("message", message(section("w" * 3000), actions(*map(button, range(25))), *[section()] * 48)),
    "a form": ("modal", modal(WORDS, choice(initial_option={"text": plain("O"), "value": "o"}) | {"block_id": "b"})),
    "a home page": ("home", {"type": "home", "blocks": [section()] * 100}),
}


@pytest.mark.parametrize(("surface", "payload"), REFUSED.values(), ids=REFUSED)
def test_what_slack_refuses_is_found(surface: str, payload: Json) -> None:
    assert problems_of(payload, surface) != []


@pytest.mark.parametrize(("surface", "payload"), TAKEN.values(), ids=TAKEN)
def test_what_slack_takes_passes(surface: str, payload: Json) -> None:
    assert problems_of(payload, surface) == []
