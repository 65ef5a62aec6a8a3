"""An agenda from words: pasted into a form, written after a colon, or one item at a time in a sentence."""

import re
from dataclasses import replace

from bot.agenda import astext, draftcards, editing, forms, pastecards
from bot.agenda.board import Board, board, item_of
from bot.agenda.drafting import gone, page_of, redrawn, too_many
from bot.agenda.items import Item
from bot.agenda.pasteactions import OpenPaste, OpenText, Paste, SaveText, UndoPaste
from bot.agenda.pasted import Taken, take
from bot.agenda.which import before_items, named
from bot.chat import Message, Next, Pressed, Problems, Said, Submitted
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.words import N_, _, n_
from storage import agendas
from storage.agendas import AgendaItem

pasting = Feature("agenda pasting", Topic.AGENDA)

_ITEM = re.compile(r"(\d{1,3})\s+of\s+(.+?)\s*[:,]\s*(.+)", re.I | re.S)


@pasting.pressed(OpenPaste, may=FACILITATORS)
def open_paste(pressed: Pressed, action: OpenPaste, tools: Tools) -> Next:
    """The long field."""
    found = board(tools, action.meeting)
    return gone() if found is None else pastecards.paste_form(found, action.text)


@pasting.submitted(Paste, may=FACILITATORS, done=N_("changed an agenda"))
def paste(submitted: Submitted, action: Paste, tools: Tools) -> Next:
    """What was read, and what was not."""
    found = _held(action.meeting, tools)
    if found is None:
        return gone()
    form = pastecards.paste_form(found).filled(submitted.values)
    text, instead = submitted.values.get("text", ""), submitted.values.get("mode") == "replace"
    if instead and found.revision != action.revision:
        sentence = _("Somebody changed the agenda while you wrote. Send it again to replace what is there now.")
        return Problems(form, {"": sentence})
    reading = take(text, tools)
    if not reading.items:
        return Problems(form, {"text": _nothing()})
    if (0 if instead else len(found.items)) + len(reading.items) > editing.MOST_ITEMS:
        return Problems(form, {"text": too_many()})
    return _added(found, reading, tools, instead=instead)


@pasting.pressed(UndoPaste, may=FACILITATORS, done=N_("took back what was pasted into an agenda"))
def undo_paste(pressed: Pressed, action: UndoPaste, tools: Tools) -> Next:
    """The items that were just added are off again, unless somebody worked on them meanwhile."""
    found = _held(action.meeting, tools)
    if found is None:
        return gone()
    if found.revision != action.revision:
        return redrawn(found.id, tools, 1, _("The agenda changed meanwhile; please take off what is too much by hand."))
    for row in agendas.items(tools.db, tools.viewer.community, found.id)[-action.count :]:
        editing.drop(tools, found, row)
    return redrawn(found.id, tools, 1, _("It is as it was before."))


@pasting.pressed(OpenText, may=FACILITATORS)
def open_text(pressed: Pressed, action: OpenText, tools: Tools) -> Next:
    """The whole agenda in one field."""
    found = board(tools, action.meeting)
    return gone() if found is None else pastecards.text_form(found)


@pasting.command(
    "edit agenda of", "edit agenda for", "edit the agenda of",
    may=FACILITATORS, usage=N_("edit agenda of TITLE"), help=N_("the whole of it as text, in one form"),
)  # fmt: skip
def say_edit(said: Said, rest: str, tools: Tools) -> Next:
    """The same in words; one that is too long for a form is edited item by item."""
    found = named(rest, tools)
    if isinstance(found, Message):
        return found
    return pastecards.text_form(found) if astext.text(found.items) else draftcards.draft(found)


@pasting.submitted(SaveText, may=FACILITATORS, done=N_("changed an agenda"))
def save_text(submitted: Submitted, action: SaveText, tools: Tools) -> Next:
    """The lines that changed are read; all others, and what their items have besides, stay."""
    found = _held(action.meeting, tools)
    if found is None:
        return gone()
    typed = submitted.values.get("text", "")
    form = pastecards.text_form(found).filled(submitted.values)
    if found.revision != action.revision:
        return Problems(form, {"": pastecards.changed(found, typed)})
    after = astext.corrected(typed, found.items, tools)
    if not after.items:
        return Problems(form, {"text": _nothing()})
    if len(after.items) > editing.MOST_ITEMS:
        return Problems(form, {"text": too_many()})
    editing.rewrite(tools, found, after.items)
    now = board(tools, found.id) or found
    return draftcards.draft(now, 1, (_("The agenda is as you wrote it."),), tuple(pastecards.unread(now, after.unread)))


