"""The few elements of Adaptive Cards 1.5 that everything here is made of."""

from typing import Any

Json = dict[str, Any]


def envelope(body: list[Json], mentions: list[Json] | None = None) -> Json:
    """A card around these elements. Below version 1.5 Action.Execute stops working (Teams, Universal Actions)."""
    card: Json = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "body": body,
    }
    if mentions:
        card["msteams"] = {"entities": mentions}
    return card


def text_block(text: str, **more: Any) -> Json:
    """A paragraph that wraps; without `wrap` Teams shows one line of it."""
    return {"type": "TextBlock", "text": text, "wrap": True, **more}


def execute(title: str, verb: str, data: Json) -> Json:
    """A button that answers in place, or by a message where a client is too old for that."""
    return {
        "type": "Action.Execute",
        "title": title,
        "verb": verb,
        "data": data,
        "fallback": {"type": "Action.Submit", "title": title, "data": data},
    }


def submit(title: str, data: Json) -> Json:
    """A button that sends a message, or what a dialog holds."""
    return {"type": "Action.Submit", "title": title, "data": data}


def cut(text: str, most: int) -> str:
    """The text, ending in an ellipsis where it had to be cut."""
    return text if len(text) <= most else text[: max(most - 1, 0)].rstrip() + "…"
