"""When each item has its turn, from the start of its meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.agenda.items import Item


@dataclass(frozen=True)
class Slot:
    """An item from `at` to `until`; of one without minutes only its beginning is known."""

    item: Item
    at: datetime
    until: datetime | None


def slots(items: Sequence[Item], starts: datetime) -> tuple[Slot, ...]:
    """The items one after the other."""
    found: list[Slot] = []
    at = starts
    for item in items:
        until = None if item.minutes is None else at + timedelta(minutes=item.minutes)
        found.append(Slot(item, at, until))
        at = until or at
    return tuple(found)


def total(items: Sequence[Item]) -> int:
    """Minutes of all items together, as far as they are known."""
    return sum(item.minutes or 0 for item in items)


def offsets(items: Sequence[Item]) -> dict[int, int]:
    """Minutes from the start at which each item begins, by its id."""
    return {item.id: total(items[:index]) for index, item in enumerate(items)}
