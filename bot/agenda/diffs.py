"""What changed from one version of an agenda to another, and whom that concerns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.agenda.clocktimes import total
from bot.agenda.items import Item


class What(StrEnum):
    """What can change about an item."""

    NEW = "new"
    GONE = "gone"
    TITLE = "title"
    MINUTES = "minutes"
    OWNER = "owner"
    KIND = "kind"
    LINKS = "links"
    TIME = "time"


@dataclass(frozen=True)
class Change:
    """An item that changed: as it is, or as it was where it is gone; `was` is None where it is new."""

    item: Item
    what: frozenset[What]
    was: Item | None


def changes(old: Sequence[Item], new: Sequence[Item]) -> tuple[Change, ...]:
    """Every difference, in the new order, what is gone last."""
    before = {item.id: item for item in old}
    was_at, is_at = offsets(old), offsets(new)
    found: list[Change] = []
    for item in new:
        was = before.pop(item.id, None)
        if was is None:
            found.append(Change(item, frozenset({What.NEW}), None))
            continue
        what = _differs(was, item)
        if was_at[item.id] != is_at[item.id]:
            what.add(What.TIME)
        if what:
            found.append(Change(item, frozenset(what), was))
    return (*found, *(Change(item, frozenset({What.GONE}), item) for item in before.values()))


def read_by(found: Sequence[Change], name: Callable[[Item], str]) -> tuple[Change, ...]:
    """What of these changes somebody can read who reads owners as `name` says."""

    def left(change: Change) -> frozenset[What]:
        same_owner = change.was is not None and name(change.was) == name(change.item)
        return change.what - {What.OWNER} if same_owner else change.what

    kept = [(change, left(change)) for change in found]
    return tuple(replace(change, what=what) for change, what in kept if what)


def offsets(items: Sequence[Item]) -> dict[int, int]:
    """Minutes from the start at which each item begins, by its id."""
    return {item.id: total(items[:index]) for index, item in enumerate(items)}


def _differs(was: Item, item: Item) -> set[What]:
    pairs = {
        What.TITLE: (was.title, item.title),
        What.MINUTES: (was.minutes, item.minutes),
        What.OWNER: ((was.owner, was.organisation, was.member), (item.owner, item.organisation, item.member)),
        What.KIND: (was.kind, item.kind),
        What.LINKS: (was.links, item.links),
    }
    return {what for what, (before, after) in pairs.items() if before != after}
