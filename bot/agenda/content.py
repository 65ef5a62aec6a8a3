"""An agenda as text that is kept: for versions, for templates, and for whoever edits at the same time."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from bot.agenda.items import Item

UNKEPT = ("confirmed",)
_FIELDS = {field.name for field in fields(Item)} - {*UNKEPT}


def kept(items: Iterable[Item], *, notes: bool = False) -> str:
    """The items as text; what is private stays out unless it is asked for."""
    left_out = {*UNKEPT} if notes else {*UNKEPT, "notes"}
    rows = [{key: value for key, value in asdict(item).items() if key not in left_out} for item in items]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def read_back(text: str) -> tuple[Item, ...]:
    """The items in what `kept` wrote; what an earlier or later Convener wrote besides is left alone."""
    rows: list[dict[str, Any]] = json.loads(text)
    return tuple(map(_item, rows))


def _item(row: dict[str, Any]) -> Item:
    known: dict[str, Any] = {key: value for key, value in row.items() if key in _FIELDS}
    known["links"] = tuple(row.get("links", ()))
    return Item(**known)
