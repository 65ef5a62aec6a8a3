"""The day itself: a running order that facilitators move on, seen by everybody, with the time that is left."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.agenda import editing, livecards
from bot.agenda.board import board
from bot.agenda.drafting import gone, redrawn
from bot.agenda.items import LONGEST_TITLE, Item
from bot.agenda.liveactions import (
    CarryOver,
    EndMeeting,
    Extend,
    LiveCard,
    LiveDesk,
    OpenPark,
    Park,
    StartMeeting,
    TurnTo,
)
from bot.agenda.livecards import Running
from bot.agenda.turning import drawn, extend_by, names_at, next_meeting, show, teams, turn, under_way_at
from bot.agenda.which import named
from bot.chat import Form, Message, Next, Pressed, Problems, Said, Submitted, TextField
from bot.kit import FACILITATORS, MEMBERS, Feature, Tools, Topic, Viewer
from bot.lobby import say
from bot.outbox import Outbox
from bot.words import N_, _, n_
from storage import agendas, live
from storage.database import Db
from storage.live import Live, Parked

running = Feature("meetings under way", Topic.AGENDA)

PACE = timedelta(minutes=1)
"""How often the cards of a meeting under way are drawn anew where nothing else changes them."""
LONGEST_EXTENSION = 120


@running.draws(LiveCard)
def draw_live(shown: LiveCard, viewer: Viewer, tools: Tools) -> Message | None:
    """Where the meeting is."""
    found = under_way_at(shown.meeting, replace(tools, viewer=viewer))
    return None if found is None else livecards.card(found, names_at(shown.meeting, viewer, tools))


@running.draws(LiveDesk)
def draw_desk(shown: LiveDesk, viewer: Viewer, tools: Tools) -> Message | None:
    """The same with buttons, in houses of those who facilitate."""
    found = under_way_at(shown.meeting, replace(tools, viewer=viewer))
    if found is None or viewer.organisation not in teams(tools.db, viewer.community):
        return None
    return livecards.desk(found, names_at(shown.meeting, viewer, tools))


@running.pressed(StartMeeting, may=FACILITATORS, done=N_("started a meeting"))
def start(pressed: Pressed, action: StartMeeting, tools: Tools) -> Next:
    """The first item has its turn; a meeting under way goes on."""
    return _start(action.meeting, tools)


@running.command(
    "start", may=FACILITATORS, usage=N_("start TITLE"), help=N_("its running order, with the time left"),
    done=N_("started a meeting"),
)  # fmt: skip
def say_start(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = named(rest, tools)
    return found if isinstance(found, Message) else _start(found.id, tools)


@running.pressed(TurnTo, may=FACILITATORS, done=N_("went on to another item"))
def turn_to(pressed: Pressed, action: TurnTo, tools: Tools) -> Next:
    """One further or one back; an old button finds the meeting further on and moves nothing."""
    found = under_way_at(action.meeting, tools)
    if found is None:
        return gone()
    if (found.live.item_id or 0) == action.item and action.by in (-1, 1):
        turn(found, action.by, tools)
    return _desk(action.meeting, tools)


@running.command(
    "next item",
    "next",
    may=MEMBERS,
    usage=N_("next"),
    help=N_("what is next for you; on the day, for facilitators, the next item"),
    done=N_("went on to another item"),
)
def say_next(said: Said, rest: str, tools: Tools) -> Next:
    """Where no meeting is under way, it is what is next for this person."""
    return _said_turn(1, rest, tools)


@running.command("back", may=FACILITATORS, usage=N_("back"), help=N_("on the day: one item back"))
def say_back(said: Said, rest: str, tools: Tools) -> Next:
    """One back."""
    return _said_turn(-1, rest, tools) or _nothing_under_way()


@running.pressed(Extend, may=FACILITATORS)
def extend(pressed: Pressed, action: Extend, tools: Tools) -> Next:
    """More time for this item, once a click."""
    found = under_way_at(action.meeting, tools)
    if found is None:
        return gone()
    if found.current is not None and found.live.item_id == action.item:
        row = found.rows[found.turn]
        if row.extra == action.extra and 0 < action.minutes <= LONGEST_EXTENSION:
            extend_by(found, action.minutes, tools)
    return _desk(action.meeting, tools)


@running.command("extend", may=FACILITATORS, usage=N_("extend 5"), help=N_("on the day: five minutes more"))
def say_extend(said: Said, rest: str, tools: Tools) -> Next:
    """So many minutes more."""
    found = _under_way(tools)
    if found is None or found.current is None:
        return _nothing_under_way()
    asked = re.fullmatch(r"(?:by\s+)?(\d{1,3})\s*(?:min\w*)?", rest, re.I)
    if asked is None or not 0 < int(asked[1]) <= LONGEST_EXTENSION:
        return say(
            _("Please write how many minutes more, from 1 to %(most)s: “extend 5”.") % {"most": LONGEST_EXTENSION}
        )
    extend_by(found, int(asked[1]), tools)
    return _desk(found.board.id, tools)


@running.pressed(OpenPark, may=FACILITATORS)
def open_park(pressed: Pressed, action: OpenPark, tools: Tools) -> Next:
    """What is put aside?"""
    return _park_form(action.meeting)


@running.submitted(Park, may=FACILITATORS, done=N_("put something aside for later"))
def park(submitted: Submitted, action: Park, tools: Tools) -> Next:
    """It is kept for the next agenda."""
    found = under_way_at(action.meeting, tools)
    if found is None:
        return gone()
    text = " ".join(submitted.values.get("text", "").split())
    if not 0 < len(text) <= LONGEST_TITLE:
        sentence = _("Please use 1 to %(count)s characters.") % {"count": LONGEST_TITLE}
        return Problems(_park_form(action.meeting).filled(submitted.values), {"text": sentence})
    return _park(found, text, tools)


@running.command(
    "park",
    may=FACILITATORS,
    usage=N_("park “question”"),
    help=N_("on the day: put something aside"),
    done=N_("put something aside for later"),
)
def say_park(said: Said, rest: str, tools: Tools) -> Next:
    """The same in one sentence."""
    found = _under_way(tools)
    if found is None:
        return _nothing_under_way()
    text = " ".join(rest.strip(" \"'“”‘’«»").split())
    if not 0 < len(text) <= LONGEST_TITLE:
        return _park_form(found.board.id)
    return _park(found, text, tools)


@running.pressed(EndMeeting, may=FACILITATORS, done=N_("ended a meeting"))
def end(pressed: Pressed, action: EndMeeting, tools: Tools) -> Next:
    """It is over, and what is left is offered for the next."""
    return _end(under_way_at(action.meeting, tools), tools)


@running.command(
    "end the meeting",
    "end meeting",
    may=FACILITATORS,
    usage=N_("end the meeting"),
    help=N_("it is over"),
    done=N_("ended a meeting"),
)
def say_end(said: Said, rest: str, tools: Tools) -> Next:
    """The same in words."""
    return _end(_under_way(tools), tools)


@running.pressed(CarryOver, may=FACILITATORS, done=N_("carried items over"))
def carry_over(pressed: Pressed, action: CarryOver, tools: Tools) -> Next:
    """What was not dealt with stands on the draft of the next meeting."""
    found = under_way_at(action.meeting, tools)
    return gone() if found is None else _carried(found, tools)


@running.command(
    "carry over from",
    may=FACILITATORS,
    usage=N_("carry over from TITLE"),
    help=N_("what is left, to the next meeting"),
    done=N_("carried items over"),
)
def say_carry(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    asked = named(rest, tools)
    if isinstance(asked, Message):
        return asked
    found = under_way_at(asked.id, tools)
    return _nothing_under_way() if found is None else _carried(found, tools)


def _carried(found: Running, tools: Tools) -> Message:
    target = next_meeting(found, tools)
    if target is None:
        return say(_("No later meeting is planned yet. What is left stays here until there is one."))
    on = board(tools, target)
    assert on is not None
    items = [replace(item, notes=item.notes) for item in found.left]
    items += [Item(one.text, 10, _("team"), "discussion") for one in found.parked]
    if items:
        editing.add(tools, on, items)
    for row in found.rows:
        row.outcome = row.outcome or "carried"
    for one in found.parked:
        one.taken = True
    tools.db.add_all([*found.rows, *found.parked])
    tools.db.flush()
    sentence = n_("%(count)s item stands here now.", "%(count)s items stand here now.", len(items))
    return redrawn(target, tools, 10**6, sentence)


@running.due
def every_minute(db: Db, outbox: Outbox) -> None:
    """The time that is left is less than a minute ago."""
    for one in live.stale(db, outbox.now - PACE):
        one.drawn = outbox.now
        db.add(one)
        outbox.redraw(LiveCard(one.meeting_id))
        outbox.redraw(LiveDesk(one.meeting_id))


def _start(meeting: int, tools: Tools) -> Message:
    found = board(tools, meeting)
    if found is None:
        return gone()
    rows = agendas.items(tools.db, tools.viewer.community, meeting)
    if not rows or found.meeting.cancelled:
        return redrawn(meeting, tools, 1, _("There is nothing to start: it has no items, or is cancelled."))
    now = live.live(tools.db, tools.viewer.community, meeting)
    if now is None or now.ended is not None:
        fresh = now or Live(meeting_id=meeting, community_id=tools.viewer.community, started=tools.now, began=tools.now)
        fresh.item_id, fresh.began, fresh.ended = rows[0].id, tools.now, None
        for row in rows:
            row.outcome, row.extra = "", 0
        tools.db.add_all([fresh, *rows])
        show(meeting, tools)
        drawn(fresh, tools)
    return _desk(meeting, tools)


def _said_turn(by: int, rest: str, tools: Tools) -> Next:
    found = _under_way(tools) if tools.viewer.facilitates and not rest else None
    if found is None:
        return None
    turn(found, by, tools)
    return _desk(found.board.id, tools)


def _park(found: Running, text: str, tools: Tools) -> Message:
    if all(one.text != text for one in found.parked):
        parked = Parked(community_id=tools.viewer.community, meeting_id=found.board.id, text=text, at=tools.now)
        tools.db.add(parked)
        drawn(found.live, tools)
    return _desk(found.board.id, tools, _("It is put aside for the next agenda."))


def _end(found: Running | None, tools: Tools) -> Message:
    if found is None:
        return _nothing_under_way()
    if found.live.ended is None:
        found.live.ended = tools.now
        drawn(found.live, tools)
    return _desk(found.board.id, tools)


def _under_way(tools: Tools) -> Running | None:
    now = live.under_way(tools.db, tools.viewer.community)
    return under_way_at(now.meeting_id, tools) if now is not None else None


def _desk(meeting: int, tools: Tools, done: str = "") -> Message:
    found = under_way_at(meeting, tools)
    return gone() if found is None else livecards.desk(found, names_at(meeting, tools.viewer, tools), done)


def _park_form(meeting: int) -> Form:
    field = TextField("text", _("What is put aside"), limit=LONGEST_TITLE)
    return Form(_("Put aside"), (field,), Park(meeting), OpenPark(meeting), _("Put aside"))


def _nothing_under_way() -> Message:
    return say(_("No meeting is under way. Write “start TITLE” when one begins."))