@pasting.command(
    "agenda for", may=FACILITATORS, first=FACILITATORS, long=True, usage=N_("agenda for TITLE: 10' Welcome (team)"),
    help=N_("draft it: one item a line, or without items to see the draft"), done=N_("wrote an agenda"),
)  # fmt: skip
def say_agenda_for(said: Said, rest: str, tools: Tools) -> Next:
    """The draft, with what was written after the colon at its end: all of it, however long the message is."""
    title, text = before_items(rest, tools)
    found = named(title, tools)
    if isinstance(found, Message):
        return found
    if not text:
        return draftcards.draft(found)
    reading = take(text, tools)
    if not reading.items:
        return draftcards.draft(found, top=tuple(pastecards.unread(found, reading.unread)))
    if len(found.items) + len(reading.items) > editing.MOST_ITEMS:
        return say(too_many())
    return _added(found, reading, tools, instead=False)


@pasting.command(
    "item", may=FACILITATORS, usage=N_("item 3 of TITLE: up"),
    help=N_("change one item: up, down, off, split, merge, edit, 20 min, owner Cisco, title …"),
    done=N_("changed an agenda"),
)  # fmt: skip
def say_item(said: Said, rest: str, tools: Tools) -> Next:
    """One item, one change."""
    asked = _ITEM.fullmatch(rest)
    if asked is None:
        return say(_("Please write which item and what to do, for instance: “item 3 of TITLE: 20 min”."))
    found = named(asked[2], tools)
    if isinstance(found, Message):
        return found
    rows = agendas.items(tools.db, tools.viewer.community, found.id)
    number = int(asked[1])
    if not 0 < number <= len(rows):
        return say(n_("It has %(count)s item.", "It has %(count)s items.", len(rows)))
    return _one(found, rows, number, asked[3].strip(), tools)


def _held(meeting: int, tools: Tools) -> Board | None:
    """The agenda as nobody else can change it until this is done."""
    if board(tools, meeting) is None:
        return None
    agendas.opened(tools.db, tools.viewer.community, meeting)
    return board(tools, meeting)


def _nothing() -> str:
    return _("I found no item in this. Please write one a line, like “10' Welcome (team)”.")


def _one(on: Board, rows: list[AgendaItem], number: int, what: str, tools: Tools) -> Next:
    row = rows[number - 1]
    assert row.id is not None
    match what.casefold():
        case "up" | "down":
            by = -1 if what.casefold() == "up" else 1
            editing.shift(tools, on, row.id, by)
        case "off":
            editing.drop(tools, on, row)
        case "split":
            editing.split(tools, on, row)
        case "merge" if number < len(rows):
            editing.merge(tools, on, row, rows[number])
        case "edit":
            return forms.edit_form(item_of(row), on)
        case _:
            item = _said_of(item_of(row), what)
            if item is None:
                return say(_("I can do: up, down, off, split, merge, edit, “20 min”, “owner Cisco”, “title Welcome”."))
            editing.save(tools, on, row, item)
    return redrawn(on.id, tools, page_of(number))


def _said_of(item: Item, what: str) -> Item | None:
    word, _space, rest = what.partition(" ")
    values = forms.values_of(item)
    match word.casefold():
        case "owner" | "title":
            values[word.casefold()] = rest
        case _:
            values["minutes"] = what
    found = forms.read_item(values)
    return None if isinstance(found, dict) else replace(found, nameless=item.nameless)


def _added(on: Board, reading: Taken, tools: Tools, *, instead: bool) -> Message:
    """The draft, and on top of it what was read, what was not, and what helps."""
    begun = 0 if instead else len(on.items)
    editing.add(tools, on, reading.items, instead=instead)
    now = board(tools, on.id) or on
    count = len(reading.items)
    sentence = n_("%(count)s item is added.", "%(count)s items are added.", count)
    top = [
        *pastecards.unread(now, reading.unread),
        *(() if begun else pastecards.clocks(now, reading.starts)),
        pastecards.mended(now, 0 if instead else count),
    ]
    return draftcards.draft(now, page_of(begun + 1), (sentence,), top)
