"""When each item has its turn, counted from the start of its meeting, and how the items fill the meeting's length."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.agenda.piece import Piece

One = TypeVar("One", bound=Piece)


@dataclass(frozen=True, slots=True)
class Slot:
    """When one item begins and ends, in the zone of the meeting.

    `ends` is None for an item without minutes. `sure` is False where an item without minutes stands before: it begins
    then at the earliest.
    """

    starts: datetime
    ends: datetime | None
    sure: bool = True


def slots(starts: datetime, minutes: Sequence[int | None]) -> tuple[Slot, ...]:
    """The slots of items one after the other. `starts` is aware; minutes pass as they do on the wrist, so that a clock
    that is put forward or back in between is put forward or back here too."""
    found: list[Slot] = []
    passed, sure = 0, True
    for length in minutes:
        begins = _after(starts, passed)
        found.append(Slot(begins, None if length is None else _after(starts, passed + length), sure))
        passed += length or 0
        sure = sure and length is not None
    return tuple(found)


def turns(items: Sequence[One], starts: datetime) -> tuple[tuple[One, Slot], ...]:
    """Each item with its slot."""
    return tuple(zip(items, slots(starts, [item.minutes for item in items]), strict=True))


def total(items: Sequence[Piece]) -> int:
    """Minutes of all items together, as far as they are known."""
    return sum(item.minutes or 0 for item in items)


def _after(moment: datetime, minutes: int) -> datetime:
    return (moment.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(moment.tzinfo)


@dataclass(frozen=True, slots=True)
class Balance:
    """All items together against the length of the meeting, in minutes; `unsaid` items have no minutes yet."""

    total: int
    length: int
    unsaid: int = 0

    @property
    def over(self) -> int:
        """Minutes too many."""
        return max(0, self.total - self.length)

    @property
    def free(self) -> int:
        """Minutes left, which items without minutes may still take."""
        return max(0, self.length - self.total)


def balance(minutes: Sequence[int | None], length: int) -> Balance:
    """How these items fill a meeting of `length` minutes."""
    return Balance(sum(each or 0 for each in minutes), length, sum(each is None for each in minutes))


STEP = 5
"""Minutes agendas are rounded to."""


def shortened(minutes: Sequence[int | None], length: int, fixed: Sequence[bool]) -> tuple[int | None, ...] | None:
    """The same items in `length` minutes: each gives in proportion, in steps of five, and `fixed` ones give nothing.

    None when that would leave an item nothing at all.
    """
    giving = [number for number, each in enumerate(minutes) if each and not fixed[number]]
    over = balance(minutes, length).over
    lengths = list(minutes)
    ready = sum(minutes[number] or 0 for number in giving)
    if not over:
        return tuple(minutes)
    if ready <= over:
        return None
    for number in giving:
        old = minutes[number] or 0
        lengths[number] = max(min(STEP, old), (old * (ready - over) // ready) // STEP * STEP)
    spare = length - balance(lengths, length).total
    for number in sorted(giving, key=lambda number: (lengths[number] or 0) - (minutes[number] or 0)):
        more = min(spare, STEP, (minutes[number] or 0) - (lengths[number] or 0))
        if more > 0:
            lengths[number] = (lengths[number] or 0) + more
            spare -= more
    return tuple(lengths) if spare >= 0 else None
