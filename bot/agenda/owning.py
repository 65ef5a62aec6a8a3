"""Owners: each is asked to take their slot, may hand it to a colleague, and is reminded of what others should read."""

from collections.abc import Iterable
from dataclasses import replace

from bot.agenda import editing, forms, slotcards
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
    Option,
    Pressed,
    Problems,
    Said,
    Strong,
    Submitted,
    Text,
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
    return slotcards.slots(on, open_items, _("You are on the agenda. Do these slots suit you?")) if open_items else None


@owning.home
def at_home(tools: Tools) -> Iterable[Block]:
    """How many slots wait for an answer."""
    waiting = [row for row in owned(tools) if row.answered == ""]
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
    return all_slots(tools)


@owning.command("my slots", may=ANSWERING, usage=N_("my slots"), help=N_("what you present, to confirm or hand over"))
def say_slots(said: Said, rest: str, tools: Tools) -> Next:
    """The same in words."""
    return all_slots(tools)


@owning.pressed(AnswerSlot, may=ANSWERING, done=N_("answered for their slot on an agenda"))
def answer_slot(pressed: Pressed, action: AnswerSlot, tools: Tools) -> Next:
    """Yes, or no; a no is told to the facilitators."""
    found = _mine(action.item, tools)
    if found is None:
        return no_item()
    return answered(*found, tools, yes=action.yes)


def answered(on: Board, row: AgendaItem, tools: Tools, *, yes: bool) -> Message:
    """The slot is theirs, or the facilitators look for somebody else."""
    assert row.id is not None
    answer = "yes" if yes else "no"
    if row.answered != answer:
        row.answered = answer
        tools.db.add(row)
        tools.db.flush()
        tools.outbox.redraw(AgendaCard(on.id))
        if not yes:
            _tell_facilitators(row, tools)
    if yes:
        sentence = _("Thank you: the slot is yours. Your organisation's name stands on the agenda.")
    else:
        sentence = _("Thank you for telling. The facilitators hear of it.")
    return slotcards.slots(on, [item_of(row)], sentence, link=yes)


@owning.pressed(OpenHandOver, may=ANSWERING)
def open_hand_over(pressed: Pressed, action: OpenHandOver, tools: Tools) -> Next:
    """To which colleague?"""
    found = _mine(action.item, tools)
    return no_item() if found is None else asking_whom(found[1], tools)


def asking_whom(row: AgendaItem, tools: Tools) -> Form | Message:
    """To which colleague?"""
    return _colleagues(row, tools) or say(_("There is nobody else in your organisation who could take it."))


@owning.submitted(HandOver, may=ANSWERING, done=N_("handed their slot on an agenda over"))
def hand_over(submitted: Submitted, action: HandOver, tools: Tools) -> Next:
    """The slot is a colleague's, who is asked in turn."""
    found = _mine(action.item, tools)
    form = _colleagues(found[1], tools) if found else None
    if found is None or form is None:
        return no_item()
    on, row = found
    chosen = submitted.values.get("choice", "")
    colleague = next((one for one in colleagues(tools) if str(one.id) == chosen), None)
    if colleague is None or colleague.id is None:
        return Problems(form, {"choice": _("Please choose one of them.")})
    return handed(on, row, colleague, tools)


def handed(on: Board, row: AgendaItem, colleague: Member, tools: Tools) -> Message:
    """The slot is this colleague's, who is asked in turn."""
    assert colleague.id is not None
    editing.save(tools, on, row, replace(item_of(row), owner=colleague.name))
    tools.outbox.tell(colleague.id, SlotAsked(on.id), f"slot {on.id}", zone=tools.viewer.community_zone)
    return say(_("%(name)s is asked to take it.") % {"name": colleague.name})


@owning.pressed(OpenLink, may=ANSWERING)
def open_link(pressed: Pressed, action: OpenLink, tools: Tools) -> Next:
    """Where are your slides?"""
    found = _mine(action.item, tools)
    return no_item() if found is None else slotcards.link_form(found[1])


@owning.submitted(AddLink, may=ANSWERING)
def add_link(submitted: Submitted, action: AddLink, tools: Tools) -> Next:
    """It stands beside the item once the facilitators publish."""
    found = _mine(action.item, tools)
    if found is None:
        return no_item()
    on, row = found
    return linked(on, row, submitted.values.get("link", ""), tools)


def linked(on: Board, row: AgendaItem, typed: str, tools: Tools) -> Next:
    """What others should read before stands beside the item once the facilitators publish."""
    links, wrong = forms.read_links(typed)
    item = item_of(row)
    every = tuple(dict.fromkeys((*item.links, *links)))
    if len(every) > forms.MOST_LINKS:
        wrong = _("There are %(count)s links already; please ask the facilitators.") % {"count": len(item.links)}
    if wrong or not links:
        return Problems(
            slotcards.link_form(row).filled({"link": typed}), {"link": wrong or _("Please paste an address.")}
        )
    kept = row.answered
    editing.save(tools, on, row, replace(item, links=every))
    row.answered = kept
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
    return slotcards.slots(on, bare, _("Please send what others should read before."), link=True) if bare else None


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


def owned(tools: Tools) -> list[AgendaItem]:
    """The items of this person on agendas that were published, in meetings to come."""
    viewer = tools.viewer
    if viewer.member is None or viewer.organisation is None or viewer.role not in ANSWERING:
        return []
    rows = agendas.owned(tools.db, viewer.community, viewer.organisation, viewer.member, tools.now)
    return [row for row in rows if owns(viewer, item_of(row))]


def all_slots(tools: Tools) -> Message:
    """Every slot of theirs to come."""
    parts: list[Block] = []
    rows = owned(tools)
    for meeting in dict.fromkeys(row.meeting_id for row in rows):
        on = board(tools, meeting)
        if on is not None:
            mine = [item_of(row) for row in rows if row.meeting_id == meeting]
            parts += slotcards.slots(on, mine, _("On this agenda:")).blocks[:-1]
    if not parts:
        parts.append(Text((_("No published agenda has a slot of yours."),)))
    return Message((*parts, Buttons((Button(_("Home"), GoHome()),))), locale=spoken())


def _mine(item: int, tools: Tools) -> tuple[Board, AgendaItem] | None:
    found = item_on_board(item, tools)
    return found if found is not None and owns(tools.viewer, item_of(found[1])) else None


def _answered(item: Item, viewer: Viewer, tools: Tools) -> bool:
    row = agendas.item(tools.db, viewer.community, item.id)
    return row is None or row.answered != ""


def colleagues(tools: Tools) -> list[Member]:
    """The others of one's organisation who could hold a slot."""
    viewer = tools.viewer
    return [
        one
        for one in people.members(tools.db, viewer.community)
        if one.organisation_id == viewer.organisation and one.id != viewer.member and Role(one.role) in ANSWERING
    ]


def _colleagues(row: AgendaItem, tools: Tools) -> Form | None:
    options = [Option(str(one.id), one.name) for one in colleagues(tools)]
    if not options or row.id is None:
        return None
    return forms.choice_form(_("Hand it over"), _("To"), options, HandOver(row.id), OpenHandOver(row.id), _("Ask them"))


def _tell_facilitators(row: AgendaItem, tools: Tools) -> None:
    assert row.id is not None
    for one in people.members(tools.db, tools.viewer.community):
        if one.role == Role.FACILITATOR and one.id is not None:
            about = f"declined {row.id}"
            tools.outbox.tell(one.id, SlotDeclined(row.id), about, zone=tools.viewer.community_zone)
