"""Seats that are offered, accepted, let go, handed over; and how many there are."""

import re
from datetime import datetime

from bot import disclosure, hall, limits, mailroom, rooms
from bot.chat import Message, Next, Pressed, Problems, Said, Submitted
from bot.doors import OfferLapsed, OpenSeats, SeatOffered
from bot.finding import answerable, one_session
from bot.kit import ANSWERING, FACILITATORS, Feature, Tools, Viewer
from bot.lobby import say
from bot.outbox import Outbox
from bot.signups import handing, seat_cards, showing
from bot.signups.actions import (
    AcceptSeat,
    ChooseSeats,
    LetSeatGo,
    SaveSeats,
    SeatGiven,
    SeatHanded,
    SendColleague,
)
from bot.words import N_, _
from storage import answers, people, programme
from storage.database import Db
from storage.look import look
from storage.models import Choice, Session, SessionState

waiting = Feature("waiting")

LONGEST_REASON = 500
"""Characters of a reason that are kept."""


@waiting.due
def in_time(db: Db, outbox: Outbox) -> None:
    """Offers run out, and limits by company end."""
    hall.in_time(db, outbox)


@waiting.draws(SeatOffered)
def draw_offer(told: SeatOffered, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing is left to say when the seat is not held any more."""
    found = programme.meeting(tools.db, viewer.community, told.meeting)
    if found is None or viewer.member is None:
        return None
    session = look(tools.db, viewer.community, found[0].id or 0)
    place = session and hall.halls(tools.db, session, [told.meeting])[told.meeting].of(viewer.member)
    until = datetime.fromisoformat(told.until)
    if place is None or place.offered != until or until <= tools.now:
        return None
    return seat_cards.offer(*found, until, viewer)


@waiting.draws(OfferLapsed)
def draw_lapsed(told: OfferLapsed, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing is left to say when they have answered since."""
    found = programme.meeting(tools.db, viewer.community, told.meeting)
    if found is None or viewer.member is None:
        return None
    own = answers.of_member(tools.db, found[0].id or 0, viewer.member)
    return seat_cards.lapsed(*found) if own.get(told.meeting) is Choice.MAYBE else None


@waiting.draws(SeatHanded)
def draw_handed(told: SeatHanded, viewer: Viewer, tools: Tools) -> Message | None:
    """A colleague cannot come."""
    session = programme.session(tools.db, viewer.community, told.session)
    return None if session is None else seat_cards.handed(session, told.by)


@waiting.pressed(AcceptSeat, may=ANSWERING, done=N_("took the seat they were offered"))
def accept(pressed: Pressed, action: AcceptSeat, tools: Tools) -> Next:
    """The seat is theirs, if it is still held for them; else they see how things are."""
    return _answer_offer(action.meeting, Choice.COMING, tools)


@waiting.pressed(LetSeatGo, may=ANSWERING, done=N_("let an offered seat go"))
def let_go(pressed: Pressed, action: LetSeatGo, tools: Tools) -> Next:
    """It is offered to the next."""
    return _answer_offer(action.meeting, Choice.NOT, tools)


@waiting.pressed(SendColleague, may=ANSWERING, done=N_("gave their seat to a colleague"))
def send_colleague(pressed: Pressed, action: SendColleague, tools: Tools) -> Next:
    """A colleague takes one's seats, and is told."""
    session = showing.visible(action.session, tools)
    if session is None or action.member not in dict(disclosure.colleagues(tools.db, tools.viewer, session)):
        return showing.gone()
    return handing.hand(session, action.member, tools)


@waiting.pressed(OpenSeats, may=FACILITATORS)
def open_seats(pressed: Pressed, action: OpenSeats, tools: Tools) -> Next:
    """How many may come?"""
    session = programme.session(tools.db, tools.viewer.community, action.session)
    if session is None:
        return showing.gone()
    form = seat_cards.seats_form(session, tools.viewer, action.typed)
    read = _checked(limits.read(action.typed, tools.now, tools.viewer), action.session, tools)
    return Problems(form, {"seats": read}) if isinstance(read, str) else form


@waiting.submitted(SaveSeats, may=FACILITATORS, done=N_("set seats and audience"))
def save_seats(submitted: Submitted, action: SaveSeats, tools: Tools) -> Next:
    """The session has these seats from now on, or the form says what to write."""
    session = programme.session(tools.db, tools.viewer.community, action.session)
    if session is None:
        return showing.gone()
    words = submitted.values.get("seats", "")
    read = _checked(limits.read(words, tools.now, tools.viewer), action.session, tools)
    if isinstance(read, str):
        if choices := limits.choices(words, tools.now, tools.viewer):
            return seat_cards.which_deadline(session, words, read, choices)
        return Problems(seat_cards.seats_form(session, tools.viewer).filled(submitted.values), {"seats": read})
    return _set(session, read, tools)


@waiting.command(
    "seats",
    may=FACILITATORS,
    usage=N_("seats of TITLE: 25 seats, 1 per company"),
    help=N_("how many may come"),
    done=N_("set seats and audience"),
)
def say_seats(said: Said, rest: str, tools: Tools) -> Next:
    """The same in one sentence; without a number, the form."""
    title, colon, words = re.sub(r"^(?:of|for)\s+", "", rest, flags=re.I).partition(":")
    found = one_session(tools.db, tools.viewer, title)
    if isinstance(found, Message):
        return found
    if not colon:
        return seat_cards.seats_form(found, tools.viewer)
    read = _checked(limits.read(words, tools.now, tools.viewer), found.id or 0, tools)
    if not isinstance(read, str):
        return _set(found, read, tools)
    choices = limits.choices(words, tools.now, tools.viewer)
    return seat_cards.which_deadline(found, words, read, choices) if choices else say(read)


@waiting.pressed(ChooseSeats, may=FACILITATORS, done=N_("set seats and audience"))
def choose_seats(pressed: Pressed, action: ChooseSeats, tools: Tools) -> Next:
    """One of the meanings was meant; the rest stands as it was typed."""
    session = programme.session(tools.db, tools.viewer.community, action.session)
    if session is None:
        return showing.gone()
    read = _checked(limits.read(action.seats, tools.now, tools.viewer), action.session, tools)
    if not isinstance(read, str):
        return _set(session, read, tools)
    choices = limits.choices(action.seats, tools.now, tools.viewer)
    return seat_cards.which_deadline(session, action.seats, read, choices) if choices else say(read)


@waiting.command(
    "give",
    may=FACILITATORS,
    usage=N_("give NAME a seat in TITLE because REASON"),
    help=N_("let somebody in whatever the order"),
    done=N_("gave somebody a seat whatever the order"),
)
def say_give(said: Said, rest: str, tools: Tools) -> Next:
    """A seat out of turn, and even beyond the last: for a reason, which is kept."""
    asked = re.fullmatch(r"(.+?)\s+a\s+seat\s+(?:in|at|for)\s+(.+?)\s+because\s+(.+)", rest, re.I | re.S)
    if asked is None:
        return say(_("Please write whom, where and why: “give NAME a seat in TITLE because REASON”."))
    found = one_session(tools.db, tools.viewer, asked[2], SessionState.OPEN)
    if isinstance(found, Message):
        return found
    member = people.called(tools.db, tools.viewer.community, asked[1].strip())
    if member is None:
        return say(_("I know nobody called “%(name)s”.") % {"name": asked[1]})
    assert member.id is not None
    assert found.id is not None
    session = look(tools.db, tools.viewer.community, found.id)
    if session is None:
        return showing.gone()
    who = showing.instead(member, tools.viewer)
    reason = asked[3][:LONGEST_REASON]
    told = False
    choices = dict.fromkeys(answerable(session, tools.now), Choice.COMING)
    if hall.answer(tools.db, tools.outbox, session, who, choices, reason):
        zone = tools.viewer.community_zone
        told = tools.outbox.tell(member.id, SeatGiven(found.id), f"given {found.id}", zone=zone)
    return seat_cards.seat_given(found, member.name, told)


@waiting.draws(SeatGiven)
def draw_given(told: SeatGiven, viewer: Viewer, tools: Tools) -> Message | None:
    """A facilitator let them in."""
    session = programme.session(tools.db, viewer.community, told.session)
    return None if session is None else seat_cards.given(session)


def _checked(read: limits.Limits | str, session: int, tools: Tools) -> limits.Limits | str:
    """The limits, as far as there are meetings for them."""
    if isinstance(read, str):
        return read
    return read.beyond(len(programme.meetings(tools.db, session))) or read


def _set(session: Session, read: limits.Limits, tools: Tools) -> Message:
    assert session.id is not None
    read.set_on(session)
    tools.db.add(session)
    tools.db.flush()
    hall.refill(tools.db, tools.outbox, tools.viewer.community, session.id)
    if session.state != SessionState.DRAFT:
        rooms.spread(tools.db, tools.outbox, session)
        mailroom.announce(tools.db, tools.outbox, session, tools.viewer.community_zone)
    return seat_cards.seats_set(session, tools.viewer, tools.now)


def _answer_offer(meeting: int, choice: Choice, tools: Tools) -> Next:
    found = programme.meeting(tools.db, tools.viewer.community, meeting)
    session = showing.visible(found[0].id, tools) if found and found[0].id else None
    if session is None:
        return showing.gone()
    waits = showing.choices(session, tools).get(meeting) is Choice.WAITING
    if waits and meeting in answerable(session, tools.now):
        hall.answer(tools.db, tools.outbox, session, showing.me(tools.viewer), {meeting: choice})
        return showing.personal(session, tools, answered=True)
    return showing.personal(session, tools)
