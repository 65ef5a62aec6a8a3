"""Agendas of two lines an item: the title, and below it when or how long and who: "10 minutes | B-Tech"."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.agenda.reading import owners
from bot.agenda.reading.model import Row

_LEAST = 2


def joined(rows: Sequence[Row], names: Collection[str]) -> list[Row]:
    """The rows, with what stands below a title put into its row, where more than one item is written that way."""
    below = {
        number
        for number, (title, row) in enumerate(pairwise(rows), 1)
        if _titled(title, row)
        and (number == 1 or title.after_gap or title.style in ("bullet", "number"))
        and row.timed
        and _detail(row, names)
    }
    if len(below) < _LEAST or any(number + 1 in below for number in below):
        return [*rows]
    whole: list[Row] = []
    for number, row in enumerate(rows):
        if number in below:
            _into(whole[-1], row)
        else:
            whole.append(row)
    return whole


def _titled(row: Row, below: Row) -> bool:
    """It names an item and lacks what the line below it says."""
    lacking = not row.timed or (row.start is not None and row.minutes is None and row.end is None and not below.start)
    return bool(row.title) and lacking and not (row.label or row.owner)


def _detail(row: Row, names: Collection[str]) -> bool:
    """It says nothing but when, and who holds the item above."""
    if row.label or row.after_gap or row.style in ("bullet", "number"):
        return False
    return not row.owner and (not row.title or owners.role(row.title) or owners.after_dash(row.title, names))


def _into(item: Row, row: Row) -> None:
    item.minutes, item.owner = row.minutes, row.title
    if row.start is not None:
        item.start, item.end = row.start, row.end
    item.links += row.links
    item.notes += row.notes
    item.raw = f"{item.raw}\n{row.raw}"


def reordered(rows: Sequence[Row]) -> list[Row]:
    """The rows, with the line that names the topic first in each block of labels ("Time: …", "Topic: …", "Lead: …")."""
    whole: list[Row] = []
    block: list[Row] = []
    for row in rows:
        if row.after_gap:
            whole += _topic_first(block)
            block = []
        block.append(row)
    return [*whole, *_topic_first(block)]


def _topic_first(block: list[Row]) -> list[Row]:
    topics = [row for row in block if row.titled]
    if len(topics) != 1 or block[0].titled or not all(row.titled or row.label for row in block):
        return block
    topics[0].after_gap, block[0].after_gap = block[0].after_gap, False
    return [*topics, *(row for row in block if row is not topics[0])]
