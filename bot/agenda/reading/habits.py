"""Who holds the items, where only the habit of the whole agenda says so: before each title, behind it, or below."""

import re
from collections.abc import Collection, Mapping, Sequence

from bot.agenda.reading import lengths, owners
from bot.agenda.reading.kinds import kind
from bot.agenda.reading.model import Row
from bot.agenda.reading.text import level, trimmed
from bot.agenda.reading.vocabulary import TALKS
from bot.when.normalise import fold

_MOSTLY = 0.6
"""The part of the lines that makes a habit."""
_SENTENCE = 6
"""Words; as many are no name."""
_HALVES = re.compile(r"([^:?!]{2,40}?)(?::|\s-+)\s+(?=\S)")


def owner_first(items: Sequence[Row], names: Collection[str]) -> None:
    """Take who speaks from before the colon or dash, as in "Ericsson: Network shutdowns", where that is the habit.

    It is where more of what stands before it than of what stands behind it may be somebody.
    """
    turned = [row for row in items if row.owner and _surely(row.title, names) and not _surely(row.owner, names)]
    begun = {id(row): found for row in items if not row.owner and (found := _HALVES.match(level(row.title)))}
    sure = {key for key, found in begun.items() if _surely(found[1], names)}
    if turned and (len(turned) + len(sure)) * 2 >= len(items):
        for row in turned:
            row.title, row.owner = row.owner, row.title
    may = [row for row in items if id(row) in begun and _somebody(begun[id(row)][1], names)]
    ends = sum(_somebody(level(row.title)[begun[id(row)].end() :], names) for row in items if id(row) in begun)
    held = sum(bool(row.owner) for row in items)
    habit = len(begun) > 1 and ((bool(sure) and not held) or len(may) > max(_MOSTLY * len(begun), ends + held))
    for row in items:
        found = begun.get(id(row))
        if found and (
            id(row) in sure
            or (habit and owners.after_dash(found[1], names))
            or (len(sure) * 2 > len(begun) and _short_and_without_capitals(found[1]))
        ):
            row.owner, row.title = row.title[: found.end(1)].strip(), row.title[found.end() :].strip()


def _surely(text: str, names: Collection[str]) -> bool:
    return owners.role(text) or owners.known(text, names)


def _somebody(text: str, names: Collection[str]) -> bool:
    return owners.after_dash(text, names) and not TALKS.search(fold(text)) and kind(text) == "talk"


def owner_last(items: Sequence[Row], names: Collection[str]) -> None:
    """Take who speaks from behind the colon, as in "Case study: Ericsson", where others are surely written so."""
    ended = {
        id(row): found
        for row in items
        if not row.owner and (found := re.search(r"\s?:\s+([^:?!]{2,60})$", level(row.title)))
    }
    if any(row.owner for row in items):
        _owner_in_a_script_without_capitals(items)
    if sum(row.behind_colon for row in items) < 2:
        return
    for row in items:
        found = ended.get(id(row))
        if found and owners.after_dash(found[1], names):
            row.owner, row.title = row.title[found.start(1) :].strip(), row.title[: found.start()].strip()


def _owner_in_a_script_without_capitals(items: Sequence[Row]) -> None:
    """Take a few letters behind a dash for a name, which nothing marks as one, where other items end in a name."""
    for row in items:
        found = None if row.owner else re.search(r"(?:\s[-/|]\s+|[,;]\s*)([^-/:,;|]{1,12})$", level(row.title))
        if found and _short_and_without_capitals(found[1]):
            row.owner, row.title = row.title[found.start(1) :].strip(), row.title[: found.start()].strip()
            if row.minutes is None and (length := lengths.trailing(level(row.title))):
                row.minutes, row.title = length[0], trimmed(row.title[: length[1]])


def _short_and_without_capitals(text: str) -> bool:
    return len(text) <= 12 and owners.NAMELESS_SCRIPT.search(text) is not None and kind(text) == "talk"


def chapters(items: Sequence[Row]) -> set[int]:
    """Lines that begin a block and whose minutes are those of the rest of it, "INPUT (40 min)", in more than one."""
    blocks: list[list[Row]] = []
    for row in items:
        if row.after_gap or not blocks:
            blocks.append([])
        blocks[-1].append(row)
    whole = [block for block in blocks if len(block) > 2 and _summed(block)]
    return {id(block[0]) for block in whole} if len(whole) > 1 else set()


def _summed(block: Sequence[Row]) -> bool:
    first, *rest = block
    lengths = [row.minutes for row in rest if row.minutes is not None]
    return first.start is None and len(lengths) == len(rest) and first.minutes == sum(lengths)


def _short(text: str) -> bool:
    """It may be a name with what that person does: "B-Tech Project lead"."""
    return text[:1].isupper() and len(text.split()) < _SENTENCE and not re.search(r"[.!?:]", text)


def owner_below(items: Sequence[Row], below: Mapping[int, Sequence[str]], names: Collection[str]) -> None:
    """Take who holds each item from the one line below it, where there is nothing but a name in each of them."""
    if any(row.on_next_line for row in items):
        for row in items:
            first = next(iter(below.get(id(row), ())), "")
            alone = row.notes == [first] and _short(first) and sum(one.on_next_line for one in items) > 1
            if not row.owner and first in row.notes and (alone or _short_and_without_capitals(first)):
                row.owner = first
                row.notes.remove(first)
    noted = [row for row in items if row.notes]
    if len(noted) < 2 or any(row.owner for row in items):
        return
    alone = all(len(row.notes) == 1 and below.get(id(row)) == row.notes for row in noted)
    if alone and all(owners.after_dash(row.notes[0], names) for row in noted):
        for row in noted:
            row.owner, row.notes = row.notes[0], []
