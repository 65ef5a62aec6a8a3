"""What a facilitator should look at before an agenda is published."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.agenda.items import Item
from bot.agenda.timing import total

LONGEST_SITTING = 120
"""Minutes without a break."""
_OTHER_BUSINESS = re.compile(r"\b(any other business|a\.?o\.?b\.?|other matters|miscellaneous|divers|varia)\b", re.I)


class Finding(StrEnum):
    """What may be wrong with an agenda or one of its items."""

    OVER = "over"
    UNDER = "under"
    NO_MINUTES = "no minutes"
    NO_OWNER = "no owner"
    UNKNOWN_OWNER = "unknown owner"
    NO_BREAK = "no break"
    OTHER_BUSINESS = "other business"
    NAMES_COMPANY = "names company"
    NO_LINK = "no link"
    NOT_COMING = "not coming"
    DECLINED = "declined"
    NOBODY_THERE = "nobody there"


@dataclass(frozen=True)
class Found:
    """A finding; `item` is None where it is about the whole, `minutes` how many are too many or left."""

    what: Finding
    item: Item | None = None
    minutes: int = 0


def checked(items: Sequence[Item], length: int, companies: Collection[str]) -> list[Found]:
    """What the items themselves tell, for a meeting of so many minutes; `companies` are the names to look for."""
    found: list[Found] = []
    used = total(items)
    if used > length:
        found.append(Found(Finding.OVER, minutes=used - length))
    elif used < length and all(item.minutes is not None for item in items):
        found.append(Found(Finding.UNDER, minutes=length - used))
    found += _without_break(items)
    for item in items:
        found += (Found(what, item) for what in _about(item, companies))
    return found


def _about(item: Item, companies: Collection[str]) -> Iterable[Finding]:
    if item.minutes is None:
        yield Finding.NO_MINUTES
    if _OTHER_BUSINESS.search(item.title):
        yield Finding.OTHER_BUSINESS
    if item.nameless and any(_says(item.title, company) for company in companies):
        yield Finding.NAMES_COMPANY
    if item.kind != "break" and not item.owner:
        yield Finding.NO_OWNER
    if item.owner and item.organisation is None and not item.team:
        yield Finding.UNKNOWN_OWNER
    if item.kind == "talk" and item.owner and not item.team and not item.links:
        yield Finding.NO_LINK


def _without_break(items: Sequence[Item]) -> Iterable[Found]:
    sat, half = 0, None
    for item in items:
        sat, half = (0, None) if item.kind == "break" else (sat + (item.minutes or 0), half)
        half = half or (item if sat >= LONGEST_SITTING // 2 else None)
        if sat >= LONGEST_SITTING:
            yield Found(Finding.NO_BREAK, half)
            return


def _says(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I) is not None


def fitted(items: Sequence[Item], length: int) -> dict[int, int]:
    """New minutes by item id so that everything fits: the longest give first, five at a time, none below five."""
    minutes = {item.id: item.minutes or 0 for item in items}
    over = sum(minutes.values()) - length
    while over > 0:
        longest = max(minutes, key=lambda item: minutes[item])
        if minutes[longest] <= 5:
            break
        less = min(5, over, minutes[longest] - 5)
        minutes[longest] -= less
        over -= less
    return {
        item.id: minutes[item.id] for item in items if item.minutes is not None and item.minutes != minutes[item.id]
    }
