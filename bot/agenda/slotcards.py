"""How slots look to those who hold them."""

from bot.agenda import cards, forms
from bot.agenda.actions import AddLink, AnswerSlot, OpenHandOver, OpenLink
from bot.agenda.board import Board
from bot.agenda.clocktimes import turns
from bot.agenda.items import Item
from bot.chat import Block, Button, Buttons, Form, Message, Note, Strong, Style, Text, TextField
from bot.doors import GoHome
from bot.words import _, spoken
from storage.agendas import AgendaItem


def slots(on: Board, items: list[Item], intro: str, *, link: bool = False) -> Message:
    """These items of an agenda with what their owner can do about each; `link` once they took them."""
    parts: list[Block] = [Text((Strong(intro),)), *cards.head(on.session, on.meeting)]
    for item, slot in turns(on.items, on.meeting.starts):
        number = item.id
        if number not in {one.id for one in items}:
            continue
        buttons: tuple[Button, ...] = (
            Button(_("I take it"), AnswerSlot(number, True), Style.PRIMARY if len(items) == 1 else Style.PLAIN),
            Button(_("A colleague does…"), OpenHandOver(number), opens_form=True),
            Button(_("I cannot"), AnswerSlot(number, False)),
        )
        if link:
            buttons = (Button(_("Add a link…"), OpenLink(number), opens_form=True), *buttons[1:])
        parts += [Text(cards.item_spans(item, slot, on.meeting.zone, item.owner)), Buttons(buttons)]
    if not link:
        note = _("Whoever takes a slot is named on the agenda in every house; until then others read “a company”.")
        parts.append(Note((note,)))
    return Message((*parts, Buttons((Button(_("Home"), GoHome()),))), locale=spoken())


def link_form(row: AgendaItem) -> Form:
    """Where are your slides?"""
    assert row.id is not None
    field = TextField("link", _("Address"), placeholder="https://…", limit=forms.LONGEST_LINK)
    return Form(_("Add a link"), (field,), AddLink(row.id), OpenLink(row.id), _("Add"), intro=(row.title,))
