"""What was read from a pasted agenda as items of ours; whatever does not fit into one is handed back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from bot.agenda import reading
from bot.agenda.forms import LONGEST_LINK, MOST_LINKS, read_links
from bot.agenda.items import LONGEST_ITEM, LONGEST_NOTES, LONGEST_OWNER, LONGEST_TITLE, Item
from bot.agenda.reading import ReadItem
from bot.kit import Tools
from storage import people

PIECE = 300
"""Characters of a line that came back, in one point of a list."""
MOST_PIECES = 30
"""Points of that list."""


@dataclass(frozen=True)
class Taken:
    """The items, the lines that are none, and the time of day that stood beside each item."""

    items: tuple[Item, ...]
    unread: tuple[str, ...]
    starts: tuple[time | None, ...] = ()


def take(text: str, tools: Tools) -> Taken:
    """The items of a text, read with the names of everybody who may hold one."""
    organisations = people.organisations(tools.db, tools.viewer.community)
    names = [name for one in organisations for name in (one.name, one.key)]
    names += [one.name for one in people.members(tools.db, tools.viewer.community)]
    found = reading.read(text, tools.viewer.locale, names=names)
    items = [(one, _item(one)) for one in found.items]
    back = [_written(one) for one, item in items if item is None]
    kept = [(item, one.starts) for one, item in items if item is not None]
    return Taken(tuple(item for item, _starts in kept), (*found.unread, *back), tuple(starts for _item, starts in kept))


def pieces(lines: Iterable[str]) -> tuple[tuple[str, ...], int]:
    """The lines cut into pieces that any list can show, and how many characters there are beyond what it can."""
    cut = [line[at : at + PIECE] for line in lines for at in range(0, len(line), PIECE)]
    return tuple(cut[:MOST_PIECES]), sum(map(len, cut[MOST_PIECES:]))


def _item(one: ReadItem) -> Item | None:
    """None where it is too long for an item."""
    links = [link if "://" in link else f"https://{link}" for link in one.links]
    fitting = [link for link in links if len(link) <= LONGEST_LINK and not read_links(link)[1]]
    kept, rest = fitting[:MOST_LINKS], [link for link in links if link not in fitting[:MOST_LINKS]]
    notes = "\n".join(filter(None, (one.notes, *rest)))
    if len(one.title) > LONGEST_TITLE or len(one.owner) > LONGEST_OWNER or len(notes) > LONGEST_NOTES:
        return None
    if (one.minutes or 0) > LONGEST_ITEM:
        return None
    return Item(one.title, one.minutes, " ".join(one.owner.split()), one.kind, tuple(kept), notes=notes)


def _written(one: ReadItem) -> str:
    """The item once more as a line that can be pasted again."""
    minutes = "" if one.minutes is None else f"{one.minutes}' "
    owner = f" ({one.owner})" if one.owner else ""
    return " ".join((f"{minutes}{one.title}{owner}", *one.links, *one.notes.split()))
