"""Owners: each is asked to take their slot, may hand it to a colleague, and is reminded of what others should read."""

from collections.abc import Iterable
from dataclasses import replace

from bot.agenda import cards, editing, forms
from bot.agenda.actions import (
    AddLink,
    AnswerSlot,
    HandOver,
    OpenEditItem,
    OpenHandOver,
    OpenLink,
    ShowSlots,
    SlidesAsked,
    SlotAsked,
    SlotDeclined,
)
from bot.agenda.board import Board, board, item_of
from bot.agenda.clocktimes import turns
from bot.agenda.drafting import item_on_board, no_item
from bot.agenda.items import Item
from bot.agenda.owners import Directory, owns
from bot.agenda.publishing import SLIDES
from bot.chat import (
    Block,
    Button,
    Buttons,
    Form,
    Message,
    Next,
    Note,
    Option,
    Pressed,
    Problems,
    Said,
    Strong,
    Style,
    Submitted,
    Text,
    TextField,
)
from bot.doors import AgendaCard, GoHome
from bot.kit import ANSWERING, Feature, Tools, Topic, Viewer
from bot.lobby import say
from bot.outbox import Outbox
from bot.words import N_, _, n_, spoken
from storage import agendas, people, programme
from storage.agendas import AgendaItem
from storage.database import Db
from storage.models import Member, Role

owning = Feature("agenda owning", Topic.AGENDA)


@owning.draws(SlotAsked)
def ask_slot(asked: SlotAsked, viewer: Viewer, tools: Tools) -> Message | None:
    """Every slot of theirs that has no answer yet; nothing where none is left."""
    on = board(replace(tools, viewer=viewer), asked.meeting)
    if on is None or on.meeting.cancelled or on.meeting.starts <= tools.now:
        return None
    open_items = [item for item in on.items if owns(viewer, item) and not _answered(item, viewer, tools)]
    return _slots(on, open_items, _("You are on the agenda. Do these slots suit you?")) if open_items else None


@owning.home
def at_home(tools: Tools) -> Iterable[Block]:
    """How many slots wait for an answer."""
    waiting = [row for row in _owned(tools) if row.answered == ""]
    if not waiting:
        return ()
    one, many = (
        _("%(count)s slot on an agenda waits for your word."),
        _("%(count)s slots on agendas wait for your word."),
    )
    return Text((n_(one, many, len(waiting)),)), Buttons((Button(_("See them"), ShowSlots()),))


@owning.pressed(ShowSlots, may=ANSWERING)
def show_slots(pressed: Pressed, action: ShowSlots, tools: Tools) -> Next:
    """Every slot of theirs to come."""
    return _all_slots(tools)


@owning.command("my slots", may=ANSWERING, usage=N_("my slots"), help=N_("what you present, to confirm or hand over"))
def say_slots(said: Said, rest: str, tools: Tools) -> Next:
    """The same in words."""
    return _all_slots(tools)


@owning.pressed(AnswerSlot, may=ANSWERING)
def answer_slot(pressed: Pressed, action: AnswerSlot, tools: Tools) -> Next:
    """Yes, or no; a no is told to the facilitators."""
    found = _mine(action.item, tools)
    if found is None:
        return no_item()
    on, row = found
    answer = "yes" if action.yes else "no"
    if row.answered != answer:
        row.answered = answer
        tools.db.add(row)
        tools.db.flush()
        tools.outbox.redraw(AgendaCard(on.id))
        if not action.yes:
            _tell_facilitators(row, tools)
    if action.yes:
        sentence = _("Thank you: the slot is yours. Your organisation's name stands on the agenda.")
    else:
        sentence = _("Thank you for telling. The facilitators hear of it.")
    return _slots(on, [item_of(row)], sentence, link=action.yes)


@owning.pressed(OpenHandOver, may=ANSWERING)
def open_hand_over(pressed: Pressed, action: OpenHandOver, tools: Tools) -> Next:
    """To which colleague?"""
    found = _mine(action.item, tools)
    if found is None:
        return no_item()
    return _colleagues(found[1], tools) or say(_("There is nobody else in your organisation who could take it."))


@owning.submitted(HandOver, may=ANSWERING)
def hand_over(submitted: Submitted, action: HandOver, tools: Tools) -> Next:
    """The slot is a colleague's, who is asked in turn."""
    found = _mine(action.item, tools)
    form = _colleagues(found[1], tools) if found else None
    if found is None or form is None:
        return no_item()
    on, row = found
    chosen = submitted.values.get("choice", "")
    colleague = next((one for one in _others(tools) if str(one.id) == chosen), None)
    if colleague is None or colleague.id is None:
        return Problems(form, {"choice": _("Please choose one of them.")})
    editing.save(tools, on, row, replace(item_of(row), owner=colleague.name))
    tools.outbox.tell(colleague.id, SlotAsked(on.id), f"slot {on.id}", zone=tools.viewer.community_zone)
    return say(_("%(name)s is asked to take it.") % {"name": colleague.name})


@owning.pressed(OpenLink, may=ANSWERING)
def open_link(pressed: Pressed, action: OpenLink, tools: Tools) -> Next:
    """Where are your slides?"""
    found = _mine(action.item, tools)
    return no_item() if found is None else _link_form(found[1])


