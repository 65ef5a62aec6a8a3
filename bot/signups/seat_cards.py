"""How seats, waiting and offers look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import limits
from bot.chat import Block, Button, Buttons, Form, Heading, Message, Moment, Note, Spans, Strong, Style, Text
from bot.doors import GoHome, ManageSession, OpenSeats, ShowSession
from bot.kit import Viewer
from bot.limits import limits_of
from bot.moments import moment
from bot.signups.actions import AcceptSeat, ChooseSeats, LetSeatGo, SaveSeats
from bot.words import _, n_, spans, spoken
from storage.look import Look, Sitting
from storage.models import Meeting, Session


@dataclass(frozen=True)
class Wait:
    """Somebody's place in a meeting's line, counted from 1, or until when a seat is held for them."""

    position: int
    offered: datetime | None = None


def free_seats(free: int) -> str:
    """ "7 seats free"."""
    return n_("%(count)s seat free", "%(count)s seats free", free) if free else _("all seats taken")


def limits_note(session: Look, viewer: Viewer, now: datetime) -> tuple[Block, ...]:
    """How many may come, in small print."""
    told = limits.told(limits_of(session), viewer, now)
    return (Note(told),) if told else ()


def own_places(meetings: Sequence[Sitting], waits: Mapping[int, Wait], zone: str) -> tuple[Block, ...]:
    """Where somebody stands in each line, with the buttons for a seat that is held for them."""
    blocks: list[Block] = []
    for meeting in meetings:
        wait = waits.get(meeting.id)
        if wait is None:
            continue
        if wait.offered is None:
            sentence = _("Meeting %(number)s is full: you are number %(position)s on the waiting list.")
            blocks.append(Text((sentence % {"number": meeting.number, "position": wait.position},)))
        else:
            sentence = _("A seat in meeting %(number)s is held for you until %(when)s.")
            until = Moment(wait.offered, zone)
            blocks.append(Text(spans(sentence, number=str(meeting.number), when=until)))
            blocks.append(_offer_buttons(meeting.id, _("Meeting %(number)s") % {"number": meeting.number}))
    return tuple(blocks)


def offer(session: Session, meeting: Meeting, until: datetime, viewer: Viewer) -> Message:
    """Tells somebody that a seat is held for them."""
    assert meeting.id is not None
    return Message(
        (
            Text(spans(_("A seat is free for you in %(title)s."), title=Strong(session.title))),
            Text(spans(_("Meeting %(number)s, %(when)s"), number=str(meeting.number), when=moment(meeting))),
            Text(spans(_("It is held for you until %(when)s."), when=Moment(until, viewer.zone))),
            _offer_buttons(meeting.id, session.title),
        ),
        locale=spoken(),
    )


def lapsed(session: Session, meeting: Meeting) -> Message:
    """Tells somebody that the seat went to the next."""
    sentence = _("The seat held for you in meeting %(number)s of %(title)s went to the next person.")
    again = _("You are down as Maybe. If you still want to come, press Coming: you join the end of the waiting list.")
    return _with_way_back(session, spans(sentence, number=str(meeting.number), title=session.title), (again,))


def handed(session: Session, by: str) -> Message:
    """Tells somebody that a colleague handed them a seat."""
    sentence = _("%(name)s cannot come to %(title)s and hands you the seat. You are down as coming.")
    change = _("If you cannot come either, one click changes it.")
    return _with_way_back(session, spans(sentence, name=by, title=Strong(session.title)), (change,))


def given(session: Session) -> Message:
    """Tells somebody that a facilitator gave them a seat."""
    sentence = _("A facilitator has given you a seat in %(title)s. You are down as coming.")
    change = _("If you cannot come, one click changes it.")
    return _with_way_back(session, spans(sentence, title=Strong(session.title)), (change,))


def seat_given(session: Session, name: str, told: bool) -> Message:
    """A facilitator sees that it is done."""
    sentence = _("%(name)s has a seat in %(title)s; the reason stands in the history.")
    more = _("They are told.") if told else _("They have no chat account yet, so please tell them yourself.")
    return _with_way_back(session, spans(sentence, name=Strong(name), title=session.title), (more,))


def seats_form(session: Session, viewer: Viewer, typed: str = "") -> Form:
    """How many may come? With what was typed already, or what holds now."""
    assert session.id is not None
    return Form(
        title=_("Seats"),
        intro=(Strong(session.title),),
        fields=(limits.field(typed or limits.typed(limits_of(session), viewer)),),
        then=SaveSeats(session.id),
        opener=OpenSeats(session.id),
        submit=_("Save"),
    )


def which_deadline(session: Session, typed: str, question: str, choices: tuple[tuple[str, str], ...]) -> Message:
    """Which of these days is meant in the words about seats?"""
    assert session.id is not None
    choose = tuple(Button(label, ChooseSeats(session.id, words)) for label, words in choices)
    change = Button(_("Change…"), OpenSeats(session.id, typed[: limits.LONGEST]), opens_form=True)
    return Message((Text((question,)), Buttons((*choose, change))))


def seats_set(session: Session, viewer: Viewer, now: datetime) -> Message:
    """A facilitator sees what holds from now on."""
    assert session.id is not None
    told = limits.told(limits_of(session), viewer, now) or (_("Everybody who wants to can come."),)
    return Message(
        (
            Heading(session.title),
            Text(told),
            Note((_("Nobody loses a seat. What is free now is offered to those who wait."),)),
            Buttons(
                (Button(_("See the card"), ShowSession(session.id)), Button(_("Manage…"), ManageSession(session.id)))
            ),
        ),
        locale=spoken(),
    )


def _offer_buttons(meeting: int, about: str) -> Buttons:
    return Buttons(
        (
            Button(_("Accept"), AcceptSeat(meeting), Style.PRIMARY, about=about),
            Button(_("Let it go"), LetSeatGo(meeting), about=about),
        )
    )


def _with_way_back(session: Session, headline: Spans, more: Spans) -> Message:
    assert session.id is not None
    buttons = Buttons((Button(_("See and answer"), ShowSession(session.id)), Button(_("Home"), GoHome())))
    return Message((Text(headline), Note(more), buttons), locale=spoken())
