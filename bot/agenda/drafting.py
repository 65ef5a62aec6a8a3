"""Drafting an agenda: item by item, together, and losing nothing that anybody typed."""

from dataclasses import replace

from bot.agenda import draftcards, editing, forms
from bot.agenda.actions import (
    AddItem,
    DropItem,
    MergeItem,
    MoveItem,
    OpenAddItem,
    OpenEditItem,
    SaveItem,
    ShowDraft,
    ShowItem,
    SplitItem,
)
from bot.agenda.board import Board, board, item_of
from bot.agenda.content import read_back
from bot.agenda.items import Item
from bot.chat import Message, Next, Pressed, Problems, Submitted
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _
from storage import agendas, people
from storage.agendas import AgendaItem

drafting = Feature("agenda drafting", Topic.AGENDA)


@drafting.pressed(ShowDraft, may=FACILITATORS)
def show_draft(pressed: Pressed, action: ShowDraft, tools: Tools) -> Next:
    """The draft, a page of it."""
    found = board(tools, action.meeting)
    return gone() if found is None else draftcards.draft(found, action.page)


@drafting.pressed(ShowItem, may=FACILITATORS, done=N_("changed an agenda"))
def show_item(pressed: Pressed, action: ShowItem, tools: Tools) -> Next:
    """One item with all that can be done."""
    found = item_on_board(action.item, tools)
    return no_item() if found is None else draftcards.item(found[0], item_of(found[1]))


@drafting.pressed(OpenAddItem, may=FACILITATORS)
def open_add(pressed: Pressed, action: OpenAddItem, tools: Tools) -> Next:
    """The form of a new item."""
    found = board(tools, action.meeting)
    return gone() if found is None else forms.add_form(found)


@drafting.submitted(AddItem, may=FACILITATORS, done=N_("changed an agenda"))
def add_item(submitted: Submitted, action: AddItem, tools: Tools) -> Next:
    """It stands at the end."""
    found = board(tools, action.meeting)
    if found is None:
        return gone()
    item = forms.read_item(submitted.values)
    if isinstance(item, dict):
        return Problems(forms.add_form(found).filled(submitted.values), item)
    if len(found.items) >= editing.MOST_ITEMS:
        return Problems(forms.add_form(found).filled(submitted.values), {"": too_many()})
    editing.add(tools, found, [item])
    return redrawn(found.id, tools, 10**6, _("“%(title)s” is added.") % {"title": item.title})


@drafting.pressed(OpenEditItem, may=FACILITATORS)
def open_edit(pressed: Pressed, action: OpenEditItem, tools: Tools) -> Next:
    """The form as the item stands."""
    found = item_on_board(action.item, tools)
    return no_item() if found is None else forms.edit_form(item_of(found[1]), found[0])


@drafting.submitted(SaveItem, may=FACILITATORS)
def save_item(submitted: Submitted, action: SaveItem, tools: Tools) -> Next:
    """The item as it was typed, unless somebody else was quicker: then both are shown."""
    found = item_to_change(action.item, tools)
    if found is None:
        return _taken_off(submitted, action, tools)
    on, row = found
    if row.revision != action.revision:
        return _both(submitted, action.revision, on, row, tools)
    item = forms.read_item(submitted.values)
    if isinstance(item, dict):
        return Problems(forms.edit_form(item_of(row), on).filled(submitted.values), item)
    editing.save(tools, on, row, replace(item, nameless=row.nameless))
    return redrawn(on.id, tools, page_of(row.position), _("“%(title)s” is saved.") % {"title": item.title})


@drafting.pressed(MoveItem, may=FACILITATORS, done=N_("changed an agenda"))
def move_item(pressed: Pressed, action: MoveItem, tools: Tools) -> Next:
    """One place up or down; a second click on the same button finds it done."""
    found = item_to_change(action.item, tools)
    if found is None:
        return no_item()
    on, row = found
    if row.position == action.position and action.by in (-1, 1):
        editing.shift(tools, on, action.item, action.by)
    return redrawn(on.id, tools, page_of(action.position + action.by))


@drafting.pressed(SplitItem, may=FACILITATORS, done=N_("changed an agenda"))
def split_item(pressed: Pressed, action: SplitItem, tools: Tools) -> Next:
    """Two halves."""
    found = item_to_change(action.item, tools)
    if found is None:
        return no_item()
    on, row = found
    if row.revision == action.revision:
        editing.split(tools, on, row)
    return redrawn(on.id, tools, page_of(row.position))