@owning.submitted(AddLink, may=ANSWERING)
def add_link(submitted: Submitted, action: AddLink, tools: Tools) -> Next:
    """It stands beside the item once the facilitators publish."""
    found = _mine(action.item, tools)
    if found is None:
        return no_item()
    on, row = found
    links, wrong = forms.read_links(submitted.values.get("link", ""))
    item = item_of(row)
    every = tuple(dict.fromkeys((*item.links, *links)))
    if len(every) > forms.MOST_LINKS:
        wrong = _("There are %(count)s links already; please ask the facilitators.") % {"count": len(item.links)}
    if wrong or not links:
        return Problems(_link_form(row).filled(submitted.values), {"link": wrong or _("Please paste an address.")})
    answered = row.answered
    editing.save(tools, on, row, replace(item, links=every))
    row.answered = answered
    return say(_("Thank you. It appears when the facilitators publish the agenda next."))


@owning.draws(SlotDeclined)
def draw_declined(told: SlotDeclined, viewer: Viewer, tools: Tools) -> Message | None:
    """Tells a facilitator, until somebody else has the slot."""
    row = agendas.item(tools.db, viewer.community, told.item)
    if row is None or row.answered != "no" or not viewer.facilitates:
        return None
    sentence = _("%(owner)s cannot take “%(title)s”.") % {"owner": row.owner, "title": row.title}
    edit = Button(_("Edit…"), OpenEditItem(told.item), opens_form=True)
    return Message((Text((Strong(sentence),)), Buttons((edit,))), locale=spoken())


@owning.draws(SlidesAsked)
def draw_slides(asked: SlidesAsked, viewer: Viewer, tools: Tools) -> Message | None:
    """Their talks that have nothing to read yet."""
    on = board(replace(tools, viewer=viewer), asked.meeting)
    if on is None or on.meeting.cancelled or on.meeting.starts <= tools.now:
        return None
    bare = [item for item in on.items if owns(viewer, item) and item.kind == "talk" and not item.links]
    return _slots(on, bare, _("Please send what others should read before."), link=True) if bare else None


@owning.due
def remind_of_slides(db: Db, outbox: Outbox) -> None:
    """Once for every agenda, some days before its meeting, wherever the meeting has moved to since."""
    for agenda in agendas.slides_due(db, outbox.now):
        found = programme.meeting(db, agenda.community_id, agenda.meeting_id)
        assert found is not None
        when = found[1].starts - SLIDES
        agenda.slides_due = when if when > outbox.now else None
        db.add(agenda)
        if agenda.slides_due is not None or found[1].cancelled:
            continue
        directory = Directory(db, agenda.community_id)
        zone = people.community(db, agenda.community_id).zone
        for row in agendas.items(db, agenda.community_id, agenda.meeting_id):
            if row.kind == "talk" and not row.links and row.answered != "no":
                for member in directory.to_ask(item_of(row)):
                    what = SlidesAsked(agenda.meeting_id)
                    outbox.tell(member, what, f"slides {agenda.meeting_id}", zone=zone)


def _owned(tools: Tools) -> list[AgendaItem]:
    viewer = tools.viewer
    if viewer.member is None or viewer.organisation is None or viewer.role not in ANSWERING:
        return []
    rows = agendas.owned(tools.db, viewer.community, viewer.organisation, viewer.member, tools.now)
    return [row for row in rows if owns(viewer, item_of(row))]


def _all_slots(tools: Tools) -> Message:
    parts: list[Block] = []
    rows = _owned(tools)
    for meeting in dict.fromkeys(row.meeting_id for row in rows):
        on = board(tools, meeting)
        if on is not None:
            mine = [item_of(row) for row in rows if row.meeting_id == meeting]
            parts += _slots(on, mine, _("On this agenda:")).blocks[:-1]
    if not parts:
        parts.append(Text((_("No published agenda has a slot of yours."),)))
    return Message((*parts, Buttons((Button(_("Home"), GoHome()),))), locale=spoken())


def _mine(item: int, tools: Tools) -> tuple[Board, AgendaItem] | None:
    found = item_on_board(item, tools)
    return found if found is not None and owns(tools.viewer, item_of(found[1])) else None


def _answered(item: Item, viewer: Viewer, tools: Tools) -> bool:
    row = agendas.item(tools.db, viewer.community, item.id)
    return row is None or row.answered != ""


def _slots(on: Board, items: list[Item], intro: str, *, link: bool = False) -> Message:
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


def _others(tools: Tools) -> list[Member]:
    viewer = tools.viewer
    return [
        one
        for one in people.members(tools.db, viewer.community)
        if one.organisation_id == viewer.organisation and one.id != viewer.member and Role(one.role) in ANSWERING
    ]


def _colleagues(row: AgendaItem, tools: Tools) -> Form | None:
    options = [Option(str(one.id), one.name) for one in _others(tools)]
    if not options or row.id is None:
        return None
    return forms.choice_form(_("Hand it over"), _("To"), options, HandOver(row.id), OpenHandOver(row.id), _("Ask them"))


def _link_form(row: AgendaItem) -> Form:
    assert row.id is not None
    field = TextField("link", _("Address"), placeholder="https://…", limit=forms.LONGEST_LINK)
    return Form(_("Add a link"), (field,), AddLink(row.id), OpenLink(row.id), _("Add"), intro=(row.title,))


def _tell_facilitators(row: AgendaItem, tools: Tools) -> None:
    assert row.id is not None
    for one in people.members(tools.db, tools.viewer.community):
        if one.role == Role.FACILITATOR and one.id is not None:
            about = f"declined {row.id}"
            tools.outbox.tell(one.id, SlotDeclined(row.id), about, zone=tools.viewer.community_zone)
