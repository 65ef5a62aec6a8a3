"""Answering proposals: facilitators accept, merge or decline, and whoever proposed hears of it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.agenda import editing
from bot.agenda import proposalcards as cards
from bot.agenda.board import Board, board, item_of
from bot.agenda.drafting import redrawn
from bot.agenda.items import Item
from bot.agenda.proposalactions import (
    Accept,
    Decline,
    MergeInto,
    OpenDecline,
    OpenMerge,
    ProposalAnswered,
    ShowMine,
)
from bot.agenda.proposing import by_for, decided, listed, open_one
from bot.agenda.which import of_session
from bot.chat import Button, Buttons, Form, Message, Next, Option, Pressed, Problems, Strong, Submitted, Text
from bot.kit import FACILITATORS, Feature, Tools, Topic, Viewer
from bot.lobby import say
from bot.words import N_, _, spoken
from storage import agendas, proposals
from storage.agendas import AgendaItem
from storage.models import Session
from storage.proposals import Naming, Proposal, ProposalState

weighing = Feature("deciding proposals", Topic.AGENDA)


@weighing.pressed(Accept, may=FACILITATORS, done=N_("accepted a proposal"))
def accept(pressed: Pressed, action: Accept, tools: Tools) -> Next:
    """It stands at the end of the draft of the next meeting."""
    found = open_one(action.proposal, tools)
    return decided() if found is None else accepted(*found, tools)


def accepted(one: Proposal, session: Session, tools: Tools) -> Message:
    """It stands at the end of the draft of the next meeting."""
    on = of_session(session.id or 0, tools)
    if on is None:
        return decided()
    nameless = one.naming == Naming.NOBODY
    item = Item(one.title, one.minutes, by_for(tools)(one), "discussion", notes=one.why, nameless=nameless)
    editing.add(tools, on, [item])
    _answer(one, ProposalState.ACCEPTED, "", tools)
    return redrawn(on.id, tools, 10**6, _("“%(title)s” is on the draft.") % {"title": one.title})


@weighing.pressed(OpenMerge, may=FACILITATORS)
def open_merge(pressed: Pressed, action: OpenMerge, tools: Tools) -> Next:
    """Into which item?"""
    found = open_one(action.proposal, tools)
    return decided() if found is None else merging(*found, tools)


def merging(one: Proposal, session: Session, tools: Tools) -> Form | Message:
    """Into which item?"""
    return _merging(one, session, tools) or say(
        _("There is no item yet to merge it into. Accept it, and it becomes one.")
    )


@weighing.submitted(MergeInto, may=FACILITATORS, done=N_("merged proposals"))
def merge_into(submitted: Submitted, action: MergeInto, tools: Tools) -> Next:
    """The item's notes say what was proposed."""
    found = open_one(action.proposal, tools)
    form = _merging(*found, tools) if found else None
    if found is None or form is None:
        return decided()
    chosen = submitted.values.get("item", "")
    row = agendas.item(tools.db, tools.viewer.community, int(chosen)) if chosen.isdecimal() else None
    on = board(tools, row.meeting_id) if row is not None else None
    if row is None or on is None or on.session.id != found[1].id:
        return Problems(form.filled(submitted.values), {"item": _("Please choose one of them.")})
    return merged(*found, on, row, submitted.values.get("reply", ""), tools)


def merged(one: Proposal, session: Session, on: Board, row: AgendaItem, reply: str, tools: Tools) -> Message:
    """The item's notes say what was proposed."""
    item = item_of(row)
    noted = "\n".join(filter(None, (item.notes, one.title, one.why)))
    answered = row.answered
    editing.save(tools, on, row, replace(item, notes=noted))
    row.answered = answered
    _answer(one, ProposalState.MERGED, reply, tools)
    return listed(session, tools, done=_("It is part of “%(title)s” now.") % {"title": item.title})


@weighing.pressed(OpenDecline, may=FACILITATORS)
def open_decline(pressed: Pressed, action: OpenDecline, tools: Tools) -> Next:
    """Why not?"""
    found = open_one(action.proposal, tools)
    return decided() if found is None else cards.decline_form(found[0])


@weighing.submitted(Decline, may=FACILITATORS, done=N_("declined a proposal"))
def decline(submitted: Submitted, action: Decline, tools: Tools) -> Next:
    """Not this time, with a sentence back."""
    found = open_one(action.proposal, tools)
    if found is None:
        return decided()
    reply = submitted.values.get("reply", "").strip()
    if not reply:
        sentence = _("Please write a sentence to whoever proposed it.")
        return Problems(cards.decline_form(found[0]).filled(submitted.values), {"reply": sentence})
    return declined(*found, reply, tools)


def declined(one: Proposal, session: Session, reply: str, tools: Tools) -> Message:
    """Not this time, with a sentence back."""
    _answer(one, ProposalState.DECLINED, reply, tools)
    return listed(session, tools, done=_("It is declined."))


@weighing.draws(ProposalAnswered)
def draw_answered(told: ProposalAnswered, viewer: Viewer, tools: Tools) -> Message | None:
    """Tells whoever proposed it by name."""
    one = proposals.proposal(tools.db, viewer.community, told.proposal)
    if one is None or one.member_id != viewer.member or one.state == ProposalState.OPEN:
        return None
    head = Text((Strong(_("The facilitators looked at what you proposed.")),))
    more = Buttons((Button(_("My proposals"), ShowMine()),))
    return Message((head, Text(cards.answered(one)), more), locale=spoken())


def _answer(one: Proposal, state: ProposalState, reply: str, tools: Tools) -> None:
    one.state, one.reply = state, reply.strip()[:500]
    tools.db.add(one)
    tools.db.flush()
    # A message to its author would stand in the record of deliveries, which others may read.
    if one.naming != Naming.NOBODY and one.id is not None:
        about = f"proposal {one.id}"
        tools.outbox.tell(one.member_id, ProposalAnswered(one.id), about, zone=tools.viewer.community_zone)


def _merging(one: Proposal, session: Session, tools: Tools) -> Form | None:
    on = of_session(session.id or 0, tools)
    options: Sequence[Option] = [Option(str(item.id), item.title[:70]) for item in on.items] if on else []
    return cards.merge_form(one, options) if options else None
