"""Actions: the small typed values that ride in buttons and forms, so that no flow lives in a process.

An action says *what was meant* and carries ids, never permission: who may do it is asked when it comes back.
"""

import dataclasses
import json
import typing
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar

LONGEST = 1900
"""Characters a packed action may have. Slack's button value holds 2,000 (Block Kit, button element)."""

# Made once: `json.dumps` makes one for every button of every card.
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class StaleAction(Exception):
    """This button or form is from before the last update, or was not made by this program."""


@dataclasses.dataclass(frozen=True)
class Action:
    """A button's or form's meaning. Subclass as a frozen dataclass; the wire name is for ever.

    Fields may be `int`, `str`, `bool`, a `StrEnum`, or one of these or None. A field added later needs a
    default, so that cards already standing in people's rooms keep working.
    """

    name: ClassVar[str] = ""

    def __init_subclass__(cls, *, name: str) -> None:
        super().__init_subclass__()
        cls.name = name


def pack(action: Action) -> str:
    """The text that stands for this action on the wire.

    Raises ValueError when it would be longer than `LONGEST`.
    """
    fields = {key: value for key, value in vars(action).items() if value is not None}
    text = f"{action.name} {_written(fields)}" if fields else action.name
    if len(text) > LONGEST:
        raise ValueError(f"{action.name} packs to {len(text)} characters, more than {LONGEST}")
    return text


def unpack(text: str, kinds: Mapping[str, type[Action]]) -> Action:
    """The action this text stands for, among the kinds that are known.

    Raises StaleAction for anything else: an unknown name, a missing or unknown field, a wrong type.
    """
    name, _, rest = text.partition(" ")
    kind = kinds.get(name)
    if kind is None:
        raise StaleAction(name)
    try:
        found: Any = json.loads(rest) if rest else {}
        if not isinstance(found, dict):
            raise StaleAction(name)
        readers = _readers(kind)
        return kind(**{key: _read(readers[key], value) for key, value in typing.cast("dict[str, Any]", found).items()})
    except (ValueError, TypeError, KeyError, RecursionError) as broken:
        raise StaleAction(name) from broken


@cache
def _readers(kind: type[Action]) -> dict[str, tuple[type, ...]]:
    hints = typing.get_type_hints(kind)
    return {
        field.name: typing.get_args(hints[field.name]) or (hints[field.name],) for field in dataclasses.fields(kind)
    }


def _read(allowed: tuple[type, ...], value: Any) -> Any:
    for kind in allowed:
        if type(value) is kind:
            return value
        if isinstance(value, str) and issubclass(kind, StrEnum):
            return kind(value)
    raise TypeError(f"{value!r} is not {allowed}")
