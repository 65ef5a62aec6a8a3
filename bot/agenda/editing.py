"""Changes to the items of an agenda, kept with what each said before."""

from collections.abc import Sequence
from dataclasses import replace

from bot.agenda.board import Board, item_of, new_row, set_item
from bot.agenda.content import kept
from bot.agenda.items import LONGEST_TITLE, Item
from bot.agenda.owners import Directory
from bot.kit import Tools
from storage import agendas
from storage.agendas import AgendaItem

MOST_ITEMS = 100
"""Items on one agenda; nobody has met for so many."""


def add(tools: Tools, board: Board, items: Sequence[Item], *, instead: bool = False, after: int = 0) -> None:
    """New items: at the end, in the place of all there were, or after the item with the id `after`."""
    rows = begin(tools, board)
    directory = Directory(tools.db, tools.viewer.community)
    if instead:
        for row in rows:
            agendas.drop(tools.db, row)
        rows = []
    new = [new_row(tools.viewer.community, board.id, directory.understood(item)) for item in items]
    at = next((index for index, row in enumerate(rows, 1) if row.id == after), len(rows))
    agendas.arrange(tools.db, [*rows[:at], *new, *rows[at:]])
    for row in new:
        _keep(tools, row)


def save(tools: Tools, board: Board, row: AgendaItem, item: Item) -> None:
    """The item says something else."""
    begin(tools, board)
    set_item(row, Directory(tools.db, tools.viewer.community).understood(item))
    row.revision += 1
    tools.db.add(row)
    _keep(tools, row)


def shift(tools: Tools, board: Board, item_id: int, by: int) -> None:
    """Earlier or later by so many places; never out of the list."""
    rows = begin(tools, board)
    at = next(index for index, row in enumerate(rows) if row.id == item_id)
    row = rows.pop(at)
    rows.insert(min(max(at + by, 0), len(rows)), row)
    agendas.arrange(tools.db, rows)


def split(tools: Tools, board: Board, row: AgendaItem) -> None:
    """Two of one, of half the length each."""
    item = item_of(row)
    minutes = item.minutes
    second = replace(
        item,
        title=f"{item.title[: LONGEST_TITLE - 4]} (2)",
        minutes=None if minutes is None else minutes // 2,
        links=(),
        notes="",
    )
    save(tools, board, row, replace(item, minutes=None if minutes is None else minutes - minutes // 2))
    add(tools, board, [second], after=item.id)


def merge(tools: Tools, board: Board, row: AgendaItem, other: AgendaItem) -> None:
    """One of two; what does not fit into the title is noted."""
    one, two = item_of(row), item_of(other)
    title, notes = f"{one.title} / {two.title}", [one.notes, two.notes]
    if len(title) > LONGEST_TITLE:
        title, notes = one.title, [one.notes, two.title, two.notes]
    if one.owner and two.owner and one.owner != two.owner:
        notes.append(two.owner)
    known = [minutes for minutes in (one.minutes, two.minutes) if minutes is not None]
    agendas.drop(tools.db, other)
    item = replace(
        one,
        title=title,
        minutes=sum(known) if known else None,
        owner=one.owner or two.owner,
        links=tuple(dict.fromkeys((*one.links, *two.links))),
        notes="\n".join(filter(None, notes)),
    )
    save(tools, board, row, item)
    agendas.arrange(tools.db, agendas.items(tools.db, tools.viewer.community, board.id))


def drop(tools: Tools, board: Board, row: AgendaItem) -> None:
    """It is off the agenda."""
    begin(tools, board)
    agendas.drop(tools.db, row)
    agendas.arrange(tools.db, agendas.items(tools.db, tools.viewer.community, board.id))


def rewrite(tools: Tools, board: Board, items: Sequence[Item]) -> None:
    """The agenda has these items in this order: those with an id are those it had, and what is not among them goes."""
    rows = {row.id or 0: row for row in begin(tools, board)}
    directory = Directory(tools.db, tools.viewer.community)
    before = {item.id: item for item in board.items}
    arranged: list[AgendaItem] = []
    fresh: list[AgendaItem] = []
    for item in items:
        row = rows.pop(item.id, None)
        if row is None:
            row = new_row(tools.viewer.community, board.id, directory.understood(replace(item, id=0)))
            changed = True
        elif changed := item != before[item.id]:
            set_item(row, directory.understood(item))
            row.revision += 1
        arranged.append(row)
        if changed:
            fresh.append(row)
    for row in rows.values():
        agendas.drop(tools.db, row)
    agendas.arrange(tools.db, arranged)
    for row in fresh:
        _keep(tools, row)


def begin(tools: Tools, board: Board) -> list[AgendaItem]:
    """One more revision of the agenda; answers its rows as they stand."""
    agenda = agendas.opened(tools.db, tools.viewer.community, board.id)
    agenda.revision += 1
    tools.db.add(agenda)
    tools.db.flush()
    return agendas.items(tools.db, tools.viewer.community, board.id, fresh=True)


def _keep(tools: Tools, row: AgendaItem) -> None:
    agendas.keep_edit(tools.db, row, kept([item_of(row)], notes=True), tools.viewer.member, tools.now)