@drafting.pressed(MergeItem, may=FACILITATORS)
def merge_item(pressed: Pressed, action: MergeItem, tools: Tools) -> Next:
    """One of two."""
    found = item_to_change(action.item, tools)
    if found is None:
        return no_item()
    on, row = found
    rows = agendas.items(tools.db, tools.viewer.community, on.id)
    other = next((one for one in rows if one.position == row.position + 1), None)
    if other is not None and row.revision == action.revision:
        editing.merge(tools, on, row, other)
    return redrawn(on.id, tools, page_of(row.position))


@drafting.pressed(DropItem, may=FACILITATORS, done=N_("changed an agenda"))
def drop_item(pressed: Pressed, action: DropItem, tools: Tools) -> Next:
    """Off the agenda, unless it changed meanwhile."""
    found = item_to_change(action.item, tools)
    if found is None:
        return no_item()
    on, row = found
    if row.revision != action.revision:
        return draftcards.item(on, item_of(row))
    title, position = row.title, row.position
    editing.drop(tools, on, row)
    return redrawn(on.id, tools, page_of(position), _("“%(title)s” is off the agenda.") % {"title": title})


def item_on_board(item: int, tools: Tools) -> tuple[Board, AgendaItem] | None:
    """The item with everything around it."""
    row = agendas.item(tools.db, tools.viewer.community, item)
    found = board(tools, row.meeting_id) if row is not None else None
    return None if row is None or found is None else (found, row)


def item_to_change(item: int, tools: Tools) -> tuple[Board, AgendaItem] | None:
    """The same as nobody else can change it until this is done: who does it at the same moment waits here."""
    row = agendas.item(tools.db, tools.viewer.community, item)
    if row is not None:
        agendas.opened(tools.db, tools.viewer.community, row.meeting_id)
        agendas.item(tools.db, tools.viewer.community, item, fresh=True)
    return item_on_board(item, tools)


def redrawn(meeting: int, tools: Tools, page: int = 1, *done: str) -> Message:
    """The draft as it is now."""
    found = board(tools, meeting)
    return gone() if found is None else draftcards.draft(found, page, done)


def page_of(position: int) -> int:
    """The page of the draft on which this position stands."""
    return -(-position // draftcards.ON_A_PAGE)


def gone() -> Message:
    """The meeting is not there, or not for this person."""
    return say(_("This meeting is not there any more. Write “sessions” to see the programme."))


def no_item() -> Message:
    """The item is not there."""
    return say(_("This item is not on the agenda any more. Write “agenda for TITLE” to see how it is now."))


def too_many() -> str:
    """More items than anybody could meet for."""
    return _("An agenda holds at most %(count)s items.") % {"count": editing.MOST_ITEMS}


def _taken_off(submitted: Submitted, action: SaveItem, tools: Tools) -> Next:
    found = board(tools, action.meeting)
    if found is None:
        return gone()
    sentence = _("Meanwhile somebody took this item off the agenda. Save it to put it on again.")
    return Problems(forms.add_form(found).filled(submitted.values), {"": sentence})


def _both(submitted: Submitted, revision: int, on: Board, row: AgendaItem, tools: Tools) -> Problems:
    """The form once more: with what was typed, and beside it what somebody else wrote meanwhile."""
    assert row.id is not None
    old, last = agendas.edit(tools.db, row.id, revision), agendas.edit(tools.db, row.id, row.revision)
    now = forms.values_of(item_of(row))
    before = forms.values_of(read_back(old.content)[0] if old else Item(""))
    theirs = {key: value for key, value in now.items() if value != before[key]}
    typed = dict(submitted.values)
    sentences: dict[str, str] = {}
    for key, value in theirs.items():
        if typed.get(key, "").strip() == before[key]:
            typed[key] = value
            sentences[key] = _("Changed meanwhile. Before: “%(words)s”.") % {"words": before[key][:200]}
        elif typed.get(key, "").strip() != value:
            sentences[key] = _("Meanwhile it became “%(words)s”. Yours stands here; save it to keep it.") % {
                "words": value[:200]
            }
    who = last.member_id if last else None
    name = people.member(tools.db, who).name if who else _("somebody")
    intro = _("%(name)s changed this item while you did. Please look at both and save again.") % {"name": name}
    return Problems(forms.edit_form(item_of(row), on).filled(typed), {"": intro, **sentences})
