"""Reading an Adaptive Card as a person does: its words, its buttons, its fields by their labels."""

from collections.abc import Iterable, Mapping
from typing import Any

Json = dict[str, Any]

BUTTONS = ("Action.Submit", "Action.Execute")


def button(cards: Iterable[Json], label: str) -> Json:
    """The action behind the button with this label. Raises AssertionError naming those that are there."""
    there = {one.get("title", ""): one for card in cards for one in find(card, *BUTTONS)}
    assert label in there, f"no button {label!r}, only {list(there)}"
    return there[label]


def filled(card: Json, answers: Mapping[str, str]) -> Json:
    """The values of a card's inputs by id: what stood there, and the answers by label (a choice by its words).

    Raises AssertionError for a label that is not there.
    """
    inputs = {one.get("label", ""): one for one in find(card, "Input.Text", "Input.ChoiceSet")}
    missing = answers.keys() - inputs.keys()
    assert not missing, f"no field for {missing}, only {list(inputs)}"
    values = {one["id"]: one.get("value", "") for one in inputs.values()}
    for label, typed in answers.items():
        choices = {one["title"]: one["value"] for one in inputs[label].get("choices", [])}
        values[inputs[label]["id"]] = choices[typed] if choices else typed
    return values


def find(part: Any, *kinds: str) -> list[Json]:
    """Every element or action of these types in a card, fallbacks left out."""
    if isinstance(part, list):
        return [found for one in part for found in find(one, *kinds)]
    if not isinstance(part, dict):
        return []
    here = [part] if part.get("type") in kinds else []
    return here + [found for key, one in part.items() if key != "fallback" for found in find(one, *kinds)]


def words(part: Any) -> str:
    """Every word a person reads in an Adaptive Card, or a part of one."""
    if isinstance(part, list):
        return "\n".join(filter(None, map(words, part)))
    if not isinstance(part, dict):
        return ""
    own = [
        str(part[key]) for key in ("title", "text", "value", "label", "errorMessage") if isinstance(part.get(key), str)
    ]
    inside = ("body", "items", "columns", "inlines", "facts", "actions", "card", "rows", "cells", "choices")
    return "\n".join([*own, *filter(None, (words(part[key]) for key in inside if key in part))])
