"""What is wrong with an Adaptive Card, beyond what any one checker finds.

Microsoft's JSON schema misses duplicate ids, a missing version, required inputs without a label and broken date macros; its
JavaScript renderer misses the rest. This is the list of both.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft6Validator

SCHEMA = Path(__file__).parents[4] / "shared" / "data" / "adaptive-card-1.5.json"
"""Microsoft's schema, beside the project where somebody put it; it is not ours to ship."""
LARGEST = 24 * 1024
ELEMENTS = {
    "AdaptiveCard", "TextBlock", "FactSet", "ActionSet", "Image", "Input.Text", "Input.ChoiceSet",
    "Action.Execute", "Action.Submit", "Action.OpenUrl",
}  # fmt: skip
MACRO = re.compile(r"\{\{(DATE|TIME)\(([^)]*)\)\}\}")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ(, ?(COMPACT|SHORT|LONG))?")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def problems_of(card: dict[str, Any]) -> list[str]:
    """Every problem, in words; an empty list is a good card."""
    found = list(_ours(card))
    if SCHEMA.is_file():
        errors = _schema().iter_errors(_without_teams(card))
        found += [f"schema: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in errors]
    return found


def walk(part: Any) -> Iterator[dict[str, Any]]:
    """Every object in the card, outermost first; not into the data of buttons, which no client draws."""
    if isinstance(part, dict):
        yield part
        for key, value in part.items():
            if key not in ("data", "msteams"):
                yield from walk(value)
    elif isinstance(part, list):
        for item in part:
            yield from walk(item)


def texts(card: dict[str, Any]) -> Iterator[str]:
    """Every text a client reads as Markdown."""
    for part in walk(card.get("body", [])):
        if part.get("type") == "TextBlock":
            yield part.get("text", "")
        elif "type" not in part and {"title", "value"} == part.keys():
            yield part["title"]
            yield part["value"]


def _ours(card: dict[str, Any]) -> Iterator[str]:
    if card.get("type") != "AdaptiveCard" or card.get("version") != "1.5":
        yield "not an AdaptiveCard of version 1.5"
    size = len(json.dumps(card, ensure_ascii=False).encode())
    if size > LARGEST:
        yield f"{size} bytes, more than {LARGEST}"
    ids = [part["id"] for part in walk(card) if "id" in part]
    yield from (f"the id {name!r} stands twice" for name in sorted({name for name in ids if ids.count(name) > 1}))
    for part in walk(card):
        yield from _element(part)
    for text in texts(card):
        yield from _text(text)
    yield from _mentions(card)


def _element(part: dict[str, Any]) -> Iterator[str]:
    kind = part.get("type", "")
    if kind and kind not in ELEMENTS and "id" not in part.get("mentioned", {}):
        yield f"unknown element {kind}"
    if kind.startswith("Input.") and part.get("isRequired") and not (part.get("label") and part.get("errorMessage")):
        yield f"required input {part.get('id')} without label or errorMessage"
    if kind.startswith("Input.") and not part.get("id"):
        yield "an input without id"
    if kind == "Action.Execute" and part.get("fallback", {}).get("type") != "Action.Submit":
        yield f"{part.get('title')!r} executes without a fallback"
    if kind == "ActionSet" and not 1 <= len(part["actions"]) <= 6:
        yield f"{len(part['actions'])} buttons in a row"
    if kind.startswith("Action.") and not part.get("title"):
        yield "a button without a title"
    if kind == "Image" and not (part.get("altText") and part.get("url", "").startswith("https://")):
        yield "a picture without words, or without an address"
    if kind == "TextBlock" and (not part.get("text") or part.get("wrap") is not True):
        yield "a text that is empty or does not wrap"


def _text(text: str) -> Iterator[str]:
    for name, inside in MACRO.findall(text):
        if not (DATE if name == "DATE" else TIME).fullmatch(inside):
            yield f"a {name} macro Teams prints as it stands: {inside}"
    if "{{" in MACRO.sub("", text):
        yield f"half a macro in {text[:60]!r}"


def _mentions(card: dict[str, Any]) -> Iterator[str]:
    entities = card.get("msteams", {}).get("entities", [])
    tags = {tag for text in texts(card) for tag in re.findall(r"<at>.*?</at>", text)}
    named = {entity.get("text") for entity in entities}
    yield from (f"{tag} without an entity" for tag in sorted(tags - named))
    yield from (f"an entity without {tag}" for tag in sorted(named - tags))
    yield from ("a mention without its type" for entity in entities if entity.get("type") != "mention")


@cache
def _schema() -> Draft6Validator:
    return Draft6Validator(json.loads(SCHEMA.read_text()))


def _without_teams(part: Any) -> Any:
    """The card without Teams' own additions, which the schema forbids."""
    if isinstance(part, dict):
        return {key: _without_teams(value) for key, value in part.items() if key != "msteams"}
    return [_without_teams(item) for item in part] if isinstance(part, list) else part
