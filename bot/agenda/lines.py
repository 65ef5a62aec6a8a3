"""Reads an agenda line by line: one item a line, minutes and owner where they are easy to tell."""

import re
from dataclasses import dataclass

from bot.agenda.items import LONGEST_ITEM, LONGEST_TITLE, Item


@dataclass(frozen=True)
class Reading:
    """The items that were read, and the lines that were not."""

    items: tuple[Item, ...]
    unread: tuple[str, ...]


_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_FIRST = re.compile(r"^(\d{1,3})\s*(?:'|’|min\b\.?)\s*", re.I)
_LAST = re.compile(r"[,(\s]+(\d{1,3})\s*(?:'|’|min\b\.?)\)?\s*$", re.I)
_OWNER = re.compile(r"^(.*\S)\s*\(([^()]{1,80})\)$")
_BREAK = re.compile(r"\b(break|pause|coffee|lunch)\b", re.I)


def read(text: str, lang: str = "") -> Reading:
    """Every line that has words is an item; what is too long for one is left unread."""
    items: list[Item] = []
    unread: list[str] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        item = _item(_BULLET.sub("", line))
        if item is None:
            unread.append(line)
        else:
            items.append(item)
    return Reading(tuple(items), tuple(unread))


def _item(line: str) -> Item | None:
    minutes = None
    for pattern in (_FIRST, _LAST):
        if (found := pattern.search(line)) and minutes is None:
            minutes, line = int(found[1]), (line[: found.start()] + line[found.end() :]).strip()
    owner = ""
    if found := _OWNER.match(line):
        line, owner = found[1], found[2].strip()
    if not line or len(line) > LONGEST_TITLE or (minutes or 0) > LONGEST_ITEM:
        return None
    return Item(line, minutes, owner, "break" if _BREAK.search(line) else "talk")
