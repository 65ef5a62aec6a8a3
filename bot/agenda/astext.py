"""An agenda as text, one item a line, to be corrected in one form: what is left as it was stays untouched.

Only lines that were changed are read; links, notes and whatever else an item has stay with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot.agenda.forms import MOST_LINKS
from bot.agenda.items import Item
from bot.agenda.pasted import Taken, take
from bot.agenda.reading import kind
from bot.kit import Tools

LONGEST = 3000
"""Characters; a field of a form takes no more on every platform."""
_ALIKE = 0.6
"""From here on a changed line is the item it resembles."""


@dataclass(frozen=True)
class Corrected:
    """The items in their new order, those that were there with their ids, and the lines that are none."""

    items: tuple[Item, ...]
    unread: tuple[str, ...]


def line(item: Item) -> str:
    """The item as it is pasted: "10' Welcome (team)"."""
    minutes = "" if item.minutes is None else f"{item.minutes}' "
    return f"{minutes}{item.title}" + (f" ({item.owner})" if item.owner else "")


def text(items: Sequence[Item]) -> str:
    """The whole agenda; empty where it is too long for one field."""
    whole = "\n".join(map(line, items))
    return whole if len(whole) <= LONGEST else ""


def corrected(typed: str, items: Sequence[Item], tools: Tools) -> Corrected:
    """What the corrected text makes of the items."""
    left = list(items)
    parts: list[Item | list[str]] = []
    for said in typed.splitlines():
        same = next((item for item in left if line(item) == said.strip()), None)
        if same is not None:
            left.remove(same)
            parts.append(same)
        elif parts and isinstance(parts[-1], list):
            parts[-1].append(said)
        else:
            parts.append([said])
    found: list[Item] = []
    unread: list[str] = []
    for number, part in enumerate(parts):
        if isinstance(part, Item):
            found.append(part)
            continue
        read = take("\n".join(part), tools)
        after = next((other.position for other in parts[number + 1 :] if isinstance(other, Item)), len(items) + 1)
        before = next((other.position for other in reversed(parts[:number]) if isinstance(other, Item)), 0)
        found += _paired(read, left, range(before + 1, after))
        unread += read.unread
    return Corrected(tuple(found), tuple(unread))


def _paired(read: Taken, left: list[Item], between: range) -> list[Item]:
    """The items that were read, each as the one it was before: by its title, by its place, or else a new one."""
    found: dict[int, Item] = {}
    fresh = [*enumerate(read.items)]
    for alike in (_same_title, _similar, _anything):
        for place, new in [*fresh]:
            old = next((one for one in left if alike(one, new, len(fresh), left, between)), None)
            if old is not None:
                left.remove(old)
                fresh.remove((place, new))
                found[place] = _as_before(old, new)
    return [found.get(place, new) for place, new in enumerate(read.items)]


def _same_title(old: Item, new: Item, _fresh: int, _left: Sequence[Item], _between: range) -> bool:
    return old.title.casefold() == new.title.casefold()


def _similar(old: Item, new: Item, _fresh: int, _left: Sequence[Item], _between: range) -> bool:
    return SequenceMatcher(None, old.title.casefold(), new.title.casefold()).ratio() >= _ALIKE


def _anything(old: Item, new: Item, fresh: int, left: Sequence[Item], between: range) -> bool:
    """As many lines changed here as items are missing here."""
    return old.position in between and sum(one.position in between for one in left) == fresh


def _as_before(old: Item, new: Item) -> Item:
    """The new words, with what the old item had besides; its kind follows its title unless somebody chose it."""
    chosen = kind(old.title, old.owner) != old.kind or old.title == new.title
    return replace(
        old,
        title=new.title,
        minutes=new.minutes,
        owner=new.owner,
        kind=old.kind if chosen else new.kind,
        links=tuple(dict.fromkeys((*old.links, *new.links)))[:MOST_LINKS],
        notes="\n".join(filter(None, (old.notes, new.notes))),
    )
