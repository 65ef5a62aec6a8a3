"""Whom a published agenda concerns: owners who are asked, and those for whom something changed."""

from collections.abc import Sequence
from datetime import timedelta

from bot.agenda.actions import AgendaChanged, SlotAsked
from bot.agenda.board import Board
from bot.agenda.diffs import Change, What
from bot.agenda.items import Item
from bot.agenda.owners import Directory, owns
from bot.kit import Tools, Viewer

SOON = timedelta(hours=24)
"""A change to an agenda this close does not wait for the morning."""


def tell(tools: Tools, on: Board, since: int, changes: Sequence[Change]) -> int:
    """Ask the owners of new slots, and tell the others whose item or time changed, once each; answers how many hear."""
    directory = Directory(tools.db, tools.viewer.community)
    asked: set[int] = set()
    told: set[int] = set()
    for change in changes:
        owners = set(directory.to_ask(change.item))
        before = set(directory.to_ask(change.was)) if change.was else set[int]()
        if What.GONE in change.what:
            told |= before
        elif change.was is None or What.OWNER in change.what:
            asked |= owners
            told |= before - owners
        else:
            told |= owners
    by = on.meeting.starts - SOON
    urgent = tools.now > by
    zone, reached = tools.viewer.community_zone, 0
    for member in sorted(asked):
        reached += tools.outbox.tell(member, SlotAsked(on.id), f"slot {on.id}", zone=zone, urgent=urgent, by=by)
    for member in sorted(told - asked - {tools.viewer.member}):
        what = AgendaChanged(on.id, since)
        reached += tools.outbox.tell(member, what, f"agenda {on.id}", zone=zone, urgent=urgent, by=by)
    return reached


def concerning(viewer: Viewer, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Those changes that concern this viewer as an owner, now or before."""

    def mine(item: Item | None) -> bool:
        return item is not None and owns(viewer, item)

    return tuple(change for change in changes if mine(change.item) or mine(change.was))
